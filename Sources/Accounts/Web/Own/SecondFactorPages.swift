import Kernel
import Office
import Platform

/// The pages that set up the second factor and show recovery codes, once.
struct SecondFactorPages: Sendable {
    let services: Services
    let mill: PasswordMill

    /// A new key each time; it counts only once a code proves that the app has it.
    func page(_ context: Context) async throws -> Page { page(OneTimeKey(), context, refused: nil) }

    private func page(_ key: OneTimeKey, _ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        let address = key.address(issuer: words("platform.name"), login: context.actor.name)
        return Page.form(
            words("accounts.second_factor.turn_on"), lead: words("accounts.second_factor.lead"), crumbs: [.own(words)],
            to: "/accounts/second-factor",
            [
                Field("key", "", .hidden(key.text)),
                Field(
                    "code", words("accounts.code"), .line("text", "", autocomplete: "one-time-code"),
                    hint: words("accounts.second_factor.code_hint")),
                .presentPassword(words),
            ], submit: words("accounts.second_factor.turn_on"), refused: error, by: context.actor, words,
            above: """
                <ol><li>\(words("accounts.second_factor.step_app"))</li><li>\(words("accounts.second_factor.step_scan"))</li>\
                <li>\(words("accounts.second_factor.step_code"))</li></ol>
                \(QRCode(address).map { QRPicture.html($0, label: words("accounts.second_factor.picture")) })
                <p>\(words("accounts.second_factor.by_hand"))<br><code>\(key.text.grouped)</code></p>
                """)
    }

    func turnOn(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let key = OneTimeKey(form["key"])
        return try await .trying {
            let codes = try await SetSecondFactor(services, mill).turnOn(
                key, code: form["code"], password: form["present"], by: context.actor)
            return .page(shown(codes, context))
        } again: { error in
            page(key ?? OneTimeKey(), context, refused: error)
        }
    }

    /// The codes in clear, on the only page that ever holds them.
    private func shown(_ codes: [String], _ context: Context) -> Page {
        let words = context.words
        return Page(
            words("accounts.codes.title"), lead: words("accounts.codes.lead"), crumbs: [.own(words)], isIndexed: false,
            content: """
                <ul class="codes">\(each: codes, { "<li><code>\($0)</code></li>" })</ul>
                <p>\(words("accounts.codes.once"))</p>
                <p><a href="\("/accounts" as Link)">\(words("accounts.codes.kept"))</a></p>
                """)
    }

    func offPage(_ context: Context) async throws -> Page { offPage(context, refused: nil) }

    private func offPage(_ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        return Page.form(
            words("accounts.second_factor.turn_off"), lead: words("accounts.second_factor.off_lead"), crumbs: [.own(words)],
            to: "/accounts/second-factor/off", [.presentPassword(words)], submit: words("accounts.second_factor.turn_off"), refused: error,
            by: context.actor, words)
    }

    func turnOff(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            try await SetSecondFactor(services, mill).turnOff(password: form["present"], by: context.actor)
            return .go("/accounts?done=second_factor_off")
        } again: { error in
            offPage(context, refused: error)
        }
    }

    func codesPage(_ context: Context) async throws -> Page { codesPage(context, refused: nil) }

    private func codesPage(_ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        return Page.form(
            words("accounts.codes.renew"), lead: words("accounts.codes.renew_lead"), crumbs: [.own(words)],
            to: "/accounts/second-factor/codes", [.presentPassword(words)], submit: words("accounts.codes.renew"), refused: error,
            by: context.actor, words)
    }

    func renewCodes(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            .page(shown(try await SetSecondFactor(services, mill).renewCodes(password: form["present"], by: context.actor), context))
        } again: { error in
            codesPage(context, refused: error)
        }
    }
}

extension String {
    /// Four letters at a time, as people type them.
    fileprivate var grouped: String {
        stride(from: 0, to: count, by: 4).map { String(dropFirst($0).prefix(4)) }.joined(separator: " ")
    }
}
