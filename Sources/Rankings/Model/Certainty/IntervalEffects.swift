import Criteria
import Kernel
import Platform
import Scoring

/// What the ends of measured values do to totals: each value is put at either end with all else as it was, and the rules of the
/// framework say what comes of it, weights, conversions and caps included (PI-61).
struct IntervalEffects {
    /// How far a total reaches down and up by one value.
    struct Reach: Hashable {
        let below: Number
        let above: Number
    }

    struct Effect {
        let unit: Int
        let interval: MeasuredInterval
        let points: Reach
        /// In what totals are compared in.
        let level: Reach
    }

    /// As the values stand.
    let totals: [UnitTotal]
    private(set) var effects: [Effect] = []

    private let sheet: ScoreSheet

    /// A measured value in its cell.
    private struct Placed {
        let unit: Int
        let row: Int
        let cell: Int
        let interval: MeasuredInterval
    }

    /// `unit` gives a code its line in the table; throws what is no interval of a stated value.
    init(_ intervals: [MeasuredLeaf], _ sheet: ScoreSheet, _ table: FigureTable, unit: (String) -> Int?) throws(Faults) {
        self.sheet = sheet
        totals = sheet.score(table).totals
        let log = FaultLog()
        var byUnit: [Int: [Placed]] = [:]
        for measured in intervals {
            if let place = unit(measured.unit).flatMap({ Self.place(measured, unit: $0, sheet, table) }) {
                byUnit[place.unit, default: []].append(place)
            } else {
                log.unfit(measured.unit, measured.criterion)
            }
        }
        try log.check()
        // One value of every unit at a time: whole tables are scored, not single units.
        for turn in 0..<(byUnit.values.map(\.count).max() ?? 0) {
            try add(byUnit.values.compactMap { $0.count > turn ? $0[turn] : nil }.sorted { $0.unit < $1.unit }, table)
        }
    }

    private mutating func add(_ places: [Placed], _ table: FigureTable) throws(Faults) {
        var ends: [[UnitTotal]] = []
        for end in [\MeasuredInterval.low, \MeasuredInterval.high] {
            var moved = table
            for place in places { moved[unit: place.unit, cell: place.cell] = place.interval[keyPath: end] }
            let scores = sheet.score(moved)
            let log = FaultLog()
            for place in places where scores.faults.contains(where: { $0.unit == place.unit && $0.row == place.row }) {
                log.unfit("\(place.unit + 1)", sheet.rows[place.row].code)
            }
            try log.check()
            ends.append(scores.totals)
        }
        let measure = sheet.framework.measure
        for place in places {
            let all = [totals[place.unit]] + ends.map { $0[place.unit] }
            guard let points = Self.reach(all.map { Measure.points.value(of: $0) }), let level = Self.reach(all.map(measure.value(of:)))
            else {
                continue
            }
            effects.append(Effect(unit: place.unit, interval: place.interval, points: points, level: level))
        }
    }

    /// From the first of some numbers to the least and the greatest; nil where nothing is applicable.
    private static func reach(_ numbers: [Number?]) -> Reach? {
        let known = numbers.compactMap { $0 }
        guard known.count == numbers.count, let value = known.first, let least = known.min(), let greatest = known.max(),
            let below = try? value.ratio - least.ratio, let above = try? greatest.ratio - value.ratio
        else { return nil }
        return below.number(scale: 9).flatMap { below in above.number(scale: 9).map { Reach(below: below, above: $0) } }
    }

    private static func place(_ measured: MeasuredLeaf, unit: Int, _ sheet: ScoreSheet, _ table: FigureTable) -> Placed? {
        guard let row = sheet.row(measured.criterion) else { return nil }
        let statement = sheet.statement(unit: unit, row: row, in: table)
        guard statement.absence == nil, statement.values.count == 1, let value = statement.values.first,
            let target = sheet.target(value.input, row: row), case .number = target.kind, let number = Number(value.text),
            measured.interval.contains(number)
        else { return nil }
        return Placed(unit: unit, row: row, cell: target.cell, interval: measured.interval)
    }
}

extension FaultLog {
    fileprivate func unfit(_ unit: String, _ criterion: String) {
        add("rankings.interval_unfit", at: Place(file: "intervals.csv"), ["unit": unit, "criterion": criterion])
    }
}

extension Measure {
    /// A total in points, or in percent; nil where nothing is applicable.
    func value(of total: UnitTotal) -> Number? {
        guard let percent = total.percent else { return nil }
        return self == .points ? total.total.number : (try? percent.ratio * Ratio(100, 1))?.number(scale: 9)
    }
}
