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
    package func isHeld<Of>(by actor: Actor, for unit: ID<Of>) -> Bool {
        let roles: [Role] =
            switch self {
            case .receive: [.counterOfficer]
            case .handle: [.caseOfficer, .unitHead]
            case .lead: [.unitHead]
            case .read: [.counterOfficer, .caseOfficer, .unitHead, .procedureController, .leader, .auditor]
            }
        return roles.contains { actor.has($0, for: unit) }
    }

    /// The roles with which one has something to do here at all.
    package static let roles: [Role] = [.counterOfficer, .caseOfficer, .unitHead, .procedureController, .leader, .auditor]
}
