import Assessments
import Kernel
import Platform
import Scoring
import Storage
import Units

/// Publications as they are read: by everybody from their moment on, before that by those who prepare them.
struct FindPublications: Sendable {
    /// One publication opened, with what it corrects.
    struct Reading: Sendable {
        let publication: Publication
        let stage: Publication.Stage
        let bundle: OpenBundle
        let corrections: [LeafCorrection]
        /// The publication that it corrects, opened too.
        let corrected: OpenBundle?
    }

    /// What those who prepare publications have before them.
    struct Desk: Sendable {
        let publications: [(publication: Publication, stage: Publication.Stage)]
        /// Decided rounds of which nothing is prepared yet.
        let rounds: [Round]
    }

    let services: Services
    let shelf: PublicationShelf

    init(_ services: Services, _ shelf: PublicationShelf) {
        self.services = services
        self.shelf = shelf
    }

    /// What everybody may see, the latest period first.
    func all() async throws -> [(publication: Publication, stage: Publication.Stage)] {
        let now = services.now()
        return try await services.database.read { db in
            try PublicationStore.all(db).filter { $0.isPublic(at: now) }.map { ($0, $0.stage(at: now)) }
        }
    }

    func callAsFunction(_ code: String) async throws -> Reading {
        let reading = try await reading(code)
        // A draft is not even said to be there.
        guard reading.publication.isPublic(at: services.now()) else { throw RankingsError.publicationNotFound(code) }
        return reading
    }

    func callAsFunction(_ code: String, by actor: Actor) async throws -> Reading {
        try actor.require(anyOf: Publishers.preparing)
        return try await reading(code)
    }

    func desk(by actor: Actor) async throws -> Desk {
        try actor.require(anyOf: Publishers.preparing)
        let rounds = try await ShowRound(Workplace(services)).all(by: actor).map(\.round)
        let now = services.now()
        let publications = try await services.database.read { db in try PublicationStore.all(db) }
        let published = Set(publications.map(\.round))
        return Desk(
            publications: publications.map { ($0, $0.stage(at: now)) },
            rounds: rounds.filter { $0.status == .decided && $0.kind == .real && !published.contains($0.id) })
    }

    /// The publication that a ranking is part of.
    func publication(of ranking: Ranking) async throws -> Publication? {
        guard let id = ranking.publication else { return nil }
        return try await services.database.read { db in try PublicationStore.find(id, db) }
    }

    private func reading(_ code: String) async throws -> Reading {
        let (publication, before, corrections) = try await services.database.read { db in
            guard let publication = try PublicationStore.find(code, db) else { throw RankingsError.publicationNotFound(code) }
            let before = try publication.correction.flatMap { try PublicationStore.find($0.of, db) }
            return (publication, before, try PublicationStore.corrections(of: publication.id, db))
        }
        var corrected: OpenBundle?
        if let before { corrected = try await shelf.open(before) }
        return Reading(
            publication: publication, stage: publication.stage(at: services.now()), bundle: try await shelf.open(publication),
            corrections: corrections, corrected: corrected)
    }
}

extension FindPublications.Reading {
    /// A unit whose total, rank or class the correction changed (PI-81).
    struct Moved: Sendable {
        let block: ScoredBlock
        let unit: String
        let name: String
        let before: (total: Points, rank: Rank?, band: Int?)
        let after: (total: Points, rank: Rank?, band: Int?)
    }

    /// Everything that came out otherwise than in the publication that is corrected.
    var moved: [Moved] {
        guard let corrected else { return [] }
        return bundle.blocks.flatMap { block -> [Moved] in
            guard let old = corrected.block(block.code) else { return [] }
            return block.standings.order.compactMap { index in
                let unit = block.units[index]
                guard let other = old.index(of: unit.code) else { return nil }
                let (was, now) = (old.outcome(other), block.outcome(index))
                return was == now ? nil : Moved(block: block, unit: unit.code, name: unit.name, before: was, after: now)
            }
        }
    }
}

extension ScoredBlock {
    fileprivate func outcome(_ unit: Int) -> (total: Points, rank: Rank?, band: Int?) {
        (scores.totals[unit].total, standings.entries[unit].rank, standings.entries[unit].band)
    }
}
