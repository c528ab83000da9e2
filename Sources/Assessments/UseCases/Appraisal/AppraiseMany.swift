import Kernel
import Platform
import Scoring

/// Accepts many leaves as claimed, all or none (EXPECTED 7).
package struct AppraiseMany: Sendable {
    /// A leaf, and the version of its claim that the appraiser saw: nobody accepts a claim unseen.
    package struct Item: Sendable, Hashable {
        package var unit: String
        package var criterion: String
        package var claimVersion: Int

        package init(unit: String, criterion: String, claimVersion: Int) {
            self.unit = unit
            self.criterion = criterion
            self.claimVersion = claimVersion
        }
    }

    package static let limit = 500

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// Throws every leaf that cannot be accepted, each with its reason; then none was.
    @discardableResult
    package func callAsFunction(round: String, _ items: [Item], comment: String = "", by actor: Actor) async throws -> [Entry] {
        guard items.count <= Self.limit else { throw AssessmentsError.textTooLong(field: "leaves", limit: Self.limit) }
        return try await workplace.write(by: actor) { desk in
            let log = FaultLog()
            var accepted: [(judgement: Judgement, item: LeafCase)] = []
            for wanted in items {
                do {
                    let item = try desk.cases.leaf(LeafName(round: round, unit: wanted.unit, criterion: wanted.criterion)).item
                    try item.check(.appraise)
                    guard let claim = item.entries.claim else { throw AssessmentsError.nothingClaimed(wanted.criterion) }
                    guard claim.version == wanted.claimVersion else {
                        throw AssessmentsError.conflict(LostUpdate(criterion: wanted.criterion, theirs: claim))
                    }
                    let judgement = Judgement(
                        LeafName(round: round, unit: wanted.unit, criterion: wanted.criterion), .asClaimed, comment: comment,
                        version: item.entries[.appraisal]?.version ?? 0)
                    accepted.append((judgement, item))
                } catch let error as AssessmentsError {
                    log.add(error.code, at: Place(file: wanted.unit, field: wanted.criterion), error.details)
                }
            }
            try log.check()
            return try accepted.map { try desk.judge($0.judgement, $0.item, as: .appraisal, "appraised") }
        }
    }
}
