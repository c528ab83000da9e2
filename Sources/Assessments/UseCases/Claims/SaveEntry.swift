import Kernel
import Platform
import Scoring

/// States what a unit claims of one leaf (PI-71); a draft may be saved at any time until the head has submitted.
package struct SaveEntry: Sendable {
    /// What is stated, and over which version.
    package struct Order: Sendable {
        package var leaf: LeafName
        /// Input to value as written; or `not_applicable`, `missing` with a reason, or `points`.
        package var inputs: [String: String]
        /// How the leaf was scored; the place of evidence where there is none (PI-46).
        package var comment: String
        /// The version that the person saw; 0 where there was none.
        package var version: Int
        package var numbers: NumberStyle

        package init(
            _ leaf: LeafName, inputs: [String: String], comment: String = "", version: Int = 0, numbers: NumberStyle = .canonical
        ) {
            self.leaf = leaf
            self.inputs = inputs
            self.comment = comment
            self.version = version
            self.numbers = numbers
        }
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> Entry {
        let comment = try WrittenText.read(order.comment, field: "comment")
        return try await workplace.write(by: actor) { desk in
            let item = try desk.cases.leaf(order.leaf).item
            try item.check(.claim)
            let score = try item.of.sheet.score(item.leaf, inputs: order.inputs, numbers: order.numbers)
            let (proposal, interval) = try desk.proposal(for: item)
            if comment.isEmpty {
                if let proposal, proposal != score.stated { throw AssessmentsError.overruledWithoutReason(item.leaf.code) }
                if item.isDirect(score.stated) { throw AssessmentsError.reasonMissing(item.leaf.code) }
            }
            let draft = EntryDraft(
                kind: .claim, score: score, comment: comment, version: order.version, proposal: proposal,
                interval: proposal == score.stated ? interval : nil)
            return try desk.save(draft, of: item, as: "claimed")
        }
    }
}

extension LeafCase {
    /// Whether points were stated in place of the figures that the rule asks for.
    func isDirect(_ stated: Stated) -> Bool { of.sheet.rows[leaf.row].givenCell != nil && stated.isDirect }
}
