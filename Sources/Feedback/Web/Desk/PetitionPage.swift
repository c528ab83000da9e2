import Kernel
import Platform
import Units

/// One petition for whoever works on it: what was sent, by whom, until when what must be done, what happened.
struct PetitionPage {
    let screen: ShowPetition.Screen
    let context: Context

    private var words: Words { context.words }
    private var petition: Petition { screen.petition }

    /// `act` is what somebody wanted to do and cannot any more.
    func page(refusing act: DeskAct? = nil) -> Page {
        Page(
            petition.number, kicker: petition.isGenerated ? words("feedback.generated") : words(screen.unit.name), lead: lead,
            crumbs: [Crumb(words(screen.unit.name), FeedbackLink.desk(screen.unit.code))], room: "feedback-desk",
            status: act == nil ? 200 : 409,
            isIndexed: false,
            content: """
                \(context.done)\(act.map { .notice(.warning, words("feedback.act.gone", ["act": words("feedback.act.\($0.rawValue)")])) })
                \(actions)
                <h2 lang="\(petition.language.rawValue)">\(screen.content.title)</h2>
                \(.said(screen.content.text, in: petition.language.rawValue))
                \(photos)
                \(.definitions(facts))
                \(if: !screen.answers.isEmpty, .section(words("feedback.answer"), answers))
                \(if: petition.ended == nil, .section(words("feedback.steps"), steps))
                \(if: !screen.same.isEmpty, .section(words("feedback.same.title"), same))
                \(.section(words("feedback.events"), events))
                """)
    }

    private var lead: String {
        let state = words(petition.state.text)
        guard let due = petition.due else { return state }
        let key = petition.isLate(at: screen.now) ? "feedback.lead.late" : "feedback.lead"
        return words(key, ["state": state, "day": words.numbers.date(due.vietnamDate)])
    }

    private var actions: HTML {
        if screen.acts.isEmpty { return HTML() }
        return """
            <p class="actions">\(each: screen.acts.enumerated(), { index, act in
                "<a\(attribute: "class", index == 0 ? "button" : nil) href=\"\(FeedbackLink.act(petition.number, act))\">\(words("feedback.act.\(act.rawValue)"))</a> "
            })</p>
            """
    }

    private var photos: HTML {
        HTML(
            joining: screen.photos.indices.map { index in
                let link = FeedbackLink.photo(petition.number, index + 1)
                let label = words("feedback.photo", ["number": "\(index + 1)"])
                return "<p><a href=\"\(link)\"><img class=\"paper\" src=\"\(link)\" alt=\"\(label)\" loading=\"lazy\"></a></p>\n"
            })
    }

    private var facts: [(term: String, text: HTML)] {
        let sender = screen.petitioner
        var facts: [(term: String, text: HTML)] = [
            (words("feedback.state"), "<strong>\(words(petition.state.text))</strong>"),
            (words("feedback.class"), "\(words(petition.class?.text ?? "feedback.class.none"))"),
            (words("feedback.urgency"), "\(words(petition.urgency.text))"), (words("feedback.channel"), "\(words(petition.channel.text))"),
            (words("feedback.received"), "\(words.numbers.moment(petition.received))"),
            (words("feedback.officer"), "\(context.text(petition.officer.map(screen.name)))"),
        ]
        if sender.isAnonymous {
            facts.append((words("feedback.sender"), "\(words("feedback.class.anonymous"))"))
        } else {
            let told = [sender.name, sender.address, sender.phone, sender.email].filter { !$0.isEmpty }.joined(separator: ", ")
            facts.append((words("feedback.sender"), "\(told)"))
        }
        facts.append((words("feedback.language"), "\(words("feedback.language.\(petition.language.rawValue)"))"))
        if !screen.content.place.isEmpty { facts.append((words("feedback.field.place"), "\(screen.content.place)")) }
        if let coordinates = screen.content.coordinates {
            facts.append((words("feedback.field.coordinates"), "\(coordinates.description)"))
        }
        if !petition.dossier.isEmpty { facts.append((words("feedback.field.dossier"), "<code>\(petition.dossier)</code>")) }
        if let main = petition.main { facts.append((words("feedback.main"), "<a href=\"\(FeedbackLink.petition(main))\">\(main)</a>")) }
        if !screen.copies.isEmpty { facts.append((words("feedback.copies"), "\(links(screen.copies))")) }
        let key = petition.consents ? "feedback.publication.\(petition.publication.rawValue)" : "feedback.publication.no_consent"
        facts.append((words("feedback.publication"), "\(words(key))"))
        if let due = petition.publishDue, petition.publication == .waiting {
            facts.append((words("feedback.publish_due"), "\(words.numbers.date(due.vietnamDate))"))
        }
        return facts
    }

    private func links(_ petitions: [Petition]) -> HTML {
        HTML(joining: petitions.map { "<a href=\"\(FeedbackLink.petition($0.number))\">\($0.number)</a>" }, separator: ", ")
    }

    private var answers: HTML {
        HTML(
            joining: screen.answers.map { answer in
                let given = ["day": words.numbers.date(answer.answered.vietnamDate), "document": context.text(answer.document)]
                let grounds = answer.grounds.map { words("feedback.ground.\($0.rawValue)") }.joined(separator: ", ")
                return """
                    \(.said(answer.text, in: petition.language.rawValue))
                    <p class="small">\(words("feedback.answer.given", given)) \(screen.name(answer.login))\(if: !grounds.isEmpty, " · \(grounds)")</p>
                    \(rating(answer.number))
                    """
            })
    }

    /// What the sender said of an answer: those that ended with one, in order.
    private func rating(_ number: Int) -> HTML {
        let stays = screen.stays.filter { $0.outcome == .answered }
        guard stays.indices.contains(number - 1), let rating = stays[number - 1].rating else { return HTML() }
        let comment = stays[number - 1].comment
        return "<p>\(.tag(words("feedback.rating.\(rating.rawValue)")))\(if: !comment.isEmpty, " \(comment)")</p>"
    }

    private var steps: HTML {
        .table(
            id: "steps", caption: words("feedback.steps"), isCaptionHidden: true,
            columns: [
                Column(words("feedback.step"), .head) { (line: (step: FeedbackLimits.Step, due: Timestamp)) in
                    "\(words("feedback.step.\(line.step.rawValue)"))"
                },
                Column(words("feedback.due")) { "\(words.numbers.date($0.due.vietnamDate))" },
                Column(words("feedback.step.source")) { "\(FeedbackLimits.rule($0.step, on: petition.received.vietnamDate).source)" },
            ], rows: screen.steps)
    }

    private var same: HTML {
        "<p>\(words("feedback.same.lead"))</p>\n<p>\(links(screen.same))</p>"
    }

    private var events: HTML {
        .table(
            id: "events", caption: words("feedback.events"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("feedback.event.at"), .head) { (event: PetitionEvent) in "\(words.numbers.moment(event.at))" },
                Column(words("feedback.event")) { "\(words($0.kind.text))" },
                Column(words("feedback.event.who")) { "\(who($0))" },
                Column(words("feedback.event.text")) { "\(context.text(text($0)))" },
            ], rows: screen.events)
    }

    private func who(_ event: PetitionEvent) -> String {
        petition.isOfSender(event.kind) ? words("feedback.sender") : screen.name(event.login)
    }

    private func text(_ event: PetitionEvent) -> String {
        event.kind == .rated ? words("feedback.rating.\(event.text)") : event.text
    }
}
