import Kernel
import Platform
import Storage

/// Ties a piece of evidence to a leaf, with section and page; anew with an explanation (US-2, PI-74).
package struct CiteEvidence: Sendable {
    package struct Order: Sendable {
        package var leaf: LeafName
        package var kind: Submission.Kind
        package var evidence: ID<Evidence>
        package var section: String
        package var page: String

        package init(_ leaf: LeafName, _ kind: Submission.Kind, evidence: ID<Evidence>, section: String = "", page: String = "") {
            self.leaf = leaf
            self.kind = kind
            self.evidence = evidence
            self.section = section
            self.page = page
        }
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> Citation {
        let section = try WrittenText.read(order.section, field: "section", limit: WrittenText.lineLimit)
        let page = try WrittenText.read(order.page, field: "page", limit: WrittenText.lineLimit)
        return try await workplace.write(by: actor) { desk in
            let item = try desk.cases.leaf(order.leaf).item
            try item.check(order.kind.act)
            let evidence = try desk.ownEvidence(order.evidence)
            guard evidence.unit == item.of.unit.id else { throw AssessmentsError.evidenceOfAnotherUnit }
            guard evidence.removed == nil else { throw AssessmentsError.evidenceRemoved }
            guard try EvidenceStore.lastVersion(of: evidence.chain, desk.db) == evidence.version else {
                throw AssessmentsError.evidenceReplaced
            }
            let citation = Citation(
                id: desk.newID(), criterion: item.leaf.code, kind: order.kind, evidence: evidence, section: section, page: page,
                by: desk.signature, cited: desk.now)
            for other in try desk.citations(of: item) where other.evidence.chain == evidence.chain {
                // What the appraiser saw already is nothing new to explain with.
                if order.kind == .explanation, other.kind == .claim { throw AssessmentsError.explanationNeedsNewEvidence }
                if other.kind == order.kind, other.section == section, other.page == page { throw AssessmentsError.citedAlready }
            }
            try EvidenceStore.insert(citation, of: item, desk.db)
            try desk.record("cited", item.subject, unit: item.of.unit, after: AuditValue(citation))
            return citation
        }
    }
}

extension Submission.Kind {
    /// What evidence is cited for, and so who may and when.
    var act: LeafAct {
        switch self {
        case .claim: .claim
        case .explanation: .explain
        }
    }
}

extension Workplace.Desk {
    func citations(of item: LeafCase) throws -> [Citation] {
        try EvidenceStore.citations(of: item.of.unit.id, in: item.of.round.id, criterion: item.leaf.code, db)
    }

    /// Evidence of a unit for which the person scores; that of others is not there.
    func ownEvidence(_ id: ID<Evidence>) throws -> Evidence {
        guard let evidence = try EvidenceStore.find(id, db),
            actor.has(.unitOfficer, for: evidence.unit) || actor.has(.unitHead, for: evidence.unit)
        else { throw AssessmentsError.noSuchEvidence }
        return evidence
    }
}

extension AuditValue {
    init(_ citation: Citation) {
        self = [
            "stage": .text(citation.kind.rawValue), "evidence": .text(citation.evidence.title),
            "version": .whole(Int64(citation.evidence.version)), "section": .text(citation.section), "page": .text(citation.page),
        ]
    }
}
