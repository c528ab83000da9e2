import Accounts
import Kernel
import Platform

/// The page that asks for the code which was sent, whatever for.
struct CodePages: Sendable {
    let services: Services

    func page(_ context: Context) async throws -> Page { try await page(context, refused: nil) }

    private func page(_ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        guard let waiting = try await AskForCode(services).waiting(context.secret(.code)) else {
            return Page(
                words("citizens.code.title"), status: Page.status(refused: error), isIndexed: false,
                content: """
                    \(.notice(.warning, words("citizens.code_over")))
                    <p><a class="button" href="\("/citizens/sign-in" as Link)">\(words("citizens.code.again"))</a></p>
                    """)
        }
        let again: Link = waiting.isOwn ? "/citizens/contact" : waiting.isProof ? "/citizens/sign-in?done=proof" : "/citizens/sign-in"
        return Page.form(
            words("citizens.code.title"), lead: words("citizens.code.lead", ["contact": waiting.contact]), to: "/citizens/code",
            [
                Field(
                    "code", words("citizens.code.label"), .line("tel", "", autocomplete: "one-time-code"),
                    hint: words("citizens.code.hint"))
            ],
            submit: words("citizens.code.submit"), refused: error, by: context.actor, words,
            below: "<p><a href=\"\(again)\">\(words("citizens.code.again"))</a></p>")
    }

    func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let outcome = try await ProveCode(services)(
                context.secret(.code), code: form["code"], by: context.actor, in: context.language, from: context.origin)
            switch outcome {
            case .contactSet:
                return .go("/citizens/security?done=contact", cookies: [CitizenCookies.code.clearing(services.settings)])
            case .signedIn(let secret, let next, let isNew):
                // Whoever comes for the first time says who they are, unless they are on their way somewhere.
                let home: Link = isNew ? "/citizens/profile?done=welcome" : "/citizens"
                return try await CitizenSignInAnswer(services)(secret, next: next, otherwise: home, context)
            }
        } again: { error in
            try await page(context, refused: error)
        }
    }
}
