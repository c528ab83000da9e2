import Kernel
import Scoring

/// A place where points are given in a round (GL-9): a leaf of the framework and the way its figures come.
package struct Leaf: Sendable, Hashable {
    package let code: String
    /// Its row in the score sheet.
    package let row: Int
    /// Code of the top node above it; ``bonus`` or ``penalty`` for leaves outside the total.
    package let field: String
    package let channel: Channel

    /// The fields of leaves outside the total (PI-30, PI-31): only what is stated counts.
    package static let bonus = "bonus"
    package static let penalty = "penalty"

    package var isExtra: Bool { field == Self.bonus || field == Self.penalty }

    /// Who states the figures of a leaf.
    package enum Channel: String, Sendable, CaseIterable {
        /// The unit claims, an appraiser judges.
        case claimed
        /// Another body gave them (PI-35); the appraiser enters them, the unit claims nothing.
        case external
        /// A survey gave them (PI-46); they are imported.
        case survey
        /// The framework settles the leaf for all units; nobody states anything.
        case fixed
    }
}

extension ScoreSheet {
    /// The leaf of this code; nil for an inner node and for an unknown code.
    package func leaf(_ code: String) -> Leaf? { row(code).flatMap(leaf(at:)) }

    /// All leaves, in the order of the framework, bonus and penalty last.
    package var leaves: [Leaf] { rows.indices.compactMap(leaf(at:)) }

    /// The fields of a round that have something to appraise, bonus and penalty last.
    package var fieldCodes: [String] {
        var codes: [String] = []
        for leaf in leaves where codes.last != leaf.field { codes.append(leaf.field) }
        return codes
    }

    private func leaf(at index: Int) -> Leaf? {
        let row = rows[index]
        guard row.isLeaf else { return nil }
        var top = row
        while let parent = top.parent { top = rows[parent] }
        return Leaf(code: row.code, row: index, field: field(of: top), channel: Self.channel(of: row))
    }

    private func field(of top: Row) -> String {
        if framework.bonus.criteria.contains(where: { $0.code == top.code }) { return Leaf.bonus }
        if framework.penalty.criteria.contains(where: { $0.code == top.code }) { return Leaf.penalty }
        return top.code
    }

    private static func channel(of row: Row) -> Leaf.Channel {
        if row.criterion.part == .survey { return .survey }
        guard let rule = row.criterion.rule else { return .claimed }
        if rule.inputs.isEmpty { return .fixed }
        return rule.isSelfScored ? .claimed : .external
    }
}
