import Kernel

/// Reads rungs with bounds from high to low and checks that they meet without gap or overlap (PI-22, PI-51).
enum LadderReader {
    enum Scale {
        /// Bounds are percentages and values shares.
        case percent
        /// Bounds are plain numbers.
        case number
    }

    /// The ladder and its rungs' readers, which still hold the keys that are not bounds; nil when a fault was told.
    ///
    /// The last rung may begin at the least possible value, `lowest`, or state no lower bound.
    static func read(
        _ items: [Outline], _ scale: Scale, lowest: Ratio, highest: Ratio?, log: FaultLog
    ) -> (ladder: Ladder, rungs: [OutlineReader])? {
        let faultsBefore = log.faults.count
        var bounds: [LowerBound] = []
        var rungs: [OutlineReader] = []
        var above: LowerBound?
        for (index, item) in items.enumerated() {
            var reader = OutlineReader(item, log: log)
            let lower = side(&reader, "from", "above", scale)
            let upper = side(&reader, "to", "below", scale)
            check(upper: upper, meets: above, highest: highest, isFirst: index == 0, reader)
            if let lower {
                if let above, lower.value > above.value || (lower.value == above.value && lower.inclusive == above.inclusive) {
                    log.add("scoring.ladder_order", at: reader.place)
                }
                above = lower
                let isOpen = index == items.count - 1 && lower.value <= lowest && lower.inclusive
                if !isOpen { bounds.append(lower) }
                if index == items.count - 1, !isOpen {
                    log.add("scoring.ladder_open_end", at: reader.place, ["bound": text(lower.value, scale)])
                }
            } else if index < items.count - 1, log.faults.count == faultsBefore {
                log.add("scoring.ladder_bound_missing", at: reader.place)
            }
            rungs.append(reader)
        }
        guard log.faults.count == faultsBefore else { return nil }
        return (Ladder(bounds), rungs)
    }

    /// An upper bound that is written must be the complement of the lower bound above it.
    private static func check(upper: LowerBound?, meets above: LowerBound?, highest: Ratio?, isFirst: Bool, _ reader: OutlineReader) {
        guard let upper else { return }
        if isFirst {
            if let highest, upper.value < highest || (upper.value == highest && !upper.inclusive) {
                reader.fault("scoring.ladder_top", at: reader.place)
            }
        } else if let above, upper.value != above.value || upper.inclusive == above.inclusive {
            reader.fault("scoring.ladder_gap", at: reader.place, hint: "scoring.ladder_gap.hint")
        }
    }

    private static func side(_ reader: inout OutlineReader, _ inclusive: String, _ exclusive: String, _ scale: Scale) -> LowerBound? {
        let first = value(&reader, inclusive, scale)
        let second = value(&reader, exclusive, scale)
        switch (first, second) {
        case (let value?, nil): return LowerBound(value, inclusive: true)
        case (nil, let value?): return LowerBound(value, inclusive: false)
        case (nil, nil): return nil
        case (_?, _?):
            reader.fault("scoring.bound_expected", at: reader.place, ["key": "\(inclusive)/\(exclusive)"])
            return nil
        }
    }

    private static func value(_ reader: inout OutlineReader, _ key: String, _ scale: Scale) -> Ratio? {
        switch scale {
        case .percent: reader.optionalPercent(key)
        case .number: reader.optionalNumber(key)?.ratio
        }
    }

    private static func text(_ value: Ratio, _ scale: Scale) -> String {
        switch scale {
        case .percent: (try? value * Ratio(100, 1)).flatMap(\.exactNumber).map { "\($0)%" } ?? "\(value)"
        case .number: value.exactNumber.map { "\($0)" } ?? "\(value)"
        }
    }
}
