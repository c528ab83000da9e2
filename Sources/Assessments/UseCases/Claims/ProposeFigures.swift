import Kernel
import Platform
import Scoring

/// Fills every leaf that is measured and for which nothing was stated yet with what indicators say (HOUSE 1).
package struct ProposeFigures: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// The codes of the leaves that were filled.
    @discardableResult
    package func callAsFunction(round: String, unit: String, by actor: Actor) async throws -> [String] {
        try await workplace.write(by: actor) { desk in
            let (item, sight) = try desk.cases.unit(unit, in: round)
            let values = try IndicatorStore.values(of: item.unit.id.rawValue, in: item.round.period, desk.db)
            let entries = try EntryStore.entries(of: item.unit.id, in: item.round.id, desk.db)
            var filled: [String] = []
            for leaf in item.sheet.leaves where sight.admits(leaf) && entries[leaf.code]?.claim == nil {
                guard let proposal = item.sheet.proposal(for: leaf, from: values) else { continue }
                let leafCase = LeafCase(of: item, leaf: leaf, entries: entries[leaf.code] ?? LeafEntries())
                try leafCase.check(.claim)
                let score = try item.sheet.score(leaf, inputs: proposal.values, numbers: .canonical)
                let draft = EntryDraft(
                    kind: .claim, score: score, comment: "", version: 0, proposal: proposal,
                    interval: item.sheet.interval(of: proposal, leaf, from: values))
                _ = try desk.save(draft, of: leafCase, as: "claimed")
                filled.append(leaf.code)
            }
            return filled
        }
    }
}

extension Workplace.Desk {
    /// What indicators say of a leaf, and how surely.
    func proposal(for item: LeafCase) throws -> (stated: Stated?, interval: MeasuredInterval?) {
        guard item.criterion.indicator != nil else { return (nil, nil) }
        let values = try IndicatorStore.values(of: item.of.unit.id.rawValue, in: item.of.round.period, db)
        let stated = item.of.sheet.proposal(for: item.leaf, from: values)
        return (stated, stated.flatMap { item.of.sheet.interval(of: $0, item.leaf, from: values) })
    }
}

extension ScoreSheet {
    /// The statement that a measured value makes; nil where none was measured, or where the rule cannot take it.
    func proposal(for leaf: Leaf, from values: [String: IndicatorValue]) -> Stated? {
        guard leaf.channel == .claimed, let name = rows[leaf.row].criterion.indicator, let value = values[name] else { return nil }
        guard let inputs = inputs(of: leaf, from: value.measure) else { return nil }
        return try? score(leaf, inputs: inputs, numbers: .canonical).stated
    }

    /// How surely a proposal is known; nil where nobody says, and where the rule does not take both ends (PI-61).
    func interval(of proposal: Stated, _ leaf: Leaf, from values: [String: IndicatorValue]) -> MeasuredInterval? {
        let interval = rows[leaf.row].criterion.indicator.flatMap { values[$0]?.interval }
        return interval.flatMap { takes($0, of: leaf, stated: proposal) ? $0 : nil }
    }

    /// Whether an interval can be carried on from a statement: one number that lies in it, and a rule that takes both ends.
    func takes(_ interval: MeasuredInterval, of leaf: Leaf, stated: Stated) -> Bool {
        guard stated.values.count == 1, let (name, text) = stated.values.first, let target = target(name, row: leaf.row),
            case .number = target.kind, let value = Number(text), interval.contains(value)
        else { return false }
        return [interval.low, interval.high].allSatisfy { end in
            (try? score(leaf, inputs: [name: "\(end)"], numbers: .canonical)) != nil
        }
    }

    private func inputs(of leaf: Leaf, from measure: IndicatorValue.Measure) -> [String: String]? {
        let names = rows[leaf.row].inputs.map(\.name)
        switch measure {
        case .ratio(let numerator, let denominator):
            guard names.contains("numerator"), names.contains("denominator") else { return nil }
            return ["numerator": "\(numerator)", "denominator": "\(denominator)"]
        case .value(let number):
            guard let name = names.contains("value") ? "value" : names.count == 1 ? names.first : nil else { return nil }
            return [name: "\(number)"]
        }
    }
}
