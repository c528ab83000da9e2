import Kernel
import Office
import Platform

/// The draw, those who were drawn, who stands in for whom, letters, invitations, and who asks whom.
struct DrawPages: Sendable {
    let bureau: SurveysBureau
    private let printer: PDFPrinter

    init(bureau: SurveysBureau) {
        self.bureau = bureau
        printer = PDFPrinter(program: bureau.services.settings.weasyPrint)
    }

    func add(to routes: inout Routes) {
        let plan = SurveyDuty.plan.access
        routes.page("/surveys/campaigns/:campaign/draw", plan) { try await draw(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/draw", plan) { try await perform($0, $1) }
        routes.page("/surveys/campaigns/:campaign/discard", plan) { try await discard(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/discard", plan) { try await throwAway($0, $1) }
        routes.page("/surveys/campaigns/:campaign/groups/:respondents/people", plan) { try await people(Form(), $0, refused: nil) }
        routes.page("/surveys/campaigns/:campaign/groups/:respondents/people/:number/replace", plan) {
            try await replace(Form(), $0, refused: nil)
        }
        routes.form("/surveys/campaigns/:campaign/groups/:respondents/people/:number/replace", plan) { try await standIn($0, $1) }
        routes.form("/surveys/campaigns/:campaign/groups/:respondents/letters", plan) { try await letters($0, $1) }
        routes.form("/surveys/campaigns/:campaign/groups/:respondents/invite", plan) { try await invite($0, $1) }
        routes.form("/surveys/campaigns/:campaign/groups/:respondents/assign", plan) { try await assign($0, $1) }
    }

    private func screen(_ context: Context) async throws -> ShowCampaign.Screen {
        try await ShowCampaign(bureau)(context.path("campaign"), by: context.actor)
    }

    private func crumbs(_ number: String, _ words: Words) -> [Crumb] {
        [Crumb(words("surveys.front"), SurveysLink.front), Crumb(number, SurveysLink.campaign(number))]
    }

    // MARK: the draw

    private func draw(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let campaign = try await screen(context).campaign
        return Page.form(
            words("surveys.draw"), lead: words("surveys.draw.lead"), crumbs: crumbs(campaign.number, words), room: "surveys",
            to: SurveysLink.draw(campaign.number),
            [
                Field("seed", words("surveys.field.seed"), .text(form["seed"]), hint: words("surveys.field.seed.hint")),
                Field("version", "", .hidden("\(campaign.version)")),
            ], submit: words("surveys.draw.submit"), refused: error, by: context.actor, words)
    }

    private func perform(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            let seed = UInt64(form["seed"])
            if seed == nil, !form["seed"].isEmpty { throw Faults([Fault("surveys.seed_wrong", at: Place(field: "seed"))]) }
            try await DrawSample(bureau)(number, seed: seed, version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.campaign(number).setting("done", to: "drawn"))
        } again: { error in
            try await draw(form, context, refused: error)
        }
    }

    private func discard(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let campaign = try await screen(context).campaign
        return Page.form(
            words("surveys.discard"), lead: words("surveys.discard.lead"), crumbs: crumbs(campaign.number, words), room: "surveys",
            to: SurveysLink.discard(campaign.number),
            [
                Field("reason", words("surveys.field.reason"), .text(form["reason"]), isRequired: true),
                Field("version", "", .hidden("\(campaign.version)")),
            ], submit: words("surveys.discard.submit"), refused: error, by: context.actor, words)
    }

    private func throwAway(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            try await DiscardDraw(bureau)(number, reason: form["reason"], version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.campaign(number).setting("done", to: "discarded"))
        } again: { error in
            try await discard(form, context, refused: error)
        }
    }

    // MARK: people

    private func people(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        let screen = try await screen(context)
        let found = try await ShowCampaign(bureau).people(number, group: code, page: context.pageNumber, by: context.actor)
        return try PeoplePage(
            screen: screen, group: screen.group(code), people: found.people, pages: found.pages, form: form, context: context, error: error
        ).page()
    }

    private func replace(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        guard let person = Int(try context.path("number")) else { throw RouteError.noSuchPage }
        _ = try await screen(context).group(code)
        return Page.form(
            words("surveys.replace", ["number": "\(person)"]), lead: words("surveys.replace.lead"), crumbs: crumbs(number, words),
            room: "surveys", to: SurveysLink.replace(number, code, person),
            [
                Field(
                    "outcome", words("surveys.outcome"),
                    .radios(AskingOutcome.ends.map { Choice($0.rawValue, words($0.text)) }, chosen: form.optional("outcome")),
                    isRequired: true),
                Field("reason", words("surveys.field.reason"), .text(form["reason"]), isRequired: true),
            ], submit: words("surveys.replace.submit"), refused: error, by: context.actor, words)
    }

    private func standIn(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        guard let person = Int(try context.path("number")) else { throw RouteError.noSuchPage }
        return try await .trying {
            try await ReplacePerson(bureau)(
                .init(person, campaign: number, group: code, outcome: AskingOutcome(rawValue: form["outcome"]), reason: form["reason"]),
                by: context.actor)
            return .go(SurveysLink.people(number, code).setting("done", to: "replaced"))
        } again: { error in
            try await replace(form, context, refused: error)
        }
    }

    private func letters(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        return try await .trying {
            guard let first = Int(form["from"]), let last = Int(form["to"]), first <= last else {
                throw Faults([Fault("surveys.range_wrong", at: Place(field: "from"))])
            }
            let screen = try await screen(context)
            let group = try screen.group(code)
            let (letters, address) = try await GiveLinks(bureau).printed(
                for: first...last, group: code, campaign: number, by: context.actor)
            // Papers of the state are Vietnamese, whoever reads the page.
            let paper = LetterPaper(
                letters: letters, screen: screen, instrument: group.instrument, words: bureau.services.words(.vi),
                publicURL: address)
            return .file(
                FileAnswer(
                    name: "thu-moi-\(number)-\(code)-\(first)-\(last).pdf", mediaType: "application/pdf",
                    bytes: try await printer.pdf(of: paper.html.text)))
        } again: { error in
            try await people(form, context, refused: error)
        }
    }

    private func invite(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        return try await .trying {
            guard let way = LinkWay(rawValue: form["way"]), way != .letter else {
                throw Faults([Fault("surveys.choice_missing", at: Place(field: "way"))])
            }
            try await GiveLinks(bureau).invite(code, by: way, campaign: number, by: context.actor)
            return .go(SurveysLink.people(number, code).setting("done", to: "invited"))
        } again: { error in
            try await people(form, context, refused: error)
        }
    }

    private func assign(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        return try await .trying {
            try await AssignEnumerator(bureau)(
                form["login"], from: Int(form["first"]), to: Int(form["last"]), group: code, campaign: number, by: context.actor)
            return .go(SurveysLink.people(number, code).setting("done", to: "assigned"))
        } again: { error in
            try await people(form, context, refused: error)
        }
    }
}
