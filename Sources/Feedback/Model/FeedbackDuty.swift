import Kernel
import Platform

/// What somebody may do with the petitions of a unit.
package enum FeedbackDuty: String, Hashable, Sendable, CaseIterable {
    /// Enters what comes on paper or by telephone (FB-1).
    case receive
    case handle
    /// Gives to officers, publishes, looks a second time, holds conferences.
    case lead
    case read

    /// The roles with which one has something to do here at all.
    package static let roles: [Role] = [.counterOfficer, .caseOfficer, .unitHead, .procedureController, .leader, .auditor]

    private var holders: [Role] {
        switch self {
        case .receive: [.counterOfficer, .caseOfficer, .unitHead, .procedureController]
        case .handle: [.caseOfficer, .unitHead, .procedureController]
        case .lead: [.unitHead, .procedureController]
        case .read: Self.roles
        }
    }

    /// Who may be given a petition.
    package static let officers: [Role] = [.caseOfficer, .unitHead]

    package var access: Access { .anyOf(holders) }

    package func isHeld<Of>(by actor: Actor, for unit: ID<Of>) -> Bool { holders.contains { actor.has($0, for: unit) } }

    /// The units for which somebody has the duty; nil: all.
    package func units(of actor: Actor) -> Set<String>? {
        if actor.grants.contains(where: { holders.contains($0.role) && $0.unit == nil }) { return nil }
        return Set(holders.flatMap { actor.units(of: $0) })
    }
}
