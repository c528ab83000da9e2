import Kernel
import Platform
import Scoring

/// An entry as somebody means it, before it has a version and a place.
struct EntryDraft {
    var kind: Entry.Kind
    /// Nil for an explanation.
    var score: LeafScore?
    var comment: String
    /// The version that the person saw; 0 where there was none.
    var version: Int
    var proposal: Stated?
    /// Of a claim and of a survey; a judgement takes it over from the value that it confirms.
    var interval: MeasuredInterval?
}

extension Workplace.Desk {
    /// Keeps an entry over the version that its author saw, marks what counts now, and writes it into the leaf's history.
    ///
    /// Throws ``AssessmentsError/conflict(_:)`` with both values when somebody was faster. What changes nothing is not stored.
    func save(_ draft: EntryDraft, of item: LeafCase, as action: String) throws -> Entry {
        let present = item.entries[draft.kind]
        let entry = Entry(
            kind: draft.kind, stated: draft.score?.stated, points: draft.score?.points, isApplicable: draft.score?.isApplicable ?? true,
            comment: draft.comment, proposal: draft.proposal, interval: interval(draft, item), claimVersion: claimVersion(draft.kind, item),
            by: signature, saved: now, version: draft.version + 1)
        if let present, present.version == draft.version, present.says(entry) { return present }
        guard draft.version == present?.version ?? 0 else {
            throw AssessmentsError.conflict(
                LostUpdate(criterion: item.leaf.code, theirs: present, yours: entry.stated, yourPoints: entry.points))
        }
        try EntryStore.save(entry, of: item, db)
        var entries = item.entries
        entries[draft.kind] = entry
        if entries.verdict?.kind != item.entries.verdict?.kind { try EntryStore.mark(entries.verdict?.kind, of: item, db) }
        try record(
            action, item.subject, unit: item.of.unit, before: present.map(AuditValue.init), after: AuditValue(entry), reason: entry.comment)
        return entry
    }

    /// A value that somebody corrected is not the one that was measured (PI-61).
    private func interval(_ draft: EntryDraft, _ item: LeafCase) -> MeasuredInterval? {
        switch draft.kind {
        case .claim, .survey: draft.interval
        case .explanation: nil
        case .appraisal, .secondAppraisal, .council:
            item.entries.claim.flatMap { $0.stated == draft.score?.stated ? $0.interval : nil }
        }
    }

    private func claimVersion(_ kind: Entry.Kind, _ item: LeafCase) -> Int {
        switch kind {
        case .claim, .survey: 0
        case .appraisal, .explanation, .secondAppraisal, .council: item.entries.claim?.version ?? 0
        }
    }
}

extension Entry {
    /// Whether another entry says the same.
    fileprivate func says(_ other: Entry) -> Bool {
        stated == other.stated && points == other.points && comment == other.comment && claimVersion == other.claimVersion
            && proposal == other.proposal && interval == other.interval
    }
}

extension AuditValue {
    /// An entry as history shows it.
    init(_ entry: Entry) {
        var values: [String: AuditValue] = [
            "stage": .text(entry.kind.rawValue), "statement": AuditValue(entry.stated?.text), "points": AuditValue(entry.points),
            "applicable": .flag(entry.isApplicable), "version": .whole(Int64(entry.version)),
        ]
        if let interval = entry.interval { values["interval"] = .text(interval.text) }
        self = .map(values)
    }
}
