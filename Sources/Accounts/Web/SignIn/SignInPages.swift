import Kernel
import Platform
import Units

/// The page on which people sign in, and the way out.
struct SignInPages: Sendable {
    let services: Services
    let mill: PasswordMill

    /// The page `/accounts/sign-in`; `next` says where the person wanted to go.
    func page(_ context: Context) async throws -> Page { try await page(Form(), next: context.query["next"] ?? "", context) }

    private func page(_ form: Form, next: String, _ context: Context, refused error: (any DomainError)? = nil) async throws -> Page {
        let words = context.words
        let offers = try await SignInDemo(services).offers()
        return Page.form(
            words("accounts.sign_in.title"), lead: next.isEmpty ? nil : words("accounts.sign_in.next"), to: "/accounts/sign-in",
            [
                Field("next", "", .hidden(next)),
                Field("login", words("accounts.login"), .line("text", form["login"], autocomplete: "username")),
                Field("password", words("accounts.password"), .line("password", "", autocomplete: "current-password")),
            ], submit: words("accounts.sign_in"), refused: error, by: context.actor, words,
            above: """
                \(context.notice)\
                \(if: context.actor.kind == .person, signedIn(context))\
                \(if: !offers.isEmpty, "\(demo(offers, next, context))<h2>\(words("accounts.sign_in.password"))</h2>")
                """,
            below: "<p class=\"small\">\(words("accounts.sign_in.help"))</p>")
    }

    private func signedIn(_ context: Context) -> HTML {
        .notice(
            .information, context.words("accounts.signed_in_as", ["name": context.actor.title]),
            "<p><a href=\"\("/accounts" as Link)\">\(context.words("accounts.own.title"))</a></p>")
    }

    /// One button for each person of the demonstration.
    private func demo(_ offers: [SignInDemo.Offer], _ next: String, _ context: Context) -> HTML {
        let words = context.words
        return .section(
            words("accounts.demo.title"),
            """
            <p>\(words("accounts.demo.lead"))</p>
            <form method="post" action="\("/accounts/sign-in/demo" as Link)" class="choices">\(.token(context.actor))\
            <input type="hidden" name="next" value="\(next)">
            \(each: offers, { offer in
                """
                <button class="choice-card" name="login" value="\(offer.person.login)">\
                <strong>\(offer.roles.map { words($0.text) }.joined(separator: ", "))</strong>\
                <span>\(offer.roles.map { words("accounts.may.\($0)") }.joined(separator: "; "))</span>\
                <small>\([offer.person.name, offer.unit.map { words($0.name) }].compactMap { $0 }.joined(separator: ", "))</small></button>

                """
            })</form>
            """)
    }

    /// Takes login and password.
    func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let outcome = try await SignInPerson(services, mill)(login: form["login"], password: form["password"], from: context.origin)
            return try await SignInAnswer(services)(outcome, next: form["next"], replacing: context.session)
        } again: { error in
            try await page(form, next: form["next"], context, refused: error)
        }
    }

    /// Takes the choice of a person of the demonstration.
    func takeDemo(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let secret = try await SignInDemo(services)(login: form["login"], from: context.origin)
        return try await SignInAnswer(services)(.open(secret), next: form["next"], replacing: context.session)
    }

    /// Signs out here.
    func end(_ form: Form, _ context: Context) async throws -> FormAnswer {
        if let session = context.session { try await EndSessions(services).here(session) }
        return .go("/accounts/sign-in?done=signed_out", cookies: [Credentials.clearing(services.settings)])
    }
}

/// The way from the first page to the people of the demonstration, while there are such.
enum DemoDoor {
    static func html(_ offers: [SignInDemo.Offer], _ words: Words) -> HTML {
        guard !offers.isEmpty else { return HTML() }
        let lead = words("accounts.demo.door", ["count": words.numbers.count(Set(offers.flatMap(\.roles)).count)])
        return .notice(
            .information, words("accounts.demo.title"),
            "<p>\(lead) <a href=\"\("/accounts/sign-in" as Link)\">\(words("accounts.demo.door.link"))</a></p>")
    }
}

/// Gives the cookie and leads on: to the code, to where the person wanted to go, or to the person's work.
struct SignInAnswer: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    /// `replacing` is the session the browser had; it ends, so that none is left behind unseen.
    func callAsFunction(_ outcome: SignInPerson.Outcome, next: String, replacing old: Secret?) async throws -> FormAnswer {
        if let old { try await EndSessions(services).here(old) }
        switch outcome {
        case .codeNeeded(let secret):
            let link: Link = "/accounts/sign-in/code"
            return .go(
                next.isEmpty ? link : link.setting("next", to: next), cookies: [Credentials.setting(secret, services.settings)])
        case .open(let secret):
            return .go(Self.safe(next) ?? desk, cookies: [Credentials.setting(secret, services.settings)])
        }
    }

    /// A path of this site that shows something; never another site, never the way out.
    private static func safe(_ next: String) -> Link? {
        next.hasPrefix("/accounts/sign-") ? nil : Link(path: next)
    }

    /// The entry of the navigation that is everybody's who signed in: there all that waits for a person is found.
    private var desk: Link { services.site.navigation.first { $0.audience == .signedIn }?.link ?? "/accounts" }
}

extension Site {
    /// What the navigation shows to this person and not to everybody.
    func work(of actor: Actor) -> [NavigationItem] { navigation.filter { $0.audience != .everyone && $0.audience.admits(actor) } }
}
