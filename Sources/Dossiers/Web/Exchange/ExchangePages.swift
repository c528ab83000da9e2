import HTTPTypes
import Kernel
import Office
import Platform

/// Where programs of other systems bring dossiers, and people compare what both sides know.
struct ExchangePages: Sendable {
    private static let page: Link = "/dossiers/exchange/reconciliation"
    /// Lines that a page shows; the file has all.
    private static let shown = 200

    let bureau: Bureau

    func add(to routes: inout Routes) {
        routes.api(.post, "/api/v1/dossiers/exchange", .role(.procedureController)) { (body: [ExchangedDossier], context: Context) in
            Answers(items: try await ReceiveExchange(bureau)(body, by: context.actor))
        }
        routes.page("/dossiers/exchange/reconciliation", ImportPages.roles) { page($0, Form(), refused: nil, report: nil) }
        routes.form("/dossiers/exchange/reconciliation", ImportPages.roles, limit: ImportFile.limit) { form, context in
            try await FormAnswer.trying({ try await take(form, context) }, again: { page(context, form, refused: $0, report: nil) })
        }
    }

    private struct Answers: Encodable, Sendable {
        let items: [ReceiveExchange.Answer]
    }

    private func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let file = form.file("file") else { throw ExchangeError.fileMissing }
        guard let from = CalendarDate(written: form["from"]), let through = CalendarDate(written: form["through"]), from <= through else {
            throw ExchangeError.noPeriod
        }
        let input = InputFile(name: file.name, bytes: try await bureau.services.files.read(file.stored.digest))
        let order = ImportDossiers.Order(scheme: form["scheme"].isEmpty ? "code" : form["scheme"], mapping: form["mapping"])
        let report = try await ReconcileDossiers(bureau)(input, order, from: from, through: through, by: context.actor)
        if form["as"] == "csv" {
            return .file(FileAnswer(name: "reconciliation-\(from)-\(through).csv", mediaType: "text/csv; charset=utf-8", bytes: report.csv))
        }
        return .page(page(context, form, refused: nil, report: report))
    }

    private func page(_ context: Context, _ form: Form, refused error: (any DomainError)?, report: ReconcileDossiers.Report?) -> Page {
        let words = context.words
        let fields = [
            Field(
                "file", words("dossiers.exchange.list"), .file(accept: ".csv,.gz,.xlsx"), error: error.map { words($0.code, $0.details) },
                isRequired: true),
            Field("from", words("dossiers.exchange.from"), .line("date", form["from"])),
            Field("through", words("dossiers.exchange.through"), .line("date", form["through"])),
            Field("mapping", words("dossiers.import.mapping"), .text(form["mapping"])),
            Field(
                "scheme", words("dossiers.import.scheme"),
                .select(
                    ForeignCatalogue.Scheme.allCases.map { Choice($0.rawValue, words("dossiers.import.scheme.\($0.rawValue)")) },
                    chosen: form["scheme"].isEmpty ? "code" : form["scheme"])),
            Field(
                "as", words("dossiers.exchange.as"),
                .radios(
                    ["page", "csv"].map { Choice($0, words("dossiers.exchange.as.\($0)")) },
                    chosen: form["as"].isEmpty ? "page" : form["as"])),
        ]
        return Page(
            words("dossiers.exchange.reconciliation"), lead: words("dossiers.exchange.reconciliation_lead"), room: "dossiers",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(fields, words))
                \(report.map { Self.tables($0, words) })
                \(.form(.post, to: Self.page, fields, submit: words("dossiers.exchange.compare"), by: context.actor))
                """)
    }

    private static func tables(_ report: ReconcileDossiers.Report, _ words: Words) -> HTML {
        let kinds = ReconcileDossiers.Line.Kind.allCases
        return """
            <p>\(words("dossiers.exchange.agreed", ["count": words.numbers.count(report.agreed)]))</p>
            \(.table(
                id: "units", caption: words("dossiers.exchange.by_unit"),
                columns: [Column(words("dossiers.import.column.unit"), .head) { (line: (unit: String, counts: [ReconcileDossiers.Line.Kind: Int])) in
                    "\(line.unit.isEmpty ? "–" : line.unit)"
                }] + kinds.map { kind in Column(words(kind.text), .number) { "\(words.numbers.count($0.counts[kind] ?? 0))" } },
                rows: report.units, empty: words("dossiers.exchange.nothing")))
            \(.table(
                id: "lines", caption: words("dossiers.exchange.lines"),
                columns: [
                    Column(words("dossiers.import.column.code"), .head) { (line: ReconcileDossiers.Line) in "<code>\(line.code)</code>" },
                    Column(words("dossiers.exchange.what")) { "\(words($0.kind.text))" },
                    Column(words("dossiers.exchange.field")) { "\($0.field)" }, Column(words("dossiers.exchange.ours")) { "\($0.ours)" },
                    Column(words("dossiers.exchange.theirs")) { "\($0.theirs)" },
                ], rows: Array(report.lines.prefix(shown)), empty: words("dossiers.exchange.nothing")))
            """
    }
}
