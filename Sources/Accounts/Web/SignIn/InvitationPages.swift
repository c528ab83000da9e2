import Kernel
import Platform

/// The page behind a link that is good once: whose it is, and the new password.
struct InvitationPages: Sendable {
    let services: Services
    let mill: PasswordMill

    func page(_ context: Context) async throws -> Page { try await page(context, refused: nil) }

    private func page(_ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let token = try context.path("token")
        let (person, link) = try await ChoosePassword(services, mill).invited(by: Secret(token))
        return Page.form(
            words("accounts.\(link.kind.rawValue).title"),
            lead: words("accounts.link.lead", ["name": person.name, "login": person.login, "expires": words.numbers.moment(link.expires)]),
            to: "/accounts/invitations/\(token)", PasswordFields.new(words), submit: words("accounts.password.choose"),
            refused: error, by: context.actor, words)
    }

    func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let secret = Secret(try context.path("token"))
        return try await .trying {
            let outcome = try await ChoosePassword(services, mill).accept(
                secret, password: form["password"], again: form["again"], from: context.origin)
            return try await SignInAnswer(services)(outcome, next: "/accounts?done=password", replacing: context.session)
        } again: { error in
            try await page(context, refused: error)
        }
    }
}

/// The fields of a new password.
enum PasswordFields {
    static func new(_ words: Words) -> [Field] {
        [
            Field(
                "password", words("accounts.password.new"), .line("password", "", autocomplete: "new-password"),
                hint: words("accounts.password.rules", ["length": "\(PasswordRules.shortest)"])),
            Field("again", words("accounts.password.again"), .line("password", "", autocomplete: "new-password")),
        ]
    }
}
