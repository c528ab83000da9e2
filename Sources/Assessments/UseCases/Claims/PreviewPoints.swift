import Kernel
import Platform
import Scoring

/// Computes the points of a leaf as one types: the same sum as ``SaveEntry``, and nothing is kept.
package struct PreviewPoints: Sendable {
    /// The points, and the framework whose words say why.
    package struct Preview: Sendable {
        package var score: LeafScore
        package var framework: Framework
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(
        _ leaf: LeafName, inputs: [String: String], numbers: NumberStyle = .canonical, by actor: Actor
    ) async throws -> Preview {
        try await workplace.read(by: actor) { desk in
            let item = try desk.cases.leaf(leaf).item
            let score = try item.of.sheet.score(item.leaf, inputs: inputs, numbers: numbers)
            return Preview(score: score, framework: item.of.sheet.framework)
        }
    }
}
