import HTTPTypes
import Kernel
import Platform
import Units

/// Evidence for programs: added as a file or a link, cited, replaced, removed and brought back.
struct EvidenceAPI {
    let workplace: Workplace

    init(_ workplace: Workplace) { self.workplace = workplace }

    func add(to routes: inout Routes) {
        let own = Access.anyOf([.unitOfficer, .unitHead])
        let unit = "/api/v1/assessments/units/:unit/evidence"
        let paper = "/api/v1/assessments/evidence/:evidence"
        let citations = "/api/v1/assessments/rounds/:round/units/:unit/leaves/:criterion/citations"
        routes.api(unit, .signedIn) { try await list($0) }
        routes.upload("\(unit)/files", own) { try await addFile($0, $1) }
        routes.api(.post, "\(unit)/links", own) { try await addLink($0, $1) }
        routes.api(paper, .signedIn) { try await show($0) }
        routes.file("\(paper)/file", .signedIn) { try await file($0) }
        routes.upload("\(paper)/versions/files", own) { try await replaceByFile($0, $1) }
        routes.api(.post, "\(paper)/versions/links", own) { try await replaceByLink($0, $1) }
        routes.api(.post, "\(paper)/removal", own) { try await remove($0, $1) }
        routes.api(.post, "\(paper)/restoration", own) { try await restore($0, $1) }
        routes.api(.post, citations, own) { try await cite($0, $1) }
        routes.api(.post, "\(citations)/:citation/removal", own) { try await removeCitation($0, $1) }
    }

    private func list(_ context: Context) async throws -> [APIWord.Evidence] {
        try await ReadEvidence(workplace).all(of: context.path("unit"), by: context.actor).map(APIWord.Evidence.init)
    }

    struct PaperAnswer: Encodable {
        let evidence: APIWord.Evidence
        let versions: [APIWord.Evidence]
    }

    private func show(_ context: Context) async throws -> PaperAnswer {
        let paper = try await ReadEvidence(workplace)(id(context), by: context.actor)
        return PaperAnswer(evidence: APIWord.Evidence(paper.evidence), versions: paper.versions.map(APIWord.Evidence.init))
    }

    private func file(_ context: Context) async throws -> FileAnswer {
        try await ReadEvidence(workplace).file(id(context), by: context.actor)
    }

    private func id(_ context: Context) throws -> ID<Evidence> { ID(rawValue: try context.path("evidence")) }

    /// A file's words come with the address: `?name=…&title=…&number=…&issued=…`; without a title its name is one.
    private func order(_ file: Form.File, _ context: Context) throws -> AddEvidence.Order {
        let query = context.query
        return AddEvidence.Order(
            title: query["title"] ?? file.name, number: query["number"] ?? "", issued: try Self.issued(query["issued"]),
            content: .file(file))
    }

    private func addFile(_ file: Form.File, _ context: Context) async throws -> APIWord.Evidence {
        APIWord.Evidence(try await AddEvidence(workplace)(order(file, context), unit: context.path("unit"), by: context.actor))
    }

    private func replaceByFile(_ file: Form.File, _ context: Context) async throws -> APIWord.Evidence {
        APIWord.Evidence(try await ReplaceEvidence(workplace)(id(context), order(file, context), by: context.actor))
    }

    struct Linking: Decodable {
        let title, link: String
        let number, issued: String?

        var order: AddEvidence.Order {
            get throws {
                AddEvidence.Order(title: title, number: number ?? "", issued: try EvidenceAPI.issued(issued), content: .link(link))
            }
        }
    }

    private func addLink(_ body: Linking, _ context: Context) async throws -> APIWord.Evidence {
        APIWord.Evidence(try await AddEvidence(workplace)(body.order, unit: context.path("unit"), by: context.actor))
    }

    private func replaceByLink(_ body: Linking, _ context: Context) async throws -> APIWord.Evidence {
        APIWord.Evidence(try await ReplaceEvidence(workplace)(id(context), body.order, by: context.actor))
    }

    private static func issued(_ text: String?) throws(AssessmentsError) -> CalendarDate? {
        guard let text, !text.isEmpty else { return nil }
        return try CalendarDate(call: text, field: "issued")
    }

    private func remove(_ body: APIWord.Nothing, _ context: Context) async throws -> APIWord.Done {
        try await RemoveEvidence(workplace)(id(context), by: context.actor)
        return APIWord.Done()
    }

    private func restore(_ body: APIWord.Nothing, _ context: Context) async throws -> APIWord.Done {
        try await RemoveEvidence(workplace).restore(id(context), by: context.actor)
        return APIWord.Done()
    }

    struct Citing: Decodable {
        let evidence: String
        let stage, section, page: String?
    }

    private func cite(_ body: Citing, _ context: Context) async throws -> APIWord.Citation {
        guard let kind = Submission.Kind(rawValue: body.stage ?? Submission.Kind.claim.rawValue) else {
            throw AssessmentsError.unreadable(field: "stage", text: body.stage ?? "")
        }
        let order = CiteEvidence.Order(
            try context.leafName, kind, evidence: ID(rawValue: body.evidence), section: body.section ?? "", page: body.page ?? "")
        return APIWord.Citation(try await CiteEvidence(workplace)(order, by: context.actor))
    }

    private func removeCitation(_ body: APIWord.Nothing, _ context: Context) async throws -> APIWord.Done {
        try await RemoveCitation(workplace)(ID(rawValue: context.path("citation")), of: context.leafName, by: context.actor)
        return APIWord.Done()
    }
}
