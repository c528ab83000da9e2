import Kernel
import Platform

/// A test for whoever sits it: one page that works without scripts, and keeps answers by itself with them (SV-70).
struct SittingPages: Sendable {
    let bureau: ExamsBureau

    func add(to routes: inout Routes) {
        routes.page("/exams/:exam/sit", .signedIn) { try await page($0, refused: nil) }
        routes.form("/exams/:exam/sit/start", .signedIn) { _, context in try await start(context) }
        routes.form("/exams/:exam/sit", .signedIn) { try await keep($0, $1) }
        routes.page("/exams/:exam/sit/review", .signedIn) { try await review($0) }
        routes.form("/exams/:exam/sit/hand-in", .signedIn) { try await handIn($0, $1) }
        routes.api("/api/v1/exams/:exam/clock", .signedIn) { try await clock($0) }
    }

    private func screen(_ context: Context) async throws -> ShowSitting.Screen {
        try await ShowSitting(bureau)(context.path("exam"), by: context.actor)
    }

    private func page(_ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let screen = try await screen(context)
        guard case .running(let attempt) = screen.phase else {
            return SittingPage(screen: screen, context: context, error: error).page()
        }
        return PaperPage(
            screen: screen, attempt: attempt, ticket: bureau.services.newIDText(), context: context, error: error
        ).page()
    }

    private func start(_ context: Context) async throws -> FormAnswer {
        let number = try context.path("exam")
        return try await .trying {
            try await StartAttempt(bureau)(number, by: context.actor)
            return .go(ExamsLink.sit(number))
        } again: { error in
            try await page(context, refused: error)
        }
    }

    /// What a page of the paper sent: fields `q.N` hold the place at which the chosen answer is shown.
    private func sheet(_ form: Form, _ number: String) throws(Faults) -> AnswerSheet {
        var shown: [Int: Int] = [:]
        for name in form.names where name.hasPrefix("q.") {
            guard let question = Int(name.dropFirst(2)), let place = Int(form[name]) else {
                throw Faults([Fault("exams.answer_wrong", at: Place(field: name), ["question": String(name.dropFirst(2).prefix(8))])])
            }
            shown[question] = place
        }
        return AnswerSheet(number, shown: shown, revision: Int(form["revision"]) ?? -1, ticket: form["ticket"])
    }

    private func keep(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("exam")
        if form["step"] == "autosave" {
            return .saved(revision: try await SaveAnswers(bureau)(sheet(form, number), by: context.actor).revision)
        }
        return try await .trying {
            let sheet = try sheet(form, number)
            if form["step"] == "over" {
                try await HandIn(bureau)(sheet, by: context.actor)
                return .go(ExamsLink.sit(number))
            }
            try await SaveAnswers(bureau)(sheet, goesOn: form["step"] == "next", by: context.actor)
            return .go(form["step"] == "review" ? ExamsLink.review(number) : ExamsLink.sit(number).setting("done", to: "saved"))
        } again: { error in
            try await page(context, refused: error)
        }
    }

    private func review(_ context: Context) async throws -> Page {
        let screen = try await screen(context)
        guard case .running(let attempt) = screen.phase else { return SittingPage(screen: screen, context: context).page() }
        return ReviewPage(screen: screen, attempt: attempt, ticket: bureau.services.newIDText(), context: context).page()
    }

    private func handIn(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("exam")
        return try await .trying {
            try await HandIn(bureau)(sheet(form, number), by: context.actor)
            return .go(ExamsLink.sit(number))
        } again: { error in
            try await page(context, refused: error)
        }
    }

    /// What the page's clock is told.
    struct Clock: Encodable, Sendable {
        /// Milliseconds until the time of the paper is over; 0 where it is, or none runs.
        let leftMilliseconds: Int64

        enum CodingKeys: String, CodingKey { case leftMilliseconds = "left_ms" }
    }

    private func clock(_ context: Context) async throws -> Clock {
        let screen = try await screen(context)
        guard case .running(let attempt) = screen.phase else { return Clock(leftMilliseconds: 0) }
        return Clock(leftMilliseconds: max(attempt.due.milliseconds - screen.now.milliseconds, 0))
    }
}
