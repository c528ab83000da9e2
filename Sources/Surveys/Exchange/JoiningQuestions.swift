import Forms
import Kernel
import Units

/// What another tool must ask beside the questions of a group's instrument, so that each answer finds its place when it comes back: the
/// unit that is judged, and of people who were drawn the number on their list (SV-14).
///
/// ``AnswerFile`` looks for both under these names. The number says whose asking is settled and is not kept with the answer (SV-50).
struct JoiningQuestions {
    struct Question {
        let name: String
        let label: Bilingual
        let hint: Bilingual
        /// Of the unit alone.
        let choices: [Forms.Question.Choice]
    }

    static let unit = "unit"
    static let number = "number"
    /// The list of units; those of the instrument are `list1` and on.
    static let units = "units"

    /// What the tool knows the form by: the same instrument may be asked in several campaigns.
    let form: String
    let questions: [Question]

    /// `texts` gives a text of the house in both languages by its key.
    init(_ group: RespondentGroup, of campaign: String, units: [Units.Unit], _ instrument: Instrument, texts: (String) -> Bilingual) throws
    {
        form = "\(instrument.code)-\(campaign)-\(group.code)"
        let unit = Question(
            name: Self.unit, label: texts("surveys.exchange.ask.unit"), hint: texts("surveys.exchange.ask.unit.hint"),
            choices: units.map { .init($0.code, $0.name) })
        let number = Question(
            name: Self.number, label: texts("surveys.exchange.ask.number"), hint: texts("surveys.exchange.ask.number.hint"), choices: [])
        questions = group.frame == .none ? [unit] : [number, unit]
        let log = FaultLog()
        for question in questions where instrument.questionnaire.items.contains(where: { $0.name == question.name }) {
            log.add("surveys.exchange.name_taken", at: Place(field: question.name), ["question": question.name])
        }
        try log.check()
    }

    /// As rows of the sheet `survey`.
    var survey: [[String]] {
        questions.map { question in
            let row = [
                question.choices.isEmpty ? "integer" : "select_one \(Self.units)", question.name, question.label.vi, question.label.en,
                question.hint.vi, question.hint.en, "yes",
            ]
            return row + [String](repeating: "", count: XLSFormSheets.surveyHeader.count - row.count)
        }
    }

    var list: FormFormulas.List { .init(name: Self.units, choices: questions.flatMap(\.choices)) }
}
