import Kernel
import Statistics

/// All figures of a campaign under one formula: computed from answers, cells and margins, and from nothing else.
package struct CampaignFigures: Sendable {
    /// What there is of one group.
    package struct GroupInput: Sendable {
        package var group: RespondentGroup
        package var instrument: Instrument
        package var answers: [KeptAnswer]
        package var cells: [WeightCell]
        package var margins: [MarginTable]
        /// Askings of drawn people by unit: how many, and how many were answered.
        package var askings: [(unit: String, asked: Int, answered: Int)]

        package init(
            group: RespondentGroup, instrument: Instrument, answers: [KeptAnswer], cells: [WeightCell], margins: [MarginTable] = [],
            askings: [(unit: String, asked: Int, answered: Int)] = []
        ) {
            self.group = group
            self.instrument = instrument
            self.answers = answers
            self.cells = cells
            self.margins = margins
            self.askings = askings
        }
    }

    package let lines: [FigureLine]

    /// Whether nothing is known but how few answered.
    package var isEmpty: Bool { lines.allSatisfy { $0.figure == Self.response } }

    private static let response = "response"

    /// `minimum` is the least number of answers that may be shown (SV-54); `day` the last of the campaign.
    package init(_ inputs: [GroupInput], _ formula: EstimateFormula, minimum: Int, on day: CalendarDate) throws {
        var lines: [FigureLine] = []
        var indexes: [(group: String, estimates: [String: Estimate])] = []
        for input in inputs {
            for stream in KeptAnswer.Stream.allCases {
                guard let (own, estimates) = try Self.series(input, stream, formula, minimum, day) else { continue }
                lines += own
                if stream == .verified { indexes.append((input.group.code, estimates)) }
            }
            lines += Self.responses(input)
        }
        lines += try Self.joined(indexes, formula, lines)
        self.lines = (lines + Self.points(lines, formula)).inOrder
    }

    private static func series(
        _ input: GroupInput, _ stream: KeptAnswer.Stream, _ formula: EstimateFormula, _ minimum: Int, _ day: CalendarDate
    ) throws -> ([FigureLine], [String: Estimate])? {
        var sheet = AnswerSheet(input.answers, of: input.instrument, stream: stream, on: day)
        guard sheet.rows > 0 else { return nil }
        let cells = Dictionary(input.cells.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let drawn = (0..<sheet.rows).filter { row in sheet.cells[row].map { cells[$0] != nil } ?? false }
        let left = drawn.isEmpty ? 0 : sheet.rows - drawn.count
        if left > 0 { sheet = sheet.picking(drawn) }
        var ineligible: [Int: Int] = [:]
        for answer in input.answers where answer.stream == stream && answer.invalid == .notEligible {
            if let cell = answer.cell { ineligible[cell, default: 0] += 1 }
        }
        let questions = formula.weighting == .design && !drawn.isEmpty ? formula.calibration[input.group.code] ?? [] : []
        let margins = try questions.map { question in
            guard let table = input.margins.first(where: { $0.question == question }) else { throw SurveysError.marginMissing(question) }
            return table
        }
        let figures = GroupFigures(input.group, formula, sheet, left: left)
        let scopes = try FigureScope.scopes(sheet, input.group, cells, ineligible: ineligible, margins: margins, formula)
        let (lines, estimates) = try figures.lines(scopes)
        var hiding = FigureHiding(minimum: minimum)
        return (try hiding.hide(lines, nodes: figures.plan.parts.map { ($0.figure, $0.children) }), estimates)
    }

    /// Answered of asked, by unit and in all (SV-17, SV-55); a share of people who were drawn, not an estimate.
    private static func responses(_ input: GroupInput) -> [FigureLine] {
        guard !input.askings.isEmpty else { return [] }
        let whole = ("", input.askings.reduce(0) { $0 + $1.asked }, input.askings.reduce(0) { $0 + $1.answered })
        return ([whole] + input.askings.map { ($0.unit, $0.asked, $0.answered) }).map { unit, asked, answered in
            var line = FigureLine(response, of: input.group.code, unit: unit, stream: .verified, asked: asked, answered: answered)
            line.value = asked > 0 ? Ratio(100 * answered, asked).number(scale: 6) : nil
            return line
        }
    }

    /// The index of all groups together by the weights of the formula (SV-22 f), where no group's own is hidden or missing.
    private static func joined(
        _ indexes: [(group: String, estimates: [String: Estimate])], _ formula: EstimateFormula, _ lines: [FigureLine]
    ) throws -> [FigureLine] {
        let weights = formula.groupWeights
        guard !weights.isEmpty, weights.keys.allSatisfy({ group in indexes.contains { $0.group == group } }) else { return [] }
        let sum = weights.values.reduce(Ratio.zero) { sum, weight in (try? sum + weight.ratio) ?? sum }
        let shown = Set(lines.filter { !$0.isHidden && $0.value != nil && $0.figure == FigurePlan.index }.map(\.key))
        let level = try Level(percent: formula.level)
        let parts = indexes.filter { weights[$0.group] != nil }
        return try Set(parts.flatMap(\.estimates.keys)).sorted().compactMap { unit in
            let own = try parts.compactMap { part -> (estimate: Estimate, share: Ratio)? in
                guard shown.contains(.init(part.group, unit, .verified, FigurePlan.index)), let estimate = part.estimates[unit],
                    let weight = weights[part.group]
                else { return nil }
                return (estimate, try weight.ratio / sum)
            }
            guard own.count == parts.count else { return nil }
            let estimate = try Estimate.joined(own)
            let base = lines.filter { line in
                line.unit == unit && line.stream == .verified && line.figure == FigurePlan.index && weights[line.respondents] != nil
            }
            var line = FigureLine(
                FigurePlan.index, of: "", unit: unit, stream: .verified, asked: base.reduce(0) { $0 + $1.asked },
                answered: estimate.respondents)
            line.weighted = base.first?.weighted ?? .none
            if base.contains(where: { $0.notes.contains(.selfSelected) }) {
                line.value = estimate.printed(level)?.value
                line.notes.append(.selfSelected)
            } else {
                line.take(estimate.printed(level), .t)
            }
            return line
        }
    }

    /// Answers become points: the index, and both ends of its interval, through the same form (SV-22, PI-61).
    private static func points(_ lines: [FigureLine], _ formula: EstimateFormula) -> [FigureLine] {
        guard let maximum = formula.maximum else { return [] }
        return lines.filter { $0.figure == FigurePlan.index }.map { index in
            var line = index
            line.figure = "points"
            line.value = index.value.flatMap(formula.points)
            line.low = index.low.flatMap(formula.points)
            line.high = index.high.flatMap(formula.points)
            line.other = index.other.flatMap(formula.points)
            line.error = index.error.flatMap { error in
                (try? error.ratio * maximum.ratio).flatMap { try? $0 / Ratio(100, 1) }?.number(scale: 10)
            }
            line.effect = nil
            if let floor = formula.floor, let value = index.value, value < floor { line.notes.append(.belowFloor) }
            return line
        }
    }
}
