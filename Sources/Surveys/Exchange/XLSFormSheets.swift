import Forms
import Kernel
import Office

/// An instrument as the sheets of XLSForm (SV-80), for tools that ask with it; answers come back by ``AnswerFile``.
///
/// Only what every such tool understands is written; what cannot be said there is told by the name of the question. Scales, consent and
/// index have no place in that format.
struct XLSFormSheets {
    private(set) var survey: [[String]] = []
    let settings: [String]

    static let surveyHeader = [
        "type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "hint::Tiếng Việt (vi)", "hint::English (en)", "required",
        "relevant", "constraint", "constraint_message::Tiếng Việt (vi)", "constraint_message::English (en)", "calculation", "appearance",
        "choice_filter",
    ]
    static let choicesHeader = ["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)", "of"]
    static let settingsHeader = ["form_title", "form_id", "version", "default_language"]

    private let questionnaire: Questionnaire
    private let joining: JoiningQuestions?
    private var formulas: FormFormulas

    /// `joining` is asked first; `texts` gives a text of the house in both languages by its key.
    init(_ instrument: Instrument, joining: JoiningQuestions? = nil, texts: (String) -> Bilingual) throws {
        let questionnaire = instrument.questionnaire
        self.questionnaire = questionnaire
        self.joining = joining
        survey = joining?.survey ?? []
        settings = [instrument.title.vi, joining?.form ?? instrument.code, instrument.edition, "Tiếng Việt (vi)"]
        let log = FaultLog()
        formulas = FormFormulas(questionnaire, log, texts: texts) { "${\(questionnaire.items[$0].name)}" }
        for index in questionnaire.children(of: nil) { add(index) }
        try log.check()
    }

    var choices: [[String]] {
        ([joining?.list].compactMap { $0 } + formulas.lists).flatMap { list in
            list.choices.map { [list.name, $0.code, $0.label.vi, $0.label.en, $0.group ?? ""] }
        }
    }

    private mutating func add(_ index: Int) {
        let item = questionnaire.items[index]
        let relevant = formulas.relevant(index)
        guard let question = item.question else {
            survey.append([
                "begin_group", item.name, item.label.vi, item.label.en, "", "", "", relevant, "", "", "", "",
                formulas.appearance(index), "",
            ])
            for child in questionnaire.children(of: index) { add(child) }
            survey.append(["end_group"] + [String](repeating: "", count: Self.surveyHeader.count - 1))
            return
        }
        let required =
            switch question.requirement {
            case .never: ""
            case .always: "yes"
            case .when(let condition): formulas.condition(condition, of: index)
            }
        survey.append([
            type(of: question, index), item.name, item.label.vi, item.label.en, item.help?.vi ?? "", item.help?.en ?? "", required,
            relevant, formulas.constraint(question, index), formulas.message(question, .vi), formulas.message(question, .en),
            formulas.calculation(question, index), formulas.appearance(index), filter(question),
        ])
    }

    /// Choices are narrowed by the column `of`.
    private func filter(_ question: Question) -> String { question.kind.choices?.within.map { "of = ${\($0)}" } ?? "" }

    private mutating func type(of question: Question, _ index: Int) -> String {
        switch question.kind {
        case .text: return "text"
        case .integer: return "integer"
        case .decimal: return "decimal"
        case .date: return "date"
        case .note: return "note"
        case .calculated: return "calculate"
        case .yesNo, .choice: if let list = formulas.list(of: question) { return "select_one \(list.name)" }
        case .choices: if let list = formulas.list(of: question) { return "select_multiple \(list.name)" }
        case .phone, .idNumber, .email, .file: break
        }
        formulas.refuse(index)
        return "text"
    }
}
