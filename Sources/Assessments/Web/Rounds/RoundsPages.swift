import Kernel
import Office
import Platform

/// The pages of rounds: what there is, how far it has come, and by what it is run.
struct RoundsPages {
    let workplace: Workplace

    func addRoutes(_ routes: inout Routes) {
        let administrator = Access.role(.administrator)
        let new = NewRoundForms(workplace: workplace)
        let forms = RoundForms(workplace: workplace)
        let people = AssignmentForms(workplace: workplace)
        routes.page("/assessments/rounds", .signedIn) { try await list($0) }
        routes.page("/assessments/rounds/new", administrator) { try await new.page($0) }
        routes.form("/assessments/rounds/new", administrator) { try await new.take($0, $1) }
        routes.page("/assessments/rounds/:round", .signedIn) { try await board($0) }
        routes.page("/assessments/rounds/:round/settings", administrator) { try await settings($0) }
        routes.form("/assessments/rounds/:round/settings/open", administrator) { try await open($0, $1) }
        routes.page("/assessments/rounds/:round/settings/deadlines", administrator) { try await forms.deadlines($0) }
        routes.form("/assessments/rounds/:round/settings/deadlines", administrator) { try await forms.setDeadlines($0, $1) }
        routes.page("/assessments/rounds/:round/settings/appraisers", administrator) { try await people.page($0) }
        routes.form("/assessments/rounds/:round/settings/appraisers", administrator) { try await people.assign($0, $1) }
        routes.form("/assessments/rounds/:round/settings/appraisers/substitute", administrator) { try await people.substitute($0, $1) }
        routes.form("/assessments/rounds/:round/settings/appraisers/replace", administrator) { try await people.replace($0, $1) }
        routes.page("/assessments/rounds/:round/settings/reopen", administrator) { try await forms.reopening($0) }
        routes.form("/assessments/rounds/:round/settings/reopen", administrator) { try await forms.reopen($0, $1) }
        routes.page("/assessments/rounds/:round/settings/survey", administrator) { try await forms.survey($0) }
        routes.form("/assessments/rounds/:round/settings/survey", administrator) { try await forms.importSurvey($0, $1) }
        routes.page("/assessments/rounds/:round/settings/copy", administrator) { try await forms.copying($0) }
        routes.form("/assessments/rounds/:round/settings/copy", administrator) { try await forms.copy($0, $1) }
        routes.page("/assessments/rounds/:round/settings/decision", .role(.chair)) { try await forms.deciding($0) }
        routes.form("/assessments/rounds/:round/settings/decision", .role(.chair)) { try await forms.decide($0, $1) }
    }

    private func list(_ context: Context) async throws -> Page {
        RoundListPage(rounds: try await ShowRound(workplace).all(by: context.actor), context: context).page
    }

    private func board(_ context: Context) async throws -> Page {
        ProgressPage(try await ShowProgress(workplace)(context.path("round"), by: context.actor), context).page
    }

    private func settings(_ context: Context) async throws -> Page {
        SettingsPage(try await ShowRound(workplace)(context.path("round"), by: context.actor), context).page
    }

    private func open(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("round")
        do {
            try await OpenRound(workplace)(code, by: context.actor)
            return .go(("/assessments/rounds/\(code)" as Link).setting("done", to: "opened"))
        } catch let error as Faults {
            return .page(SettingsPage(try await ShowRound(workplace)(code, by: context.actor), context, refused: error.faults).page)
        }
    }
}
