import Kernel
import Platform

/// A dossier's page, what can be done from it, and the papers that lie in it.
struct DossierPages: Sendable {
    let bureau: Bureau

    func add(to routes: inout Routes) {
        let everybody = Access.anyOf(DossierDuty.roles)
        routes.page("/dossiers/:dossier", everybody) { try await page($0) }
        routes.page("/dossiers/:dossier/acts/:act", everybody) { try await act(Form(), $0, refused: nil) }
        routes.form("/dossiers/:dossier/acts/:act", everybody, limit: ReceptionPages.limit) { try await perform($0, $1) }
        routes.file("/dossiers/:dossier/components/:number", everybody) { try await component($0) }
        routes.file("/dossiers/:dossier/result", everybody) { try await result($0) }
    }

    private func screen(_ context: Context) async throws -> ShowDossier.Screen {
        try await ShowDossier(bureau)(context.path("dossier"), by: context.actor)
    }

    private func page(_ context: Context) async throws -> Page {
        let screen = try await screen(context)
        let more = try await bureau.services.sections(.dossier, screen.dossier.code.text, context)
        return DossierPage(screen: screen, context: context, more: more).page()
    }

    private func act(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let screen = try await screen(context)
        guard let act = DeskAct(rawValue: try context.path("act")) else { throw RouteError.noSuchPage }
        // Somebody was faster, or it is not this person's work: the dossier itself says how it stands.
        guard screen.acts.contains(act) || error != nil else { return DossierPage(screen: screen, context: context).page(refusing: act) }
        return ActPage(act: act, screen: screen, form: form, context: context, error: error.map { ActForm.told($0, act, context.words) })
            .page()
    }

    private func perform(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let act = DeskAct(rawValue: try context.path("act")) else { throw RouteError.noSuchPage }
        let dossier = try context.path("dossier")
        return try await .trying {
            let code = try await ActForm(form, act, dossier: dossier).perform(bureau, by: context.actor)
            return .go(DossierLink.dossier(code).setting("done", to: act.rawValue))
        } again: { error in
            try await self.act(form, context, refused: error)
        }
    }

    private func component(_ context: Context) async throws -> FileAnswer {
        let screen = try await screen(context)
        guard let number = Int(try context.path("number")), screen.components.indices.contains(number - 1),
            let file = screen.components[number - 1].file
        else { throw RouteError.noSuchPage }
        return try await bureau.services.answer(file)
    }

    private func result(_ context: Context) async throws -> FileAnswer {
        guard let file = try await screen(context).result?.file else { throw RouteError.noSuchPage }
        return try await bureau.services.answer(file)
    }
}
