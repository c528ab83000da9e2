import Dossiers
import Kernel
import Platform

/// A citizen's own dossiers: how far they are, what is asked of them, what came of them.
struct OwnPages: Sendable {
    let office: HomeOffice

    func add(to routes: inout Routes) {
        routes.page("/online/dossiers/:sent", .citizen) { try await page($0) }
        routes.file("/online/dossiers/:sent/receipt.pdf", .citizen) { try await receipt($0) }
        routes.file("/online/dossiers/:sent/form", .citizen) { try await form($0) }
        routes.file("/online/dossiers/:sent/files/:number", .citizen) { try await file($0) }
        routes.file("/online/dossiers/:sent/result", .citizen) { try await result($0) }
        routes.form("/online/dossiers/:sent/supplement", .citizen) { try await supplement($1) }
        routes.form("/online/dossiers/:sent/withdrawal", .citizen) { try await withdraw($0, $1) }
        routes.form("/online/dossiers/:sent/rating", .citizen) { try await rate($0, $1) }
    }

    private func screen(_ context: Context) async throws -> ShowOwn.Screen {
        try await ShowOwn(office)(context.path("sent"), by: context.actor)
    }

    private func page(_ context: Context, refused: (any DomainError)? = nil) async throws -> Page {
        OwnPage(screen: try await screen(context), context: context, refused: refused).page
    }

    private func supplement(_ context: Context) async throws -> FormAnswer {
        let draft = try await BeginSupplement(office)(context.path("sent"), by: context.actor)
        return .go(OnlineLink.draft(draft.id))
    }

    private func withdraw(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("sent")
        return try await .trying {
            try await WithdrawOwn(office)(code, reason: form["reason"], by: context.actor)
            return .go(("/online/dossiers/\(code)" as Link).setting("done", to: "withdrawn"))
        } again: { error in
            try await page(context, refused: error)
        }
    }

    private func rate(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("sent")
        func degree(_ aspect: Rating.Aspect) -> Rating.Degree? { Int(form[aspect.rawValue]).flatMap(Rating.Degree.init) }
        return try await .trying {
            guard let overall = degree(.overall) else {
                throw Faults([Fault("online.degree_missing", at: Place(file: code, field: Rating.Aspect.overall.rawValue))])
            }
            let rating = Rating(
                overall, convenience: degree(.convenience), timeliness: degree(.timeliness), attitude: degree(.attitude),
                comment: form["comment"])
            try await RateService(office)(code, rating, by: context.actor)
            return .go(("/online/dossiers/\(code)" as Link).setting("done", to: "rated"))
        } again: { error in
            try await page(context, refused: error)
        }
    }

    // MARK: files

    private func file(_ context: Context) async throws -> FileAnswer {
        let components = try await screen(context).folder.components
        guard let number = Int(try context.path("number")), components.indices.contains(number - 1), let file = components[number - 1].file
        else { throw OnlineError.noSuchFile }
        return try await office.services.answer(file)
    }

    private func result(_ context: Context) async throws -> FileAnswer {
        let screen = try await screen(context)
        guard let file = screen.resultFile else { throw OnlineError.noSuchFile }
        return try await office.services.answer(file)
    }

    private func form(_ context: Context) async throws -> FileAnswer {
        guard let screen = try await ShowFilled(office)(context.path("sent"), by: context.actor) else { throw OnlineError.noSuchDossier }
        return try await screen.paper(office.services)
    }

    private func receipt(_ context: Context) async throws -> FileAnswer {
        let screen = try await screen(context)
        let paper = SubmissionReceipt(screen, office.services.words(.vi), publicURL: office.services.site.publicURL)
        return try await office.services.print(paper.html, as: "\(screen.submission.dossier)")
    }
}
