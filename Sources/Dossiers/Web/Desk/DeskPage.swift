import Kernel
import Platform
import Units

/// What lies on the desk of a unit: parts with their counts, a search, and the dossiers of one part, those due first.
struct DeskPage {
    let screen: ListDossiers.Screen
    let context: Context
    let scan: HTML

    private var words: Words { context.words }
    private var address: Link { DossierLink.desk(screen.unit.code) }

    func page() -> Page {
        Page(
            words(screen.unit.name), kicker: words("dossiers.desk"), lead: summary, room: "dossiers-desk", isIndexed: false,
            content: """
                \(context.done)
                \(actions)
                \(scan)
                \(parts)
                \(search)
                \(.section(words("dossiers.part.\(screen.part.rawValue)"), table))
                \(.pagination(page: screen.page, of: screen.pages, address: context.address, words))
                \(if: !screen.tasks.isEmpty, .section(words("dossiers.tasks"), tasks))
                """)
    }

    private func count(_ part: DeskList.Part) -> Int { screen.counts[part] ?? 0 }

    private var summary: String {
        words(
            count(.late) > 0 ? "dossiers.desk.summary.late" : "dossiers.desk.summary",
            [
                "open": words.numbers.count(count(.open)), "late": words.numbers.count(count(.late)),
                "today": words.numbers.count(count(.today)),
            ])
    }

    private var actions: HTML {
        let receives = DossierDuty.receive.isHeld(by: context.actor, for: screen.unit.id)
        let leads = DossierDuty.lead.isHeld(by: context.actor, for: screen.unit.id)
        let handover: Link = "/dossiers/units/\(screen.unit.code)/handover"
        return """
            <p class="actions">\
            \(if: receives, "<a class=\"button\" href=\"\(DossierLink.catalogue(screen.unit.code))\">\(words("dossiers.receive"))</a> ")\
            \(if: leads, "<a href=\"\(handover)\">\(words("dossiers.handover"))</a> ")\
            \(if: receives, "<a href=\"\(DossierLink.guidance(screen.unit.code))\">\(words("dossiers.guidance.give"))</a> ")\
            <a href="\(DossierLink.books(screen.unit.code))">\(words("dossiers.books"))</a></p>
            """
    }

    /// One link for each part, with how many there are.
    private var parts: HTML {
        """
        <nav class="parts" aria-label="\(words("dossiers.parts"))"><ul>\(each: DeskList.Part.allCases, { part in
            """
            <li><a href="\(link(part))"\(attribute: "aria-current", part == screen.part ? "true" : nil)>\(words("dossiers.part.\(part.rawValue)"))\
            \(screen.counts[part].map { " <strong>\(words.numbers.count($0))</strong>" as HTML })</a></li>
            """
        })</ul></nav>
        """
    }

    private func link(_ part: DeskList.Part) -> Link {
        address.setting("part", to: part.rawValue).setting("own", to: screen.isOwn ? "1" : nil)
    }

    private var search: HTML {
        .form(
            .get, to: address,
            [
                Field("q", words("dossiers.search"), .search(screen.text)),
                Field("own", words("dossiers.own"), .checkbox(isChecked: screen.isOwn)),
                Field("part", "", .hidden(screen.text.isEmpty ? screen.part.rawValue : DeskList.Part.all.rawValue)),
            ], submit: words("dossiers.search.submit"), isBar: true)
    }

    private var table: HTML {
        .table(
            id: "dossiers", caption: words("dossiers.part.\(screen.part.rawValue)"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.code"), .code) { (line: DeskLine) in
                    "<a href=\"\(DossierLink.dossier(line.dossier.code))\">\(line.dossier.code.text)</a>"
                },
                Column(words("dossiers.procedure")) { "\($0.name)" },
                Column(words("dossiers.applicant")) { "\(context.text($0.applicant))" },
                Column(words("dossiers.state")) { "\(words($0.dossier.state.text))\(step($0.dossier))" },
                Column(words("dossiers.due")) { due($0.dossier) },
                Column(words("dossiers.officer")) { "\(context.text($0.dossier.officer.map { screen.names[$0] ?? $0 }))" },
            ], rows: screen.lines, emphasis: { $0.dossier.finished == nil && $0.dossier.isLate(at: screen.now) == true },
            empty: words("dossiers.part.\(screen.part.rawValue).none"))
    }

    /// The step it is at, and that it is due.
    private func step(_ dossier: Dossier) -> HTML {
        guard let (step, name) = screen.steps[dossier.code.text] else { return HTML() }
        let due = step.due.map { words("dossiers.step.due", ["moment": words.due($0)]) }
        let told = [name, due].compactMap(\.self).joined(separator: ", ")
        return "<span class=\"why\">\(told)\(if: step.isLate(at: screen.now) == true, " \(.tag(words("dossiers.step.late")))")</span>"
    }

    private func due(_ dossier: Dossier) -> HTML {
        guard let due = dossier.due else {
            return
                "\(words(dossier.limit == nil ? "dossiers.due.none" : dossier.state == .registered ? "dossiers.due.not_begun" : "dossiers.due.stands"))"
        }
        let isLate = dossier.isLate(at: screen.now) == true
        return "\(words.numbers.date(due.vietnamDate))\(if: isLate, " \(.tag(words("dossiers.late")))")"
    }

    private var tasks: HTML {
        .table(
            id: "tasks", caption: words("dossiers.tasks"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.code"), .code) { (line: (dossier: String, task: DossierTask)) in
                    "<a href=\"\("/dossiers/\(line.dossier)" as Link)\">\(line.dossier)</a>"
                },
                Column(words("dossiers.task.content")) { "\($0.task.content)" },
                Column(words("dossiers.due")) { "\(context.text($0.task.due.map { words.due($0) }))" },
            ], rows: screen.tasks)
    }
}
