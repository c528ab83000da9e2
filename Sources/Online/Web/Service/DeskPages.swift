import Dossiers
import Forms
import Kernel
import Platform
import Procedures
import Storage
import Units

/// The officer's side: what waits for an answer, and what was filled in (OS-3).
struct DeskPages: Sendable {
    let office: HomeOffice

    func add(to routes: inout Routes) {
        let everybody = Access.anyOf(DossierDuty.roles)
        routes.page("/online/desk", everybody) { try await desks($0) }
        routes.page("/online/units/:unit", everybody) { try await desk($0) }
        routes.file("/online/desk/:sent/form", everybody) { try await form($0) }
    }

    private func desks(_ context: Context) async throws -> Page {
        let words = context.words
        let units = try await ListWaiting(office).units(of: context.actor)
        return Page(
            words("online.desk"), lead: words("online.desk.lead"), room: "online-desk", isIndexed: false,
            content: """
                <ul>\(each: units, { unit, waiting, late in
                    "<li><a href=\"\(OnlineLink.desk(unit.code))\">\(words(unit.name))</a>: \(words("online.desk.waiting", ["waiting": words.numbers.count(waiting), "late": words.numbers.count(late)]))</li>"
                })</ul>
                \(if: units.isEmpty, "<p>\(words("online.desk.none"))</p>")
                """)
    }

    private func desk(_ context: Context) async throws -> Page {
        let words = context.words
        let screen = try await ListWaiting(office)(context.path("unit"), by: context.actor)
        let isHead = context.actor.has(.unitHead, for: screen.unit.id)
        return Page(
            words("online.desk"), kicker: words(screen.unit.name), lead: words("online.desk.lead"),
            crumbs: [Crumb(words("online.desk"), OnlineLink.desks)], room: "online-desk", isIndexed: false,
            content: """
                \(.table(
                    id: "waiting", caption: words("online.desk"), isCaptionHidden: true, isStacked: true,
                    columns: [
                        Column(words("online.column.dossier"), .code) { (line: (submission: Submission, name: String)) in
                            "<a href=\"\("/dossiers/\(line.submission.dossier)" as Link)\">\(line.submission.dossier.text)</a>"
                        },
                        Column(words("online.service")) { "\($0.name)" },
                        Column(words("online.column.submitted")) { "\(words.numbers.moment($0.submission.submitted))" },
                        Column(words("online.column.answer_due")) { line in
                            "\(words.numbers.moment(line.submission.answerDue))\(if: line.submission.isLate(at: screen.now), " \(.tag(words("online.late")))")"
                        },
                    ], rows: screen.lines, emphasis: { $0.submission.isLate(at: screen.now) }))
                \(if: isHead, "<p><a href=\"\(OnlineLink.payments(screen.unit.code))\">\(words("online.reconcile"))</a></p>")
                """)
    }

    private func form(_ context: Context) async throws -> FileAnswer {
        guard let screen = try await ShowFilled(office)(context.path("sent"), by: context.actor) else { throw OnlineError.noSuchDossier }
        return try await screen.paper(office.services)
    }

    /// What a dossier's own page shows of what was filled in, to the unit that has it.
    static let section = PageSection(.dossier) { code, context, services in
        guard let screen = try await ShowFilled(HomeOffice(services))(code, by: context.actor) else { return HTML() }
        let (words, submission) = (context.words, screen.submission)
        let open = submission.isLate(at: services.now()) ? "late" : "open"
        let key = submission.answered == nil ? open : submission.answer == .withdrawn ? "withdrawn" : "done"
        let told = words(
            "online.desk.answer.\(key)",
            ["due": words.numbers.moment(submission.answerDue), "at": submission.answered.map { words.numbers.moment($0) } ?? ""])
        let review: HTML = screen.filled.map { QuestionnaireReview($0, words, screen.catalogues).html() } ?? HTML()
        let address: HTML = submission.address.isEmpty ? HTML() : "<p>\(words("online.address")): \(submission.address)</p>"
        let paper: HTML =
            screen.filled == nil ? HTML() : "<p><a href=\"\(OnlineLink.paper(code))\">\(words("online.form.pdf"))</a></p>"
        return .section(words("online.filled"), "<p>\(told)</p>\(address)\(review)\(paper)")
    }
}

extension ShowFilled.Screen {
    /// What was filled in, as the official paper.
    func paper(_ services: Services) async throws -> FileAnswer {
        guard let filled else { throw OnlineError.noSuchFile }
        // Papers of the state are Vietnamese, whoever reads the page.
        let day = (rounds.last ?? submission.submitted).vietnamDate
        let paper = FormPaper(filled, services.words(.vi), catalogues, day: day, code: submission.dossier.text)
        return try await services.print(paper.html, as: "\(submission.dossier)-form")
    }
}
