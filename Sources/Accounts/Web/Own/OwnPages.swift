import Kernel
import Platform

/// The page of whoever is signed in: their work, roles, sessions and ways in.
struct OwnPages: Sendable {
    let services: Services

    func page(_ context: Context) async throws -> Page {
        let words = context.words
        let sheet = try await FindPeople(services).own(by: context.actor)
        let sessions = try await ListSessions(services)(current: context.session, by: context.actor)
        let tokens = try await MakeToken(services).list(by: context.actor)
        let person = sheet.person
        return Page(
            words("accounts.own.title"), lead: words("accounts.own.lead", ["name": person.name, "login": person.login]), isIndexed: false,
            content: """
                \(context.notice)
                \(work(context))
                \(.section(words("accounts.roles"), roles(sheet, words)))
                \(.section(words("accounts.ways"), ways(sheet, tokens: tokens.count, words)))
                \(.section(words("accounts.sessions"), self.sessions(sessions, context)))
                """)
    }

    private func work(_ context: Context) -> HTML {
        let work = services.site.work(of: context.actor)
        guard !work.isEmpty else { return HTML() }
        return .section(
            context.words("accounts.work"),
            "<ul>\(each: work, { "<li><a href=\"\($0.link)\">\(context.words($0.text))</a></li>" })</ul>")
    }

    private func roles(_ sheet: FindPeople.Sheet, _ words: Words) -> HTML {
        let present = sheet.grants.filter { $0.state != .past }
        return .table(
            id: "roles", caption: words("accounts.roles.caption"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("accounts.role"), .head) { line in
                    "\(words(line.grant.role.text))<span class=\"why\">\(words("accounts.may.\(line.grant.role)"))</span>"
                },
                Column(words("accounts.scope")) { line in
                    """
                    \(GrantText.scope(line.grant, line.unit, words))\
                    <span class="why">\(GrantText.time(line.grant, line.state, words))</span>
                    """
                },
            ] as [Column<(grant: DatedGrant, unit: NamedUnit?, state: DatedGrant.State)>], rows: present,
            empty: words("accounts.roles.none"))
    }

    private func ways(_ sheet: FindPeople.Sheet, tokens: Int, _ words: Words) -> HTML {
        let password: HTML = "<a href=\"\("/accounts/password" as Link)\">\(words("accounts.password.change"))</a>"
        let programs: HTML = """
            \(words("accounts.tokens.count", ["count": words.numbers.count(tokens)])) \
            <a href="\("/accounts/tokens" as Link)">\(words("accounts.tokens.manage"))</a>
            """
        return .definitions([
            (words("accounts.password"), password), (words("accounts.second_factor"), secondFactor(sheet, words)),
            (words("accounts.tokens"), programs),
        ])
    }

    private func secondFactor(_ sheet: FindPeople.Sheet, _ words: Words) -> HTML {
        guard sheet.person.hasSecondFactor else {
            return """
                \(words("accounts.second_factor.is_off")) <a href="\("/accounts/second-factor" as Link)">\(words("accounts.second_factor.turn_on"))</a>
                """
        }
        return """
            \(words("accounts.second_factor.is_on", ["count": words.numbers.count(sheet.recoveryCodes)])) \
            <a href="\("/accounts/second-factor/codes" as Link)">\(words("accounts.codes.renew"))</a> · \
            <a href="\("/accounts/second-factor/off" as Link)">\(words("accounts.second_factor.turn_off"))</a>
            """
    }

    private func sessions(_ sessions: [ListSessions.Line], _ context: Context) -> HTML {
        let words = context.words
        return """
            \(.table(
                id: "sessions", caption: words("accounts.sessions.caption"), isStacked: true,
                columns: [
                    Column(words("accounts.session.place"), .head) { line in
                        """
                        \(line.session.client ?? words("accounts.session.unknown")) \(if: line.isCurrent, .tag(words("accounts.session.here")))\
                        <span class="why">\(Browser.name(line.session.agent) ?? words("accounts.session.unknown_browser"))</span>
                        """
                    },
                    Column(words("accounts.session.created"), .aside) { "\(words.numbers.moment($0.session.created))" },
                    Column(words("accounts.session.seen")) { line in
                        """
                        \(words.numbers.moment(line.session.seen))\(if: !line.isCurrent, RowButton.html(
                            "/accounts/sessions", "id", line.session.id.rawValue, words("accounts.sign_out"),
                            about: line.session.client ?? "", context.actor))
                        """
                    },
                ] as [Column<ListSessions.Line>], rows: sessions))
            <p>\(words("accounts.sessions.note"))</p>
            \(if: sessions.count > 1, .form(
                .post, to: "/accounts/sessions", [], submit: words("accounts.sessions.end_others"), by: context.actor))
            """
    }

    /// Ends the session that `id` names, or all others when it names none.
    func endSessions(_ form: Form, _ context: Context) async throws -> FormAnswer {
        if let id = form.optional("id") {
            try await EndSessions(services).one(ID(rawValue: id), by: context.actor)
        } else {
            try await EndSessions(services).others(keeping: context.session, by: context.actor)
        }
        return .go("/accounts?done=sessions")
    }
}

/// What a browser calls itself, in the words of people.
package enum Browser {
    /// The later names stand in what the earlier ones send, so the order matters.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]
    private static let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ]

    /// `Chrome, Windows`; nil when it says neither.
    package static func name(_ agent: String) -> String? {
        let parts = [browsers, systems].compactMap { names in names.first { agent.contains($0.0) }?.1 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

/// A button in the row of a table, with a form of its own.
package enum RowButton {
    /// `about` tells those who hear the page which row it is.
    package static func html(_ action: Link, _ name: String, _ value: String, _ text: String, about: String, _ actor: Actor) -> HTML {
        """
        <form method="post" action="\(action)">\(.token(actor))<input type="hidden" name="\(name)" value="\(value)">\
        <button class="plain">\(text)<span class="quiet"> \(about)</span></button></form>
        """
    }
}
