import Kernel
import Office
import Platform
import Units

/// Conferences for everybody, and the forms of whoever holds them (FB-20…23).
struct ConferencePages: Sendable {
    let bureau: FeedbackBureau
    private let printer: PDFPrinter

    init(bureau: FeedbackBureau) {
        self.bureau = bureau
        printer = PDFPrinter(program: bureau.services.settings.weasyPrint)
    }

    func add(to routes: inout Routes) {
        let (lead, handle, take) = (FeedbackDuty.lead.access, FeedbackDuty.handle.access, FeedbackDuty.receive.access)
        routes.page("/feedback/conferences", .everyone, cache: .publicData(query: "unit")) { try await list($0) }
        routes.page("/feedback/conferences/:conference", .everyone) { try await page($0) }
        routes.file("/feedback/conferences/:conference/minutes.pdf", .everyone) { try await minutes($0) }
        routes.page("/feedback/conferences/:conference/ask", .everyone) { try await ask(Form(), .before, $0, refused: nil) }
        routes.form("/feedback/conferences/:conference/ask", .everyone, limit: 1 << 20) { try await send($0, .before, $1) }
        routes.page("/feedback/conferences/:conference/floor", take) { try await ask(Form(), .floor, $0, refused: nil) }
        routes.form("/feedback/conferences/:conference/floor", take) { try await send($0, .floor, $1) }
        routes.page("/feedback/units/:unit/conferences/new", lead) { try await plan(Form(), $0, refused: nil) }
        routes.form("/feedback/units/:unit/conferences/new", lead) { try await create($0, $1) }
        routes.page("/feedback/conferences/:conference/plan", lead) { try await change(Form(), $0, refused: nil) }
        routes.form("/feedback/conferences/:conference/plan", lead) { try await save($0, $1) }
        routes.form("/feedback/conferences/:conference/publish", lead) { try await publish($0, $1) }
        routes.page("/feedback/conferences/:conference/questions/:question", handle) { try await question(Form(), $0, refused: nil) }
        routes.form("/feedback/conferences/:conference/questions/:question", handle) { try await answer($0, $1) }
        routes.form("/feedback/conferences/:conference/questions/:question/refusal", handle) { try await refuse($0, $1) }
        PromisePages(bureau: bureau).add(to: &routes)
    }

    private func screen(_ context: Context) async throws -> ShowConference.Screen {
        try await ShowConference(bureau)(context.path("conference"), by: context.actor)
    }

    private func list(_ context: Context) async throws -> Page {
        let words = context.words
        let (unit, screens) = try await ShowConference(bureau).all(unit: context.query["unit"] ?? "", by: context.actor)
        return Page(
            words("feedback.conferences"), kicker: unit.map { words($0.name) }, lead: words("feedback.conferences.lead"),
            crumbs: [Crumb(words("feedback.front"), FeedbackLink.front)], room: "feedback",
            content: .table(
                id: "conferences", caption: words("feedback.conferences"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("feedback.plan.title"), .head) { (screen: ShowConference.Screen) in
                        "<a href=\"\(FeedbackLink.conference(screen.conference.number))\">\(screen.conference.plan.title)</a>"
                    },
                    Column(words("feedback.unit")) { "\(words($0.unit.name))" },
                    Column(words("feedback.plan.day")) { "\(words.numbers.moment($0.conference.plan.starts))" },
                    Column(words("feedback.state")) { "\(words("feedback.conference.\($0.word)"))" },
                    Column(words("feedback.promises")) { "\($0.conference.published == nil ? "–" : ConferencePage.kept($0, words))" },
                ], rows: screens, empty: words("feedback.conferences.none")))
    }

    private func page(_ context: Context) async throws -> Page {
        ConferencePage(screen: try await screen(context), context: context).page()
    }

    private func minutes(_ context: Context) async throws -> FileAnswer {
        let screen = try await screen(context)
        // Before its results are public the minutes are a draft of whoever holds it.
        guard screen.isHeld, screen.conference.published != nil || screen.isOfStaff else {
            throw FeedbackError.noSuchConference(screen.conference.number)
        }
        // Papers of the state are Vietnamese, whoever reads the page.
        let html = MinutesPaper(screen: screen, words: bureau.services.words(.vi)).html
        return FileAnswer(
            name: "bien-ban-\(screen.conference.number).pdf", mediaType: "application/pdf", bytes: try await printer.pdf(of: html.text),
            isShown: true)
    }

    // MARK: questions

    private func ask(_ form: Form, _ origin: ConferenceQuestion.Origin, _ context: Context, refused error: (any DomainError)?) async throws
        -> Page
    {
        let words = context.words
        let screen = try await screen(context)
        if origin == .floor, !screen.has(.receive) { throw FeedbackError.notYourWork(.receive) }
        let number = screen.conference.number
        let action: Link = origin == .before ? "/feedback/conferences/\(number)/ask" : "/feedback/conferences/\(number)/floor"
        func field(_ name: String, _ control: Field.Control, isRequired: Bool = false) -> Field {
            Field(name, words("feedback.question.\(name)"), control, hint: words("feedback.question.\(name).hint"), isRequired: isRequired)
        }
        var fields = [
            Field("ticket", "", .hidden(form.optional("ticket") ?? bureau.services.newIDText())),
            field("text", .area(form["text"], rows: 5), isRequired: true), group(form, screen, words),
            field("name", .line("text", form["name"], autocomplete: origin == .before ? "name" : nil)),
        ]
        if origin == .before {
            fields.append(field("email", .line("email", form["email"], autocomplete: "email")))
        } else {
            fields.append(field("theme", .text(form["theme"])))
        }
        return Page.form(
            words("feedback.ask.\(origin.rawValue)"),
            lead: words("feedback.ask.\(origin.rawValue).lead", ["day": words.numbers.date(screen.conference.plan.questionsUntil)]),
            crumbs: [Crumb(screen.conference.plan.title, FeedbackLink.conference(number))],
            room: origin == .before ? "feedback" : "feedback-desk", to: action, fields, submit: words("feedback.ask.submit"),
            refused: error,
            by: context.actor, words, above: context.done)
    }

    /// One of the groups that the plan names; where it names none, whatever somebody says (FB-21).
    private func group(_ form: Form, _ screen: ShowConference.Screen, _ words: Words) -> Field {
        let groups = screen.conference.plan.groups.map { Choice($0.name, $0.name) }
        let control: Field.Control =
            groups.isEmpty
            ? .text(form["group"]) : .select([Choice("", words("feedback.question.group.none"))] + groups, chosen: form["group"])
        return Field(
            "group", words("feedback.question.group"), control, hint: groups.isEmpty ? words("feedback.question.group.hint") : nil)
    }

    private func send(_ form: Form, _ origin: ConferenceQuestion.Origin, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("conference")
        return try await .trying {
            let draft = AskQuestion.Draft(
                form["text"], origin: origin, group: form["group"], name: form["name"], email: form["email"],
                language: origin == .before ? context.language : .vi, theme: form["theme"], ticket: form["ticket"])
            let client = origin == .before ? context.client ?? "unknown" : nil
            try await AskQuestion(bureau)(draft, conference: number, from: client, by: context.actor)
            // On the floor one question follows another.
            let next: Link = origin == .before ? FeedbackLink.conference(number) : "/feedback/conferences/\(number)/floor"
            return .go(next.setting("done", to: "asked"))
        } again: { error in
            try await ask(form, origin, context, refused: error)
        }
    }

    private func question(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await screen(context)
        guard screen.has(.handle) else { throw FeedbackError.notYourWork(.handle) }
        guard let number = Int(try context.path("question")), let question = screen.questions.first(where: { $0.number == number }) else {
            throw RouteError.noSuchPage
        }
        func field(_ name: String, _ control: Field.Control, isRequired: Bool = false) -> Field {
            Field(name, words("feedback.question.\(name)"), control, hint: words("feedback.question.\(name).hint"), isRequired: isRequired)
        }
        let isShown = form.optional("masks") == nil ? question.isShown : form.isChecked("shown")
        return Page.form(
            words("feedback.question.of", ["number": "\(number)"]),
            crumbs: [Crumb(screen.conference.plan.title, FeedbackLink.conference(screen.conference.number))], room: "feedback-desk",
            to: FeedbackLink.question(screen.conference.number, number),
            [
                field("answer", .area(form.optional("answer") ?? question.answer, rows: 7), isRequired: true),
                field("person", .text(form.optional("person") ?? question.answerer), isRequired: true),
                field("theme", .text(form.optional("theme") ?? question.theme?.description ?? "")),
                field("shown", .checkbox(isChecked: isShown)),
            ] + MaskForm(form: form).fields(question.proposals, words), submit: words("feedback.question.submit"), refused: error,
            by: context.actor, words,
            above: .said(question.text, in: question.language.rawValue),
            below: question.isWaiting ? refusal(form, screen.conference.number, question, context) : HTML())
    }

    private func refusal(_ form: Form, _ conference: String, _ question: ConferenceQuestion, _ context: Context) -> HTML {
        let words = context.words
        let action: Link = "/feedback/conferences/\(conference)/questions/\(question.number)/refusal"
        let reason = Field("reason", words("feedback.question.reason"), .area(form["reason"], rows: 2), isRequired: true)
        return .section(
            words("feedback.question.refuse"),
            "<p>\(words("feedback.question.refuse.lead"))</p>\(.form(.post, to: action, [reason], submit: words("feedback.question.refuse"), by: context.actor))"
        )
    }

    private func refuse(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let conference = try context.path("conference")
        guard let number = Int(try context.path("question")) else { throw RouteError.noSuchPage }
        return try await .trying {
            try await RefuseQuestion(bureau)(number, conference: conference, reason: form["reason"], by: context.actor)
            return .go(FeedbackLink.conference(conference).setting("done", to: "question_refused"))
        } again: { error in
            try await question(form, context, refused: error)
        }
    }

    private func answer(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let conference = try context.path("conference")
        guard let number = Int(try context.path("question")) else { throw RouteError.noSuchPage }
        return try await .trying {
            try await AnswerQuestion(bureau)(
                form["answer"], by: form["person"], to: number, conference: conference, theme: form["theme"],
                isShown: form.isChecked("shown"), masks: MaskForm(form: form).decisions, by: context.actor)
            return .go(FeedbackLink.conference(conference).setting("done", to: "question_answered"))
        } again: { error in
            try await question(form, context, refused: error)
        }
    }

    // MARK: planning

    private func plan(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let code = try context.path("unit")
        let unit = try await bureau.read(by: context.actor) { desk in try desk.unit(code, for: .lead) }
        return Page.form(
            words("feedback.conference.plan"), lead: words("feedback.conference.plan.lead"),
            crumbs: [Crumb(words(unit.name), FeedbackLink.desk(unit.code))], room: "feedback-desk", to: FeedbackLink.plan(unit.code),
            PlanForm(form: form, plan: nil, words: words).fields, submit: words("feedback.plan.submit"), refused: error, by: context.actor,
            words)
    }

    private func create(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let unit = try context.path("unit")
        return try await .trying {
            let plan = try PlanForm(form: form, plan: nil, words: context.words).read()
            let conference = try await PlanConference(bureau)(plan, unit: unit, by: context.actor)
            return .go(FeedbackLink.conference(conference.number).setting("done", to: "planned"))
        } again: { error in
            try await plan(form, context, refused: error)
        }
    }

    private func change(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await screen(context)
        guard screen.has(.lead) else { throw FeedbackError.notYourWork(.lead) }
        let (number, version) = (screen.conference.number, screen.conference.version)
        return Page.form(
            words("feedback.conference.change"), crumbs: [Crumb(screen.conference.plan.title, FeedbackLink.conference(number))],
            room: "feedback-desk", to: "/feedback/conferences/\(number)/plan",
            [Field("version", "", .hidden(form.optional("version") ?? "\(version)"))]
                + PlanForm(form: form, plan: screen.conference.plan, words: words).fields,
            submit: words("feedback.plan.submit"), refused: error, by: context.actor, words)
    }

    private func save(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("conference")
        return try await .trying {
            let plan = try PlanForm(form: form, plan: nil, words: context.words).read()
            try await PlanConference(bureau)(plan, for: number, version: Int(form["version"]), by: context.actor)
            return .go(FeedbackLink.conference(number).setting("done", to: "planned"))
        } again: { error in
            try await change(form, context, refused: error)
        }
    }

    private func publish(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("conference")
        return try await .trying {
            try await PublishConference(bureau)(number, version: Int(form["version"]), by: context.actor)
            return .go(FeedbackLink.conference(number).setting("done", to: "conference_published"))
        } again: { error in
            ConferencePage(screen: try await screen(context), context: context, error: error).page()
        }
    }
}

extension ShowConference.Screen {
    /// How far it is: planned, held, public.
    var word: String { conference.published != nil ? "published" : isHeld ? "held" : "planned" }
}
