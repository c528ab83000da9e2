import Criteria
import Kernel
import Office
import Platform
import Scoring
import Storage

/// Drafts the correction of what was published: new values of some leaves, with the reason; everything else as it was (PI-81).
///
/// The draft goes the way of every publication: sealed anew, signed, perhaps under embargo; then it takes the place of the one
/// it corrects, which stays readable. Corrections that the draft already holds are kept, a leaf named again is corrected anew.
package struct CorrectPublication: Sendable {
    private let services: Services
    private let shelf: PublicationShelf

    package init(_ services: Services) {
        self.services = services
        shelf = PublicationShelf(services)
    }

    /// `numbers` is how the inputs are written; faults name the input.
    @discardableResult
    package func callAsFunction(
        _ code: String, _ orders: [CorrectionOrder], reason: String, numbers: NumberStyle = .canonical, by actor: Actor
    ) async throws -> Publication {
        try actor.require(anyOf: Publishers.preparing)
        let log = FaultLog()
        let reason = log.line(reason, "reason", limit: 2000)
        try log.check()
        let desk = PublicationDesk(services, actor)
        let (old, draft, earlier) = try await services.database.read { db in
            let old = try desk.publication(code, in: .published, .superseded, db: db)
            let successor = try old.successor.flatMap { try PublicationStore.find($0.code, db) }
            if let successor, successor.decision != nil {
                throw RankingsError.correctedAlready(publication: code, by: successor.code)
            }
            return (old, successor, try successor.map { try PublicationStore.corrections(of: $0.id, db) } ?? [])
        }
        let bundle = try await shelf.open(old)
        let renewed = orders.map { [$0.block, $0.unit, $0.criterion] }
        let kept = earlier.filter { !renewed.contains([$0.block, $0.unit, $0.criterion]) }
        var pass = CorrectionPass(bundle)
        for correction in kept {
            let order = CorrectionOrder(
                block: correction.block, unit: correction.unit, criterion: correction.criterion, inputs: correction.after,
                reason: correction.reason)
            try pass.add(order, numbers: .canonical)
        }
        for order in orders { try pass.add(order, numbers: numbers) }
        let (blocks, corrections) = try pass.finish()
        let version = try await services.database.read { db in try RankingStore.all(of: old.id, db).map(\.version).max() ?? 1 }
        let newCode = old.code(ofVersion: version + 1, from: version)
        let about = [
            ("code", newCode), ("title_vi", old.title.vi), ("title_en", old.title.en), ("period", old.period.description),
            ("corrects", old.code), ("corrects_root", old.root.description), ("reason", reason),
        ]
        let sealed = try Bundle(about: about, blocks, corrections: corrections)
        let file = try await services.files.store(sealed.zip(), limit: .max)
        let publication = Publication(
            id: services.newID(), code: newCode, round: old.round, title: old.title, period: old.period,
            correction: Publication.Correction(of: old.id, code: old.code, reason: reason), paper: draft?.paper ?? old.paper,
            root: sealed.root, bundle: file.digest, prepared: services.now())
        try await services.database.write { db in
            // The draft of a moment ago, or none: somebody else may have begun or signed one meanwhile.
            let now = try PublicationStore.find(old.id, db)?.successor
            guard now?.code == draft?.code, now?.released == nil else {
                throw RankingsError.correctedAlready(publication: code, by: now?.code ?? "")
            }
            if let draft { try PublicationStore.delete(draft.id, db) }
            try desk.insert(publication, file, blocks: blocks.map(\.scored.code), db)
            try PublicationStore.insert(corrections, of: publication.id, db)
            try desk.record(
                "corrected", publication,
                after: ["corrects": .text(old.code), "root": .text(sealed.root.description), "leaves": AuditValue(corrections)],
                reason: reason, db)
        }
        return publication
    }
}

extension Publication {
    /// `cchc-2026`, `cchc-2026-2`, `cchc-2026-3`.
    fileprivate func code(ofVersion next: Int, from version: Int) -> String {
        let base = version > 1 && code.hasSuffix("-\(version)") ? String(code.dropLast("-\(version)".count)) : code
        return "\(base)-\(next)"
    }
}

extension AuditValue {
    fileprivate init(_ corrections: [LeafCorrection]) {
        self = .list(
            corrections.map { correction in
                [
                    "unit": .text(correction.unit), "criterion": .text(correction.criterion),
                    "before": .text(LeafCorrection.text(correction.before)), "after": .text(LeafCorrection.text(correction.after)),
                    "points_before": AuditValue(correction.pointsBefore), "points_after": AuditValue(correction.pointsAfter),
                    "reason": .text(correction.reason),
                ]
            })
    }
}
