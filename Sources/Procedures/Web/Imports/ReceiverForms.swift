import Kernel
import Office
import Platform
import Units

/// Taking a table of receiving units: the form, the difference, and the word that applies it.
struct ReceiverForms: Sendable {
    /// Bytes of a table of pairs.
    static let limit = 8 << 20

    private let services: Services

    init(_ services: Services) { self.services = services }

    func page(_ context: Context) async throws -> Page { form(context, nil) }

    func preview(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let file = form.file("file") else {
            return .page(self.form(context, form, wrong: ["file": context.words("procedures.file_missing")]))
        }
        guard let day = CalendarDate(written: form["from"]) else {
            return .page(self.form(context, form, wrong: ["from": context.words("procedures.date_unreadable", ["text": form["from"]])]))
        }
        do {
            let input = InputFile(name: file.name, bytes: try await services.files.read(file.stored.digest))
            let preview = try await ImportReceivers(services).preview(input, by: context.actor)
            return .page(self.preview(preview, file, from: day, context))
        } catch let error as Faults {
            let words = context.words
            let notice = HTML.notice(
                .warning, words("input.faults", ["count": words.numbers.count(error.faults.count)]), .faults(error.faults, words))
            return .page(self.form(context, form, notice: notice, status: 422))
        } catch let error as OfficeError where error.kind == .invalid {
            return .page(self.form(context, form, wrong: ["file": context.words(error.code, error.details)]))
        }
    }

    func apply(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let day = CalendarDate(form["from"]) else { throw ProceduresError.previewGone }
        let input = try await services.previewed(form["digest"], named: form["name"])
        try await ImportReceivers(services)(input, from: day, seen: form["mark"], by: context.actor)
        return .go("/procedures?done=receivers")
    }

    private func form(
        _ context: Context, _ sent: Form?, wrong: [String: String] = [:], notice: HTML = HTML(), status: Int? = nil
    ) -> Page {
        let words = context.words
        let today = words.numbers.date(services.now().vietnamDate)
        let fields = [
            Field(
                "file", words("procedures.import.file"), .file(accept: ".csv,.xlsx"), hint: words("procedures.receivers.hint.file"),
                error: wrong["file"], isRequired: true),
            Field(
                "from", words("procedures.receivers.from"), .text(sent?["from"] ?? today), hint: words("procedures.receivers.hint.from"),
                error: wrong["from"], isRequired: true),
        ]
        return Page(
            words("procedures.receivers"), lead: words("procedures.receivers.lead"),
            crumbs: [Crumb(words("procedures.catalogue"), "/procedures")], room: "procedures",
            status: status ?? (wrong.isEmpty ? 200 : 422), isIndexed: false,
            content: """
                \(.errorSummary(fields, words))
                \(notice)
                \(.form(.post, to: "/procedures/receivers", fields, submit: words("procedures.import.preview"), by: context.actor))
                \(.downloads([Download("CSV", "/procedures/receivers.csv"), Download("XLSX", "/procedures/receivers.xlsx")], words))
                """)
    }

    private func preview(_ preview: ImportReceivers.Preview, _ file: Form.File, from day: CalendarDate, _ context: Context) -> Page {
        let words = context.words
        let difference = preview.difference
        let hidden = [
            ("digest", file.stored.digest.rawValue), ("name", file.name), ("mark", preview.mark), ("from", day.description),
        ].map { Field($0.0, "", .hidden($0.1)) }
        func names(_ units: [Unit]) -> String { units.map { words($0.name) }.joined(separator: "; ") }
        let lead = words(
            "procedures.receivers.summary",
            ["changed": words.numbers.count(difference.changes.count), "unchanged": words.numbers.count(difference.unchanged)])
        return Page(
            words("procedures.preview"), kicker: file.name, lead: lead,
            crumbs: [
                Crumb(words("procedures.catalogue"), "/procedures"), Crumb(words("procedures.receivers"), "/procedures/receivers"),
            ], room: "procedures", isIndexed: false,
            content: """
                \(if: difference.isEmpty, .notice(.information, words("procedures.preview.none")), else:
                    .form(.post, to: "/procedures/receivers/apply", hidden, submit: words("procedures.preview.apply"), by: context.actor))
                \(if: !difference.isEmpty, .table(
                    id: "changed", caption: words("procedures.preview.changed"), isStacked: true,
                    columns: [
                        Column(words("procedures.field.code"), .head) { (change: ReceiverDifference.Change) in "\(change.code)" },
                        Column(words("procedures.receivers.added")) { "<ins>\(names($0.added))</ins>" },
                        Column(words("procedures.receivers.removed")) { "<del>\(names($0.removed))</del>" },
                    ], rows: difference.changes.prefix(500)))
                """)
    }
}
