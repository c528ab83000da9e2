import Kernel
import Platform
import Scoring

/// The secretary writes down what the council agreed on for a disputed leaf; from then on its members' points can be read
/// (PI-75).
package struct DecideInCouncil: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    @discardableResult
    package func callAsFunction(_ judgement: Judgement, by actor: Actor) async throws -> Entry {
        try await workplace.write(by: actor) { desk in
            let item = try desk.cases.leaf(judgement.leaf).item
            try item.check(.conclude)
            return try desk.judge(judgement, item, as: .council, "council_concluded", needsReason: true)
        }
    }
}
