import Kernel
import Platform
import Units

/// Campaigns: the list, the plan, the groups, the costs, and the buttons by which one goes on.
struct CampaignPages: Sendable {
    let bureau: SurveysBureau

    func add(to routes: inout Routes) {
        let (read, plan) = (SurveyDuty.read.access, SurveyDuty.plan.access)
        routes.page("/surveys", .anyOf(SurveyDuty.roles)) { try await front($0) }
        routes.page("/surveys/new", plan) { try await create(Form(), $0, refused: nil) }
        routes.form("/surveys/new", plan) { try await insert($0, $1) }
        routes.page("/surveys/campaigns/:campaign", read) { try await page($0, refused: nil) }
        routes.page("/surveys/campaigns/:campaign/plan", plan) { try await change(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/plan", plan) { try await save($0, $1) }
        routes.page("/surveys/campaigns/:campaign/costs", plan) { try await costs(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/costs", plan) { try await saveCosts($0, $1) }
        routes.form("/surveys/campaigns/:campaign/move", plan) { try await move($0, $1) }
        routes.page("/surveys/campaigns/:campaign/groups/new", plan) { try await newGroup(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/groups/new", plan) { try await addGroup($0, $1) }
        routes.page("/surveys/campaigns/:campaign/groups/:respondents", plan) { try await group(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/groups/:respondents", plan) { try await saveGroup($0, $1) }
        routes.form("/surveys/campaigns/:campaign/groups/:respondents/drop", plan) { try await drop($0, $1) }
    }

    private func screen(_ context: Context) async throws -> ShowCampaign.Screen {
        try await ShowCampaign(bureau)(context.path("campaign"), by: context.actor)
    }

    private func front(_ context: Context) async throws -> Page {
        let words = context.words
        let reads = SurveyDuty.read.isHeld(by: context.actor)
        let campaigns = reads ? try await ShowCampaign(bureau).all(by: context.actor) : []
        return Page(
            words("surveys.front"), lead: words("surveys.front.lead"), room: "surveys", isIndexed: false,
            content: """
                <p class="actions">\
                \(if: SurveyDuty.plan.isHeld(by: context.actor), "<a class=\"button\" href=\"\(SurveysLink.newCampaign)\">\(words("surveys.new"))</a> ")\
                \(if: reads, "<a href=\"\(SurveysLink.instruments)\">\(words("surveys.instruments"))</a> ")\
                \(if: SurveyDuty.ask.isHeld(by: context.actor), "<a href=\"\(SurveysLink.assignments)\">\(words("surveys.assignments"))</a> ")\
                \(if: SurveyDuty.key.isHeld(by: context.actor), "<a href=\"\(SurveysLink.batches)\">\(words("surveys.paper.own"))</a>")</p>
                \(if: reads, .table(
                    id: "campaigns", caption: words("surveys.campaigns"), isStacked: true,
                    columns: [
                        Column(words("surveys.number"), .code) { (line: (campaign: Campaign, unit: Units.Unit)) in
                            "<a href=\"\(SurveysLink.campaign(line.campaign.number))\">\(line.campaign.number)</a>"
                        },
                        Column(words("surveys.field.title")) { "\($0.campaign.plan.title)" },
                        Column(words("surveys.field.unit")) { "\(words($0.unit.name))" },
                        Column(words("surveys.state")) { "\(.tag(words($0.campaign.state.text)))" },
                        Column(words("surveys.days")) { "\(words.numbers.date($0.campaign.plan.opens)) – \(words.numbers.date($0.campaign.plan.closes))" },
                    ], rows: campaigns, empty: words("surveys.campaigns.none")))
                """)
    }

    private func page(_ context: Context, refused error: (any DomainError)?) async throws -> Page {
        CampaignPage(screen: try await screen(context), context: context, error: error).page()
    }

    // MARK: the plan

    private func create(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let units = try await bureau.read(by: context.actor) { desk in
            let own = SurveyDuty.plan.units(of: desk.actor)
            return try UnitStore.all(desk.db).filter { unit in
                unit.isOpen(on: desk.today) && own.map { $0.contains(unit.id.rawValue) } ?? true
            }
        }
        return Page.form(
            words("surveys.new"), lead: words("surveys.new.lead"), crumbs: [Crumb(words("surveys.front"), SurveysLink.front)],
            room: "surveys", to: SurveysLink.newCampaign,
            [Field("unit", words("surveys.field.unit"), .select(Self.choices(units, words), chosen: form["unit"]), isRequired: true)]
                + PlanForm(form: form, plan: nil, words: words).fields,
            submit: words("surveys.new.submit"), refused: error, by: context.actor, words)
    }

    private static func choices(_ units: [Units.Unit], _ words: Words) -> [Choice] {
        [Choice("", words("surveys.choose"))]
            + units.sorted { VietnameseOrder.key($0.name.vi) < VietnameseOrder.key($1.name.vi) }.map { Choice($0.code, words($0.name)) }
    }

    private func insert(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let plan = try PlanForm(form: form, plan: nil, words: context.words).read()
            let campaign = try await PlanCampaign(bureau)(plan, unit: form["unit"], by: context.actor)
            return .go(SurveysLink.campaign(campaign.number).setting("done", to: "planned"))
        } again: { error in
            try await create(form, context, refused: error)
        }
    }

    private func change(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let campaign = try await screen(context).campaign
        return Page.form(
            words("surveys.plan"), crumbs: crumbs(campaign, words), room: "surveys", to: SurveysLink.plan(campaign.number),
            PlanForm(form: form, plan: campaign.plan, words: words).fields + [Field("version", "", .hidden("\(campaign.version)"))],
            submit: words("surveys.save"), refused: error, by: context.actor, words)
    }

    private func crumbs(_ campaign: Campaign, _ words: Words) -> [Crumb] {
        [Crumb(words("surveys.front"), SurveysLink.front), Crumb(campaign.number, SurveysLink.campaign(campaign.number))]
    }

    private func save(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            let plan = try PlanForm(form: form, plan: nil, words: context.words).read()
            try await PlanCampaign(bureau)(plan, for: number, version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.campaign(number).setting("done", to: "planned"))
        } again: { error in
            try await change(form, context, refused: error)
        }
    }

    // MARK: costs and time

    private func costs(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await screen(context)
        let lines = screen.costs.map { "\($0.title); \($0.quantity); \($0.dong); \($0.minutes)" }.joined(separator: "\n")
        let typed = form.names.contains("costs") ? form["costs"] : lines
        return Page.form(
            words("surveys.costs"), crumbs: crumbs(screen.campaign, words), room: "surveys", to: SurveysLink.costs(screen.campaign.number),
            [
                Field("costs", words("surveys.costs.lines"), .area(typed, rows: 10), hint: words("surveys.costs.hint")),
                Field("version", "", .hidden("\(screen.campaign.version)")),
            ], submit: words("surveys.save"), refused: error, by: context.actor, words)
    }

    private func saveCosts(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            try await WriteCosts(bureau)(PlanForm.costs(form["costs"]), campaign: number, version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.campaign(number).setting("done", to: "saved"))
        } again: { error in
            try await costs(form, context, refused: error)
        }
    }

    // MARK: going on

    private func move(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        let version = Int(form["version"])
        return try await .trying {
            switch CampaignEvent(rawValue: form["event"]) {
            case .opened: try await OpenCampaign(bureau)(number, version: version, by: context.actor)
            case .closed: try await CloseCampaign(bureau)(number, version: version, by: context.actor)
            case .forgotten: try await ForgetPeople(bureau)(number, version: version, by: context.actor)
            case .prolonged:
                try await ProlongCampaign(bureau)(number, to: CalendarDate(written: form["closes"]), version: version, by: context.actor)
            default: throw RouteError.noSuchPage
            }
            return .go(SurveysLink.campaign(number).setting("done", to: form["event"]))
        } again: { error in
            try await page(context, refused: error)
        }
    }

    // MARK: groups

    private func groupForm(
        _ form: Form, _ screen: ShowCampaign.Screen, _ known: ShowCampaign.GroupScreen?, _ context: Context,
        refused error: (any DomainError)?
    )
        async throws -> Page
    {
        let words = context.words
        let (instruments, units) = try await bureau.read(by: context.actor) { desk in
            let heads = try InstrumentStore.all(desk.db).map { ($0, try desk.instrument($0.id).title) }
            return (heads, try UnitStore.all(desk.db).filter { $0.isOpen(on: desk.today) })
        }
        let number = screen.campaign.number
        let groupForm = GroupForm(form: form, known: known, instruments: instruments, units: units, words: words)
        return Page.form(
            known.map { words($0.group.name) } ?? words("surveys.group.new"), lead: words("surveys.group.lead"),
            crumbs: crumbs(screen.campaign, words), room: "surveys",
            to: known.map { SurveysLink.group(number, $0.group.code) } ?? SurveysLink.newGroup(number),
            groupForm.fields + [Field("version", "", .hidden("\(screen.campaign.version)"))], submit: words("surveys.save"), refused: error,
            by: context.actor, words)
    }

    private func newGroup(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        try await groupForm(form, screen(context), nil, context, refused: error)
    }

    private func addGroup(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            try await PlanGroup(bureau)(
                GroupForm.order(form, code: nil), campaign: number, version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.campaign(number).setting("done", to: "saved"))
        } again: { error in
            try await newGroup(form, context, refused: error)
        }
    }

    private func group(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let screen = try await screen(context)
        return try await groupForm(form, screen, screen.group(context.path("respondents")), context, refused: error)
    }

    private func saveGroup(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        return try await .trying {
            try await PlanGroup(bureau)(
                GroupForm.order(form, code: code), campaign: number, version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.campaign(number).setting("done", to: "saved"))
        } again: { error in
            try await group(form, context, refused: error)
        }
    }

    private func drop(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        return try await .trying {
            try await DropGroup(bureau)(code, campaign: number, version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.campaign(number).setting("done", to: "saved"))
        } again: { error in
            try await page(context, refused: error)
        }
    }
}
