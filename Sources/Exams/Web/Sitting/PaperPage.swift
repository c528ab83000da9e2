import Kernel
import Platform

/// A paper while its time runs: all questions on one page, or one after another where there is no way back.
struct PaperPage {
    let screen: ShowSitting.Screen
    let attempt: Attempt
    /// The page's own word, by which it may send again what got lost.
    let ticket: String
    let context: Context
    var error: (any DomainError)?

    private var words: Words { context.words }
    private var plan: ExamPlan { screen.exam.plan }
    private var number: String { screen.exam.number }

    /// The questions that are shown, by their places from 0.
    private var shown: Range<Int> {
        guard plan.isOneWay else { return 0..<attempt.paper.items.count }
        return attempt.reached..<min(attempt.reached + 1, attempt.paper.items.count)
    }

    func page() -> Page {
        if shown.isEmpty { return ReviewPage(screen: screen, attempt: attempt, ticket: ticket, context: context, error: error).page() }
        var page = Page(
            plan.title, kicker: screen.exam.isGenerated ? words("exams.generated.note") : number,
            lead: words(
                "exams.paper.lead",
                ["due": words.numbers.moment(attempt.due), "grace": "\(plan.graceSeconds)", "all": "\(attempt.paper.items.count)"]),
            crumbs: [.exams(words)], room: "exams", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(context.done)\(.refused(error, words))
                \(PaperClock(screen: screen, attempt: attempt, words: words).html)
                \(form)
                """)
        page.scripts = [.formsDraft, .examClock]
        return page
    }

    private var form: HTML {
        """
        <form class="questionnaire" method="post" action="\(ExamsLink.sit(number))" data-draft="\(draftKey)" \
        data-autosave="\(ExamsLink.sit(number).text)" data-texts="\(scriptTexts)" novalidate>
        \(.token(context.actor))<input type="hidden" name="revision" value="\(attempt.revision)">\
        <input type="hidden" name="ticket" value="\(ticket)">
        \(each: shown, question)
        <p class="draft-state" data-draft-state role="status"></p>
        <div class="actions">\(buttons)<button hidden name="step" value="over" data-clock-over>\(words("exams.hand_in"))</button></div>
        </form>
        """
    }

    /// The name of the browser's own copy: of this paper and this person.
    private var draftKey: String { "exams/\(number)/\(attempt.login)" }

    private func question(_ index: Int) -> HTML {
        let item = attempt.paper.items[index]
        guard let content = screen.questions[item.question]?.content else { return HTML() }
        let points = words.numbers.exact(plan.parts[item.part - 1].points, digits: 0)
        return """
            <div class="paper-question" id="question-\(index + 1)" lang="vi">\(.field(
                Field(
                    "q.\(index + 1)", words("exams.paper.question", ["number": "\(index + 1)", "text": content.text]),
                    .radios(
                        item.order.enumerated().map { place, choice in
                            Choice("\(place + 1)", "\(Question.letter(place + 1)). \(content.choices[choice - 1])")
                        }, chosen: attempt.shownPlace(index).map { "\($0)" }),
                    hint: words("exams.paper.points", ["points": points]))))</div>
            """
    }

    private var buttons: HTML {
        if plan.isOneWay {
            return "<button name=\"step\" value=\"next\">\(words("exams.paper.next"))</button>"
        }
        return """
            <button name="step" value="review">\(words("exams.paper.review"))</button>\
            <button class="second" name="step" value="save">\(words("exams.paper.save"))</button>
            """
    }

    private static let sentences = ["saving", "saved", "kept", "offline", "signed_out", "stale", "refused", "restored", "discard"]

    /// What the script that keeps answers says, by the keys that it knows.
    private var scriptTexts: String {
        AuditValue.map(
            Dictionary(uniqueKeysWithValues: Self.sentences.map { ("forms.draft.\($0)", .text(words("exams.draft.\($0)"))) })
        ).description
    }
}

/// How long a paper still runs: the moment in words for everybody, a running clock where scripts run.
struct PaperClock {
    let screen: ShowSitting.Screen
    let attempt: Attempt
    let words: Words

    var html: HTML {
        let left = max(attempt.due.milliseconds - screen.now.milliseconds, 0)
        return """
            <p class="clock" data-clock="\(ExamsLink.clock(screen.exam.number).text)" data-left="\(String(left))" data-texts="\(texts)">\
            <span data-clock-left>\(words("exams.clock.until", ["due": words.numbers.moment(attempt.due)]))</span> \
            <span data-clock-told role="status"></span></p>
            """
    }

    private var texts: String {
        AuditValue.map([
            "left": .text(words("exams.clock.left")), "warning": .text(words("exams.clock.warning")),
            "over": .text(words("exams.clock.over")),
        ]).description
    }
}

/// What was answered and what not, before a paper is handed in.
struct ReviewPage {
    let screen: ShowSitting.Screen
    let attempt: Attempt
    let ticket: String
    let context: Context
    var error: (any DomainError)?

    private var words: Words { context.words }

    func page() -> Page {
        let number = screen.exam.number
        let open = attempt.answers.indices.filter { attempt.answers[$0] == 0 }
        return Page(
            words("exams.review"), kicker: screen.exam.plan.title,
            lead: words("exams.review.lead", ["answered": "\(attempt.answered)", "all": "\(attempt.answers.count)"]),
            crumbs: [.exams(words)], room: "exams", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.refused(error, words))
                <p>\(words("exams.clock.until", ["due": words.numbers.moment(attempt.due)]))</p>
                \(if: !open.isEmpty, """
                    <p>\(words("exams.review.open"))</p>
                    <ul>\(each: open, { "<li>\(question($0 + 1))</li>" })</ul>
                    """)
                \(.form(
                    .post, to: ExamsLink.handIn(number),
                    [Field("revision", "", .hidden("\(attempt.revision)")), Field("ticket", "", .hidden(ticket))],
                    submit: words("exams.hand_in"), by: context.actor))
                \(if: !screen.exam.plan.isOneWay, "<p><a href=\"\(ExamsLink.sit(number))\">\(words("exams.review.back"))</a></p>")
                """)
    }

    /// A question by its number, with the way back to it where there is one.
    private func question(_ question: Int) -> HTML {
        let text = words("exams.paper.number", ["number": "\(question)"])
        if screen.exam.plan.isOneWay { return "\(text)" }
        let link: Link = "/exams/\(screen.exam.number)/sit#question-\(question)"
        return "<a href=\"\(link)\">\(text)</a>"
    }
}
