import Forms
import Kernel
import Platform
import Units

/// The pages of an enumerator: whom one was given, one person with the attempts so far, and the form that is filled in for them.
struct EnumeratorPages: Sendable {
    private static let limit = 1 << 20

    let bureau: SurveysBureau

    func add(to routes: inout Routes) {
        let ask = SurveyDuty.ask.access
        routes.page("/surveys/asking", ask) { try await list($0) }
        routes.page("/surveys/asking/:campaign/:respondents/:number", ask) { try await person(Form(), $0, refused: nil) }
        routes.form("/surveys/asking/:campaign/:respondents/:number", ask) { try await note($0, $1) }
        routes.page("/surveys/asking/:campaign/:respondents/:number/:unit", ask) { try await fill($0) }
        routes.form("/surveys/asking/:campaign/:respondents/:number/:unit", ask, limit: Self.limit) { try await step($0, $1) }
    }

    private func list(_ context: Context) async throws -> Page {
        let words = context.words
        let campaigns = try await ShowAsking(bureau).assignments(by: context.actor)
        return Page(
            words("surveys.assignments"), lead: words("surveys.assignments.lead"),
            crumbs: [Crumb(words("surveys.front"), SurveysLink.front)],
            room: "surveys", isIndexed: false,
            content: """
                \(context.done)
                \(if: campaigns.isEmpty, "<p class=\"empty\">\(words("surveys.assignments.none"))</p>")
                \(each: campaigns, { .section($0.campaign.plan.title, table($0.campaign, $0.people, words)) })
                """)
    }

    private func table(_ campaign: Campaign, _ people: [(person: DrawnPerson, isOpen: Bool)], _ words: Words) -> HTML {
        .table(
            id: "people-\(campaign.number)", caption: campaign.plan.title, isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("surveys.person.number"), .code) { (line: (person: DrawnPerson, isOpen: Bool)) in
                    "<a href=\"\(SurveysLink.ask(campaign.number, line.person.respondents, line.person.number))\">\(line.person.number)</a>"
                },
                Column(words("surveys.person.name")) { "\($0.person.name)" },
                Column(words("surveys.person.address")) { "\($0.person.address)" },
                Column(words("surveys.person.phone")) { "\($0.person.phone)" },
                Column(words("surveys.state")) { "\(words($0.isOpen ? "surveys.outcome.open" : "surveys.settled"))" },
            ], rows: people)
    }

    private func found(_ context: Context) async throws -> (
        number: Int, group: String, campaign: String, screen: ShowAsking.Screen, contacts: [Contact]
    ) {
        guard let number = Int(try context.path("number")) else { throw RouteError.noSuchPage }
        let (group, campaign) = (try context.path("respondents"), try context.path("campaign"))
        let found = try await ShowAsking(bureau).assigned(number, group: group, campaign: campaign, by: context.actor)
        return (number, group, campaign, found.screen, found.contacts)
    }

    private func person(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let found = try await found(context)
        let person = found.screen.asked.person
        let isOpen = found.screen.lines.contains { $0.asking.outcome == .open }
        let outcomes = Contact.Outcome.allCases.filter { $0 != .answered }
        let fields = [
            Field(
                "way", words("surveys.way"),
                .radios(Contact.Way.allCases.map { Choice($0.rawValue, words($0.channel.text)) }, chosen: form.optional("way")),
                isRequired: true),
            Field(
                "outcome", words("surveys.outcome"),
                .radios(outcomes.map { Choice($0.rawValue, words($0.text)) }, chosen: form.optional("outcome")),
                isRequired: true),
            Field("note", words("surveys.field.note"), .text(form["note"])),
        ].telling(error, words)
        return Page(
            person.name.isEmpty ? words("surveys.person.unnamed", ["number": "\(person.number)"]) : person.name,
            kicker: found.screen.asked.campaign.plan.title,
            lead: [person.address, person.phone].filter { !$0.isEmpty }.joined(separator: " · "),
            crumbs: [Crumb(words("surveys.assignments"), SurveysLink.assignments)], room: "surveys", status: Page.status(refused: error),
            isIndexed: false,
            content: """
                \(.errorSummary(fields, words))\(context.done)
                <p class="small">\(words("surveys.read_aloud"))</p>
                <p class="said">\(words(found.screen.asked.instrument.content.consent))</p>
                \(.section(words("surveys.ask"), units(found.screen, found.number, words)))
                \(.section(words("surveys.contacts"), contacts(found.contacts, words)))
                \(if: isOpen, .section(words("surveys.contact.new"), .form(
                    .post, to: SurveysLink.ask(found.campaign, found.group, found.number), fields, submit: words("surveys.contact.submit"),
                    by: context.actor)))
                """)
    }

    private func units(_ screen: ShowAsking.Screen, _ number: Int, _ words: Words) -> HTML {
        let asked = screen.asked
        return """
            <ul class="tasks">\(each: screen.lines, { line in
                line.asking.outcome == .open
                    ? """
                        <li>\(words(line.unit.name)): \(each: Contact.Way.allCases, { way in
                            "<a href=\"\(SurveysLink.ask(asked.campaign.number, asked.group.code, number, line.unit.code).setting("way", to: way.rawValue))\">\(words(way.channel.text))</a> "
                        })</li>
                        """
                    : "<li>\(words(line.unit.name)) \(.tag(words(line.asking.outcome.text)))</li>"
            })</ul>
            """
    }

    private func contacts(_ contacts: [Contact], _ words: Words) -> HTML {
        .table(
            id: "contacts", caption: words("surveys.contacts"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("surveys.contact.day"), .head) { (contact: Contact) in "\(words.numbers.date(contact.day))" },
                Column(words("surveys.way")) { "\(words($0.way.channel.text))" },
                Column(words("surveys.outcome")) { "\(words($0.outcome.text))" },
                Column(words("surveys.enumerator")) { "\($0.login)" },
                Column(words("surveys.field.note")) { "\($0.note)" },
            ], rows: contacts, empty: words("surveys.contacts.none"))
    }

    private func note(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (group, campaign) = (try context.path("respondents"), try context.path("campaign"))
        guard let number = Int(try context.path("number")) else { throw RouteError.noSuchPage }
        return try await .trying {
            try await NoteContact(bureau)(
                .init(
                    number, campaign: campaign, group: group, way: Contact.Way(rawValue: form["way"]),
                    outcome: Contact.Outcome(rawValue: form["outcome"]), note: form["note"]), by: context.actor)
            return .go(SurveysLink.ask(campaign, group, number).setting("done", to: "noted"))
        } again: { error in
            try await person(form, context, refused: error)
        }
    }

    // MARK: the form

    private func screen(_ context: Context, way: String, begun: String) async throws -> (ShowAsking.Screen, AskingScreen) {
        let found = try await found(context)
        let code = try context.path("unit")
        guard let line = found.screen.lines.first(where: { $0.unit.code == code }) else { throw SurveysError.noSuchUnit(code) }
        let asked = found.screen.asked
        let link = SurveysLink.ask(found.campaign, found.group, found.number, code)
        return (
            found.screen,
            AskingScreen(
                instrument: asked.instrument, action: link, draft: "asking-\(found.campaign)-\(found.group)-\(found.number)-\(code)",
                kicker: context.words(line.unit.name),
                crumbs: [
                    Crumb(
                        asked.person.name.isEmpty ? "\(found.number)" : asked.person.name,
                        SurveysLink.ask(found.campaign, found.group, found.number))
                ],
                hidden: [("way", way), ("begun", begun), ("consent", "1")], context: context, now: bureau.services.now())
        )
    }

    private func fill(_ context: Context) async throws -> Page {
        guard let way = context.query["way"].flatMap(Contact.Way.init(rawValue:)) else { throw RouteError.noSuchPage }
        let (screen, form) = try await screen(context, way: way.rawValue, begun: "\(bureau.services.now().milliseconds)")
        if screen.lines.allSatisfy({ $0.asking.outcome != .open }) { throw SurveysError.settledAlready(screen.asked.person.number) }
        return form.whole()
    }

    /// The form goes round with the moment at which it was opened; what is not one gives no duration.
    private func step(_ sent: Form, _ context: Context) async throws -> FormAnswer {
        let (shown, form) = try await screen(context, way: sent["way"], begun: sent["begun"])
        if let page = form.answer(sent) { return .page(page) }
        let answers = Answers(sent, to: shown.asked.instrument.questionnaire, context.language)
        let asked = shown.asked
        let now = bureau.services.now().milliseconds
        let seconds = Int64(sent["begun"]).flatMap { begun in begun <= now && now - begun < 86_400_000 ? Int((now - begun) / 1000) : nil }
        return try await .trying {
            try await EnterAnswer(bureau)(
                .init(
                    asked.person.number, campaign: asked.campaign.number, group: asked.group.code, unit: context.path("unit"),
                    way: Contact.Way(rawValue: sent["way"]), answers: answers, consents: sent.isChecked("consent"), seconds: seconds),
                by: context.actor)
            return .page(
                form.thanks("<p><a class=\"button\" href=\"\(SurveysLink.assignments)\">\(context.words("surveys.assignments"))</a></p>"))
        } again: { error in
            form.review(answers, refused: error)
        }
    }
}
