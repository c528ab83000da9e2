import Kernel
import Platform

/// The tables of a procedure's page.
struct ProcedureParts {
    private let procedure: Procedure
    private let words: Words

    init(_ procedure: Procedure, _ words: Words) {
        self.procedure = procedure
        self.words = words
    }

    func text(_ text: String) -> HTML {
        "<div class=\"prose\">\(each: text.split(whereSeparator: \.isNewline), { "<p>\(String($0))</p>" })</div>"
    }

    var ways: HTML {
        .table(
            id: "ways-table", caption: words("procedures.ways.caption"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("procedures.channel"), .head) { "\(words("procedures.channel.\($0.channel.rawValue)"))" },
                Column(words("procedures.time")) { "\(words.time($0.time) ?? "–")" },
                Column(words("procedures.fee")) { way in
                    "\(words.fee(way.fee) ?? "–")\(if: !way.fee.note.isEmpty, "<span class=\"why\">\(way.fee.note)</span>")"
                },
                Column(words("procedures.description")) { .lines($0.description) },
            ] as [Column<SubmissionWay>], rows: procedure.ways)
    }

    var components: HTML {
        HTML(
            joining: procedure.components.enumerated().map { number, group in
                let name = group.name.isEmpty ? words("procedures.components.all") : group.name
                return .table(
                    id: "components-\(number + 1)", caption: name, isStacked: true,
                    columns: [
                        Column(words("procedures.paper"), .head) { .lines($0.name) },
                        Column(words("procedures.originals"), .number) { "\($0.originals.map(String.init) ?? "–")" },
                        Column(words("procedures.copies"), .number) { "\($0.copies.map(String.init) ?? "–")" },
                        Column(words("procedures.forms")) { "\($0.forms.joined(separator: ", "))" },
                    ] as [Column<ComponentCase.Paper>], rows: group.papers, empty: name)
            }, separator: "\n")
    }

    var results: HTML {
        .table(
            id: "results-table", caption: words("procedures.field.results"), isCaptionHidden: true,
            columns: [
                Column(words("procedures.result"), .head) { .lines($0.name) },
                Column(words("procedures.result.code")) { "\($0.code)" },
            ] as [Column<ProcedureResult>], rows: procedure.results)
    }

    var legalBases: HTML {
        .table(
            id: "legal-bases-table", caption: words("procedures.field.legal_bases"), isCaptionHidden: true,
            columns: [
                Column(words("procedures.law"), .head) { .lines($0.name) },
                Column(words("procedures.law.number")) { "\($0.number)" },
            ] as [Column<LegalBasis>], rows: procedure.legalBases)
    }

    /// Both scales with their days: neither is a translation of the other (OL-3).
    var services: HTML {
        .table(
            id: "services-table", caption: words("procedures.services.caption"),
            columns: [
                Column(words("procedures.service"), .head) { "\(words.extent($0.extent))" },
                Column(words("procedures.version")) { "\(words.days(from: $0.from, to: $0.to))" },
            ] as [Column<DatedService>], rows: procedure.services.sorted { $0.from > $1.from })
    }

    var process: HTML {
        .table(
            id: "process-table", caption: words("procedures.process.caption"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("procedures.step"), .head) { step in "\(step.number + 1). \(step.step.name)" },
                Column(words("procedures.performer")) { "\($0.step.performer)" },
                Column(words("procedures.time")) { "\(words.time($0.step.time) ?? "–")" },
            ] as [Column<(number: Int, step: ProcessStep)>],
            rows: procedure.process.enumerated().map { (number: $0.offset, step: $0.element) })
    }
}
