import Kernel
import Platform
import Units
import WorkingTime

/// The form of one act: a sentence of what it does and what it needs, nothing more.
struct ActPage {
    let act: DeskAct
    let screen: ShowPetition.Screen
    let form: Form
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }
    private var petition: Petition { screen.petition }

    func page() -> Page {
        let key = "feedback.act.\(act.rawValue)"
        return Page.form(
            words(key), lead: words("\(key).lead", details),
            crumbs: [
                Crumb(words(screen.unit.name), FeedbackLink.desk(screen.unit.code)),
                Crumb(petition.number, FeedbackLink.petition(petition.number)),
            ], room: "feedback-desk", to: FeedbackLink.act(petition.number, act),
            [Field("version", "", .hidden(form.optional("version") ?? "\(petition.version)"))] + fields, submit: words(key), refused: error,
            by: context.actor, words, above: above)
    }

    private var details: [String: String] {
        func day(_ step: FeedbackLimits.Step) -> String {
            screen.steps.first { $0.step == step }.map { words.numbers.date($0.due.vietnamDate) } ?? "–"
        }
        return [
            "refuse": day(.refuse), "ask": day(.ask), "forward": day(.forward), "main": petition.main ?? "–",
            "due": petition.due.map { words.numbers.date($0.vietnamDate) } ?? "–",
            "publish": petition.publishDue.map { words.numbers.date($0.vietnamDate) } ?? "–",
            "language": words("feedback.language.\(petition.language.rawValue)"),
        ]
    }

    /// What it is about, where one must have it before one's eyes.
    private var above: HTML {
        switch act {
        case .answer, .ask, .refuse, .classify:
            """
            <h2 lang="\(petition.language.rawValue)">\(screen.content.title)</h2>
            \(.said(screen.content.text, in: petition.language.rawValue))
            """
        case .publish:
            HTML(
                joining: screen.draft.parts.filter { !$0.text.isEmpty }.map {
                    .section(words("feedback.part.\($0.name)"), .said($0.text, in: petition.language.rawValue))
                })
        default: HTML()
        }
    }

    private func field(_ name: String, _ control: Field.Control, hint: Bool = false, isRequired: Bool = false) -> Field {
        Field(
            name, words("feedback.act.field.\(name)"), control, hint: hint ? words("feedback.act.field.\(name).hint") : nil,
            isRequired: isRequired)
    }

    private func text(isNeeded: Bool = true, rows: Int = 5) -> Field {
        Field("text", words("feedback.act.\(act.rawValue).text"), .area(form["text"], rows: rows), isRequired: isNeeded)
    }

    private var fields: [Field] {
        switch act {
        case .classify: (petition.class == .anonymous ? [] : [`class`]) + [urgency, officer, text(isNeeded: false, rows: 3)]
        case .answer: [text(rows: 10), field("document", .text(form["document"]), hint: true)] + grounds
        case .ask, .forward, .refuse, .withhold, .reopen, .unlink: [text()]
        case .pass:
            [
                field(
                    "unit",
                    .select(
                        [Choice("", words("feedback.choose"))] + screen.others.map { Choice($0.code, words($0.name)) }, chosen: form["unit"]
                    ),
                    isRequired: true), text(),
            ]
        case .link: [main, text(isNeeded: false, rows: 3)]
        case .publish: masks
        }
    }

    private var `class`: Field {
        field(
            "class",
            .radios(
                Petition.Class.chosen.map { Choice($0.rawValue, words($0.text)) },
                chosen: form.optional("class") ?? petition.class?.rawValue))
    }

    private var urgency: Field {
        let choices = Petition.Urgency.allCases.map { urgency in
            let days = FeedbackLimits.handling(urgency, nil, on: screen.now.vietnamDate).count
            return Choice(urgency.rawValue, words("\(urgency.text).days", ["days": "\(days)"]))
        }
        return field("urgency", .radios(choices, chosen: form.optional("urgency") ?? petition.urgency.rawValue))
    }

    private var officer: Field {
        let leads = FeedbackDuty.lead.isHeld(by: context.actor, for: petition.unit)
        let people = leads ? screen.officers : screen.officers.filter { $0.login == context.actor.name }
        let chosen = form.optional("officer") ?? petition.officer ?? people.first { $0.login == context.actor.name }?.login
        return field("officer", .radios(people.map { Choice($0.login, $0.name) }, chosen: chosen))
    }

    /// By which a rule is found wanting; of conduct there is none (FB-4).
    private var grounds: [Field] {
        guard petition.class == .ownRules || petition.class == .otherRules else { return [] }
        return PetitionAnswer.Ground.allCases.map {
            Field(
                "ground_\($0.rawValue)", words("feedback.ground.\($0.rawValue)"),
                .checkbox(isChecked: form.isChecked("ground_\($0.rawValue)")))
        }
    }

    private var main: Field {
        let open = screen.same.filter { $0.state.isOpen && $0.state != .duplicate }
        return open.isEmpty
            ? field("main", .text(form["main"]), hint: true, isRequired: true)
            : field(
                "main",
                .radios(
                    open.map {
                        Choice(
                            $0.number, words("feedback.same", ["number": $0.number, "day": words.numbers.date($0.received.vietnamDate)]))
                    },
                    chosen: form["main"]))
    }

    /// One question for each place that may name a person; none is answered beforehand.
    private var masks: [Field] {
        MaskForm(form: form).fields(screen.draft.proposals, words)
            + [field("words", .area(form["words"], rows: 3), hint: true)]
            + (screen.photos.isEmpty ? [] : [field("photos", .checkbox(isChecked: form.isChecked("photos")), hint: true)])
    }
}
