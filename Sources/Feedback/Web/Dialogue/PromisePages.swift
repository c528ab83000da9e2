import Kernel
import Platform
import Units

/// Promises: made at a conference, and followed to their end (FB-22).
struct PromisePages: Sendable {
    private static let limit = 20 << 20

    let bureau: FeedbackBureau

    func add(to routes: inout Routes) {
        let lead = FeedbackDuty.lead.access
        routes.page("/feedback/conferences/:conference/promises", lead) { try await making(Form(), $0, refused: nil) }
        routes.form("/feedback/conferences/:conference/promises", lead) { try await make($0, $1) }
        routes.page("/feedback/conferences/:conference/promises/:promise", lead) { try await ending(Form(), $0, refused: nil) }
        routes.form("/feedback/conferences/:conference/promises/:promise", lead, limit: Self.limit) { try await end($0, $1) }
        routes.file("/feedback/conferences/:conference/promises/:promise/file", .everyone) { try await file($0) }
    }

    private func screen(_ context: Context) async throws -> ShowConference.Screen {
        try await ShowConference(bureau)(context.path("conference"), by: context.actor)
    }

    private func promise(_ screen: ShowConference.Screen, _ context: Context) throws -> Promise {
        guard let number = Int(try context.path("promise")), let promise = screen.promises.first(where: { $0.number == number }) else {
            throw RouteError.noSuchPage
        }
        return promise
    }

    private func making(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await screen(context)
        guard screen.has(.lead) else { throw FeedbackError.notYourWork(.lead) }
        let number = screen.conference.number
        let units = try await ListReceivers(bureau: bureau)().units
        let questions = screen.questions.map { Choice("\($0.number)", words("feedback.question.of", ["number": "\($0.number)"])) }
        func field(_ name: String, _ control: Field.Control, hint: Bool = false, isRequired: Bool = true) -> Field {
            Field(
                name, words("feedback.promise.\(name)"), control, hint: hint ? words("feedback.promise.\(name).hint") : nil,
                isRequired: isRequired)
        }
        return Page.form(
            words("feedback.promise.make"), lead: words("feedback.promise.make.lead"),
            crumbs: [Crumb(screen.conference.plan.title, FeedbackLink.conference(number))], room: "feedback-desk",
            to: "/feedback/conferences/\(number)/promises",
            [
                field("text", .area(form["text"], rows: 4)), field("person", .text(form["person"])),
                field(
                    "unit",
                    .select(units.map { Choice($0.code, words($0.name)) }, chosen: form.optional("unit") ?? screen.unit.code)),
                field("due", .text(form["due"]), hint: true),
                field(
                    "question", .select([Choice("", words("feedback.promise.to_all"))] + questions, chosen: form["question"]),
                    isRequired: false),
            ], submit: words("feedback.promise.submit"), refused: error, by: context.actor, words, above: context.done)
    }

    private func make(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let conference = try context.path("conference")
        return try await .trying {
            try await MakePromise(bureau)(
                form["text"], person: form["person"], unit: form["unit"], due: CalendarDate(written: form["due"]),
                question: Int(form["question"]), conference: conference, by: context.actor)
            return .go(FeedbackLink.conference(conference).setting("done", to: "promised"))
        } again: { error in
            try await making(form, context, refused: error)
        }
    }

    private func ending(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await screen(context)
        let promise = try promise(screen, context)
        let keeper = screen.keepers[promise.unit]
        guard screen.has(.lead) || keeper.map({ FeedbackDuty.lead.isHeld(by: context.actor, for: $0.id) }) == true else {
            throw FeedbackError.notYourWork(.lead)
        }
        let today = words.numbers.date(screen.now.vietnamDate)
        return Page.form(
            words("feedback.promise.end"),
            lead: words("feedback.promise.end.lead", ["person": promise.person, "day": words.numbers.date(promise.due)]),
            crumbs: [Crumb(screen.conference.plan.title, FeedbackLink.conference(screen.conference.number))], room: "feedback-desk",
            to: FeedbackLink.promise(screen.conference.number, promise.number),
            [
                Field(
                    "outcome", words("feedback.promise.outcome"),
                    .radios(Promise.Outcome.allCases.map { Choice($0.rawValue, words($0.text)) }, chosen: form["outcome"])),
                Field("day", words("feedback.promise.day"), .text(form.optional("day") ?? today), isRequired: true),
                Field(
                    "evidence", words("feedback.promise.evidence"), .area(form["evidence"], rows: 4),
                    hint: words("feedback.promise.evidence.hint"), isRequired: true),
                Field("file", words("feedback.promise.file"), .file(accept: ".pdf,.png,.jpg,.jpeg,.docx,.odt")),
            ], submit: words("feedback.promise.end"), refused: error, by: context.actor, words, above: .said(promise.text))
    }

    private func end(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let conference = try context.path("conference")
        guard let number = Int(try context.path("promise")) else { throw RouteError.noSuchPage }
        return try await .trying {
            guard let day = CalendarDate(written: form["day"]) else { throw Faults([Fault("feedback.day_wrong", at: Place(field: "day"))]) }
            var file: Upload?
            if let sent = form.file("file") { file = try await Upload(sent, bureau.services) }
            try await KeepPromise(bureau)(
                number, conference: conference, Promise.Outcome(rawValue: form["outcome"]), evidence: form["evidence"], file: file, on: day,
                by: context.actor)
            return .go(FeedbackLink.conference(conference).setting("done", to: "promise_ended"))
        } again: { error in
            try await ending(form, context, refused: error)
        }
    }

    private func file(_ context: Context) async throws -> FileAnswer {
        let screen = try await screen(context)
        let promise = try promise(screen, context)
        guard let file = promise.file, screen.conference.published != nil || screen.isOfStaff else { throw RouteError.noSuchPage }
        return try await bureau.services.answer(file)
    }
}
