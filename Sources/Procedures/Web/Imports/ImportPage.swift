import Kernel
import Platform

/// The pages of an import: which file, what it would change, what of it could not be understood.
struct ImportPage {
    /// More rows than this are counted, not listed.
    private static let listed = 200

    private let words: Words
    private let context: Context
    private let today: CalendarDate
    private let sent: Form?

    init(_ context: Context, today: CalendarDate, _ sent: Form? = nil) {
        words = context.words
        self.context = context
        self.today = today
        self.sent = sent
    }

    private var crumbs: [Crumb] { [Crumb(words("procedures.catalogue"), "/procedures")] }

    /// The form, with what is wrong by the names of its fields.
    func form(wrong: [String: String] = [:], notice: HTML = HTML(), status: Int = 200) -> Page {
        func field(_ name: String, _ label: String, _ control: Field.Control, isRequired: Bool = false) -> Field {
            Field(
                name, words(label), control, hint: words("procedures.import.hint.\(name)"), error: wrong[name], isRequired: isRequired)
        }
        let scopes = ["named", "whole"].map { Choice($0, words("procedures.import.scope.\($0)")) }
        let fields = [
            field("file", "procedures.import.file", .file(accept: ".jsonl,.gz,.csv,.xlsx"), isRequired: true),
            field("decision", "procedures.field.decision", .text(sent?["decision"] ?? "")),
            field("decided", "procedures.field.decided", .text(sent?["decided"] ?? "")),
            field("from", "procedures.field.from", .text(sent?["from"] ?? words.numbers.date(today))),
            field("scope", "procedures.import.scope", .radios(scopes, chosen: sent?.optional("scope") ?? "named")),
        ]
        return Page(
            words("procedures.import"), lead: words("procedures.import.lead"), crumbs: crumbs, room: "procedures", status: status,
            isIndexed: false,
            content: """
                \(.errorSummary(fields, words))
                \(notice)
                \(.form(.post, to: "/procedures/import", fields, submit: words("procedures.import.preview"), by: context.actor))
                \(.section(words("procedures.import.columns"), columns))
                \(.downloads([
                    Download(words("procedures.export.catalogue"), "/procedures/list.csv"),
                    Download(words("procedures.export.processes"), "/procedures/processes.csv"),
                ], words))
                """)
    }

    private var columns: HTML {
        .table(
            id: "columns", caption: words("procedures.import.columns"), isCaptionHidden: true,
            columns: [
                Column(words("procedures.import.column"), .head) { (column: ProcedureColumn) in "<code>\(column.name)</code>" },
                Column(words("procedures.import.meaning")) { "\(words($0.text))" },
            ], rows: ProcedureColumn.all)
    }

    /// The form again above the faults of the file; those of the form itself stand at its fields.
    func refused(_ faults: [Fault]) -> Page {
        let own = faults.filter { $0.place.line == 0 && $0.place.file == "import" }
        let wrong = Dictionary(own.map { ($0.place.field ?? "", words.message($0)) }, uniquingKeysWith: { first, _ in first })
        let others = faults.filter { !own.contains($0) }
        let notice: HTML =
            others.isEmpty
            ? HTML() : .notice(.warning, words("input.faults", ["count": words.numbers.count(others.count)]), .faults(others, words))
        return form(wrong: wrong, notice: notice, status: 422)
    }

    func preview(_ preview: ImportProcedures.Preview, _ file: Form.File) -> Page {
        let difference = preview.difference
        let hidden = [
            ("digest", file.stored.digest.rawValue), ("name", file.name), ("revision", "\(preview.revision)"),
            ("decision", sent?["decision"] ?? ""), ("decided", sent?["decided"] ?? ""), ("from", sent?["from"] ?? ""),
            ("scope", sent?["scope"] ?? ""),
        ].map { Field($0.0, "", .hidden($0.1)) }
        return Page(
            words("procedures.preview"), kicker: file.name, lead: summary(difference),
            crumbs: crumbs + [Crumb(words("procedures.import"), "/procedures/import")], room: "procedures", isIndexed: false,
            content: """
                \(if: difference.isEmpty, .notice(.information, words("procedures.preview.none")), else:
                    .form(.post, to: "/procedures/import/apply", hidden, submit: words("procedures.preview.apply"), by: context.actor))
                <p>\(words("procedures.preview.order", ["decision": sent?["decision"] ?? "", "from": sent?["from"] ?? ""]))</p>
                \(if: !preview.later.isEmpty, later(preview.later))
                \(if: !preview.unread.isEmpty, .section(words("procedures.unread"), id: "unread", unread(preview.unread, file)))
                \(if: !difference.changed.isEmpty, .section(words("procedures.preview.changed"), id: "changes", changed(difference)))
                \(if: !difference.added.isEmpty, .section(words("procedures.preview.added"), added(difference)))
                \(if: !difference.abolished.isEmpty, .section(words("procedures.preview.abolished"), abolished(difference)))
                <p><a href="\("/procedures/import" as Link)">\(words("procedures.preview.another"))</a></p>
                """)
    }

    private func summary(_ difference: CatalogueDifference) -> String {
        let counts = [
            "added": difference.added.count, "changed": difference.changed.count, "abolished": difference.abolished.count,
            "unchanged": difference.unchanged, "unnamed": difference.unnamed,
        ]
        return words("procedures.preview.summary", counts.mapValues { words.numbers.count($0) })
    }

    private func later(_ later: [String: CalendarDate]) -> HTML {
        .notice(
            .warning, words("procedures.preview.later"),
            "<ul>\(each: later.sorted { $0.key < $1.key }.prefix(Self.listed), { "<li>\($0.key): \(words.days(from: $0.value, to: nil))</li>" })</ul>"
        )
    }

    /// What could not be understood, counted by part and reason; each row is in the file.
    private func unread(_ unread: [UnreadPart], _ file: Form.File) -> HTML {
        struct Line {
            var part: Unread
            var count: Int
        }
        let groups = Dictionary(grouping: unread) { "\($0.part.field.rawValue) \($0.part.reason.rawValue)" }
        let lines = groups.values.compactMap { rows in rows.first.map { Line(part: $0.part, count: rows.count) } }
            .sorted { ($1.count, $0.part.reason.rawValue) < ($0.count, $1.part.reason.rawValue) }
        let link = Link("/procedures/import/unread.csv").setting("digest", to: file.stored.digest.rawValue).setting("name", to: file.name)
        return """
            <p>\(words("procedures.unread.lead", ["count": words.numbers.count(unread.count)]))</p>
            \(.table(
                id: "unread-table", caption: words("procedures.unread"), isCaptionHidden: true,
                columns: [
                    Column(words("procedures.preview.part"), .head) { (line: Line) in "\(words(line.part.field.text))" },
                    Column(words("procedures.unread.reason")) { "\(words($0.part.reason.text))" },
                    Column(words("procedures.count"), .number) { "\(words.numbers.count($0.count))" },
                ], rows: lines))
            \(.downloads([Download(words("procedures.unread.file"), link)], words))
            """
    }

    private struct Line {
        var code: String
        var change: ProcedureDifference.Change
    }

    private func changed(_ difference: CatalogueDifference) -> HTML {
        let lines = difference.changed.flatMap { procedure in procedure.changes.map { Line(code: procedure.code, change: $0) } }
        return """
            \(.table(
                id: "changed", caption: words("procedures.preview.changed"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("procedures.field.code"), .head) { (line: Line) in
                        "<a href=\"\("/procedures/\(line.code)" as Link)\">\(line.code)</a>"
                    },
                    Column(words("procedures.preview.part")) { "\(words($0.change.field.text))" },
                    Column(words("procedures.preview.difference")) { .change($0.change, words) },
                ], rows: lines.prefix(Self.listed)))
            \(rest(lines.count))
            """
    }

    private func added(_ difference: CatalogueDifference) -> HTML {
        """
        \(.table(
            id: "added", caption: words("procedures.preview.added"), isCaptionHidden: true,
            columns: [
                Column(words("procedures.field.code"), .head) { (procedure: Procedure) in "\(procedure.code)" },
                Column(words("procedures.field.name")) { "\($0.name)" },
                Column(words("procedures.field.field")) { "\($0.field)" },
            ], rows: difference.added.prefix(Self.listed)))
        \(rest(difference.added.count))
        """
    }

    private func abolished(_ difference: CatalogueDifference) -> HTML {
        """
        <p>\(words("procedures.preview.abolished.lead"))</p>
        <ul>\(each: difference.abolished.prefix(Self.listed), { "<li><a href=\"\("/procedures/\($0)" as Link)\">\($0)</a></li>" })</ul>
        \(rest(difference.abolished.count))
        """
    }

    private func rest(_ count: Int) -> HTML? {
        count > Self.listed
            ? "<p class=\"small\">\(words("procedures.preview.rest", ["count": words.numbers.count(count - Self.listed)]))</p>" : nil
    }
}

extension ProcedureColumn {
    /// The key of what it says.
    var text: String {
        switch self {
        case .part(let field): field.text
        case .time(let channel): "procedures.column.\(channel.rawValue)_time"
        case .fee(let channel): "procedures.column.\(channel.rawValue)_fee"
        case .level, .levelFrom, .extent, .extentFrom, .partialReason, .source: "procedures.column.\(name)"
        }
    }
}
