import Kernel
import Platform
import Statistics
import Units

/// A campaign: where it stands, what may be done next, its groups with sizes and lists, its costs.
struct CampaignPage {
    let screen: ShowCampaign.Screen
    let context: Context
    var error: (any DomainError)?

    private var words: Words { context.words }
    private var campaign: Campaign { screen.campaign }
    private var number: String { campaign.number }
    private var plans: Bool { screen.plans }

    func page() -> Page {
        Page(
            campaign.plan.title, kicker: words("surveys.campaign.kicker", ["number": number, "unit": words(screen.unit.name)]),
            lead: words(
                "surveys.campaign.lead",
                [
                    "period": words.numbers.period(campaign.plan.period), "opens": words.numbers.date(campaign.plan.opens),
                    "closes": words.numbers.date(campaign.plan.closes),
                ]), crumbs: [Crumb(words("surveys.front"), SurveysLink.front)], room: "surveys", status: Page.status(refused: error),
            isIndexed: false,
            content: """
                \(error.map { HTML.notice(.warning, told($0)) })\(context.done)
                \(if: campaign.isGenerated, .notice(.information, words("surveys.generated")))
                <p>\(words("surveys.state")): \(.tag(words(campaign.state.text)))</p>
                \(if: !campaign.plan.note.isEmpty, "<p class=\"said\">\(campaign.plan.note)</p>")
                \(if: plans, acts)
                \(if: campaign.closed != nil, "<p class=\"actions\"><a href=\"\(SurveysLink.figures(number))\">\(words("surveys.figure.figures"))</a></p>")
                \(each: screen.groups, group)
                \(if: screen.groups.isEmpty, "<p class=\"empty\">\(words("surveys.groups.none"))</p>")
                \(costs)
                """)
    }

    private func told(_ error: any DomainError) -> String {
        if let faults = error as? Faults { return faults.faults.map { words.message($0) }.joined(separator: " ") }
        return words(error.code, error.details)
    }

    // MARK: what may be done

    private var acts: HTML {
        let state = campaign.state
        let isPlanned = state == .planned
        return """
            <ul class="tasks">\
            \(if: isPlanned, link(SurveysLink.plan(number), "surveys.plan"))\
            \(if: isPlanned, link(SurveysLink.newGroup(number), "surveys.group.new"))\
            \(if: campaign.closed == nil, link(SurveysLink.costs(number), "surveys.costs"))\
            \(if: isPlanned && screen.groups.contains { $0.frame != nil }, link(SurveysLink.draw(number), "surveys.draw"))\
            \(if: state == .drawn, link(SurveysLink.discard(number), "surveys.discard"))\
            \(link(SurveysLink.kiosks(number), "surveys.kiosk.list"))\
            \(link(SurveysLink.paper(number), "surveys.paper.title"))\
            \(link(SurveysLink.follow(number), "surveys.follow"))</ul>
            \(if: state == .drawn || (isPlanned && screen.groups.contains { $0.group.frame == .none }), move("opened"))
            \(if: state == .open, move("closed"))
            \(if: state == .open, prolong)
            \(if: campaign.closed != nil && campaign.drawn != nil, move("forgotten"))
            """
    }

    private func link(_ link: Link, _ key: String) -> HTML { "<li><a href=\"\(link)\">\(words(key))</a></li>" }

    private func move(_ event: String) -> HTML {
        .form(
            .post, to: SurveysLink.move(number),
            [Field("event", "", .hidden(event)), Field("version", "", .hidden("\(campaign.version)"))],
            submit: words("surveys.move.\(event)"), by: context.actor)
    }

    private var prolong: HTML {
        .form(
            .post, to: SurveysLink.move(number),
            [
                Field("event", "", .hidden("prolonged")), Field("version", "", .hidden("\(campaign.version)")),
                Field("closes", words("surveys.field.closes"), .text(words.numbers.date(campaign.plan.closes))),
            ], submit: words("surveys.move.prolonged"), isBar: true, by: context.actor)
    }

    // MARK: groups

    private func group(_ group: ShowCampaign.GroupScreen) -> HTML {
        let code = group.group.code
        return .section(
            words(group.group.name),
            """
            \(.definitions(definitions(group)))
            \(if: group.group.frame != .none, frame(group), else: openLinks(group))
            \(if: plans, """
                <p class="actions">\
                \(if: campaign.state == .planned, "<a href=\"\(SurveysLink.group(number, code))\">\(words("surveys.group.change"))</a> ")\
                \(if: campaign.state == .planned && group.group.frame != .none, "<a href=\"\(SurveysLink.frame(number, code))\">\(words("surveys.frame.take"))</a> ")\
                \(if: campaign.state == .planned && !group.strata.isEmpty, "<a href=\"\(SurveysLink.strata(number, code))\">\(words("surveys.strata"))</a> ")\
                \(if: campaign.drawn != nil && group.group.frame != .none, "<a href=\"\(SurveysLink.people(number, code))\">\(words("surveys.people"))</a>")</p>
                """)
            \(if: campaign.opened != nil, "<p><a href=\"\(SurveysLink.exchange(number, code))\">\(words("surveys.exchange"))</a></p>")
            \(if: plans && campaign.state == .planned, .form(
                .post, to: SurveysLink.drop(number, code), [Field("version", "", .hidden("\(campaign.version)"))],
                submit: words("surveys.group.drop"), by: context.actor))
            """)
    }

    private func definitions(_ group: ShowCampaign.GroupScreen) -> [(term: String, text: HTML)] {
        let instrument: HTML = """
            <a href="\(SurveysLink.instrument(group.instrument.id.rawValue))">\(words(group.instrument.title))</a>
            """
        let judges: [(term: String, text: HTML)] = [
            (words("surveys.group.judges"), "\(words("surveys.group.judges.\(group.group.judges.rawValue)"))")
        ]
        return [
            (words("surveys.group.instrument"), instrument),
            (words("surveys.group.frame"), "\(words("surveys.group.frame.\(group.group.frame.rawValue)"))"),
        ] + (group.group.frame == .none ? [] : judges) + [(words("surveys.group.units"), "\(words.numbers.count(group.matrix.count))")]
    }

    /// The public addresses of an open stream, one for each unit.
    private func openLinks(_ group: ShowCampaign.GroupScreen) -> HTML {
        """
        <p>\(words("surveys.open.lead"))</p>
        <ul>\(each: group.matrix, { line in
            "<li><a href=\"\(SurveysLink.open(number, group.group.code, line.unit.code))\">\(words(line.unit.name))</a></li>"
        })</ul>
        """
    }

    private func frame(_ group: ShowCampaign.GroupScreen) -> HTML {
        guard let frame = group.frame else { return "<p class=\"empty\">\(words("surveys.frame.none"))</p>" }
        let numbers = words.numbers
        let source = frame.file.isEmpty ? words("surveys.frame.own") : frame.file
        return """
            <p>\(words("surveys.frame.lead", [
                "rows": numbers.count(frame.rows), "source": source, "taken": numbers.date(frame.taken.vietnamDate),
                "digest": String(frame.digest.prefix(12)),
            ]))</p>
            \(group.refusal.map { HTML.notice(.warning, words($0.code, $0.details)) })
            \(group.sizes.map { size($0, group) })
            """
    }

    private func size(_ sizes: SampleSizes, _ group: ShowCampaign.GroupScreen) -> HTML {
        let numbers = words.numbers
        let design = group.group.design
        let formula = words("surveys.size.\(design.formula.rawValue)", ["exact": numbers.plain(sizes.exact)])
        return """
            <p>\(words("surveys.size.lead", ["count": numbers.count(sizes.whole)])) \(formula)\
            \(sizes.margin.map { " \(words("surveys.size.margin", ["margin": numbers.percent($0.ratio, digits: 1)]))" as HTML })\
            \(if: design.draw != .census, " \(words("surveys.size.effect", ["effect": numbers.plain(design.designEffect)]))")</p>
            \(campaign.seed.map { "<p>\(words("surveys.seed", ["seed": "\($0)"]))</p>" as HTML })
            \(.table(
                id: "strata-\(group.group.code)",
                caption: words("surveys.table.of", ["table": words("surveys.strata"), "group": words(group.group.name)]), isStacked: true,
                columns: [
                    Column(words("surveys.stratum"), .head) { (line: (Stratum, Int)) in "\(name(line.0))" },
                    Column(words("surveys.population"), .number) { "\(numbers.count($0.0.population))" },
                    Column(words("surveys.wanted"), .number) { "\(numbers.count($0.1))" },
                    Column(words("surveys.drawn.count"), .number) { "\($0.0.allocated.map { numbers.count($0) } ?? "–")" },
                    Column(words("surveys.certain")) { "\(words($0.0.isCertain ? "forms.yes" : "forms.no"))" },
                ], rows: Array(zip(group.strata, sizes.strata))))
            \(if: campaign.drawn != nil, "<p>\(words("surveys.drawn.lead", drawn(group)))</p>")
            """
    }

    private func name(_ stratum: Stratum) -> String { stratum.name.isEmpty ? words("surveys.stratum.whole") : stratum.name }

    private func drawn(_ group: ShowCampaign.GroupScreen) -> [String: String] {
        func count(_ number: Int?) -> String { words.numbers.count(number ?? 0) }
        return [
            "sample": count((group.roles[.sample] ?? 0) + (group.roles[.replacement] ?? 0)), "reserve": count(group.roles[.reserve]),
            "replaced": count(group.roles[.replaced]), "letters": count(group.links[.letter]),
            "messages": count((group.links[.email] ?? 0) + (group.links[.sms] ?? 0)),
        ]
    }

    // MARK: costs

    private var costs: HTML {
        guard !screen.costs.isEmpty else { return HTML() }
        let numbers = words.numbers
        let dong = screen.costs.reduce(Int64(0)) { $0 + $1.dong * Int64($1.quantity) }
        let minutes = screen.costs.reduce(0) { $0 + $1.minutes * $1.quantity }
        return .section(
            words("surveys.costs"),
            .table(
                id: "costs", caption: words("surveys.costs"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("surveys.costs.title"), .head) { (line: CostLine) in "\(line.title)" },
                    Column(words("surveys.costs.quantity"), .number) { "\(numbers.count($0.quantity))" },
                    Column(words("surveys.costs.dong"), .number) { "\(numbers.plain(Number(digits: $0.dong)))" },
                    Column(words("surveys.costs.minutes"), .number) { "\(numbers.count($0.minutes))" },
                ], rows: screen.costs,
                foot: """
                    <tr><td colspan="4">\(words("surveys.costs.sum", [
                        "dong": numbers.plain(Number(digits: dong)), "hours": numbers.count((minutes + 59) / 60),
                    ]))</td></tr>
                    """))
    }
}
