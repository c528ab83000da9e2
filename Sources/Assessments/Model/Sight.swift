import Kernel
import Platform
import Scoring

/// What somebody may read of one unit in a round (US-33); nil where even its being there is not theirs to know.
package enum Sight: Sendable, Hashable {
    /// Administrator, auditor, chair, leader and council: everything but the council's private points.
    case whole
    /// The unit itself: others' judgements once their stage has ended.
    case own
    /// An appraiser: the fields assigned, from the end of self-assessment on.
    case fields(Set<String>)

    package init?(_ item: UnitCase) {
        let actor = item.rights.actor
        if Self.seesAll(actor) || actor.has(.leader, for: item.unit.id) {
            self = .whole
        } else if item.rights.worksFor(item.unit) {
            self = .own
        } else {
            let fields = item.rights.assignments.filter { $0.block == item.unit.block && ($0.unit == nil || $0.unit == item.unit.id) }
            guard !fields.isEmpty, actor.unit != item.unit.id.rawValue else { return nil }
            self = .fields(Set(fields.map(\.field)))
        }
    }

    /// Whoever sees every unit of every round.
    package static func seesAll(_ actor: Actor) -> Bool {
        actor.kind == .operating
            || [Role.administrator, .auditor, .chair, .councilMember, .councilSecretary].contains { actor.has($0) }
    }

    package func admits(_ leaf: Leaf) -> Bool {
        if case .fields(let fields) = self { fields.contains(leaf.field) } else { true }
    }

    /// Whether an entry of this kind may be read while its round is in a stage.
    ///
    /// A draft is its author's: claims are read by appraisers when self-assessment has ended, judgements by the unit when
    /// theirs has.
    package func admits(_ kind: Entry.Kind, at stage: Stage) -> Bool {
        switch self {
        case .whole: true
        case .own:
            switch kind {
            case .claim, .explanation: true
            case .appraisal, .survey: stage >= .explanation
            case .secondAppraisal: stage >= .council
            case .council: stage >= .decision
            }
        case .fields: kind != .claim || stage >= .appraisal
        }
    }

    /// The entries that may be read.
    package func seen(_ item: LeafCase) -> LeafEntries {
        LeafEntries(item.entries.all.filter { admits($0.kind, at: item.of.stage) })
    }
}
