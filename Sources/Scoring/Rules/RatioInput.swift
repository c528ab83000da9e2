import Kernel

/// The inputs of every rule that asks for a ratio: `numerator` and `denominator`, or `value` as a percentage.
struct RatioInput {
    static func inputs(_ terms: LeafTerms) -> [Input] {
        let figure = Input.Kind.number(whole: terms.wholeFigures, lowest: 0, highest: nil)
        return [
            Input("numerator", figure), Input("denominator", figure),
            Input("value", .number(whole: false, lowest: 0, highest: terms.over == .cap ? nil : 100)),
        ]
    }

    /// The ratio, not above one unless the leaf caps; then `capped` says that it was.
    @inline(__always)
    static func share(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> (share: Share, capped: Bool) {
        // As nearly all are: two counts, the first not above the second.
        if let numerator = figures[0], let denominator = figures[1], figures[2] == nil, numerator.decimals | denominator.decimals == 0,
            numerator.digits >= 0, denominator.digits > 0, numerator.digits <= denominator.digits
        {
            return (Share(Int128(numerator.digits), of: Int128(denominator.digits)), false)
        }
        return try anyShare(figures, terms)
    }

    @inline(never)
    private static func anyShare(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> (share: Share, capped: Bool) {
        let share: Share
        switch (figures[0], figures[1], figures[2]) {
        case (let numerator?, let denominator?, nil):
            guard !numerator.isNegative, !denominator.isNegative else { throw .negative }
            guard !terms.wholeFigures || (numerator.isWhole && denominator.isWhole) else { throw .notWhole }
            guard let measured = Share(numerator, over: denominator) else {
                // Something done of nothing to do is a numerator above its denominator, not an empty task.
                throw numerator == .zero || terms.over == .cap ? .zero : .over
            }
            share = measured
        case (nil, nil, let value?):
            guard !value.isNegative else { throw .negative }
            share = Share(percent: value)
        case (nil, nil, nil), (nil, _?, nil), (_?, nil, nil): throw .absent
        default: throw .twofold
        }
        guard share.numerator > share.denominator else { return (share, false) }
        guard terms.over == .cap else { throw .over }
        return (Share(1, of: 1), true)
    }

    /// What was measured, for sentences: `numerator` and `denominator` where given, `ratio` always.
    static func values(_ figures: Figures) -> [String: Datum] {
        if let numerator = figures[0], let denominator = figures[1] {
            var values: [String: Datum] = ["numerator": .number(numerator), "denominator": .number(denominator)]
            if denominator != .zero, let ratio = try? numerator.ratio / denominator.ratio { values["ratio"] = .percent(ratio) }
            return values
        }
        guard let value = figures[2] else { return [:] }
        return ["ratio": .percent(Share(percent: value).ratio)]
    }

    /// On which side of a bound a ratio should come to stand.
    enum Side { case reaching, below }

    /// The values, and what is still needed.
    ///
    /// `target` and `missing` units of the numerator reach a bound, `limit` and `surplus` come below it; units are told where
    /// the numerator is a count.
    static func values(_ figures: Figures, _ side: Side, _ bound: LowerBound) -> [String: Datum] {
        var values = values(figures)
        values[side == .reaching ? "target" : "limit"] = .percent(bound.value)
        guard let numerator = figures[0], numerator.isWhole, let denominator = figures[1],
            let needed = least(of: denominator, reaching: bound)
        else { return values }
        switch side {
        case .reaching: values["missing"] = .number(Number(digits: max(0, needed - numerator.digits)))
        case .below: values["surplus"] = .number(Number(digits: max(0, numerator.digits - needed + 1)))
        }
        return values
    }

    /// The smallest whole numerator whose share of a whole denominator meets the bound.
    private static func least(of denominator: Number, reaching bound: LowerBound) -> Int64? {
        guard denominator.isWhole, let exact = try? denominator.ratio * bound.value,
            let floor = exact.rounded(scale: 0, .truncate), floor < .max
        else { return nil }
        let meets = bound.inclusive && Ratio(floor, 1) == exact
        return meets ? floor : floor + 1
    }
}

extension OutlineReader {
    /// `KEY: {from: 80%}` or `{above: 80%}`; nil when absent or wrong.
    mutating func bound(_ key: String) -> LowerBound? {
        guard var reader = map(key) else { return nil }
        let from = reader.optionalPercent("from")
        let above = reader.optionalPercent("above")
        reader.finish()
        switch (from, above) {
        case (let from?, nil): return LowerBound(from, inclusive: true)
        case (nil, let above?): return LowerBound(above, inclusive: false)
        default:
            fault("scoring.bound_expected", at: reader.place, ["key": key])
            return nil
        }
    }
}

extension LowerBound {
    static let whole = LowerBound(.one, inclusive: true)

    /// Whether a share, which is at most one, can meet it.
    var isWithinReach: Bool { admits(Share(.one)) }
}
