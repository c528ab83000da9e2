import Kernel
import Platform
import Units

/// Says who appraises what: the table of blocks and fields, substitutes for single units, and the replacement of a person.
struct AssignmentForms {
    let workplace: Workplace

    func page(_ context: Context) async throws -> Page { try await page(context, refused: nil, in: .table, nil) }

    private func page(
        _ context: Context, refused error: (any DomainError)?, in part: AssignmentPage.Part, _ form: Form?
    ) async throws -> Page {
        let screen = try await ShowAssignments(workplace)(context.path("round"), by: context.actor)
        return AssignmentPage(screen, context, refused: error, in: part, form).page
    }

    /// Only places that changed are assigned anew, so that the record tells what was changed.
    func assign(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("round")
        return try await FormAnswer.trying {
            let screen = try await ShowAssignments(workplace)(code, by: context.actor)
            let places = screen.places.compactMap { place -> AssignAppraisers.Place? in
                let chosen = Set(form.all(AssignmentPage.name(place)).filter { !$0.isEmpty })
                guard chosen != Set(screen.appraisers(of: place).map(\.person)) else { return nil }
                let appraisers = screen.appraisers.filter { chosen.contains($0.person) }
                return AssignAppraisers.Place(block: place.block, field: place.field, appraisers: appraisers)
            }
            try await AssignAppraisers(workplace)(places, round: code, by: context.actor)
            return .go(Self.link(code).setting("done", to: "assigned"))
        } again: { error in
            try await page(context, refused: error, in: .table, form)
        }
    }

    /// One more appraiser for a field of one unit; nobody takes the last away.
    func substitute(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("round")
        return try await FormAnswer.trying {
            let screen = try await ShowAssignments(workplace)(code, by: context.actor)
            guard let unit = screen.units.first(where: { $0.code == form["unit"] }) else { throw AssessmentsError.noSuchUnit(form["unit"]) }
            guard let place = screen.places.first(where: { $0.block == unit.block && $0.field == form["field"] }) else {
                throw AssessmentsError.noSuchField(form["field"])
            }
            let chosen = screen.appraisers.filter { $0.person == form["person"] }
            let order = AssignAppraisers.Place(block: place.block, field: place.field, unit: unit.code, appraisers: chosen)
            try await AssignAppraisers(workplace)([order], round: code, by: context.actor)
            return .go(Self.link(code).setting("done", to: "assigned"))
        } again: { error in
            try await page(context, refused: error, in: .substitute, form)
        }
    }

    /// Everything of one person goes to another (EXPECTED 6).
    func replace(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("round")
        return try await FormAnswer.trying {
            let screen = try await ShowAssignments(workplace)(code, by: context.actor)
            guard let to = screen.appraisers.first(where: { $0.person == form["to"] }) else {
                throw AssessmentsError.unreadable(field: "to", text: form["to"])
            }
            let count = try await ReassignAppraiser(workplace)(
                round: code, from: form["from"], to: to, reason: form["reason"], by: context.actor)
            return .go(Self.link(code).setting("done", to: "replaced").setting("count", to: "\(count)"))
        } again: { error in
            try await page(context, refused: error, in: .replacement, form)
        }
    }

    private static func link(_ code: String) -> Link { "/assessments/rounds/\(code)/settings/appraisers" }
}
