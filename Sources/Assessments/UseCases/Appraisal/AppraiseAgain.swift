import Kernel
import Platform

/// Judges a leaf once more after the unit explained (PI-75); always with a reason, for the unit gave one.
package struct AppraiseAgain: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    @discardableResult
    package func callAsFunction(_ judgement: Judgement, by actor: Actor) async throws -> Entry {
        try await workplace.write(by: actor) { desk in
            let item = try desk.cases.leaf(judgement.leaf).item
            try item.check(.appraiseAgain)
            return try desk.judge(judgement, item, as: .secondAppraisal, "appraised_again", needsReason: true)
        }
    }
}
