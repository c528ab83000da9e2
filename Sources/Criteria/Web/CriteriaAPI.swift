import Kernel
import Platform
import Scoring

/// Drafts for programs: send a text, publish what was checked.
struct CriteriaAPI: Sendable {
    struct DraftAnswer: Encodable, Sendable {
        var framework: String
        /// To be sent back with what is done to the draft.
        var revision: Int
        var warnings: Int
    }

    struct DraftBody: Decodable, Sendable {
        var text: String
        /// Of the draft that is saved over; none for a new one.
        var revision: Int?
    }

    struct RevisionBody: Decodable, Sendable {
        var revision: Int
    }

    struct PublishedAnswer: Encodable, Sendable {
        var framework: String
    }

    private let services: Services

    init(_ services: Services) { self.services = services }

    func save(_ body: DraftBody, _ context: Context) async throws -> DraftAnswer {
        let over = try body.revision.map { _ in try FrameworkFile(body.text, name: "draft").framework.identity }
        let identity = try await SaveDraft(services)(body.text, over: over, seen: body.revision ?? 0, by: context.actor)
        let review = try await FindDrafts(services)(identity)
        return DraftAnswer(framework: identity, revision: review.draft.revision, warnings: review.file.warnings.count)
    }

    func publish(_ body: RevisionBody, _ context: Context) async throws -> PublishedAnswer {
        let identity = try context.path("draft")
        try await PublishDraft(services)(identity, seen: body.revision, by: context.actor)
        return PublishedAnswer(framework: identity)
    }
}
