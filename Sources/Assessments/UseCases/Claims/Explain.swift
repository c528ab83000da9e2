import Kernel
import Platform

/// Answers the loss of points on one leaf in the unit's own words (PI-74).
package struct Explain: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    @discardableResult
    package func callAsFunction(_ leaf: LeafName, text: String, version: Int, by actor: Actor) async throws -> Entry {
        let text = try WrittenText.required(text, field: "text")
        return try await workplace.write(by: actor) { desk in
            let item = try desk.cases.leaf(leaf).item
            try item.check(.explain)
            let draft = EntryDraft(kind: .explanation, score: nil, comment: text, version: version)
            return try desk.save(draft, of: item, as: "explained")
        }
    }
}
