import Kernel
import Platform

/// What somebody may do with the campaigns of a unit.
package enum SurveyDuty: String, Hashable, Sendable, CaseIterable {
    /// Keeps instruments, plans, draws, opens and closes, lets results out (US-14).
    case plan
    /// Asks by telephone or at the door, and sees only whom one was given (US-15).
    case ask
    /// Keys paper in, and sees only the own batches (SV-45).
    case key
    case read

    /// The roles with which one has something to do here at all.
    package static let roles: [Role] = [.surveyCoordinator, .administrator, .enumerator, .leader, .auditor]

    private var holders: [Role] {
        switch self {
        case .plan: [.surveyCoordinator, .administrator]
        case .ask, .key: [.enumerator, .surveyCoordinator, .administrator]
        case .read: [.surveyCoordinator, .administrator, .leader, .auditor]
        }
    }

    package var access: Access { .anyOf(holders) }

    package func isHeld<Of>(by actor: Actor, for unit: ID<Of>) -> Bool {
        actor.kind == .operating || holders.contains { actor.has($0, for: unit) }
    }

    /// Whether the actor has the duty at all, for what belongs to no unit.
    package func isHeld(by actor: Actor) -> Bool { actor.kind == .operating || holders.contains(where: actor.has) }

    /// The units for which somebody has the duty; nil: all.
    package func units(of actor: Actor) -> Set<String>? {
        if actor.kind == .operating || actor.grants.contains(where: { holders.contains($0.role) && $0.unit == nil }) { return nil }
        return Set(holders.flatMap { actor.units(of: $0) })
    }
}
