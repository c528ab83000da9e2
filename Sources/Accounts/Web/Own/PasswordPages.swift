import Kernel
import Platform

/// The page on which one changes the own password.
struct PasswordPages: Sendable {
    let services: Services
    let mill: PasswordMill

    func page(_ context: Context) async throws -> Page { page(context, refused: nil) }

    private func page(_ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        return Page.form(
            words("accounts.password.change"), lead: words("accounts.password.change.lead"), crumbs: [.own(words)],
            to: "/accounts/password",
            [Field.presentPassword(words)] + PasswordFields.new(words), submit: words("accounts.password.change"),
            refused: error, by: context.actor, words)
    }

    func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let secret = try await ChoosePassword(services, mill).change(
                from: form["present"], to: form["password"], again: form["again"], by: context.actor, from: context.origin)
            return .go("/accounts?done=password", cookies: [Credentials.setting(secret, services.settings)])
        } again: { error in
            page(context, refused: error)
        }
    }
}

extension Field {
    /// Asks for the password again before what would let others in or lock the person out.
    static func presentPassword(_ words: Words) -> Field {
        Field("present", words("accounts.password.present"), .line("password", "", autocomplete: "current-password"))
    }
}

extension Crumb {
    static func own(_ words: Words) -> Crumb { Crumb(words("accounts.own.title"), "/accounts") }
    static func people(_ words: Words) -> Crumb { Crumb(words("accounts.people"), "/accounts/people") }
}
