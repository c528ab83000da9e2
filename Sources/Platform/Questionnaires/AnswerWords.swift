import Expressions
import Forms
import Kernel

/// Answers in words: as controls show them, as a review and a paper print them, and what is wrong with them.
package struct AnswerWords: Sendable {
    private let words: Words
    private let catalogues: Catalogues

    package init(_ words: Words, _ catalogues: Catalogues) {
        self.words = words
        self.catalogues = catalogues
    }

    /// As a person of this language writes it, so that it is read back as the same.
    package func written(_ answer: Answer?, _ question: Question) -> String {
        guard case .one(let text) = answer else { return answer?.text ?? "" }
        switch question.kind {
        case .integer, .decimal: return words.language == .vi ? text.replacing(".", with: ",") : text
        case .date: return CalendarDate(text)?.vietnamese ?? text
        default: return text
        }
    }

    /// As it is read: names of choices, grouped thousands; each choice and file one text.
    package func shown(_ answer: Answer?, _ question: Question, files: [String: FormFile] = [:]) -> [String] {
        guard let answer else { return [] }
        if case .typed(let text) = answer { return [text] }
        switch question.kind {
        case .choice, .choices: return answer.all.map { label($0, question).map { words($0) } ?? $0 }
        case .file: return answer.all.map { files[$0]?.name ?? $0 }
        case .yesNo: return [words(answer.text == "yes" ? "forms.yes" : "forms.no")]
        case .integer, .decimal: return [Number(answer.text).map { words.numbers.plain($0) } ?? answer.text]
        case .date: return [CalendarDate(answer.text)?.vietnamese ?? answer.text]
        case .calculated: return [computed(answer.text, question)]
        case .text, .phone, .idNumber, .email, .note: return [answer.text]
        }
    }

    private func computed(_ text: String, _ question: Question) -> String {
        switch question.valueKind {
        case .number: Number(text).map { words.numbers.plain($0) } ?? text
        case .truth: words(text == "yes" ? "forms.yes" : "forms.no")
        default: text
        }
    }

    private func label(_ code: String, _ question: Question) -> Bilingual? {
        switch question.kind.choices?.source {
        case .list(let list): list.first { $0.code == code }?.label
        case .catalogue(let catalogue): catalogues.find(catalogue, code)?.label
        case nil: nil
        }
    }

    /// A text of the form's author with answers in its braces; what is not answered stands as dots.
    package func filled(_ text: Bilingual, _ filled: Filled) -> String {
        var result = ""
        var rest = words(text)[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            let question = filled.questionnaire.index(name).flatMap { filled.questionnaire.items[$0].question }
            let answer = question.map { shown(filled.answers[name], $0).joined(separator: ", ") } ?? ""
            result += answer.isEmpty ? "…………………" : answer
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// What is wrong, in a sentence that names the question.
    package func message(_ fault: AnswerFault, in questionnaire: Questionnaire) -> String {
        if let message = fault.message { return words(message) }
        let label = questionnaire.item(fault.path).map { words($0.label) } ?? fault.path.name
        return words(fault.code, fault.details.merging(["label": label]) { old, _ in old })
    }

    /// Why an answer could not be carried to a newer edition.
    package func reason(_ reason: Migration.Reason) -> String { words("forms.migration.\(reason.rawValue)") }
}

/// A file that was attached, by what its sender calls it.
package struct FormFile: Hashable, Sendable {
    package var name: String
    package var bytes: Int
    package var link: Link?

    package init(name: String, bytes: Int, link: Link? = nil) {
        self.name = name
        self.bytes = bytes
        self.link = link
    }
}
