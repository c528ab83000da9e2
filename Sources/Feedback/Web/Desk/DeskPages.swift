import Kernel
import Platform
import Units

/// The desks: the units of whoever works in several, what lies on a unit's desk, a petition and what can be done with it.
struct DeskPages: Sendable {
    let bureau: FeedbackBureau

    func add(to routes: inout Routes) {
        let everybody = FeedbackDuty.read.access
        routes.page("/feedback/desk", everybody) { try await desks($0) }
        routes.page("/feedback/units/:unit", everybody) { try await desk($0) }
        routes.page("/feedback/petitions/:petition", everybody) { try await petition($0) }
        routes.file("/feedback/petitions/:petition/photos/:photo", everybody) { try await photo($0) }
        routes.page("/feedback/petitions/:petition/acts/:move", FeedbackDuty.handle.access) { try await act(Form(), $0, refused: nil) }
        routes.form("/feedback/petitions/:petition/acts/:move", FeedbackDuty.handle.access) { try await perform($0, $1) }
    }

    private func desks(_ context: Context) async throws -> Page {
        let units = try await ListPetitions(bureau).units(of: context.actor)
        let words = context.words
        return Page(
            words("feedback.desk"), lead: words(units.isEmpty ? "feedback.desk.none" : "feedback.desk.lead"), room: "feedback-desk",
            isIndexed: false,
            content: """
                <ul class="tasks">\(each: units, { unit in
                    "<li><a href=\"\(FeedbackLink.desk(unit.code))\">\(words(unit.name))</a></li>"
                })</ul>
                <p><a href="\(FeedbackLink.figures)">\(words("feedback.figures"))</a></p>
                """)
    }

    private func desk(_ context: Context) async throws -> Page {
        let screen = try await ListPetitions(bureau)(
            unit: context.path("unit"), part: context.query["part"] ?? "", isOwn: context.query["own"] == "1",
            text: context.query["q"] ?? "", page: context.pageNumber, by: context.actor)
        let promises = try await ShowConference(bureau).openPromises(of: screen.unit.code, by: context.actor)
        return QueuePage(screen: screen, promises: promises, context: context).page()
    }

    private func screen(_ context: Context) async throws -> ShowPetition.Screen {
        try await ShowPetition(bureau)(context.path("petition"), by: context.actor)
    }

    private func petition(_ context: Context) async throws -> Page {
        PetitionPage(screen: try await screen(context), context: context).page()
    }

    private func photo(_ context: Context) async throws -> FileAnswer {
        try await bureau.services.photo(try await screen(context).photos, context.path("photo"))
    }

    private func act(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let screen = try await screen(context)
        guard let act = DeskAct(rawValue: try context.path("move")) else { throw RouteError.noSuchPage }
        // Somebody was faster, or it is not this person's work: the petition itself says how it stands.
        guard screen.acts.contains(act) || error != nil else { return PetitionPage(screen: screen, context: context).page(refusing: act) }
        return ActPage(act: act, screen: screen, form: form, context: context, error: error).page()
    }

    private func perform(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let act = DeskAct(rawValue: try context.path("move")) else { throw RouteError.noSuchPage }
        let number = try context.path("petition")
        return try await .trying {
            try await ActForm(form: form, act: act, petition: number).perform(bureau, by: context.actor)
            return .go(FeedbackLink.petition(number).setting("done", to: act.rawValue))
        } again: { error in
            try await self.act(form, context, refused: error)
        }
    }
}
