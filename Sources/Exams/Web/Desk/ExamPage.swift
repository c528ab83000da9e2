import Kernel
import Platform
import Units

/// One test for its organiser and for whoever may read its results: the plan, how it goes, what came out.
struct ExamPage {
    let screen: ShowResults.Screen
    let context: Context
    var error: (any DomainError)?

    private var words: Words { context.words }
    private var exam: Exam { screen.exam }
    private var plan: ExamPlan { screen.exam.plan }
    private var state: Exam.State { exam.state(at: screen.now) }

    func page() -> Page {
        Page(
            plan.title, kicker: exam.isGenerated ? words("exams.generated.note") : exam.number,
            lead: words(
                "exams.exam.lead",
                ["opens": words.numbers.moment(plan.opens), "closes": words.numbers.moment(plan.closes), "minutes": "\(plan.minutes)"]),
            crumbs: [.exams(words)], room: "exams", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(context.done)\(.refused(error, words))
                \(if: screen.isOrganiser, acts)
                \(if: screen.isWhole && exam.announced != nil, headline)
                \(if: exam.announced != nil, .section(words("exams.units"), units))
                \(if: !screen.people.isEmpty, .section(words("exams.people"), people))
                \(if: screen.isOrganiser && (state == .announced || state == .open), adding)
                \(.section(words("exams.plan"), planned))
                \(downloads)
                """)
    }

    // MARK: what can be done now

    private var acts: HTML {
        switch state {
        case .draft:
            """
            <p class="actions"><a href="\(ExamsLink.plan(exam.number))">\(words("exams.plan.change"))</a></p>
            \(.section(
                words("exams.announce"),
                """
                <p>\(words("exams.announce.lead"))</p>
                \(.button(words("exams.announce"), to: ExamsLink.announce(exam.number), version: exam.version, by: context.actor))
                """))
            """
        case .announced, .open: HTML()
        case .closed:
            .section(
                words("exams.release"),
                """
                <p>\(words("exams.release.lead"))</p>
                \(.button(words("exams.release"), to: ExamsLink.release(exam.number), version: exam.version, by: context.actor))
                """)
        case .released: "<p class=\"actions\"><a href=\"\(ExamsLink.items(exam.number))\">\(words("exams.items"))</a></p>"
        }
    }

    private var adding: HTML {
        .section(
            words("exams.add"),
            .form(
                .post, to: ExamsLink.people(exam.number),
                [Field("login", words("exams.add.login"), .text(""), hint: words("exams.add.login.hint"), isRequired: true)],
                submit: words("exams.add.submit"), by: context.actor))
    }

    // MARK: what came out

    private var headline: HTML {
        let all = screen.results.all
        func of(_ part: Int, _ whole: Int) -> String {
            words("exams.of", ["part": words.numbers.count(part), "whole": words.numbers.count(whole)])
        }
        return .figures([
            Figure(words("exams.invited"), "\(words.numbers.count(all.invited))"),
            Figure(words("exams.started"), "\(words.numbers.count(all.started))"),
            Figure(words("exams.sat"), "\(words.numbers.count(all.sat))", note: of(all.sat, all.invited)),
            Figure(words("exams.passed"), rate(all), note: interval(all) ?? of(all.passed, all.sat)),
        ])
    }

    private func rate(_ tally: ExamTally) -> HTML { "\(tally.passRate.map { words.numbers.percent($0, digits: 1) } ?? "–")" }

    /// The interval of a pass rate; nil where all were tested (SV-73).
    private func interval(_ tally: ExamTally) -> String? {
        guard let interval = try? tally.interval() else { return nil }
        return words(
            "exams.interval",
            [
                "lower": words.numbers.percent(interval.lower.ratio, digits: 1),
                "upper": words.numbers.percent(interval.upper.ratio, digits: 1),
            ])
    }

    private var units: HTML {
        let hidden = screen.hidden
        func shown(_ line: ExamResults.UnitLine, _ text: HTML) -> HTML { hidden.contains(line.unit.id) ? "…" : text }
        return """
            \(.table(
                id: "units", caption: words("exams.units"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("exams.rank"), .rank) { (line: ExamResults.UnitLine) in
                        shown(line, "\(line.rank.map { "\($0)" } ?? "–")")
                    },
                    Column(words("exams.unit"), .head) { "\(words($0.unit.name))" },
                    Column(words("exams.invited"), .number) { "\(words.numbers.count($0.tally.invited))" },
                    Column(words("exams.sat"), .number) { shown($0, "\(words.numbers.count($0.tally.sat))") },
                    Column(words("exams.passed"), .number) { line in
                        shown(line, "\(rate(line.tally))\(interval(line.tally).map { "<span class=\"why\">\($0)</span>" as HTML })")
                    },
                    Column(words("exams.mean"), .number) { line in
                        shown(line, "\(line.tally.mean.map { words.numbers.fixed($0, digits: 2) } ?? "–")")
                    },
                ], rows: screen.units, empty: words("exams.nobody")))
            \(if: !screen.units.allSatisfy { !hidden.contains($0.unit.id) }, "<p class=\"small\">\(words("exams.hidden"))</p>")
            <p class="small">\(words("exams.units.explained"))</p>
            """
    }

    private var people: HTML {
        .table(
            id: "people", caption: words("exams.people"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("exams.rank"), .rank) { (line: ExamResults.PersonLine) in "\(line.rank.map { "\($0)" } ?? "–")" },
                Column(words("exams.person"), .head) { person($0) },
                Column(words("exams.unit")) { "\(words($0.unit.name))" },
                Column(words("exams.state")) { standing($0) },
                Column(words("exams.points"), .number) { line in
                    "\(line.attempt?.outcome.map { words.numbers.exact($0.score, digits: 0) } ?? "–")"
                },
                Column(words("exams.certificate")) { line in
                    "\(screen.certificates[line.sitter.login].map { certificate($0) })"
                },
            ], rows: screen.people)
    }

    private func person(_ line: ExamResults.PersonLine) -> HTML {
        guard screen.isOrganiser else { return "\(line.name)" }
        let link = ExamsLink.person(exam.number, line.sitter.login)
        return "<a href=\"\(link)\">\(line.name)</a><span class=\"why\">\(line.sitter.login)</span>"
    }

    private func standing(_ line: ExamResults.PersonLine) -> HTML {
        guard let attempt = line.attempt else { return "\(words("exams.standing.absent"))" }
        if let outcome = attempt.outcome {
            let result = words(outcome.isPassed ? "exams.standing.passed" : "exams.standing.failed")
            return "\(result)<span class=\"why\">\(words(outcome.ending.text))</span>"
        }
        return "\(words("exams.standing.working", ["answered": "\(attempt.answered)", "all": "\(attempt.answers.count)"]))"
    }

    private func certificate(_ certificate: Certificate) -> HTML {
        """
        <a href="\(ExamsLink.certificate(certificate.code))">\(certificate.number)</a>\
        \(if: certificate.revoked != nil, " \(.tag(words("exams.revoked")))")
        """
    }

    // MARK: the plan

    private var decided: [(term: String, text: HTML)] {
        [
            (words("exams.plan.length"), "\(words.numbers.count(plan.length))"),
            (words("exams.plan.maximum"), "\(words.numbers.exact(plan.maximum, digits: 0))"),
            (words("exams.plan.pass"), "\(words.numbers.percent(Ratio(Int64(plan.passHundredths), 10_000), digits: 2))"),
            (words("exams.plan.grace"), "\(plan.graceSeconds)"), (words("exams.plan.seed"), "<code>\(String(plan.seed))</code>"),
            (words("exams.plan.one_way"), "\(words(plan.isOneWay ? "exams.yes" : "exams.no"))"),
            (words("exams.plan.shows_people"), "\(words(plan.showsPeople ? "exams.yes" : "exams.no"))"),
        ]
    }

    private var planned: HTML {
        """
        \(.definitions(decided))
        \(.table(
            id: "parts", caption: words("exams.plan.parts"),
            columns: [
                Column(words("exams.topic"), .head) { (part: ExamPlan.Part) in "\(part.topic)" },
                Column(words("exams.level")) { "\(words.level($0.level))" },
                Column(words("exams.questions"), .number) { "\(words.numbers.count($0.count))" },
                Column(words("exams.points_each"), .number) { "\(words.numbers.exact($0.points, digits: 0))" },
            ], rows: plan.parts))
        """
    }

    private var downloads: HTML {
        guard exam.announced != nil else { return HTML() }
        let number = exam.number
        var files = [Download(words("exams.units.csv"), "/exams/\(number)/units.csv")]
        if ExamsDuty.readPeople.isHeld(by: context.actor) {
            files.append(Download(words("exams.people.csv"), "/exams/\(number)/people.csv"))
            if exam.released != nil {
                files.append(Download(words("exams.items.csv"), "/exams/\(number)/items.csv"))
                files.append(Download("XLSX", "/exams/\(number)/results.xlsx"))
            }
        }
        return .downloads(files, words)
    }
}

/// One person of a test: how far the paper is, more minutes, the certificate.
struct PersonPage {
    let screen: ShowResults.Screen
    let line: ExamResults.PersonLine
    let form: Form
    let context: Context
    var error: (any DomainError)?

    private var words: Words { context.words }

    func page() -> Page {
        let (number, login) = (screen.exam.number, line.sitter.login)
        let isEnded = line.attempt?.outcome != nil || screen.exam.released != nil
        let certificate = screen.certificates[login]
        return Page(
            line.name, kicker: words(line.unit.name), crumbs: [.exams(words), .exam(screen.exam)], room: "exams",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(context.done)\(.refused(error, words))
                \(.definitions(facts(certificate)))
                \(if: !isEnded, .section(words("exams.time"), time(number, login)))
                \(if: certificate != nil && certificate?.revoked == nil, .section(words("exams.revoke"), revoking(number, login)))
                """)
    }

    private func facts(_ certificate: Certificate?) -> [(term: String, text: HTML)] {
        var facts: [(term: String, text: HTML)] = [(words("exams.login"), "<code>\(line.sitter.login)</code>")]
        if let attempt = line.attempt {
            facts.append((words("exams.started_at"), "\(words.numbers.moment(attempt.started))"))
            facts.append((words("exams.due_at"), "\(words.numbers.moment(attempt.due))"))
            facts.append((words("exams.answered"), "\(attempt.answered) / \(attempt.answers.count)"))
            if let saved = attempt.saved { facts.append((words("exams.saved_at"), "\(words.numbers.moment(saved))")) }
            if let outcome = attempt.outcome {
                facts.append((words("exams.ended_at"), "\(words.numbers.moment(outcome.ended)), \(words(outcome.ending.text))"))
                facts.append((words("exams.points"), "\(words.score(outcome.score, of: screen.exam.plan.maximum))"))
            }
        }
        if line.sitter.extraMinutes > 0 {
            facts.append((words("exams.time"), "\(line.sitter.extraMinutes)<span class=\"why\">\(line.sitter.reason)</span>"))
        }
        if let certificate {
            facts.append((words("exams.certificate"), "\(certificate.number)"))
            if let revoked = certificate.revoked {
                facts.append((words("exams.revoked"), "\(words.numbers.moment(revoked))<span class=\"why\">\(certificate.reason)</span>"))
            }
        }
        return facts
    }

    private func time(_ number: String, _ login: String) -> HTML {
        """
        <p>\(words("exams.time.lead"))</p>
        \(.form(
            .post, to: ExamsLink.time(number, login),
            [
                Field("minutes", words("exams.time.minutes"), .text(form["minutes"]), isRequired: true),
                Field("reason", words("exams.reason"), .text(form["reason"]), isRequired: true),
            ], submit: words("exams.time.submit"), by: context.actor))
        """
    }

    private func revoking(_ number: String, _ login: String) -> HTML {
        """
        <p>\(words("exams.revoke.lead"))</p>
        \(.form(
            .post, to: ExamsLink.revoke(number, login), [Field("reason", words("exams.reason"), .text(form["reason"]), isRequired: true)],
            submit: words("exams.revoke.submit"), by: context.actor))
        """
    }
}
