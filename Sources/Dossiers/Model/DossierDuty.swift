import Kernel
import Platform
import Units

/// What somebody may do with the dossiers of a unit.
package enum DossierDuty: String, Hashable, Sendable, CaseIterable {
    /// Receives at the counter, asks for supplements there, returns results (US-7).
    case receive
    /// Handles what was assigned (US-8).
    case handle
    /// Assigns, extends, signs (US-9).
    case lead
    case read

    /// Whether somebody has the duty for a unit.
    package func isHeld<Of>(by actor: Actor, for unit: ID<Of>) -> Bool { holders.contains { actor.has($0, for: unit) } }

    /// The units for which somebody has the duty; nil: all.
    package func units(of actor: Actor) -> Set<String>? {
        if actor.grants.contains(where: { holders.contains($0.role) && $0.unit == nil }) { return nil }
        return Set(holders.flatMap { actor.units(of: $0) })
    }

    /// The roles that bring it.
    private var holders: [Role] {
        switch self {
        case .receive: [.counterOfficer]
        case .handle: [.caseOfficer, .unitHead]
        case .lead: [.unitHead]
        case .read: Self.roles
        }
    }

    /// The roles with which one has something to do here at all.
    package static let roles: [Role] = [.counterOfficer, .caseOfficer, .unitHead, .procedureController, .leader, .auditor]
}
