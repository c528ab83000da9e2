import Kernel
import Platform
import Scoring

/// The pages on which a unit scores itself and explains: one per field, one per leaf.
struct ClaimPages: Sendable {
    let workplace: Workplace

    init(_ workplace: Workplace) { self.workplace = workplace }

    func add(to routes: inout Routes) {
        let own = Access.anyOf([.unitOfficer, .unitHead])
        let unit = "/assessments/rounds/:round/units/:unit"
        let leaf = "\(unit)/leaves/:criterion"
        routes.page("\(unit)/fields/:field", .signedIn) { try await field($0) }
        routes.form("\(unit)/proposals", own) { try await fill($0, $1) }
        routes.page(leaf, .signedIn) { try await self.leaf($0) }
        routes.form("\(leaf)/claim", own) { try await claim($0, $1) }
        routes.form("\(leaf)/explanation", own) { try await explain($0, $1) }
    }

    private func field(_ context: Context) async throws -> Page {
        let screen = try await ShowField(workplace)(
            round: context.path("round"), unit: context.path("unit"), field: context.path("field"), by: context.actor)
        return FieldPage(screen: screen, context: context).page()
    }

    /// The page of a leaf's field, with a form that was sent back.
    private func field(
        of name: LeafName, _ refused: LeafCard.Refused, computed: PreviewPoints.Preview? = nil, _ context: Context
    ) async throws -> Page {
        let leaf = try await ShowLeaf(workplace)(name, by: context.actor).line.leaf
        let screen = try await ShowField(workplace)(round: name.round, unit: name.unit, field: leaf.field, by: context.actor)
        return FieldPage(screen: screen, context: context, refused: (leaf.code, refused), computed: computed).page()
    }

    private func leaf(_ context: Context) async throws -> Page {
        LeafPage(screen: try await ShowLeaf(workplace)(context.leafName, by: context.actor), context: context).page()
    }

    private func fill(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let address = try UnitAddress(context)
        let filled = try await ProposeFigures(workplace)(round: address.round, unit: address.unit, by: context.actor)
        return .go(address.field(form["field"]).setting("done", to: filled.isEmpty ? "nothing_filled" : "filled"))
    }

    /// Keeps what was typed, or only computes it where somebody asked for that.
    private func claim(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let name = try context.leafName
        let inputs = ClaimForm.inputs(form, of: name.criterion)
        let numbers = NumberStyle.guessed(context.language)
        var refused = LeafCard.Refused(act: .claim, form: form, error: nil)
        return try await .trying {
            if form["do"] == "compute" {
                let preview = try await PreviewPoints(workplace)(name, inputs: inputs, numbers: numbers, by: context.actor)
                return .page(try await field(of: name, refused, computed: preview, context))
            }
            let order = SaveEntry.Order(
                name, inputs: inputs, comment: form[ClaimForm.name(name.criterion, ClaimForm.comment)],
                version: Int(form["version"]) ?? 0, numbers: numbers)
            try await SaveEntry(workplace)(order, by: context.actor)
            return .go(try await place(of: name, done: "saved", context))
        } again: { error in
            refused.error = error
            return try await field(of: name, refused, context)
        }
    }

    private func explain(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let name = try context.leafName
        return try await .trying {
            try await Explain(workplace)(
                name, text: form[ClaimForm.name(name.criterion, "text")], version: Int(form["version"]) ?? 0, by: context.actor)
            return .go(try await place(of: name, done: "explained", context))
        } again: { error in
            try await field(of: name, LeafCard.Refused(act: .explain, form: form, error: error), context)
        }
    }

    /// The leaf on the page of its field, telling what was done.
    private func place(of name: LeafName, done: String, _ context: Context) async throws -> Link {
        let line = try await ShowLeaf(workplace)(name, by: context.actor).line
        return UnitAddress(round: name.round, unit: name.unit).place(line.leaf).setting("done", to: done)
    }
}
