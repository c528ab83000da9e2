import Kernel
import Platform

/// A test before one begins, and after one has ended.
struct SittingPage {
    let screen: ShowSitting.Screen
    let context: Context
    var error: (any DomainError)?

    private var words: Words { context.words }
    private var plan: ExamPlan { screen.exam.plan }

    func page() -> Page {
        var page = Page(
            plan.title, kicker: screen.exam.isGenerated ? words("exams.generated.note") : screen.exam.number, lead: lead,
            crumbs: [.exams(words)], room: "exams", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.refused(error, words))
                \(content)
                \(.definitions(facts))
                """)
        // What is kept in the browser is not needed any more.
        if case .ended = screen.phase { page.scripts = [.formsDraft] }
        return page
    }

    private var lead: String {
        switch screen.phase {
        case .waiting: words("exams.sitting.waiting", ["opens": words.numbers.moment(plan.opens)])
        case .ready, .running: words("exams.sitting.ready", ["closes": words.numbers.moment(plan.closes)])
        case .ending: words("exams.sitting.ending")
        case .ended(_, let outcome): words(outcome.ending == .handedIn ? "exams.sitting.handed_in" : "exams.sitting.time_over")
        case .missed: words("exams.sitting.missed")
        }
    }

    private var content: HTML {
        switch screen.phase {
        case .waiting: rules
        case .ready, .running:
            """
            \(rules)
            \(.form(.post, to: ExamsLink.start(screen.exam.number), [], submit: words("exams.start"), by: context.actor))
            """
        case .ending: HTML()
        case .ended(_, let outcome): ended(outcome)
        case .missed: HTML()
        }
    }

    private var rules: HTML {
        let details = ["minutes": "\(plan.minutes)", "grace": "\(plan.graceSeconds)"]
        let keys = ["time", "once", "kept", "lost"] + (plan.isOneWay ? ["one_way"] : [])
        return "<ul>\(each: keys, { "<li>\(words("exams.rule.\($0)", details))</li>" })</ul>"
    }

    private func ended(_ outcome: Attempt.Outcome) -> HTML {
        let done: HTML = "<p data-draft-done=\"exams/\(screen.exam.number)/\(screen.sitter.login)\">\(words("exams.sitting.private"))</p>"
        guard screen.isReleased else { return "\(done)<p>\(words("exams.sitting.later"))</p>" }
        let certificate = screen.certificate
        return """
            \(.figures(figures(outcome)))
            \(if: certificate != nil && certificate?.revoked == nil, """
                <p class="actions"><a class="button" href="\(ExamsLink.paper(screen.exam.number))">\(words("exams.certificate.get"))</a></p>
                """)\
            \(if: certificate?.revoked != nil, .notice(.warning, words("exams.revoked"), "<p>\(certificate?.reason)</p>"))
            \(done)
            """
    }

    private func figures(_ outcome: Attempt.Outcome) -> [Figure] {
        var figures = [
            Figure(words("exams.points"), "\(words.score(outcome.score, of: plan.maximum))"),
            Figure(
                words("exams.result"), "\(words(outcome.isPassed ? "exams.standing.passed" : "exams.standing.failed"))",
                note: words("exams.pass_mark", ["percent": words.numbers.percent(Ratio(Int64(plan.passHundredths), 10_000))])),
        ]
        if let rank = screen.rank {
            figures.append(Figure(words("exams.rank"), "\(rank.place)", note: words("exams.rank.of", ["count": "\(rank.of)"])))
        }
        return figures
    }

    private var facts: [(term: String, text: HTML)] {
        var facts: [(term: String, text: HTML)] = [
            (words("exams.opens"), "\(words.numbers.moment(plan.opens))"), (words("exams.closes"), "\(words.numbers.moment(plan.closes))"),
            (words("exams.plan.minutes"), "\(plan.minutes)"), (words("exams.plan.length"), "\(plan.length)"),
        ]
        if screen.sitter.extraMinutes > 0 { facts.append((words("exams.time"), "\(screen.sitter.extraMinutes)")) }
        if case .ended(let attempt, let outcome) = screen.phase {
            facts.append((words("exams.answered"), "\(attempt.answered) / \(attempt.answers.count)"))
            facts.append((words("exams.ended_at"), "\(words.numbers.moment(outcome.ended))"))
        }
        return facts
    }
}
