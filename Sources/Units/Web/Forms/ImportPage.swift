import Kernel
import Platform

/// The pages of an import: which file, what it would change.
struct ImportPage {
    /// More rows than this are counted, not listed; they are in the file.
    private static let listed = 200

    private let words: Words
    private let context: Context
    private let sent: Form?

    init(_ context: Context, _ sent: Form? = nil) {
        words = context.words
        self.context = context
        self.sent = sent
    }

    private var crumbs: [Crumb] { [Crumb(words("units.list"), "/units")] }

    /// The form, with what is wrong by the names of its fields.
    func form(wrong: [String: String] = [:], notice: HTML = HTML(), status: Int = 200) -> Page {
        func field(_ name: String, _ control: Field.Control, isRequired: Bool = false) -> Field {
            Field(
                name, words("units.field.\(name)"), control, hint: words("units.import.hint.\(name)"), error: wrong[name],
                isRequired: isRequired)
        }
        let fields = [
            field("file", .file(accept: ".csv,.xlsx"), isRequired: true),
            field(
                "meaning",
                .radios(
                    ["correction", "change"].map { Choice($0, words("units.meaning.\($0)")) },
                    chosen: sent?.optional("meaning") ?? "correction")),
            field("from", .text(sent?["from"] ?? "")), field("source", .text(sent?["source"] ?? "")),
        ]
        let columns = UnitField.allCases
        return Page(
            words("units.import"), lead: words("units.import.lead"), crumbs: crumbs, room: "units", status: status, isIndexed: false,
            content: """
                \(.errorSummary(fields, words))
                \(notice)
                \(.form(.post, to: "/units/import", fields, submit: words("units.import.preview"), by: context.actor))
                \(.section(words("units.import.columns"), .table(
                    id: "columns", caption: words("units.import.columns"), isCaptionHidden: true,
                    columns: [
                        Column(words("units.import.column"), .head) { (field: UnitField) in "<code>\(field.rawValue)</code>" },
                        Column(words("units.import.meaning")) { "\(words($0.text))" },
                    ], rows: columns)))
                \(.downloads([Download("CSV", "/units/list.csv"), Download("XLSX", "/units/list.xlsx")], words))
                """)
    }

    /// The form again above the faults of the file; those of the form itself stand at its fields.
    func refused(_ faults: [Fault]) -> Page {
        let own = faults.filter { $0.place.line == 0 && $0.place.file == "import" }
        let wrong = Dictionary(own.map { ($0.place.field ?? "", words.message($0)) }, uniquingKeysWith: { first, _ in first })
        let others = faults.filter { !own.contains($0) }
        let notice: HTML =
            others.isEmpty
            ? HTML()
            : .notice(
                .warning, words("input.faults", ["count": words.numbers.count(others.count)]),
                .faults(others, words))
        return form(wrong: wrong, notice: notice, status: 422)
    }

    func preview(_ preview: ImportUnits.Preview, _ file: Form.File) -> Page {
        let difference = preview.difference
        let hidden = [
            ("digest", file.stored.digest.rawValue), ("name", file.name), ("revision", "\(preview.revision)"),
            ("meaning", sent?["meaning"] ?? ""), ("from", sent?["from"] ?? ""), ("source", sent?["source"] ?? ""),
        ].map { Field($0.0, "", .hidden($0.1)) }
        return Page(
            words("units.preview"), kicker: file.name, lead: summary(difference),
            crumbs: crumbs + [Crumb(words("units.import"), "/units/import")], room: "units", isIndexed: false,
            content: """
                \(if: difference.isEmpty, .notice(.information, words("units.preview.none")), else:
                    .form(.post, to: "/units/import/apply", hidden, submit: words("units.preview.apply"), by: context.actor))
                <p>\(words(sent?["meaning"] == "change" ? "units.preview.change" : "units.preview.correction", ["from": sent?["from"] ?? "", "source": sent?["source"] ?? ""]))</p>
                \(if: !difference.changed.isEmpty, .section(words("units.preview.changed"), changed(difference)))
                \(if: !difference.added.isEmpty, .section(words("units.preview.added"), added(difference)))
                <p><a href="\("/units/import" as Link)">\(words("units.preview.another"))</a></p>
                """)
    }

    private func summary(_ difference: UnitDifference) -> String {
        words(
            "units.preview.summary",
            [
                "added": words.numbers.count(difference.added.count), "changed": words.numbers.count(difference.changed.count),
                "unchanged": words.numbers.count(difference.unchanged), "unnamed": words.numbers.count(difference.unnamed),
            ])
    }

    private struct Line {
        let unit: UnitDifference.Changed
        let change: UnitDifference.Change
    }

    private func changed(_ difference: UnitDifference) -> HTML {
        let lines = difference.changed.flatMap { unit in unit.changes.map { Line(unit: unit, change: $0) } }
        return """
            \(.table(
                id: "changed", caption: words("units.preview.changed.caption"), isCaptionHidden: true,
                columns: [
                    Column(words("units.column.code"), .head) { (line: Line) in "\(line.unit.code)" },
                    Column(words("units.column.name")) { "\(words($0.unit.name))" },
                    Column(words("units.preview.field")) { "\(words($0.change.field.text))" },
                    Column(words("units.preview.old")) { "<del>\($0.change.old)</del>" },
                    Column(words("units.preview.new")) { "<ins>\($0.change.new)</ins>" },
                ], rows: lines.prefix(Self.listed)))
            \(rest(lines.count))
            """
    }

    private func added(_ difference: UnitDifference) -> HTML {
        """
        \(.table(
            id: "added", caption: words("units.preview.added.caption"), isCaptionHidden: true,
            columns: [
                Column(words("units.column.code"), .head) { (record: UnitRecord) in "\(record.code)" },
                Column(words("units.column.name")) { "\(words($0.name))" },
                Column(words("units.column.kind")) { "\(words("units.kind.\($0[.kind])"))" },
                Column(words("units.column.parent")) { "\($0.parent ?? "–")" },
            ], rows: difference.added.prefix(Self.listed)))
        \(rest(difference.added.count))
        """
    }

    private func rest(_ count: Int) -> HTML? {
        count > Self.listed
            ? "<p class=\"small\">\(words("units.preview.rest", ["count": words.numbers.count(count - Self.listed)]))</p>" : nil
    }
}
