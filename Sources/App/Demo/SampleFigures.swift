import Criteria
import Kernel
import Office
import Platform
import Scoring
import Statistics
import Units

/// Makes figures of a generated block: for every unit an ability that moves a little from year to year, and for every leaf
/// inputs that such a unit might state.
///
/// Nothing of it is real, and pages say so.
struct SampleFigures {
    private let sheet: ScoreSheet
    private let year: Int

    init(_ framework: Framework, year: Int) {
        sheet = ScoreSheet(framework)
        self.year = year
    }

    /// A data file as a province would send it, with the intervals of what was estimated from a sample (docs/data-files.md).
    func file(_ units: [String]) -> InputFile {
        var writer = CSVWriter(.machine)
        writer.add((["unit", "criterion", "input", "value", "reason"] + IntervalFile.columns).map { .text($0) })
        for unit in units {
            let ability = ability(of: unit)
            for row in sheet.rows.indices where sheet.rows[row].isLeaf {
                for line in lines(unit, row, ability) {
                    let stated = [unit, sheet.rows[row].code, line.input, line.value, line.reason]
                    writer.add((stated + cells(line.interval)).map { .text($0) })
                }
            }
        }
        return InputFile(name: "\(sheet.framework.code)-\(year).csv", bytes: writer.bytes)
    }

    /// What a unit states of each leaf: criterion to input to value, as forms and programs send it.
    func statements(of unit: String) -> [String: [String: String]] {
        let ability = ability(of: unit)
        var statements: [String: [String: String]] = [:]
        for row in sheet.rows.indices where sheet.rows[row].isLeaf {
            for line in lines(unit, row, ability) {
                // Of an absence the reason is the value.
                statements[sheet.rows[row].code, default: [:]][line.input] = line.value.isEmpty ? line.reason : line.value
            }
        }
        return statements
    }

    /// How often of 1,000 times the unit does well: its own level, and a drift over the years.
    private func ability(of unit: String) -> Int {
        var level = SeededGenerator(seed: unit)
        let base = Int.random(in: 620...930, using: &level)
        var drift = SeededGenerator(seed: "\(unit)/\(year)")
        return min(985, base + (year - 2022) * 12 + Int.random(in: -35...35, using: &drift))
    }

    /// What is stated of a leaf: of one input its value, or why there is none.
    private struct Line {
        var input: String
        var value = ""
        var reason = ""
        var interval: MeasuredInterval?
    }

    /// Inputs that the leaf's rule accepts: tried until it does, and stated as missing when none did.
    private func lines(_ unit: String, _ index: Int, _ ability: Int) -> [Line] {
        let row = sheet.rows[index]
        var chance = SeededGenerator(seed: "\(unit)/\(year)/\(row.code)")
        if row.inputs.isEmpty { return [] }
        if row.criterion.rule?.word == "bonus" || row.criterion.rule?.word == "penalty" {
            guard chance.happens(150) else { return [] }
            let sign = row.maximum < .zero ? "-" : ""
            return [Line(input: "points", value: "\(sign)0.5")]
        }
        if !isSurvey(row), chance.happens(12) { return [Line(input: "not_applicable", reason: "no_such_task")] }
        for _ in 0..<40 {
            let lines = values(row, ability, &chance)
            if accepts(index, lines) { return lines }
        }
        return [Line(input: "missing", reason: "lost")]
    }

    private func isSurvey(_ row: ScoreSheet.Row) -> Bool { row.criterion.part == .survey }

    /// The first year in which those who were asked about satisfaction had been drawn, so that it is known how far chance may have gone.
    private static let firstDrawn = 2024

    private func values(_ row: ScoreSheet.Row, _ ability: Int, _ chance: inout SeededGenerator) -> [Line] {
        if year >= Self.firstDrawn, row.criterion.rule?.word == "sipas", let line = drawn(ability, &chance) { return [line] }
        let names = row.inputs.map(\.name)
        if names.contains("numerator") {
            let whole = Int.random(in: 20...900, using: &chance)
            let done = (0..<whole).reduce(0) { count, _ in count + (chance.happens(min(999, ability + 60)) ? 1 : 0) }
            return [Line(input: "numerator", value: "\(done)"), Line(input: "denominator", value: "\(whole)")]
        }
        let counts = names.filter { $0.hasPrefix("count:") }
        if !counts.isEmpty { return self.counts(counts, row, ability, &chance) }
        return row.inputs.map { input in Line(input: input.name, value: text(input, row, ability, &chance)) }
    }

    /// The share of those who are content among some hundred who were drawn, in percent, with its interval (SV-31).
    private func drawn(_ ability: Int, _ chance: inout SeededGenerator) -> Line? {
        let asked = Int.random(in: 150...400, using: &chance)
        let content = (0..<asked).reduce(0) { count, _ in count + (chance.happens(min(999, ability + 60)) ? 1 : 0) }
        guard let interval = try? CountShare(content, of: asked).wilson() else { return nil }
        func percent(_ share: Double, _ rule: FloatingPointRoundingRule) -> Number {
            Number(digits: Int64((share * 10_000).rounded(rule)), scale: 2)
        }
        return Line(
            input: "value", value: "\(percent(Double(content) / Double(asked), .toNearestOrAwayFromZero))",
            interval: MeasuredInterval(
                low: percent(interval.lower, .down), high: percent(interval.upper, .up), level: 95, respondents: asked, method: .wilson,
                sample: "\(sheet.framework.code)-\(year)"))
    }

    private func cells(_ interval: MeasuredInterval?) -> [String] {
        guard let interval else { return IntervalFile.columns.map { _ in "" } }
        return [
            "\(interval.low)", "\(interval.high)", "\(interval.level)", "\(interval.respondents)", interval.method.rawValue,
            interval.sample,
        ]
    }

    /// Answers, grades or violations: mostly among the better options, which framework lists put first and scales last.
    private func counts(_ names: [String], _ row: ScoreSheet.Row, _ ability: Int, _ chance: inout SeededGenerator) -> [Line] {
        var tally = [Int](repeating: 0, count: names.count)
        let isViolation = row.criterion.rule?.word == "deduct_from_max"
        let isRising = row.criterion.rule?.word == "survey_scale"
        if isViolation {
            if !chance.happens(ability) { tally[0] = 1 }
        } else {
            for _ in 0..<Int.random(in: 30...120, using: &chance) {
                var option = 0
                while option < names.count - 1, !chance.happens(min(940, ability)) { option += 1 }
                tally[isRising ? names.count - 1 - option : option] += 1
            }
        }
        return zip(names, tally).map { Line(input: $0, value: "\($1)") }
    }

    private func text(_ input: Input, _ row: ScoreSheet.Row, _ ability: Int, _ chance: inout SeededGenerator) -> String {
        switch input.kind {
        case .yes: return chance.happens(min(985, ability + 80)) ? "yes" : "no"
        case .choice(let codes):
            var option = 0
            while option < codes.count - 1, !chance.happens(ability) { option += 1 }
            return codes[option]
        case .number(let whole, let lowest, let highest):
            if input.name == "points" {
                let share = Ratio(Int.random(in: max(0, ability - 120)...min(1000, ability + 60), using: &chance), 1000)
                return (try? share * row.maximum.ratio).flatMap { $0.number(scale: 1, .truncate) }.map { "\($0)" } ?? "0"
            }
            let low = Int(lowest?.digits ?? 0)
            let high = highest.map { Int($0.digits) } ?? [4, 20, 100].randomElement(using: &chance) ?? 20
            let value = Int.random(in: low...max(low, high), using: &chance)
            return whole || highest == nil ? "\(value)" : "\(value)"
        }
    }

    private func accepts(_ index: Int, _ lines: [Line]) -> Bool {
        var table = FigureTable(sheet, units: 1)
        let place = Place(file: "")
        let statement = Statement(values: lines.map { Statement.Value(input: $0.input, text: $0.value, place: place) })
        guard table.state(statement, unit: 0, row: index, of: sheet, numbers: .canonical).isEmpty else { return false }
        return !sheet.score(table, leaf: index).faults.contains { $0.row == index }
    }
}
