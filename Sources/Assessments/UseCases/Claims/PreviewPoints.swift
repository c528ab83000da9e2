import Kernel
import Platform
import Scoring

/// Computes the points of a leaf as one types: the same sum as ``SaveEntry``, and nothing is kept.
package struct PreviewPoints: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(
        _ leaf: LeafName, inputs: [String: String], numbers: NumberStyle = .canonical, by actor: Actor
    ) async throws -> LeafScore {
        try await workplace.read(by: actor) { desk in
            let item = try desk.cases.leaf(leaf).item
            return try item.of.sheet.score(item.leaf, inputs: inputs, numbers: numbers)
        }
    }
}
