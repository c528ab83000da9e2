import Kernel
import Platform

/// The page that asks for the second factor.
struct CodePages: Sendable {
    let services: Services

    func page(_ context: Context) async throws -> Page {
        guard let session = context.session, try await ProveSecondFactor(services).isWaiting(session) else { throw AccessError.signInFirst }
        return page(next: context.query["next"] ?? "", context)
    }

    private func page(next: String, _ context: Context, refused error: (any DomainError)? = nil) -> Page {
        let words = context.words
        return Page.form(
            words("accounts.code.title"), lead: words("accounts.code.lead"), to: "/accounts/sign-in/code",
            [
                Field("next", "", .hidden(next)),
                Field("code", words("accounts.code"), .line("text", "", autocomplete: "one-time-code"), hint: words("accounts.code.hint")),
            ], submit: words("accounts.sign_in"), refused: error, by: context.actor, words,
            below: "<p class=\"small\">\(words("accounts.code.help"))</p>")
    }

    func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let session = context.session else { throw AccessError.signInFirst }
        return try await .trying {
            do {
                let secret = try await ProveSecondFactor(services)(session, code: form["code"], from: context.origin)
                return try await SignInAnswer(services)(.open(secret), next: form["next"], replacing: nil)
            } catch AccountsError.signInWrong {
                return .go("/accounts/sign-in?done=begin_again", cookies: [Credentials.clearing(services.settings)])
            }
        } again: { error in
            page(next: form["next"], context, refused: error)
        }
    }
}
