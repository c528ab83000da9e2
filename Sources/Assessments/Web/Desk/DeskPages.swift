import Kernel
import Office
import Platform

/// The desk of everybody who works in a round, and the sheet of one unit with what its head does.
struct DeskPages: Sendable {
    let workplace: Workplace
    private let printer: PDFPrinter

    init(_ workplace: Workplace) {
        self.workplace = workplace
        printer = PDFPrinter(program: workplace.services.settings.weasyPrint)
    }

    func add(to routes: inout Routes) {
        let unit = "/assessments/rounds/:round/units/:unit"
        routes.page("/assessments", .signedIn) { try await desk($0) }
        routes.page(unit, .signedIn) { try await sheet($0) }
        routes.file("\(unit)/reports/:stage", .signedIn) { try await report($0) }
        routes.page("\(unit)/submission", .role(.unitHead)) { try await submission(Form(), $0, refused: nil) }
        routes.form("\(unit)/submission", .role(.unitHead)) { try await submit($0, $1) }
        routes.page("\(unit)/withdrawal", .role(.unitHead)) { try await reason(.withdrawal, Form(), $0, refused: nil) }
        routes.form("\(unit)/withdrawal", .role(.unitHead)) { try await withdraw($0, $1) }
        routes.page("\(unit)/sending-back", .role(.unitHead)) { try await reason(.sendingBack, Form(), $0, refused: nil) }
        routes.form("\(unit)/sending-back", .role(.unitHead)) { try await sendBack($0, $1) }
        routes.page("\(unit)/explanation", .role(.unitHead)) { try await explanation($0, refused: nil) }
        routes.form("\(unit)/explanation", .role(.unitHead)) { try await submitExplanation($0, $1) }
    }

    private func desk(_ context: Context) async throws -> Page {
        let tasks = try await ShowDesk(workplace)(by: context.actor)
        return DeskPage(tasks: tasks, now: workplace.services.now(), context: context).page()
    }

    private func screen(_ context: Context) async throws -> ShowUnitSheet.Screen {
        try await ShowUnitSheet(workplace)(round: context.path("round"), unit: context.path("unit"), by: context.actor)
    }

    private func sheet(_ context: Context) async throws -> Page {
        UnitSheetPage(screen: try await screen(context), now: workplace.services.now(), context: context).page()
    }

    /// The printed report; printed now where it still waits.
    private func report(_ context: Context) async throws -> FileAnswer {
        let address = try UnitAddress(context)
        guard let kind = Submission.Kind(rawValue: try context.path("stage")) else { throw RouteError.noSuchPage }
        let read = ReadReport(workplace)
        if let kept = try await read(round: address.round, unit: address.unit, kind, by: context.actor) { return kept }
        try await PrintReport(workplace, printer)(round: address.round, unit: address.unit, kind)
        guard let printed = try await read(round: address.round, unit: address.unit, kind, by: context.actor) else {
            throw AssessmentsError.notSubmitted
        }
        return printed
    }

    // MARK: the head hands in

    private func submission(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        SubmissionPage(screen: try await screen(context), form: form, context: context, error: error).page()
    }

    private func submit(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let address = try UnitAddress(context)
        return try await .trying {
            try await SubmitSelfAssessment(workplace)(
                round: address.round, unit: address.unit, difficulties: form["difficulties"], proposals: form["proposals"],
                by: context.actor)
            return .go(address.page.setting("done", to: "submitted"))
        } again: { error in
            try await submission(form, context, refused: error)
        }
    }

    private func explanation(_ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await screen(context)
        let open = screen.unanswered.joined(separator: ", ")
        let explained = screen.line.cells.map(\.explained).reduce(0, +)
        return Page.form(
            words("assessments.submit.explanation"), lead: words("assessments.submit.explanation_lead", ["count": "\(explained)"]),
            crumbs: .unit(screen.round, screen.unit, words), room: "assessments", to: UnitAddress(screen.round, screen.unit).explanation,
            [], submit: words("assessments.submit.explanation"), refused: error, by: context.actor, words,
            above: """
                \(error.map { .notice(.warning, LeafWords(words, screen.framework).sentence($0)) } ?? HTML())\
                \(if: !open.isEmpty, .notice(.information, words("assessments.sheet.unanswered"), "<p>\(open)</p>"))
                """)
    }

    private func submitExplanation(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let address = try UnitAddress(context)
        return try await .trying {
            try await SubmitExplanation(workplace)(round: address.round, unit: address.unit, by: context.actor)
            return .go(address.page.setting("done", to: "explanation_submitted"))
        } again: { error in
            try await explanation(context, refused: error)
        }
    }

    // MARK: the head gives a reason

    /// What the head does with one reason.
    private enum Act: String {
        case withdrawal, sendingBack = "sending_back"
    }

    private func reason(_ act: Act, _ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await screen(context)
        let address = UnitAddress(screen.round, screen.unit)
        return Page.form(
            words("assessments.\(act.rawValue).title"), lead: words("assessments.\(act.rawValue).lead"),
            crumbs: .unit(screen.round, screen.unit, words), room: "assessments",
            to: act == .withdrawal ? address.withdrawal : address.sendingBack,
            [Field("reason", words("assessments.\(act.rawValue).reason"), .area(form["reason"]))],
            submit: words("assessments.\(act.rawValue).title"), refused: error, by: context.actor, words)
    }

    private func withdraw(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let address = try UnitAddress(context)
        return try await .trying {
            try await WithdrawSelfAssessment(workplace)(
                round: address.round, unit: address.unit, reason: form["reason"], by: context.actor)
            return .go(address.page.setting("done", to: "withdrawn"))
        } again: { error in
            try await reason(.withdrawal, form, context, refused: error)
        }
    }

    private func sendBack(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let address = try UnitAddress(context)
        return try await .trying {
            try await SendBack(workplace)(round: address.round, unit: address.unit, reason: form["reason"], by: context.actor)
            return .go(address.page.setting("done", to: "sent_back"))
        } again: { error in
            try await reason(.sendingBack, form, context, refused: error)
        }
    }
}
