import Accounts
import Kernel
import Platform

/// What opens the account: addresses, password, provider; where it is open now, and where it was.
struct SecurityPages: Sendable {
    let services: Services
    let mill: PasswordMill

    func page(_ context: Context) async throws -> Page {
        let words = context.words
        let ways = try await ListWaysIn(services)(current: context.secret(.session), by: context.actor)
        return Page(
            words("citizens.security"), crumbs: [.home(words)], isIndexed: false,
            content: """
                \(context.notice)
                \(.section(words("citizens.ways_in"), entries(ways, context)))
                \(.section(words("citizens.sessions"), sessions(ways.sessions, context)))
                \(.section(words("citizens.sign_ins"), signIns(ways.past, words)))
                """)
    }

    private func entries(_ ways: ListWaysIn.Overview, _ context: Context) -> HTML {
        let (words, citizen) = (context.words, ways.citizen)
        let password: HTML = """
            \(words(citizen.hasPassword ? "citizens.password.is_on" : "citizens.password.is_off")) \
            <a href="\("/citizens/password" as Link)">\(words("citizens.password.change"))</a>
            """
        var entries: [(term: String, text: HTML)] = [
            (
                words("citizens.contact.phone"),
                contact(citizen.phone.map { ContactAddress.phone($0).shown }, "citizens.contact.phone", words)
            ),
            (words("citizens.contact.email"), contact(citizen.email, "citizens.contact.email", words)),
            (words("accounts.password"), password),
        ]
        if let client = services.settings.openID { entries.append((client.label, provider(ways.linked, context))) }
        return .definitions(entries)
    }

    /// The address, and the way to another; those who hear the page are told of which kind.
    private func contact(_ present: String?, _ kind: String, _ words: Words) -> HTML {
        """
        \(present ?? words("citizens.contact.none")) <a href="\("/citizens/contact" as Link)">\
        \(words(present == nil ? "citizens.contact.add" : "citizens.contact.replace"))<span class="quiet"> \(words(kind))</span></a>
        """
    }

    private func provider(_ linked: Timestamp?, _ context: Context) -> HTML {
        let words = context.words
        guard let linked else {
            return "<a href=\"\("/citizens/sign-in/provider" as Link)\">\(words("citizens.provider.link"))</a>"
        }
        return """
            \(words("citizens.provider.linked", ["since": words.numbers.moment(linked)]))\
            \(RowButton.html("/citizens/provider/unlink", "unlink", "1", words("citizens.provider.unlink"), about: "", context.actor))
            """
    }

    private func sessions(_ sessions: [(session: CitizenSession, isCurrent: Bool)], _ context: Context) -> HTML {
        let words = context.words
        return """
            \(.table(
                id: "sessions", caption: words("citizens.sessions"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("citizens.session.place"), .head) { line in
                        """
                        \(Browser.name(line.session.agent) ?? words("accounts.session.unknown_browser")) \
                        \(if: line.isCurrent, .tag(words("accounts.session.here")))\
                        <span class="why">\(line.session.client ?? words("accounts.session.unknown"))</span>
                        """
                    },
                    Column(words("citizens.session.seen")) { line in
                        """
                        \(words.numbers.moment(line.session.seen))\(if: !line.isCurrent, RowButton.html(
                            "/citizens/sessions", "id", line.session.id.rawValue, words("platform.sign_out"),
                            about: line.session.client ?? "", context.actor))
                        """
                    },
                ] as [Column<(session: CitizenSession, isCurrent: Bool)>], rows: sessions))
            \(if: sessions.count > 1, .form(
                .post, to: "/citizens/sessions", [], submit: words("accounts.sessions.end_others"), by: context.actor))
            """
    }

    private func signIns(_ past: [PastSignIn], _ words: Words) -> HTML {
        .table(
            id: "sign-ins", caption: words("citizens.sign_ins.caption"), isStacked: true,
            columns: [
                Column(words("citizens.sign_in.at"), .head) { "\(words.numbers.moment($0.at))" },
                Column(words("citizens.sign_in.way")) { "\(words($0.way.text))" },
                Column(words("citizens.session.place")) { line in
                    """
                    \(Browser.name(line.agent) ?? words("accounts.session.unknown_browser"))\
                    <span class="why">\(line.client ?? words("accounts.session.unknown"))</span>
                    """
                },
            ] as [Column<PastSignIn>], rows: past, empty: words("citizens.sign_ins.none"))
    }

    /// Ends the session that `id` names, or all others when it names none.
    func endSessions(_ form: Form, _ context: Context) async throws -> FormAnswer {
        if let id = form.optional("id") {
            try await EndCitizenSessions(services).one(id, by: context.actor)
        } else {
            try await EndCitizenSessions(services).others(keeping: context.secret(.session), by: context.actor)
        }
        return .go("/citizens/security?done=sessions")
    }

    func unlink(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await UnlinkProvider(services)(by: context.actor)
        return .go("/citizens/security?done=unlinked")
    }

    // MARK: addresses

    func contactPage(_ context: Context) async throws -> Page { try await contactPage(Form(), context, refused: nil) }

    private func contactPage(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let ways = try await ListWaysIn(services)(current: context.secret(.session), by: context.actor)
        let next = form.optional("next") ?? context.query["next"] ?? "/citizens/contact"
        if !ways.isFresh { return proofPage(words("citizens.contact.change"), ways.citizen, next: next, context, refused: error) }
        return Page.form(
            words("citizens.contact.change"), lead: words("citizens.contact.change_lead"), crumbs: [.home(words), .security(words)],
            to: "/citizens/contact",
            [Field("contact", words("citizens.contact"), .text(form["contact"]), hint: words("citizens.contact.hint"))],
            submit: words("citizens.sign_in.send"), refused: error, by: context.actor, words)
    }

    /// Asks for a code at an address that the account has, before anything that opens it is changed.
    private func proofPage(
        _ title: String, _ citizen: Citizen, next: String, _ context: Context, refused error: (any DomainError)?
    ) -> Page {
        let words = context.words
        return Page(
            title, lead: words("citizens.proof.lead"), crumbs: [.home(words), .security(words)], status: Page.status(refused: error),
            isIndexed: false,
            content: """
                \(error.map { .notice(.warning, words($0.code, $0.details)) } ?? HTML())
                <form method="post" action="\("/citizens/contact" as Link)">\(.token(context.actor))\
                <input type="hidden" name="next" value="\(next)"><div class="actions">\(each: citizen.contacts.enumerated(), { number, contact in
                    "<button name=\"own\" value=\"\(number)\">\(words("citizens.proof.send", ["contact": contact.masked]))</button>"
                })</div></form>
                """)
    }

    func takeContact(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let secret = try await code(form, context)
            return .go("/citizens/code", cookies: [CitizenCookies.code.setting(secret, services.settings)])
        } again: { error in
            try await contactPage(form, context, refused: error)
        }
    }

    /// To a new address, or to the one of the own that was pressed.
    private func code(_ form: Form, _ context: Context) async throws -> Secret {
        let ask = AskForCode(services)
        guard let own = form.optional("own") else {
            return try await ask(
                form["contact"], by: context.actor, session: context.secret(.session), in: context.language, from: context.origin)
        }
        let contacts = try await ListWaysIn(services)(current: nil, by: context.actor).citizen.contacts
        guard let number = Int(own), contacts.indices.contains(number) else { throw CitizensError.notYourself }
        return try await ask.own(
            contacts[number], next: form["next"], by: context.actor, in: context.language, from: context.origin)
    }

    // MARK: password

    func passwordPage(_ context: Context) async throws -> Page { try await passwordPage(context, refused: nil) }

    private func passwordPage(_ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let proof = try await ChooseCitizenPassword(services, mill).proof(context.secret(.session), by: context.actor)
        if proof == .code {
            let citizen = try await ListWaysIn(services)(current: nil, by: context.actor).citizen
            return proofPage(words("citizens.password.change"), citizen, next: "/citizens/password", context, refused: error)
        }
        let asksPresent = proof == .presentPassword
        let present = Field("present", words("accounts.password.present"), .line("password", "", autocomplete: "current-password"))
        return Page.form(
            words("citizens.password.change"), lead: words("citizens.password.lead"), crumbs: [.home(words), .security(words)],
            to: "/citizens/password",
            (asksPresent ? [present] : []) + [
                Field(
                    "password", words("accounts.password.new"), .line("password", "", autocomplete: "new-password"),
                    hint: words("citizens.password.rules", ["length": "\(PasswordRules.shortest)"])),
                Field("again", words("accounts.password.again"), .line("password", "", autocomplete: "new-password")),
            ], submit: words("citizens.password.save"), refused: error, by: context.actor, words,
            below: asksPresent ? "<p class=\"small\">\(words("citizens.sign_in.forgotten"))</p>" : HTML())
    }

    func takePassword(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            try await ChooseCitizenPassword(services, mill)(
                form["password"], again: form["again"], present: form["present"], session: context.secret(.session), by: context.actor)
            return .go("/citizens/security?done=password")
        } again: { error in
            try await passwordPage(context, refused: error)
        }
    }
}
