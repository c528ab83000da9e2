import Forms
import Kernel
import Platform
import Units

/// The pages of whoever answers on the web: by a link that one was given (SV-51), or by the public address of an open stream (SV-25).
struct AskingPages: Sendable {
    /// Bytes of one sent form.
    private static let limit = 1 << 20

    let bureau: SurveysBureau
    private let asking = AskingLimit()

    init(bureau: SurveysBureau) { self.bureau = bureau }

    func add(to routes: inout Routes) {
        routes.page("/surveys/r/:token", .everyone) { try await welcome($0) }
        routes.page("/surveys/r/:token/:unit", .everyone) { try await fill($0) }
        routes.form("/surveys/r/:token/:unit", .everyone, limit: Self.limit) { try await step($0, $1) }
        routes.page("/surveys/open/:campaign/:respondents/:unit", .everyone) { try await openWelcome($0) }
        routes.page("/surveys/open/:campaign/:respondents/:unit/form", .everyone) { try await openFill($0) }
        routes.form("/surveys/open/:campaign/:respondents/:unit/form", .everyone, limit: Self.limit) { try await openStep($0, $1) }
    }

    // MARK: by a link

    /// Words cannot be tried through: they are signed, and one address is told so many times a minute that one opens nothing.
    private func screen(_ context: Context) async throws -> (token: String, screen: ShowAsking.Screen) {
        let token = try context.path("token")
        do {
            return (token, try await ShowAsking(bureau).link(token))
        } catch let error as SurveysError where error.kind == .missing {
            try limit(context)
            throw error
        }
    }

    private func limit(_ context: Context) throws { try asking.check(context.client ?? "unknown", at: bureau.services.now()) }

    private func welcome(_ context: Context, lacksConsent: Bool = false) async throws -> Page {
        let (token, screen) = try await screen(context)
        let words = context.words
        let open = screen.lines.filter { $0.asking.outcome == .open }.map(\.unit)
        if let code = context.query["unit"], context.query["consent"] == "1", open.contains(where: { $0.code == code }) {
            return try form(token, screen, code, context, consents: true).whole()
        }
        return intro(
            screen.asked.instrument, screen.asked.campaign, context, lacksConsent: lacksConsent,
            """
            <ul class="tasks">\(each: screen.lines, { line in
                "<li>\(words(line.unit.name)) \(.tag(words(line.asking.outcome.text)))</li>"
            })</ul>
            \(if: open.count == 1, begin(SurveysLink.respond(token, open.first?.code ?? ""), words))
            \(if: open.count > 1, begin(SurveysLink.respond(token), words, among: open))
            """)
    }

    private func begin(_ link: Link, _ words: Words, among units: [Units.Unit] = []) -> HTML {
        let choice = Field("unit", words("surveys.field.unit"), .select(units.map { Choice($0.code, words($0.name)) }, chosen: nil))
        let consent = Field("consent", words("surveys.consent"), .checkbox(isChecked: false), isRequired: true)
        return .form(.get, to: link, (units.isEmpty ? [] : [choice]) + [consent], submit: words("surveys.begin"))
    }

    private func intro(_ instrument: Instrument, _ campaign: Campaign, _ context: Context, lacksConsent: Bool, _ content: HTML) -> Page {
        let words = context.words
        return Page(
            words(instrument.title), kicker: campaign.plan.title,
            lead: words("surveys.welcome.lead", ["closes": words.numbers.date(campaign.plan.closes)]), isIndexed: false,
            content: """
                \(if: instrument.questionnaire.isSample, .notice(.information, words("surveys.instrument.sample")))
                <p>\(words(instrument.content.consent))</p>
                <p>\(words("surveys.welcome.anonymous"))</p>
                \(if: lacksConsent, .notice(.warning, words("surveys.no_consent")))
                \(content)
                """)
    }

    private func form(_ token: String, _ screen: ShowAsking.Screen, _ code: String, _ context: Context, consents: Bool) throws
        -> AskingScreen
    {
        guard let line = screen.lines.first(where: { $0.unit.code == code }) else { throw SurveysError.linkVoid }
        // What the browser keeps must not be found by whoever reads the address of the link in it.
        let draft = FileDigest(of: Array("\(token)/\(code)".utf8)).rawValue.prefix(24)
        return AskingScreen(
            instrument: screen.asked.instrument, action: SurveysLink.respond(token, code), draft: "survey-\(draft)",
            kicker: context.words(line.unit.name), crumbs: [Crumb(screen.asked.campaign.plan.title, SurveysLink.respond(token))],
            hidden: consents ? [("consent", "1")] : [], context: context, now: bureau.services.now())
    }

    private func fill(_ context: Context) async throws -> Page {
        let (token, screen) = try await screen(context)
        let code = try context.path("unit")
        guard let line = screen.lines.first(where: { $0.unit.code == code }) else { throw SurveysError.linkVoid }
        if line.asking.outcome == .answered { throw SurveysError.answeredAlready }
        guard context.query["consent"] == "1" else { return try await welcome(context, lacksConsent: true) }
        return try form(token, screen, code, context, consents: true).whole()
    }

    private func step(_ sent: Form, _ context: Context) async throws -> FormAnswer {
        let (token, screen) = try await screen(context)
        let form = try form(token, screen, context.path("unit"), context, consents: sent.isChecked("consent"))
        if let page = form.answer(sent) { return .page(page) }
        let answers = Answers(sent, to: screen.asked.instrument.questionnaire, context.language)
        return try await .trying {
            try await SubmitAnswer(bureau)(
                .init(
                    token: token, unit: context.path("unit"), answers: answers, language: context.language,
                    consents: sent.isChecked("consent")))
            let left = screen.lines.count { $0.asking.outcome == .open } - 1
            return .page(
                form.thanks(
                    left > 0
                        ? "<p><a class=\"button\" href=\"\(SurveysLink.respond(token))\">\(context.words("surveys.more_units"))</a></p>"
                        : HTML()))
        } again: { error in
            form.review(answers, refused: error)
        }
    }

    // MARK: by a public address

    private func open(_ context: Context) async throws -> OpenAsking {
        try await ShowAsking(bureau).open(context.path("campaign"), context.path("respondents"), context.path("unit"))
    }

    private func openWelcome(_ context: Context, lacksConsent: Bool = false) async throws -> Page {
        let open = try await open(context)
        let link = SurveysLink.openForm(open.campaign.number, open.group.code, open.unit.code)
        return intro(
            open.instrument, open.campaign, context, lacksConsent: lacksConsent,
            """
            <p>\(context.words("surveys.welcome.open", ["unit": context.words(open.unit.name)]))</p>
            \(begin(link, context.words))
            """)
    }

    private func openForm(_ open: OpenAsking, _ context: Context, ticket: String, consents: Bool) -> AskingScreen {
        let path = SurveysLink.openForm(open.campaign.number, open.group.code, open.unit.code)
        return AskingScreen(
            instrument: open.instrument, action: path,
            draft: "survey-\(open.campaign.number)-\(open.group.code)-\(open.unit.code)", kicker: context.words(open.unit.name),
            crumbs: [Crumb(open.campaign.plan.title, SurveysLink.open(open.campaign.number, open.group.code, open.unit.code))],
            hidden: [("ticket", ticket)] + (consents ? [("consent", "1")] : []), context: context, now: bureau.services.now())
    }

    private func openFill(_ context: Context) async throws -> Page {
        let open = try await open(context)
        guard context.query["consent"] == "1" else { return try await openWelcome(context, lacksConsent: true) }
        return openForm(open, context, ticket: RandomWord.id(), consents: true).whole()
    }

    private func openStep(_ sent: Form, _ context: Context) async throws -> FormAnswer {
        let open = try await open(context)
        let form = openForm(open, context, ticket: sent["ticket"], consents: sent.isChecked("consent"))
        if let page = form.answer(sent) { return .page(page) }
        let answers = Answers(sent, to: open.instrument.questionnaire, context.language)
        try limit(context)
        return try await .trying {
            try await SubmitOpenAnswer(bureau)(
                .init(
                    campaign: open.campaign.number, group: open.group.code, unit: open.unit.code, answers: answers,
                    language: context.language, consents: sent.isChecked("consent"), ticket: sent["ticket"]))
            return .page(form.thanks())
        } again: { error in
            form.review(answers, refused: error)
        }
    }
}
