import Kernel
import Platform

/// The versions of a procedure, the latest first, and what each changed against the one before it.
struct VersionTable {
    private let profile: ProcedureProfile
    private let words: Words
    private let changes: [ID<ProcedureVersion>: ProcedureDifference]

    init(_ profile: ProcedureProfile, _ words: Words) {
        self.profile = profile
        self.words = words
        changes = profile.changes
    }

    var table: HTML {
        .table(
            id: "versions-table", caption: words("procedures.versions.caption"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("procedures.field.decision"), .head) { decision($0) },
                Column(words("procedures.field.change")) { "\(words.change($0.version.change) ?? "–")" },
                Column(words("procedures.version")) { "\(words.days($0.version))" },
                Column(words("procedures.versions.changed")) { changed($0) },
            ] as [Column<StoredProcedure>], rows: profile.versions)
    }

    private func decision(_ stored: StoredProcedure) -> HTML {
        let version = stored.version
        let name = version.decision.isEmpty ? words("procedures.versions.first") : version.decision
        let day: HTML? = version.decided.map { "<span class=\"why\">\(words.numbers.date($0))</span>" }
        if stored.id == profile.shown.id { return "\(name)\(day)" }
        return "<a href=\"\("/procedures/\(stored.procedure.code)?version=\(stored.id.rawValue)" as Link)\">\(name)</a>\(day)"
    }

    private func changed(_ stored: StoredProcedure) -> HTML {
        guard let difference = changes[stored.id], !difference.isEmpty else { return "–" }
        return """
            \(each: difference.changes, { change in
                """
                <details><summary>\(words(change.field.text))</summary>\(.change(change, words))</details>
                """
            })
            """
    }
}

extension HTML {
    /// The rows of a part that go and those that come; long ones and many are cut for the eye.
    static func change(_ change: ProcedureDifference.Change, _ words: Words) -> HTML {
        func rows(_ rows: [String], _ row: (String) -> HTML) -> HTML {
            let shown = rows.prefix(6).map { text in row(String(words.row(text).prefix(400))) }
            let rest: HTML = rows.count > 6 ? "<br>\(words("procedures.rest", ["count": words.numbers.count(rows.count - 6)]))" : HTML()
            return "\(HTML(joining: shown, separator: "<br>"))\(rest)"
        }
        return """
            <div class="change">\(if: !change.removed.isEmpty, "<p>\(rows(change.removed) { "<del>\($0)</del>" })</p>")\
            \(if: !change.added.isEmpty, "<p>\(rows(change.added) { "<ins>\($0)</ins>" })</p>")</div>
            """
    }
}
