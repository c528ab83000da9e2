import Facts
import Kernel
import Office

/// A paper of the way through the one-stop shop that law gives a form (OS-34, OS-35).
package enum PaperForm: String, Sendable, Hashable, CaseIterable {
    case receipt, supplement, refusal, apology, control, register
    /// Since TT 03/2025.
    case stop
}

/// How a form is called and numbered from a day on.
///
/// The decree and its circular use different names for the same papers, and later ones number them anew (OS-35); so the names are
/// data with their days, `Facts/forms.csv`.
package struct FormEdition: Sendable, Hashable {
    package let form: PaperForm
    package let from: CalendarDate
    /// `01`; nil in a text that numbers no forms.
    package let number: String?
    package let isA4: Bool
    package let title: Bilingual
    /// Whether the text of law itself has been read.
    package let isCertain: Bool
    package let source: String

    /// The edition that holds on a day; nil where no text knows the form yet.
    package static func of(_ form: PaperForm, on day: CalendarDate) -> FormEdition? {
        all.filter { $0.form == form && $0.from <= day }.max { $0.from < $1.from }
    }

    /// Every edition, the oldest first.
    package static let all: [FormEdition] = {
        do {
            return try read(FactTables.table("forms.csv"))
        } catch {
            preconditionFailure("the binary carries its forms: \(error)")
        }
    }()

    private static func read(_ table: Table) throws -> [FormEdition] {
        let log = FaultLog()
        let names = ["from", "form", "number", "paper", "vi", "en", "certain", "source"]
        let columns = table.columns(required: names, log: log)
        try log.check()
        let editions = table.rows.compactMap { row -> FormEdition? in
            func text(_ name: String) -> String { columns[name].map { row[$0].text } ?? "" }
            guard let from = CalendarDate(text("from")), let form = PaperForm(rawValue: text("form")) else {
                log.add("working_time.date_unreadable", at: table.place(row, columns["from"] ?? 0), ["text": text("from")])
                return nil
            }
            return FormEdition(
                form: form, from: from, number: text("number").isEmpty ? nil : text("number"), isA4: text("paper") == "A4",
                title: Bilingual(vi: text("vi"), en: text("en")), isCertain: text("certain") == "yes", source: text("source"))
        }
        try log.check()
        return editions
    }
}
