import Kernel
import Office
import Platform

/// The organiser's pages: plan, announce, watch, give time, release; and results for whoever may read them (SV-71…SV-73).
struct DeskPages: Sendable {
    let bureau: ExamsBureau

    func add(to routes: inout Routes) {
        let (organise, read, people) = (ExamsDuty.organise.access, ExamsDuty.read.access, ExamsDuty.readPeople.access)
        routes.page("/exams/new", organise) { planning(Form(), $0, refused: nil) }
        routes.form("/exams/new", organise) { try await create($0, $1) }
        routes.form("/exams/measure", organise) { try await measure($0, $1) }
        routes.page("/exams/:exam", read) { try await exam($0, refused: nil) }
        routes.page("/exams/:exam/plan", organise) { try await changing(Form(), $0, refused: nil) }
        routes.form("/exams/:exam/plan", organise) { try await change($0, $1) }
        routes.form("/exams/:exam/announce", organise) { form, context in
            try await act(context, "announced") { number in
                try await AnnounceExam(bureau)(number, version: Int(form["version"]), by: context.actor)
            }
        }
        routes.form("/exams/:exam/release", organise) { form, context in
            try await act(context, "released") { number in
                try await ReleaseExam(bureau)(number, version: Int(form["version"]), by: context.actor)
            }
        }
        routes.form("/exams/:exam/people", organise) { form, context in
            try await act(context, "added") { try await AddSitter(bureau)(form["login"], to: $0, by: context.actor) }
        }
        routes.page("/exams/:exam/people/:login", organise) { try await person(Form(), $0, refused: nil) }
        routes.form("/exams/:exam/people/:login/time", organise) { form, context in
            try await actOnPerson(form, context, "time") { number, login in
                try await GiveTime(bureau)(Int(form["minutes"]), to: login, exam: number, reason: form["reason"], by: context.actor)
            }
        }
        routes.form("/exams/:exam/people/:login/revoke", organise) { form, context in
            try await actOnPerson(form, context, "revoked") { number, login in
                try await RevokeCertificate(bureau)(of: login, exam: number, reason: form["reason"], by: context.actor)
            }
        }
        routes.page("/exams/:exam/items", people) { try await items($0) }
        routes.file("/exams/:exam/units.csv", read) { context in
            let screen = try await screen(context)
            return screen.unitSheet.csv(named: "\(screen.exam.number)-units")
        }
        routes.file("/exams/:exam/people.csv", people) { context in
            let screen = try await screen(context)
            return screen.peopleSheet.csv(named: "\(screen.exam.number)-people")
        }
        routes.file("/exams/:exam/items.csv", people) { context in
            let screen = try await AnalyseItems(bureau)(context.path("exam"), by: context.actor)
            return screen.sheet.csv(named: "\(screen.exam.number)-items")
        }
        routes.file("/exams/:exam/results.xlsx", people) { try await workbook($0) }
    }

    private func screen(_ context: Context) async throws -> ShowResults.Screen {
        try await ShowResults(bureau)(context.path("exam"), by: context.actor)
    }

    // MARK: planning

    private func planning(_ form: Form, _ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        return Page.form(
            words("exams.new"), lead: words("exams.new.lead"), crumbs: [.exams(words)], room: "exams", to: ExamsLink.new,
            PlanForm(form: form, plan: nil, words: words).fields, submit: words("exams.plan.submit"), refused: error, by: context.actor,
            words)
    }

    private func create(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let plan = try PlanForm(form: form, plan: nil, words: context.words).read()
            let exam = try await PlanExam(bureau)(plan, by: context.actor)
            return .go(ExamsLink.exam(exam.number).setting("done", to: "planned"))
        } again: { error in
            planning(form, context, refused: error)
        }
    }

    private func changing(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let exam = try await screen(context).exam
        if exam.announced != nil, error == nil { throw ExamsError.announcedAlready(exam.number) }
        let version = Field("version", "", .hidden(form.optional("version") ?? "\(exam.version)"))
        return Page.form(
            words("exams.plan.change"), crumbs: [.exams(words), .exam(exam)], room: "exams", to: ExamsLink.plan(exam.number),
            [version] + PlanForm(form: form, plan: exam.plan, words: words).fields, submit: words("exams.plan.submit"), refused: error,
            by: context.actor, words)
    }

    private func change(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("exam")
        return try await .trying {
            let plan = try PlanForm(form: form, plan: nil, words: context.words).read()
            try await PlanExam(bureau)(plan, for: number, version: Int(form["version"]), by: context.actor)
            return .go(ExamsLink.exam(number).setting("done", to: "planned"))
        } again: { error in
            try await changing(form, context, refused: error)
        }
    }

    // MARK: one test

    private func exam(_ context: Context, refused error: (any DomainError)?) async throws -> Page {
        ExamPage(screen: try await screen(context), context: context, error: error).page()
    }

    /// Does something with the test, and shows it again; why it cannot be stands above it.
    private func act(_ context: Context, _ done: String, _ verb: (String) async throws -> Any) async throws -> FormAnswer {
        let number = try context.path("exam")
        return try await .trying {
            _ = try await verb(number)
            return .go(ExamsLink.exam(number).setting("done", to: done))
        } again: { error in
            try await exam(context, refused: error)
        }
    }

    private func items(_ context: Context) async throws -> Page {
        let screen = try await AnalyseItems(bureau)(context.path("exam"), by: context.actor)
        return ItemsPage(screen: screen, words: context.words).page()
    }

    private func workbook(_ context: Context) async throws -> FileAnswer {
        let screen = try await screen(context)
        let items = try await AnalyseItems(bureau)(screen.exam.number, by: context.actor)
        return try ResultSheet.workbook(
            [screen.unitSheet, screen.peopleSheet, items.sheet], named: screen.exam.number, at: bureau.services.now())
    }

    // MARK: one person

    private func person(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let screen = try await screen(context)
        let login = try context.path("login")
        guard let line = screen.people.first(where: { $0.sitter.login == login }) else { throw RouteError.noSuchPage }
        return PersonPage(screen: screen, line: line, form: form, context: context, error: error).page()
    }

    private func actOnPerson(
        _ form: Form, _ context: Context, _ done: String, _ verb: (String, String) async throws -> Void
    ) async throws -> FormAnswer {
        let (number, login) = (try context.path("exam"), try context.path("login"))
        return try await .trying {
            try await verb(number, login)
            return .go(ExamsLink.person(number, login).setting("done", to: done))
        } again: { error in
            try await person(form, context, refused: error)
        }
    }

    // MARK: the way into the rounds

    private func measure(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            guard let period = Period(form["period"]) else { throw Faults([Fault("exams.period_wrong", at: Place(field: "period"))]) }
            try await MeasureExams(bureau)(period, by: context.actor)
            return .go(ExamsLink.front.setting("done", to: "measured"))
        } again: { error in
            try await FrontPages(bureau: bureau).front(context, refused: error)
        }
    }
}
