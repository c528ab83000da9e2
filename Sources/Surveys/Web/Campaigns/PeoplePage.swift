import Kernel
import Platform
import Units

/// Those who were drawn for a group, page by page, with letters, invitations and assignments above.
struct PeoplePage {
    let screen: ShowCampaign.Screen
    let group: ShowCampaign.GroupScreen
    let people: [(person: DrawnPerson, askings: [Asking])]
    let pages: Int
    let form: Form
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }
    private var number: String { screen.campaign.number }
    private var code: String { group.group.code }

    func page() -> Page {
        let numbers = ["from", "to"].map { Field($0, words("surveys.letters.\($0)"), .text(form[$0])) }.telling(letterError, words)
        let given = assignment.telling(assignError, words)
        return Page(
            words("surveys.people"), kicker: words(group.group.name), lead: words("surveys.people.lead"),
            crumbs: [Crumb(words("surveys.front"), SurveysLink.front), Crumb(number, SurveysLink.campaign(number))], room: "surveys",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(numbers + given, words))\(context.done)
                \(if: isOn, .section(words("surveys.letters"), """
                    <p>\(words("surveys.letters.lead", ["limit": words.numbers.count(GiveLinks.mostLetters)]))</p>
                    \(.form(.post, to: SurveysLink.letters(number, code), numbers, submit: words("surveys.letters.submit"), isBar: true, by: context.actor))
                    """))
                \(if: isOn, .section(words("surveys.invite"), invite))
                \(if: isOn, .section(words("surveys.assign"), .form(
                    .post, to: SurveysLink.assign(number, code), given, submit: words("surveys.assign.submit"), isBar: true, by: context.actor)))
                \(table)
                \(.pagination(page: context.pageNumber, of: pages, address: SurveysLink.people(number, code), words))
                """)
    }

    private var isOn: Bool { [.drawn, .open].contains(screen.campaign.state) }

    /// Each form gets the refusal of what was typed into it.
    private var letterError: (any DomainError)? { form.names.contains("from") || form.names.contains("way") ? error : nil }
    private var assignError: (any DomainError)? { form.names.contains("login") ? error : nil }

    private var assignment: [Field] {
        [
            Field("login", words("surveys.assign.login"), .text(form["login"]), hint: words("surveys.assign.hint")),
            Field("first", words("surveys.letters.from"), .text(form["first"])),
            Field("last", words("surveys.letters.to"), .text(form["last"])),
        ]
    }

    private var invite: HTML {
        """
        <p>\(words("surveys.invite.lead"))</p>
        \(each: [LinkWay.email, .sms], { way in
            .form(
                .post, to: SurveysLink.invite(number, code), [Field("way", "", .hidden(way.rawValue))],
                submit: words("surveys.invite.\(way.rawValue)"), by: context.actor)
        })
        """
    }

    private var table: HTML {
        .table(
            id: "people", caption: words("surveys.people"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("surveys.person.number"), .code) { (line: (person: DrawnPerson, askings: [Asking])) in "\(line.person.number)"
                },
                Column(words("surveys.person.name")) { "\($0.person.name)" },
                Column(words("surveys.person.address")) { "\($0.person.address)" },
                Column(words("surveys.person.role")) { role($0.person) },
                Column(words("surveys.outcome")) { "\(outcome($0.askings))" },
                Column(words("surveys.enumerator")) { "\($0.person.enumerator ?? "–")" },
                Column(words("surveys.act"), .control) { line in
                    line.person.isAsked && isOn && line.askings.allSatisfy { $0.outcome != .answered }
                        ? "<a href=\"\(SurveysLink.replace(number, code, line.person.number))\">\(words("surveys.replace.link"))</a>"
                        : HTML()
                },
            ], rows: people, empty: words("surveys.people.none"))
    }

    private func role(_ person: DrawnPerson) -> HTML {
        let text = words("surveys.role.\(person.role.rawValue)", ["number": person.standsFor.map { "\($0)" } ?? ""])
        return person.reason.isEmpty ? "\(text)" : "\(text): \(person.reason)"
    }

    private func outcome(_ askings: [Asking]) -> String {
        if askings.count == 1 { return words(askings[0].outcome.text) }
        let answered = askings.count { $0.outcome == .answered }
        return askings.isEmpty ? "–" : words("surveys.outcome.of", ["answered": "\(answered)", "count": "\(askings.count)"])
    }
}
