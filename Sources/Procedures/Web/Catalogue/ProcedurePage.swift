import Kernel
import Platform
import Units

/// One procedure whole: what it asks for, takes and costs, on what it stands, who receives it and how it came to be so.
struct ProcedurePage {
    private let profile: ProcedureProfile
    private let procedure: Procedure
    private let words: Words
    private let context: Context
    /// What rooms above offer with it.
    private let more: HTML

    init(_ profile: ProcedureProfile, _ context: Context, more: HTML) {
        self.more = more
        self.profile = profile
        procedure = profile.shown.procedure
        words = context.words
        self.context = context
    }

    var page: Page {
        let parts = ProcedureParts(procedure, words)
        return Page(
            procedure.name, kicker: procedure.code, lead: lead, crumbs: [Crumb(words("procedures.catalogue"), "/procedures")],
            room: "procedures", isIndexed: profile.isCurrent,
            content: """
                \(notices)
                \(if: profile.isCurrent, more)
                \(if: context.actor.has(.administrator) && procedure.version.change != .abolished && profile.isCurrent, .acts(
                    words("procedures.administer"),
                    [Crumb(words("procedures.abolish"), "/procedures/\(procedure.code)/abolish")]))
                \(if: profile.hasForm, form)
                \(.definitions(facts))
                \(if: !procedure.ways.isEmpty, .section(words("procedures.field.ways"), id: "ways", parts.ways))
                \(if: !procedure.components.isEmpty, .section(words("procedures.field.components"), id: "components", parts.components))
                \(if: !procedure.steps.isEmpty, .section(words("procedures.field.steps"), id: "steps", parts.text(procedure.steps)))
                \(if: !procedure.conditions.isEmpty, .section(words("procedures.field.conditions"), id: "conditions", parts.text(procedure.conditions)))
                \(if: !procedure.results.isEmpty, .section(words("procedures.field.results"), id: "results", parts.results))
                \(if: !profile.receivers.isEmpty, .section(words("procedures.receivers.of"), id: "receivers", receivers))
                \(if: !procedure.services.isEmpty, .section(words("procedures.field.services"), id: "services", parts.services))
                \(if: !procedure.process.isEmpty, .section(words("procedures.field.process"), id: "process", parts.process))
                \(if: !procedure.legalBases.isEmpty, .section(words("procedures.field.legal_bases"), id: "legal-bases", parts.legalBases))
                \(.section(words("procedures.versions"), id: "versions", VersionTable(profile, words).table))
                \(.downloads([Download("JSON", "/api/v1/procedures/\(procedure.code)")], words))
                """)
    }

    /// The way to the form that is filled in on the page, and to the blank one.
    private var form: HTML {
        """
        <p class="start"><a class="button" href="\(FormPages.link(procedure.code))">\(words("procedures.form.fill"))</a> \
        <a href="\("/procedures/\(procedure.code)/form.pdf" as Link)">\(words("procedures.form.blank"))</a></p>
        """
    }

    private var lead: String {
        let levels = words.levels(procedure.levels)
        return [procedure.field, levels].filter { !$0.isEmpty }.joined(separator: " – ")
    }

    private var notices: HTML {
        let version = procedure.version
        if version.change == .abolished {
            let day = version.from.map { words.numbers.date($0) } ?? ""
            return .notice(
                .warning, words("procedures.abolished_since", ["date": day, "decision": version.decision]),
                "<p>\(words("procedures.abolished_since.text"))</p>")
        }
        if profile.isCurrent { return HTML() }
        let now = profile.versions.contains { $0.version.isInForce(on: profile.today) }
        return .notice(
            .information, words("procedures.not_in_force", ["days": words.days(version)]),
            now ? "<p><a href=\"\("/procedures/\(procedure.code)" as Link)\">\(words("procedures.to_current"))</a></p>" : nil)
    }

    private var facts: [(term: String, text: HTML)] {
        let version = procedure.version
        var facts: [(term: String, text: HTML)] = []
        func add(_ key: String, _ text: String?) {
            if let text, !text.isEmpty { facts.append((words(key), .lines(text))) }
        }
        add("procedures.field.local_limit", words.time(procedure.localLimit))
        add("procedures.field.legal_limit", words.time(procedure.legalLimit) ?? procedure.statedLimit.map { words.time($0) })
        add("procedures.field.subjects", procedure.subjects.joined(separator: "; "))
        add("procedures.field.deciding", procedure.agencies.deciding)
        add("procedures.field.authorised", procedure.agencies.authorised)
        add("procedures.field.coordinating", procedure.agencies.coordinating)
        add("procedures.field.implementing", procedure.agencies.implementing)
        add("procedures.field.address", procedure.agencies.address)
        add("procedures.field.kind", procedure.kind)
        add("procedures.field.issuer", procedure.issuer)
        add("procedures.field.decision", decision(version))
        add("procedures.version", words.days(version))
        add("procedures.field.related", procedure.related.joined(separator: "\n"))
        if !procedure.link.isEmpty, let link = Link(external: procedure.link) {
            facts.append((words("procedures.field.link"), "<a href=\"\(link)\">\(words("procedures.portal"))</a>"))
        }
        if !profile.shown.source.isEmpty { facts.append((words("procedures.source"), "\(profile.shown.source)")) }
        return facts
    }

    private func decision(_ version: ProcedureVersion) -> String {
        [version.decision, version.decided.map { words.numbers.date($0) } ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// More units than this are folded.
    private static let listed = 12

    private var receivers: HTML {
        let list: HTML = "<ul>\(each: profile.receivers, { "<li><a href=\"\($0.link)\">\(words($0.name))</a></li>" })</ul>"
        if profile.receivers.count <= Self.listed { return list }
        let count = words("procedures.receivers.count", ["count": words.numbers.count(profile.receivers.count)])
        return "<details><summary>\(count)</summary>\(list)</details>"
    }
}
