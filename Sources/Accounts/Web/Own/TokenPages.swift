import Kernel
import Platform

/// The page of the own tokens for programs.
struct TokenPages: Sendable {
    let services: Services

    func page(_ context: Context) async throws -> Page { try await page(Form(), context, refused: nil) }

    private func page(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let tokens = try await MakeToken(services).list(by: context.actor)
        let scopes = ProgramToken.Scope.allCases.map { Choice($0.rawValue, words("accounts.token.scope.\($0.rawValue)")) }
        return Page.form(
            words("accounts.tokens"), lead: words("accounts.tokens.lead"), crumbs: [.own(words)], to: "/accounts/tokens",
            [
                Field("name", words("accounts.token.name"), .text(form["name"]), hint: words("accounts.token.name_hint")),
                Field("scope", words("accounts.token.scope"), .radios(scopes, chosen: form.optional("scope") ?? "read")),
                Field(
                    "days", words("accounts.token.days"), .line("number", form.optional("days") ?? "90"),
                    hint: words("accounts.token.days_hint")),
            ], submit: words("accounts.token.make"), refused: error, by: context.actor, words,
            above: """
                \(context.notice)\
                \(.table(
                    id: "tokens", caption: words("accounts.tokens.caption"), isStacked: true, columns: columns(context), rows: tokens,
                    empty: words("accounts.tokens.none")))
                <h2>\(words("accounts.token.new"))</h2>
                """)
    }

    private func columns(_ context: Context) -> [Column<ProgramToken>] {
        let words = context.words
        return [
            Column(words("accounts.token.name"), .head) { token in
                "\(token.name)<span class=\"why\">\(words("accounts.token.scope.\(token.scope.rawValue)"))</span>"
            },
            Column(words("accounts.token.expires")) { token in
                let end = RowButton.html(
                    "/accounts/tokens/end", "id", token.id.rawValue, words("accounts.token.end"), about: token.name, context.actor)
                return "\(words.numbers.moment(token.expires))\(end)"
            },
            Column(words("accounts.token.used"), .aside) { "\($0.used.map(words.numbers.moment) ?? "–")" },
        ]
    }

    /// Shows the new token on the only page that ever holds it.
    func make(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let words = context.words
        return try await .trying {
            let draft = MakeToken.Draft(name: form["name"], scope: form["scope"], days: form["days"])
            let (token, secret) = try await MakeToken(services)(draft, by: context.actor)
            return .page(
                Page(
                    words("accounts.token.made", ["name": token.name]), lead: words("accounts.token.made_lead"),
                    crumbs: [.own(words), Crumb(words("accounts.tokens"), "/accounts/tokens")], isIndexed: false,
                    content: """
                        <p><code>\(secret.text)</code></p>
                        <p>\(words("accounts.token.made_use", ["expires": words.numbers.moment(token.expires)]))</p>
                        <p><a href="\("/accounts/tokens" as Link)">\(words("accounts.tokens.back"))</a></p>
                        """))
        } again: { error in
            try await page(form, context, refused: error)
        }
    }

    func end(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await MakeToken(services).end(ID(rawValue: form["id"]), by: context.actor)
        return .go("/accounts/tokens?done=token_ended")
    }
}
