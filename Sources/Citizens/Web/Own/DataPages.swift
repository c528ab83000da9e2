import Kernel
import Platform

/// The own data: taken along as a file, or erased with the account.
struct DataPages: Sendable {
    let services: Services

    func page(_ context: Context) async throws -> Page {
        let words = context.words
        return Page(
            words("citizens.data"), crumbs: [.home(words)], isIndexed: false,
            content: """
                \(.section(words("citizens.export"), """
                    <p>\(words("citizens.export.lead"))</p>
                    \(.form(.post, to: "/citizens/data/export", [], submit: words("citizens.export.take"), by: context.actor))
                    """))
                \(.section(words("citizens.close"), """
                    <p>\(words("citizens.close.short"))</p>
                    <p><a href="\("/citizens/close" as Link)">\(words("citizens.close"))</a></p>
                    """))
                """)
    }

    func export(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let bytes = try await ExportCitizen(services)(by: context.actor)
        return .file(FileAnswer(name: context.words("citizens.export.file") + ".json", mediaType: "application/json", bytes: bytes))
    }

    func closePage(_ context: Context) async throws -> Page { closePage(context, refused: nil) }

    private func closePage(_ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        return Page.form(
            words("citizens.close"), lead: words("citizens.close.lead"),
            crumbs: [.home(words), Crumb(words("citizens.data"), "/citizens/data")], to: "/citizens/close",
            [Field("confirmed", words("citizens.close.confirm"), .checkbox(isChecked: false))], submit: words("citizens.close.submit"),
            refused: error, by: context.actor, words, above: "<p>\(words("citizens.close.kept"))</p>")
    }

    func close(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            try await CloseCitizen(services)(isConfirmed: form.isChecked("confirmed"), by: context.actor)
            return .go("/citizens/sign-in?done=closed", cookies: CitizenCookies.allCases.map { $0.clearing(services.settings) })
        } again: { error in
            closePage(context, refused: error)
        }
    }
}
