import Kernel
import Platform
import Units

/// One conference: its agenda before, its results afterwards, and for whoever holds it what is to be done.
struct ConferencePage {
    let screen: ShowConference.Screen
    let context: Context
    var error: (any DomainError)?

    private var words: Words { context.words }
    private var conference: Conference { screen.conference }
    private var plan: ConferencePlan { screen.conference.plan }
    private var today: CalendarDate { screen.now.vietnamDate }

    /// Whoever holds it sees everything; everybody else the plan, and the results once they are public.
    private var showsResults: Bool { screen.isOfStaff || conference.published != nil }

    func page() -> Page {
        Page(
            plan.title, kicker: conference.isGenerated ? words("feedback.generated") : words(screen.unit.name),
            lead: words("feedback.conference.lead", ["moment": words.numbers.moment(plan.starts), "place": plan.place]),
            crumbs: [Crumb(words("feedback.front"), FeedbackLink.front), Crumb(words("feedback.conferences"), FeedbackLink.conferences)],
            room: "feedback", status: Page.status(refused: error),
            content: """
                \(context.done)\(error.map { .notice(.warning, words($0.code, $0.details)) })
                \(actions)
                \(.definitions(facts))
                \(if: !plan.agenda.isEmpty, .section(words("feedback.plan.agenda"), agenda))
                \(if: !plan.groups.isEmpty, .section(words("feedback.plan.groups"), groups))
                \(if: showsResults && !plan.reports.isEmpty, .section(words("feedback.plan.reports"), .said(plan.reports)))
                \(if: showsResults, .section(words("feedback.questions"), questions))
                \(if: showsResults, .section(words("feedback.promises"), promises))
                \(if: showsResults && !plan.conclusion.isEmpty, .section(words("feedback.plan.conclusion"), .said(plan.conclusion)))
                \(if: screen.has(.lead) && screen.isHeld && conference.published == nil, publishing)
                """)
    }

    private var actions: HTML {
        let number = conference.number
        let minutes: Link = "/feedback/conferences/\(number)/minutes.pdf"
        let ask: Link = "/feedback/conferences/\(number)/ask"
        let floor: Link = "/feedback/conferences/\(number)/floor"
        let change: Link = "/feedback/conferences/\(number)/plan"
        let promise: Link = "/feedback/conferences/\(number)/promises"
        return """
            <p class="actions">\
            \(if: screen.takesQuestions, "<a class=\"button\" href=\"\(ask)\">\(words("feedback.ask.before"))</a> ")\
            \(if: screen.has(.receive), "<a href=\"\(floor)\">\(words("feedback.ask.floor"))</a> ")\
            \(if: screen.has(.lead), "<a href=\"\(promise)\">\(words("feedback.promise.make"))</a> <a href=\"\(change)\">\(words("feedback.conference.change"))</a> ")\
            \(if: screen.isHeld && showsResults, "<a href=\"\(minutes)\">\(words("feedback.minutes"))</a>")</p>
            """
    }

    private var facts: [(term: String, text: HTML)] {
        var facts: [(term: String, text: HTML)] = [
            (words("feedback.unit"), "\(words(screen.unit.name))"),
            (words("feedback.state"), "\(words("feedback.conference.\(screen.word)"))"),
            (words("feedback.plan.questions_until"), "\(words.numbers.date(plan.questionsUntil))"),
        ]
        for (key, text) in [("chair", plan.chair), ("secretary", plan.secretary)] where !text.isEmpty {
            facts.append((words("feedback.plan.\(key)"), "\(text)"))
        }
        if showsResults { facts.append((words("feedback.promises"), "\(Self.kept(screen, words))")) }
        return facts
    }

    /// How many promises were kept of all, and how many are late.
    static func kept(_ screen: ShowConference.Screen, _ words: Words) -> String {
        let standings = screen.promises.map { $0.standing(on: screen.now.vietnamDate) }
        return words(
            "feedback.promises.kept",
            [
                "kept": "\(standings.count { $0 == .kept || $0 == .keptLate })", "all": "\(standings.count)",
                "late": "\(standings.count { $0 == .late })",
            ])
    }

    private var agenda: HTML {
        """
        <ol>\(each: plan.agenda, { item in
            """
            <li>\(if: !item.clock.isEmpty, "<strong>\(item.clock)</strong> ")\(item.title)\(if: !item.person.isEmpty, " – \(item.person)")</li>
            """
        })</ol>
        """
    }

    private var groups: HTML {
        .table(
            id: "groups", caption: words("feedback.plan.groups"), isCaptionHidden: true,
            columns: [
                Column(words("feedback.group"), .head) { (group: Conference.Group) in "\(group.name)" },
                Column(words("feedback.group.invited"), .number) { "\(words.numbers.count($0.invited))" },
                Column(words("feedback.group.attended"), .number) { "\($0.attended.map { words.numbers.count($0) } ?? "–")" },
            ], rows: plan.groups)
    }

    private var questions: HTML {
        let list = screen.isOfStaff ? screen.questions : screen.shown
        let waiting = screen.questions.count(where: \.isWaiting)
        return """
            \(if: waiting > 0, "<p>\(words("feedback.questions.waiting", ["count": words.numbers.count(waiting)]))</p>")
            \(each: list, question)\(if: list.isEmpty, "<p class=\"empty\">\(words("feedback.questions.none"))</p>")
            """
    }

    private func question(_ question: ConferenceQuestion) -> HTML {
        let asker = [question.group, screen.isOfStaff ? question.name : "", screen.isOfStaff ? question.email : ""].filter { !$0.isEmpty }
            .joined(separator: ", ")
        let isLate = question.answered == nil && question.isLate(at: screen.now) && screen.isHeld
        let link = FeedbackLink.question(conference.number, question.number)
        return """
            <h3 id="q\(question.number)">\(words("feedback.question.of", ["number": "\(question.number)"]))</h3>
            <p class="small">\(words(question.origin.text))\(if: !asker.isEmpty, " · \(asker)")\(theme(question.theme))\
            \(if: isLate, " \(.tag(words("feedback.late")))")\(if: !question.isShown, " \(.tag(words("feedback.question.hidden")))")</p>
            \(.said(screen.isOfStaff ? question.text : question.publicText, in: question.language.rawValue))
            \(if: !question.refusal.isEmpty, "<p>\(words("feedback.question.refused", ["reason": question.refusal]))</p>")
            \(if: question.answered != nil, "<p><strong>\(question.answerer)</strong></p>\(.said(question.answer))")\
            \(if: screen.has(.handle), "<p><a href=\"\(link)\">\(words(question.answered == nil ? "feedback.question.answer_it" : "feedback.question.change_it"))</a></p>")
            """
    }

    private func theme(_ theme: Theme?) -> HTML {
        guard let theme else { return HTML() }
        let link: Link = "/criteria/\(theme.framework)"
        return " · <a href=\"\(link)\">\(words("feedback.theme", ["criterion": theme.criterion]))</a>"
    }

    private var promises: HTML {
        .table(
            id: "promises", caption: words("feedback.promises"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("feedback.promise"), .head) { (promise: Promise) in
                    """
                    \(promise.text)\
                    \(promise.question.map { "<span class=\"why\">\(words("feedback.question.of", ["number": "\($0)"]))</span>" as HTML })
                    """
                },
                Column(words("feedback.promise.person")) { promise in
                    "\(promise.person)<span class=\"why\">\(screen.keepers[promise.unit].map { words($0.name) })</span>"
                },
                Column(words("feedback.promise.due")) { "\(words.numbers.date($0.due))" },
                Column(words("feedback.state")) { standing($0) },
            ], rows: screen.promises, emphasis: { $0.standing(on: today) == .late }, empty: words("feedback.promises.none"))
    }

    private func standing(_ promise: Promise) -> HTML {
        let standing = promise.standing(on: today)
        let file: Link = "/feedback/conferences/\(conference.number)/promises/\(promise.number)/file"
        let link = FeedbackLink.promise(conference.number, promise.number)
        let mayEnd =
            promise.outcome == nil
            && (screen.has(.lead) || screen.keepers[promise.unit].map { FeedbackDuty.lead.isHeld(by: screen.actor, for: $0.id) } == true)
        return """
            \(words("feedback.standing.\(standing.rawValue)"))\(promise.ended.map { " \(words.numbers.date($0))" as HTML })\
            \(if: !promise.evidence.isEmpty, "<span class=\"why\">\(promise.evidence)</span>")\
            \(promise.file.map { "<span class=\"why\"><a href=\"\(file)\">\($0.name)</a></span>" as HTML })\
            \(if: mayEnd, "<br><a href=\"\(link)\">\(words("feedback.promise.end"))</a>")
            """
    }

    private var publishing: HTML {
        .section(
            words("feedback.conference.publish"),
            """
            <p>\(words("feedback.conference.publish.lead"))</p>
            \(.form(
                .post, to: "/feedback/conferences/\(conference.number)/publish", [Field("version", "", .hidden("\(conference.version)"))],
                submit: words("feedback.conference.publish"), by: context.actor))
            """)
    }
}
