import Kernel
import Platform
import Scoring

/// The pages of an appraiser: the queue, and one leaf after the other (US-4).
struct AppraisalPages {
    let workplace: Workplace

    func addRoutes(_ routes: inout Routes) {
        let appraiser = Access.role(.appraiser)
        routes.page("/assessments/rounds/:round/appraisal", appraiser) { try await overview($0) }
        routes.page("/assessments/rounds/:round/appraisal/:field", appraiser) { try await field($0) }
        routes.form("/assessments/rounds/:round/appraisal/:field/accept", appraiser) { try await accept($0, $1) }
        routes.page("/assessments/rounds/:round/appraisal/:field/:unit/:criterion", appraiser) { try await leaf($0) }
        routes.form("/assessments/rounds/:round/appraisal/:field/:unit/:criterion", appraiser) { try await judge($0, $1) }
    }

    private func queue(_ context: Context, field: String? = nil) async throws -> ListAppraisals.Queue {
        try await ListAppraisals(workplace)(
            round: context.path("round"), block: QueueChoice(context.query).block, field: field, by: context.actor)
    }

    private func overview(_ context: Context) async throws -> Page { QueuePage(try await queue(context), context).fields }

    private func field(_ context: Context) async throws -> Page {
        let field = try context.path("field")
        return QueuePage(try await queue(context, field: field), context).field(field)
    }

    private func accept(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (round, field) = (try context.path("round"), try context.path("field"))
        let address = QueueChoice(context.query).carried(on: "/assessments/rounds/\(round)/appraisal/\(field)")
        return try await FormAnswer.trying {
            let items = form.all("accept").compactMap(AppraiseMany.Item.init(box:))
            if items.isEmpty { throw AssessmentsError.textMissing(field: context.words("assessments.appraisal.accept.box")) }
            let accepted = try await AppraiseMany(workplace)(round: round, items, comment: form["comment"], by: context.actor)
            return .go(address.setting("done", to: "accepted").setting("count", to: "\(accepted.count)"))
        } again: { error in
            QueuePage(try await queue(context, field: field), context).field(field, refused: error, form)
        }
    }

    // MARK: one leaf

    private func page(_ context: Context) async throws -> JudgementPage {
        let screen = try await ShowLeaf(workplace)(context.leafName, by: context.actor)
        let queue = try await queue(context, field: screen.line.leaf.field)
        return JudgementPage(screen, QueueWalk(queue, QueueChoice(context.query)).neighbours(of: screen.line), context)
    }

    private func leaf(_ context: Context) async throws -> Page { try await page(context).page() }

    private func judge(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let page = try await page(context)
        return try await FormAnswer.trying {
            let judgement = try page.form(form).judgement(context.leafName)
            if form["act"] == "preview" { return .page(try await preview(judgement, page, form, context)) }
            switch page.kind {
            case .secondAppraisal: try await AppraiseAgain(workplace)(judgement, by: context.actor)
            default: try await Appraise(workplace)(judgement, by: context.actor)
            }
            return .go(try await next(after: context))
        } again: { error in
            // What somebody else saved meanwhile stands on the page.
            try await self.page(context).page(form, refused: error)
        }
    }

    private func preview(_ judgement: Judgement, _ page: JudgementPage, _ form: Form, _ context: Context) async throws -> Page {
        let inputs: [String: String]
        switch judgement.finding {
        case .asClaimed: inputs = page.claimed
        case .inputs(let typed): inputs = typed
        }
        let numbers = judgement.finding == .asClaimed ? NumberStyle.canonical : judgement.numbers
        let preview = try await PreviewPoints(workplace)(judgement.leaf, inputs: inputs, numbers: numbers, by: context.actor)
        return page.page(form, preview: preview.score)
    }

    /// On to the next leaf that waits in the chosen queue; to the queue when none does.
    private func next(after context: Context) async throws -> Link {
        let (round, field) = (try context.path("round"), try context.path("field"))
        let (unit, criterion) = (try context.path("unit"), try context.path("criterion"))
        let queue = try await queue(context, field: field)
        let choice = QueueChoice(context.query)
        if let next = QueueWalk(queue, choice).next(after: unit, criterion) { return next.setting("saved", to: "\(unit) – \(criterion)") }
        return choice.carried(on: "/assessments/rounds/\(round)/appraisal/\(field)").setting("done", to: "finished")
    }
}
