import Accounts
import Kernel
import Platform

/// The page on which citizens sign in, with the telephone or the address first; and the way out.
struct CitizenSignInPages: Sendable {
    let services: Services
    let mill: PasswordMill

    /// `next` says where the citizen wanted to go.
    func page(_ context: Context) async throws -> Page { try await page(Form(), next: context.query["next"] ?? "", context) }

    private func page(_ form: Form, next: String, _ context: Context, refused error: (any DomainError)? = nil) async throws -> Page {
        let words = context.words
        let offers = try await SignInDemoCitizen(services).offers()
        // Kept in the form: whoever comes to this browser later is not linked to whom the provider named before.
        let proof = context.query["done"] == "proof" ? "1" : form["proof"]
        return Page.form(
            words("citizens.sign_in.title"), lead: words("citizens.sign_in.lead"), to: "/citizens/sign-in",
            [Field("next", "", .hidden(next)), Field("proof", "", .hidden(proof)), contact(form["contact"], words)],
            submit: words("citizens.sign_in.send"), refused: error, by: context.actor, words,
            above: """
                \(context.notice)\
                \(if: context.query["failed"] == "provider", .notice(.warning, words("citizens.provider_failed")))\
                \(signedIn(context))\
                \(if: !offers.isEmpty, "\(demo(offers, next, context))<h2>\(words("citizens.sign_in.own"))</h2>")
                """,
            below: """
                \(services.settings.openID.map { provider($0, next, words) })\
                <p><a href="\(("/citizens/sign-in/password" as Link).setting("next", to: next.isEmpty ? nil : next))">\
                \(words("citizens.sign_in.by_password"))</a></p>
                <p class="small">\(words("citizens.sign_in.help"))</p>
                """)
    }

    /// The house's own kinds of address.
    private func contact(_ value: String, _ words: Words) -> Field {
        let hint =
            switch (services.settings.sms != nil, services.settings.smtp != nil) {
            case (true, true): "citizens.contact.hint"
            case (true, false): "citizens.contact.hint_phone"
            case (false, true): "citizens.contact.hint_email"
            case (false, false): "citizens.contact.hint_none"
            }
        return Field("contact", words("citizens.contact"), .line("text", value, autocomplete: "username"), hint: words(hint))
    }

    private func provider(_ client: OpenIDClient, _ next: String, _ words: Words) -> HTML {
        """
        <p><a class="button" href="\(("/citizens/sign-in/provider" as Link).setting("next", to: next.isEmpty ? nil : next))">\
        \(words("citizens.sign_in.by_provider", ["provider": client.label]))</a></p>
        """
    }

    /// Nobody is two people in one browser: an official goes out first.
    private func signedIn(_ context: Context) -> HTML {
        let words = context.words
        switch context.actor.kind {
        case .person:
            return .notice(
                .warning, words("citizens.sign_in.official", ["name": context.actor.title]),
                .form(.post, to: "/accounts/sign-out", [], submit: words("platform.sign_out"), by: context.actor))
        case .citizen:
            return .notice(
                .information, words("citizens.signed_in_as", ["name": context.actor.title]),
                "<p><a href=\"\("/citizens" as Link)\">\(words("citizens.home"))</a></p>")
        default: return HTML()
        }
    }

    /// One button for each citizen of the demonstration.
    private func demo(_ offers: [Citizen], _ next: String, _ context: Context) -> HTML {
        let words = context.words
        return .section(
            words("citizens.demo.title"),
            """
            <p>\(words("citizens.demo.lead"))</p>
            <form method="post" action="\("/citizens/sign-in/demo" as Link)" class="choices">\(.token(context.actor))\
            <input type="hidden" name="next" value="\(next)">
            \(each: offers, { citizen in
                """
                <button class="choice-card" name="citizen" value="\(citizen.id.rawValue)"><strong>\(citizen.title)</strong>\
                <small>\(citizen.contacts.map(\.shown).joined(separator: ", "))</small></button>

                """
            })</form>
            """)
    }

    /// Sends a code and goes on to the page that asks for it.
    func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let secret = try await AskForCode(services)(
                form["contact"], next: form["next"], flow: form["proof"] == "1" ? try await waitingFlow(context) : nil,
                in: context.language, from: context.origin)
            return .go("/citizens/code", cookies: [CitizenCookies.code.setting(secret, services.settings)])
        } again: { error in
            try await page(form, next: form["next"], context, refused: error)
        }
    }

    /// The way through a provider that ended here, because nobody knows yet whom it named.
    private func waitingFlow(_ context: Context) async throws -> Secret? {
        guard let secret = context.secret(.way), try await FinishProviderSignIn(services).isWaiting(secret) else { return nil }
        return secret
    }

    func passwordPage(_ context: Context) async throws -> Page { passwordPage(Form(), next: context.query["next"] ?? "", context) }

    private func passwordPage(_ form: Form, next: String, _ context: Context, refused error: (any DomainError)? = nil) -> Page {
        let words = context.words
        return Page.form(
            words("citizens.sign_in.by_password"), crumbs: [Crumb(words("citizens.sign_in.title"), "/citizens/sign-in")],
            to: "/citizens/sign-in/password",
            [
                Field("next", "", .hidden(next)),
                Field("contact", words("citizens.contact"), .line("text", form["contact"], autocomplete: "username")),
                Field("password", words("accounts.password"), .line("password", "", autocomplete: "current-password")),
            ], submit: words("citizens.sign_in.submit"), refused: error, by: context.actor, words,
            below: "<p class=\"small\">\(words("citizens.sign_in.forgotten"))</p>")
    }

    func takePassword(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let secret = try await SignInCitizen(services, mill)(
                contact: form["contact"], password: form["password"], from: context.origin)
            return try await CitizenSignInAnswer(services)(secret, next: form["next"], context)
        } again: { error in
            passwordPage(form, next: form["next"], context, refused: error)
        }
    }

    func takeDemo(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let secret = try await SignInDemoCitizen(services)(form["citizen"], from: context.origin)
        return try await CitizenSignInAnswer(services)(secret, next: form["next"], context)
    }

    func end(_ form: Form, _ context: Context) async throws -> FormAnswer {
        if let session = context.secret(.session) { try await EndCitizenSessions(services).here(session) }
        return .go("/citizens/sign-in?done=signed_out", cookies: CitizenCookies.allCases.map { $0.clearing(services.settings) })
    }
}

/// Gives the cookie and leads on: to where the citizen wanted to go, or to the own page.
struct CitizenSignInAnswer: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    /// The session that the browser had ends, so that none is left behind unseen.
    func callAsFunction(_ secret: Secret, next: String, otherwise home: Link = "/citizens", _ context: Context) async throws -> FormAnswer {
        .go(try await way(next, home, context), cookies: cookies(secret))
    }

    func cookies(_ secret: Secret) -> [String] {
        [CitizenCookies.session.setting(secret, services.settings)]
            + [CitizenCookies.code, .way].map { $0.clearing(services.settings) }
    }

    /// A path of this site that shows something; never another site, never the way in or out.
    func way(_ next: String, _ home: Link, _ context: Context) async throws -> Link {
        if let old = context.secret(.session) { try await EndCitizenSessions(services).here(old) }
        guard !next.hasPrefix("/citizens/sign-"), let link = Link(path: next) else { return home }
        return link
    }
}
