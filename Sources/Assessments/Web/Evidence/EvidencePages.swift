import Kernel
import Platform
import Units

/// The pages of evidence: a unit's papers, one paper with its viewer and versions, and what a leaf cites.
struct EvidencePages: Sendable {
    let workplace: Workplace

    init(_ workplace: Workplace) { self.workplace = workplace }

    func add(to routes: inout Routes) {
        let own = Access.anyOf([.unitOfficer, .unitHead])
        let citing = "/assessments/rounds/:round/units/:unit/leaves/:criterion/evidence"
        routes.page("/assessments/units/:unit/evidence", .signedIn) { try await list($0) }
        routes.form("/assessments/units/:unit/evidence", own) { try await add($0, $1) }
        routes.page("/assessments/evidence/:evidence", .signedIn) { try await paper($0) }
        routes.file("/assessments/evidence/:evidence/file", .signedIn) { try await file($0) }
        routes.form("/assessments/evidence/:evidence/versions", own) { try await replace($0, $1) }
        routes.form("/assessments/evidence/:evidence/removal", own) { try await remove($0, $1) }
        routes.form("/assessments/evidence/:evidence/restoration", own) { try await restore($0, $1) }
        routes.page(citing, own) { try await self.citing($0) }
        routes.form(citing, own) { try await cite($0, $1) }
        routes.form("\(citing)/:citation/removal", own) { try await uncite($0, $1) }
    }

    private var limit: Int { workplace.services.settings.requestBytes }

    // MARK: the unit's papers

    private func list(_ context: Context) async throws -> Page { try await list(Form(), context, refused: nil) }

    private func list(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let unit = try context.path("unit")
        let evidence = try await ReadEvidence(workplace).all(of: unit, by: context.actor)
        return EvidenceListPage(
            unit: try await ShowUnit(workplace.services)(unit).unit, evidence: evidence,
            form: EvidenceForm(form: form, words: context.words, limit: limit), context: context,
            error: error
        ).page()
    }

    private func add(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let unit = try context.path("unit")
        return try await .trying {
            let order = try EvidenceForm(form: form, words: context.words, limit: limit).order()
            let added = try await AddEvidence(workplace)(order, unit: unit, by: context.actor)
            return .go(added.page.setting("done", to: "evidence_added"))
        } again: { error in
            try await list(form, context, refused: error)
        }
    }

    // MARK: one paper

    private func id(_ context: Context) throws -> ID<Evidence> { ID(rawValue: try context.path("evidence")) }

    private func paper(_ context: Context) async throws -> Page { try await paper(Form(), context, refused: nil) }

    private func paper(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let paper = try await ReadEvidence(workplace)(id(context), by: context.actor)
        return EvidencePage(
            paper: paper, form: EvidenceForm(form: form, words: context.words, limit: limit), context: context, error: error
        ).page()
    }

    /// Shown within a page where a browser can do that by itself, otherwise to be saved.
    private func file(_ context: Context) async throws -> FileAnswer {
        var file = try await ReadEvidence(workplace).file(id(context), by: context.actor)
        file.isShown = context.query["save"] == nil && EvidencePage.isShown(file.mediaType)
        return file
    }

    private func replace(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let order = try EvidenceForm(form: form, words: context.words, limit: limit).order()
            let added = try await ReplaceEvidence(workplace)(id(context), order, by: context.actor)
            return .go(added.page.setting("done", to: "evidence_renewed"))
        } again: { error in
            try await paper(form, context, refused: error)
        }
    }

    private func remove(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await change(context, done: "evidence_removed") { try await RemoveEvidence(workplace)($0, by: context.actor) }
    }

    private func restore(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await change(context, done: "evidence_restored") { try await RemoveEvidence(workplace).restore($0, by: context.actor) }
    }

    private func change(_ context: Context, done: String, _ verb: (ID<Evidence>) async throws -> Void) async throws -> FormAnswer {
        let id = try id(context)
        return try await .trying {
            try await verb(id)
            let link: Link = "/assessments/evidence/\(id)"
            return .go(link.setting("done", to: done))
        } again: { error in
            try await paper(Form(), context, refused: error)
        }
    }

    // MARK: what a leaf cites

    private func citing(_ context: Context) async throws -> Page { try await citing(Form(), context, refused: nil) }

    private func citing(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let name = try context.leafName
        let leaf = try await ShowLeaf(workplace)(name, by: context.actor)
        let evidence = try await ReadEvidence(workplace).all(of: name.unit, by: context.actor)
        return CitingPage(
            screen: leaf, evidence: evidence.filter { $0.removed == nil },
            form: EvidenceForm(form: form, words: context.words, limit: limit), context: context, error: error
        ).page()
    }

    /// Cites a paper that is there, or takes a new one and cites it; a new one stays with the unit where citing is refused.
    private func cite(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let name = try context.leafName
        return try await .trying {
            let line = try await ShowLeaf(workplace)(name, by: context.actor).line
            let kind: Submission.Kind = line.may(.claim) ? .claim : .explanation
            if let refusal = line.refusals[kind.act] { throw refusal }
            var evidence = form.optional("evidence").map { ID<Evidence>(rawValue: $0) }
            if evidence == nil || form.file("file") != nil || form.optional("link") != nil {
                let order = try EvidenceForm(form: form, words: context.words, limit: limit).order()
                evidence = try await AddEvidence(workplace)(order, unit: name.unit, by: context.actor).id
            }
            guard let evidence else { throw AssessmentsError.noSuchEvidence }
            try await CiteEvidence(workplace)(
                CiteEvidence.Order(name, kind, evidence: evidence, section: form["section"], page: form["page"]), by: context.actor)
            return .go(UnitAddress(round: name.round, unit: name.unit).place(line.leaf).setting("done", to: "cited"))
        } again: { error in
            try await citing(form, context, refused: error)
        }
    }

    private func uncite(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let name = try context.leafName
        let line = try await ShowLeaf(workplace)(name, by: context.actor).line
        try await RemoveCitation(workplace)(ID(rawValue: context.path("citation")), of: name, by: context.actor)
        return .go(UnitAddress(round: name.round, unit: name.unit).place(line.leaf).setting("done", to: "uncited"))
    }
}
