import Kernel
import Platform
import Storage

/// What the verbs on publications share: finding one in its stage, keeping one, writing down what was done.
struct PublicationDesk: Sendable {
    let services: Services
    let actor: Actor

    init(_ services: Services, _ actor: Actor) {
        self.services = services
        self.actor = actor
    }

    /// A publication that is in one of the stages by the clock.
    func publication(_ code: String, in stages: Publication.Stage..., db: any Connection) throws -> Publication {
        guard let publication = try PublicationStore.find(code, db) else { throw RankingsError.publicationNotFound(code) }
        let stage = publication.stage(at: services.now())
        guard stages.contains(stage) else { throw RankingsError.wrongStage(publication: code, stage) }
        return publication
    }

    /// Keeps a draft whose addresses nobody has taken.
    func insert(_ publication: Publication, _ file: StoredFile, blocks: [String], _ db: any Connection) throws {
        guard try PublicationStore.find(publication.code, db) == nil else { throw RankingsError.alreadyPublished(publication.code) }
        for code in blocks.map(publication.ranking(of:)) where try RankingStore.find(code: code, db) != nil {
            throw RankingsError.alreadyPublished(code)
        }
        try FileRecordStore.insert(file, mediaType: "application/zip", at: publication.prepared, db)
        try PublicationStore.insert(publication, db)
    }

    func record(
        _ action: String, _ publication: Publication, before: AuditValue? = nil, after: AuditValue? = nil, reason: String? = nil,
        _ db: any Connection
    ) throws {
        try services.audit.record(
            "rankings.publication_\(action)", by: actor, subject: publication.subject, before: before, after: after, reason: reason, in: db)
    }
}

extension AuditValue {
    init(_ paper: DecisionPaper) {
        self = .map(
            Dictionary(uniqueKeysWithValues: DecisionPaper.fields.map { ($0.name, AuditValue.text(paper[keyPath: $0.path])) }))
    }
}
