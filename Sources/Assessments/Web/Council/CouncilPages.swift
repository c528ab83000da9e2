import Kernel
import Platform
import Scoring

/// The pages of the council: disputed leaves, the points of each member, what was agreed on, and the protocol (US-5).
struct CouncilPages {
    let workplace: Workplace

    /// Whoever sees every unit of a round.
    static let access = Access.anyOf([.administrator, .auditor, .chair, .councilMember, .councilSecretary])

    func addRoutes(_ routes: inout Routes) {
        let access = Self.access
        let secretary = Access.role(.councilSecretary)
        routes.page("/assessments/rounds/:round/council", access) { try await list($0) }
        routes.page("/assessments/rounds/:round/council/protocol", access) { try await minutes($0) }
        routes.page("/assessments/rounds/:round/council/:unit/:criterion", access) { try await dispute($0) }
        routes.form("/assessments/rounds/:round/council/:unit/:criterion/vote", .role(.councilMember)) { try await vote($0, $1) }
        routes.form("/assessments/rounds/:round/council/:unit/:criterion/close", secretary) { try await close($0, $1) }
        routes.form("/assessments/rounds/:round/council/:unit/:criterion/conclusion", secretary) { try await conclude($0, $1) }
    }

    private func disputes(_ context: Context) async throws -> ListDisputes.Screen {
        try await ListDisputes(workplace)(round: context.path("round"), by: context.actor)
    }

    private func list(_ context: Context) async throws -> Page { DisputesPage(screen: try await disputes(context), context: context).page }

    private func minutes(_ context: Context) async throws -> Page {
        ProtocolPage(screen: try await disputes(context), context: context).page
    }

    private func page(_ context: Context) async throws -> DisputePage {
        let screen = try await disputes(context)
        let (unit, criterion) = (try context.path("unit"), try context.path("criterion"))
        guard let line = screen.lines.first(where: { $0.line.unit.code == unit && $0.line.leaf.code == criterion }) else {
            throw AssessmentsError.noSuchLeaf(criterion)
        }
        let leaf = try await ShowLeaf(workplace)(context.leafName, by: context.actor)
        return DisputePage(screen.round, line, leaf.framework, context)
    }

    private func dispute(_ context: Context) async throws -> Page { try await page(context).page() }

    private func address(_ context: Context) throws -> Link {
        "/assessments/rounds/\(try context.path("round"))/council/\(try context.path("unit"))/\(try context.path("criterion"))"
    }

    private func vote(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await FormAnswer.trying {
            try await VoteInCouncil(workplace)(
                context.leafName, points: form["vote_points"], comment: form["vote_reasons"], numbers: .guessed(context.language),
                by: context.actor)
            return .go(try address(context).setting("done", to: "voted"))
        } again: { error in
            try await page(context).page(vote: form, refused: error)
        }
    }

    private func close(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await CloseVoting(workplace)(context.leafName, by: context.actor)
        return .go(try address(context).setting("done", to: "closed"))
    }

    private func conclude(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let page = try await page(context)
        return try await FormAnswer.trying {
            let judgement = try page.conclusion(form).judgement(context.leafName)
            try await DecideInCouncil(workplace)(judgement, by: context.actor)
            return .go(try address(context).setting("done", to: "concluded"))
        } again: { error in
            try await self.page(context).page(conclusion: form, refused: error)
        }
    }
}
