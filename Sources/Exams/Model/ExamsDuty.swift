import Kernel
import Platform

/// What somebody may do with tests, beside sitting them.
package enum ExamsDuty: Hashable, Sendable, CaseIterable {
    /// Keeps the bank, plans, announces, releases.
    case organise
    /// Reads results unit by unit (SV-71).
    case read
    /// Reads results by name, question by question.
    case readPeople

    private var holders: [Role] {
        switch self {
        case .organise: [.administrator]
        case .read: [.administrator, .auditor, .leader, .unitHead]
        case .readPeople: [.administrator, .auditor]
        }
    }

    package var access: Access { .anyOf(holders) }

    package func isHeld(by actor: Actor) -> Bool { actor.kind == .operating || holders.contains { actor.has($0) } }

    /// The units whose results somebody may read; nil: of all.
    package static func units(of actor: Actor) -> Set<String>? {
        let holders = ExamsDuty.read.holders
        if actor.kind == .operating || actor.grants.contains(where: { holders.contains($0.role) && $0.unit == nil }) { return nil }
        return Set(holders.flatMap { actor.units(of: $0) })
    }
}
