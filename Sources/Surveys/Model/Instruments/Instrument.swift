import Expressions
import Forms
import Kernel

/// What is asked, in one edition that never changes (SV-11): a questionnaire with its scales, consent, validity rule and index.
package struct Instrument: Sendable {
    package let id: ID<Instrument>
    package let content: InstrumentContent
    package let digest: String

    package var questionnaire: Questionnaire { content.questionnaire }
    package var code: String { questionnaire.code }
    package var edition: String { questionnaire.version }
    package var title: Bilingual { questionnaire.title }
    package var scales: [Scale] { content.scales }
    package var index: IndexNode { content.index }
    package var rule: ValidityRule { content.rule }
    package var columns: [String] { content.columns }

    package func scale(of question: String) -> Scale? { content.scale(of: question) }
}

/// What the text of an instrument says.
package struct InstrumentContent: Sendable {
    package let questionnaire: Questionnaire
    /// Who is asked, a word of ``RespondentGroup``'s: `citizens`.
    package let group: String
    /// What is judged, in a word of the author's: `one-stop`.
    package let object: String
    /// The languages it may be asked in.
    package let languages: [Language]
    /// What is read before the first question.
    package let consent: Bilingual
    package let rule: ValidityRule
    package let scales: [Scale]
    package let index: IndexNode
    /// Names of the questions that have answers, in the order of a record.
    package let columns: [String]
    private let scaleOfQuestion: [String: Int]

    init(
        _ questionnaire: Questionnaire, group: String, object: String, languages: [Language], consent: Bilingual, rule: ValidityRule,
        scales: [Scale], index: IndexNode
    ) {
        self.questionnaire = questionnaire
        self.group = group
        self.object = object
        self.languages = languages
        self.consent = consent
        self.rule = rule
        self.scales = scales
        self.index = index
        columns = questionnaire.questions.filter { $0.question?.kind != .note }.map(\.name)
        scaleOfQuestion = Dictionary(
            scales.enumerated().flatMap { number, scale in scale.questions.map { ($0, number) } }, uniquingKeysWith: { first, _ in first })
    }

    package func scale(of question: String) -> Scale? { scaleOfQuestion[question].map { scales[$0] } }

    /// Whether it says that nobody of the sort is asked; then nothing else is missing.
    package func excludes(_ filled: Filled) -> Bool { rule.eligible.map { filled.value($0) == .truth(false) } ?? false }

    /// Why a filled form does not count; nil where it does.
    package func verdict(_ filled: Filled) -> InvalidReason? {
        if let name = rule.eligible, filled.value(name) != .truth(true) { return .notEligible }
        let asked = scales.flatMap(\.questions).filter { name in
            questionnaire.index(name).map { filled.isVisible($0) } ?? false
        }
        let answered = asked.count { filled.answers[$0] != nil }
        return Ratio(answered, max(asked.count, 1)) < rule.least && !asked.isEmpty ? .tooFewAnswers : nil
    }
}
