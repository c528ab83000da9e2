import Kernel
import Platform
import Scoring
import Storage
import Units

/// Whom each block of a publication proposes to commend, by the block's rule; drafts too, since both are signed together.
struct ProposeCommendations: Sendable {
    let services: Services
    let find: FindPublications

    func callAsFunction(_ code: String, by actor: Actor) async throws -> (publication: Publication, lists: [CommendationList]) {
        let reading = try await find(code, by: actor)
        let (now, publication) = (services.now(), reading.publication)
        let lists = try await services.database.read { db in
            try reading.bundle.blocks.map { block in
                let earlier = try RankingStore.series(block.code, at: now, db).current().last {
                    $0.period.last < publication.period.last
                }
                var before: [String: Rank] = [:]
                if let earlier, block.framework.isComparable(with: earlier.framework) {
                    for result in try RankingStore.results(earlier.id, db) { before[result.unitCode] = result.rank }
                }
                return CommendationList(block, try CommendationStore.rule(of: block.code, db), before: before)
            }
        }
        return (publication, lists)
    }
}
