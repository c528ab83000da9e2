import Kernel
import Platform
import Scoring

/// Where publications are prepared, issued and corrected, for those who may.
struct DeskPages: Sendable {
    private let services: Services
    private let find: FindPublications
    private let papers: PublicationPapers

    init(_ services: Services, _ find: FindPublications, _ papers: PublicationPapers) {
        self.services = services
        self.find = find
        self.papers = papers
    }

    func add(to routes: inout Routes) {
        let (preparing, issuing) = (Access.anyOf(Publishers.preparing), Access.anyOf(Publishers.issuing))
        let one = "/rankings/desk/:publication"
        routes.page("/rankings/desk", preparing) { DeskPage(try await find.desk(by: $0.actor), $0).page() }
        routes.page("/rankings/desk/prepare", preparing) { try await preparePage($0) }
        routes.form("/rankings/desk/prepare", preparing) { try await prepare($0, $1) }
        routes.page(one, preparing) { DraftPage(try await reading($0), $0).page() }
        routes.page("\(one)/edit", preparing) { PaperForm(try await reading($0).publication, $0).page() }
        routes.form("\(one)/edit", preparing) { try await edit($0, $1) }
        routes.page("\(one)/issue", issuing) { IssueForm(try await reading($0).publication, $0).page() }
        routes.form("\(one)/issue", issuing) { try await issue($0, $1) }
        routes.page("\(one)/embargo", issuing) { EmbargoForm(try await reading($0).publication, $0).page() }
        routes.form("\(one)/embargo", issuing) { try await moveEmbargo($0, $1) }
        routes.page("\(one)/discard", preparing) { DiscardForm(try await reading($0).publication, $0).page() }
        routes.form("\(one)/discard", preparing) { try await discard($0, $1) }
        routes.page("\(one)/correct", preparing) { CorrectionForm(try await reading($0), $0).page() }
        routes.form("\(one)/correct", preparing) { try await correct($0, $1) }
        routes.file("\(one)/bundle.zip", preparing) { try await papers.bundle(reading($0).publication) }
        routes.file("\(one)/decision.pdf", preparing) { try await papers.decision(reading($0), $0) }
        routes.file("\(one)/blocks/:block/annex.pdf", preparing) { try await papers.annex(reading($0), $0) }
        routes.file("\(one)/blocks/:block/annex.xlsx", preparing) { try await papers.workbook(reading($0), $0) }
    }

    private func reading(_ context: Context) async throws -> FindPublications.Reading {
        try await find(context.path("publication"), by: context.actor)
    }

    private func preparePage(_ context: Context) async throws -> Page {
        PrepareForm(try await find.desk(by: context.actor), context).page()
    }

    private func prepare(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let order = PreparePublication.Order(
                round: form["round"], code: form["code"], title: Bilingual(vi: form["title_vi"], en: form["title_en"]), paper: form.paper)
            let publication = try await PreparePublication(services)(order, by: context.actor)
            return .go(publication.deskLink.setting("done", to: "prepared"))
        } again: { error in
            PrepareForm(try await find.desk(by: context.actor), context, form).page(refused: error)
        }
    }

    private func edit(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let publication = try await reading(context).publication
        return try await .trying {
            try await EditDecision(services)(publication.code, form.paper, by: context.actor)
            return .go(publication.deskLink.setting("done", to: "edited"))
        } again: { error in
            PaperForm(publication, context, form).page(refused: error)
        }
    }

    private func issue(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let publication = try await reading(context).publication
        return try await .trying {
            let order = IssuePublication.Order(
                publication: publication.code, number: form["number"], date: form["date"], signer: form["signer"], release: form.release)
            try await IssuePublication(services)(order, by: context.actor)
            return .go(publication.deskLink.setting("done", to: "issued"))
        } again: { error in
            IssueForm(publication, context, form).page(refused: error)
        }
    }

    private func moveEmbargo(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let publication = try await reading(context).publication
        return try await .trying {
            try await MoveEmbargo(services)(publication.code, to: form.release, reason: form["reason"], by: context.actor)
            return .go(publication.deskLink.setting("done", to: "moved"))
        } again: { error in
            EmbargoForm(publication, context, form).page(refused: error)
        }
    }

    private func discard(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let publication = try await reading(context).publication
        return try await .trying {
            try await DiscardPublication(services)(publication.code, by: context.actor)
            return .go("/rankings/desk?done=discarded")
        } again: { error in
            DiscardForm(publication, context).page(refused: error)
        }
    }

    private func correct(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let reading = try await reading(context)
        return try await .trying {
            let order = CorrectionOrder(
                block: form["block"], unit: form["unit"], criterion: form["criterion"], inputs: CorrectionForm.inputs(form),
                reason: form["leaf_reason"])
            let draft = try await CorrectPublication(services)(
                reading.publication.code, [order], reason: form["reason"], numbers: .guessed(context.language), by: context.actor)
            return .go(draft.deskLink.setting("done", to: "corrected"))
        } again: { error in
            CorrectionForm(reading, context, form).page(refused: error)
        }
    }
}

extension Form {
    fileprivate var paper: DecisionPaper {
        var paper = DecisionPaper()
        for field in DecisionPaper.fields { paper[keyPath: field.path] = self[field.name] }
        return paper
    }

    fileprivate var release: ReleaseMoment { ReleaseMoment(date: self["release_date"], time: self["release_time"]) }
}
