import Kernel
import Platform

/// The form that abolishes one procedure by a decision.
struct AbolishForm: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    func page(_ context: Context) async throws -> Page { try await page(context, nil, refused: nil) }

    func abolish(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("procedure")
        return try await .trying {
            let order = try ImportOrder(decision: form["decision"], decided: form["decided"], from: form["from"], isWhole: false)
            try await AbolishProcedure(services)(code, order, by: context.actor)
            return .go("/procedures/\(code)")
        } again: { error in
            try await page(context, form, refused: error)
        }
    }

    private func page(_ context: Context, _ sent: Form?, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let profile = try await ShowProcedure(services)(try context.path("procedure"))
        let procedure = profile.shown.procedure
        let today = words.numbers.date(profile.today)
        return .form(
            words("procedures.abolish"), lead: words("procedures.abolish.lead", ["procedure": procedure.name]),
            crumbs: [
                Crumb(words("procedures.catalogue"), "/procedures"), Crumb(procedure.code, "/procedures/\(procedure.code)"),
            ], room: "procedures", to: "/procedures/\(procedure.code)/abolish",
            [
                Field("decision", words("procedures.field.decision"), .text(sent?["decision"] ?? ""), isRequired: true),
                Field("decided", words("procedures.field.decided"), .text(sent?["decided"] ?? "")),
                Field("from", words("procedures.abolish.from"), .text(sent?["from"] ?? today), isRequired: true),
            ], submit: words("procedures.abolish"), refused: error, by: context.actor, words)
    }
}
