import Kernel
import Platform
import Storage
import Units

/// Gives evidence to whoever may see it: the unit itself, and those who see a leaf that cites it.
package struct ReadEvidence: Sendable {
    /// A paper with everything that is told of it.
    package struct Paper: Sendable {
        package var evidence: Evidence
        /// Every version of it, the latest first.
        package var versions: [Evidence]
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ id: ID<Evidence>, by actor: Actor) async throws -> Paper {
        try await workplace.read(by: actor) { desk in
            guard let evidence = try EvidenceStore.find(id, desk.db), try desk.sees(evidence) else { throw AssessmentsError.noSuchEvidence }
            let versions = try EvidenceStore.evidence(of: evidence.unit, withReplaced: true, desk.db).filter { $0.chain == evidence.chain }
            return Paper(evidence: evidence, versions: versions)
        }
    }

    /// The file, checked against its digest.
    package func file(_ id: ID<Evidence>, by actor: Actor) async throws -> FileAnswer {
        guard case .file(let stored, let name, let type) = try await self(id, by: actor).evidence.source else {
            throw AssessmentsError.noSuchEvidence
        }
        return FileAnswer(name: name, mediaType: type, bytes: try await workplace.services.files.read(stored.digest))
    }

    /// All evidence of a unit, the latest first; removed papers among it, for they can be had back.
    package func all(of unit: String, by actor: Actor) async throws -> [Evidence] {
        try await workplace.read(by: actor) { desk in
            guard let found = try UnitStore.find(code: unit, desk.db),
                Sight.seesAll(actor) || actor.has(.unitOfficer, for: found.id) || actor.has(.unitHead, for: found.id)
            else { throw AssessmentsError.noSuchUnit(unit) }
            return try EvidenceStore.evidence(of: found.id, desk.db)
        }
    }
}

extension Workplace.Desk {
    fileprivate func sees(_ evidence: Evidence) throws -> Bool {
        let unit = evidence.unit
        if Sight.seesAll(actor) || [.unitOfficer, .unitHead, .leader].contains(where: { actor.has($0, for: unit) }) { return true }
        return try EvidenceStore.uses(ofChain: evidence.chain, db).contains { round, unit, citation in
            guard citation.evidence.id == evidence.id else { return false }
            do {
                let (item, sight) = try cases.leaf(LeafName(round: round, unit: unit, criterion: citation.criterion))
                return sight.admits(Entry.Kind(citation.kind), at: item.of.stage)
            } catch is AssessmentsError {
                return false
            }
        }
    }
}

extension Entry.Kind {
    /// The entry that evidence of this kind proves.
    init(_ kind: Submission.Kind) {
        switch kind {
        case .claim: self = .claim
        case .explanation: self = .explanation
        }
    }
}
