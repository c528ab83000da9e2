/// Where a round, or one leaf of one unit in it, stands (PI-70…77).
///
/// No timer locks anything: the stage is computed from the deadlines and the server's clock whenever somebody acts.
package enum Stage: String, Sendable, Hashable, CaseIterable, Comparable {
    case preparation
    case selfAssessment = "self_assessment"
    case appraisal
    case explanation
    case secondAppraisal = "second_appraisal"
    case council
    /// Every deadline has passed; the round waits for its decision.
    case decision
    case decided

    package static func < (one: Stage, other: Stage) -> Bool { one.order < other.order }

    /// The stages in which something is stated, and which can be reopened.
    package static let working: [Stage] = [.selfAssessment, .appraisal, .explanation, .secondAppraisal, .council]

    /// The key of its name.
    package var text: String { "assessments.stage.\(rawValue)" }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
