import Kernel
import Office
import Platform
import Units

/// How dossiers ended, for everybody: a page and a file, and a form for whoever decides which units are shown.
struct ResultPages: Sendable {
    private static let list: Link = "/dossiers/results"

    let bureau: Bureau

    func add(to routes: inout Routes) {
        let kept = CachePolicy.publicData(query: "unit", "month", "procedure", "page")
        routes.page("/dossiers/results", .everyone, cache: kept) { try await page($0) }
        routes.file("/dossiers/results.csv", .everyone, cache: kept) { try await file($0) }
        routes.page("/dossiers/results/units", .role(.administrator)) { try await units($0, refused: nil) }
        routes.form("/dossiers/results/units", .role(.administrator)) { form, context in
            try await FormAnswer.trying(
                {
                    try await PublishResults(bureau.services)(form["unit"], isPublic: form["shown"] == "yes", by: context.actor)
                    return .go("/dossiers/results/units")
                }, again: { try await units(context, refused: $0) })
        }
    }

    private func ask(_ context: Context, page: Int, size: Int) async throws -> PublicResults.Answer {
        let query = context.query
        return try await PublicResults(bureau.services)(
            unit: query["unit"] ?? "", month: query["month"] ?? "", procedure: query["procedure"] ?? "", page: page, size: size)
    }

    private func page(_ context: Context) async throws -> Page {
        let words = context.words
        let number = context.pageNumber
        let answer = try await ask(context, page: number, size: PublicResults.pageSize)
        let fields = [
            Field(
                "unit", words("dossiers.results.unit"),
                .select([Choice("", "–")] + answer.units.map { Choice($0.code, words($0.name)) }, chosen: answer.unit?.code)),
            Field("month", words("dossiers.results.month"), .line("month", answer.month)),
            Field("procedure", words("dossiers.results.procedure"), .text(answer.procedure)),
        ]
        let file = ["unit", "month", "procedure"].reduce("/dossiers/results.csv" as Link) { link, name in
            context.query[name].map { link.setting(name, to: $0) } ?? link
        }
        return Page(
            words("dossiers.results"), lead: words("dossiers.results.lead"), room: "dossiers",
            content: """
                \(.form(.get, to: Self.list, fields, submit: words("dossiers.results.show"), isBar: true))
                \(if: answer.unit != nil, table(answer, words))
                \(if: answer.unit != nil, .pagination(
                    page: number, of: (answer.count + PublicResults.pageSize - 1) / PublicResults.pageSize, address: context.address, words))
                \(if: answer.unit != nil, .downloads([Download(words("dossiers.results.file"), file)], words))
                """)
    }

    private func table(_ answer: PublicResults.Answer, _ words: Words) -> HTML {
        .table(
            id: "results", caption: words("dossiers.results.caption", ["count": words.numbers.count(answer.count)]),
            columns: [
                Column(words("dossiers.code"), .head) { (result: PublicResult) in "<code>\(result.code)</code>" },
                Column(words("dossiers.results.procedure")) { "\($0.name)<span class=\"why\">\($0.procedure)</span>" },
                Column(words("dossiers.received")) { "\(words.numbers.date($0.received.vietnamDate))" },
                Column(words("dossiers.finished")) { "\(words.numbers.date($0.finished.vietnamDate))" },
                Column(words("dossiers.results.on_time")) { "\(words(Self.onTime($0)))" },
                Column(words("dossiers.results.outcome")) { "\(words($0.outcome))" },
            ], rows: answer.results, empty: words("dossiers.results.none"))
    }

    private static func onTime(_ result: PublicResult) -> String {
        result.isOnTime.map { $0 ? "dossiers.results.in_time" : "dossiers.results.late" } ?? "dossiers.results.no_limit"
    }

    private func file(_ context: Context) async throws -> FileAnswer {
        let answer = try await ask(context, page: 1, size: PublicResults.fileSize)
        let unit = answer.unit?.code ?? ""
        let rows: [[OutputCell]] = answer.results.map { result in
            [
                .text(result.code), .text(result.procedure), .text(unit), .date(result.received.vietnamDate),
                .date(result.finished.vietnamDate), .text(result.isOnTime.map { $0 ? "1" : "0" } ?? ""),
                .text(result.isRefused ? "refused" : result.state.rawValue),
            ]
        }
        let header = ["code", "procedure", "unit", "received", "finished", "on_time", "outcome"]
        return FileAnswer(
            name: "dossiers-\(unit.isEmpty ? "none" : unit)-\(answer.month).csv", mediaType: "text/csv; charset=utf-8",
            bytes: CSVWriter.write(header, rows, .machine))
    }

    private func units(_ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let answer = try await PublicResults(bureau.services)(unit: "", month: "", procedure: "")
        let fields = [
            Field(
                "unit", words("dossiers.results.unit_code"), .text(""), error: error.map { words($0.code, $0.details) }, isRequired: true),
            Field(
                "shown", words("dossiers.results.shown"),
                .radios(["yes", "no"].map { Choice($0, words("dossiers.results.shown.\($0)")) }, chosen: "yes")),
        ]
        return Page(
            words("dossiers.results.units"), lead: words("dossiers.results.units_lead"),
            crumbs: [Crumb(words("dossiers.results"), Self.list)], room: "dossiers", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(fields, words))
                \(.form(.post, to: "/dossiers/results/units", fields, submit: words("dossiers.results.save"), by: context.actor))
                \(.table(
                    id: "units", caption: words("dossiers.results.units"), isCaptionHidden: true,
                    columns: [
                        Column(words("dossiers.results.unit_code"), .head) { (unit: Units.Unit) in "<code>\(unit.code)</code>" },
                        Column(words("dossiers.results.unit")) { "\(words($0.name))" },
                    ], rows: answer.units, empty: words("dossiers.results.units_none")))
                """)
    }
}
