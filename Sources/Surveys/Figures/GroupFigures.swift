import Kernel
import Statistics

/// All figures of one group and one stream: computed from columns, with nothing asked of clock, files or database.
struct GroupFigures {
    let group: RespondentGroup
    let plan: FigurePlan
    let formula: EstimateFormula
    let sheet: AnswerSheet
    /// Answers of the stream that belong to no draw although others do.
    let left: Int
    private let scores: [String: ScoreColumn]

    init(_ group: RespondentGroup, _ formula: EstimateFormula, _ sheet: AnswerSheet, left: Int) {
        self.group = group
        self.formula = formula
        self.sheet = sheet
        self.left = left
        plan = FigurePlan(sheet.instrument)
        scores = Self.columns(sheet) { formula.percents(of: $0) }
    }

    /// A column for each rated question; `values` are those of the degrees.
    private static func columns(_ sheet: AnswerSheet, _ values: (Scale) -> [Number]) -> [String: ScoreColumn] {
        Dictionary(
            uniqueKeysWithValues: sheet.instrument.rated.compactMap { name in
                guard let scale = sheet.instrument.scale(of: name), let codes = sheet.codes[name] else { return nil }
                return (name, ScoreColumn(codes: codes, scores: [nil] + values(scale) + [nil]))
            })
    }

    /// The lines of all scopes, and the index of each unit as it is known in full, for whoever joins groups.
    func lines(_ scopes: [FigureScope]) throws -> (lines: [FigureLine], indexes: [String: Estimate]) {
        var lines: [FigureLine] = []
        var indexes: [String: Estimate] = [:]
        var joined: [String: [Estimate]] = [:]
        for scope in scopes {
            let own = ScopeFigures(
                self, scope, columns: scope.sheet.rows == sheet.rows ? scores : Self.columns(scope.sheet) { formula.percents(of: $0) })
            let (found, estimates) = try own.lines()
            lines += found
            indexes[scope.unit] = estimates[FigurePlan.index]
            for (figure, estimate) in estimates { joined[figure, default: []].append(estimate) }
        }
        if !scopes.contains(where: { $0.unit.isEmpty }), let level = scopes.first?.level {
            for (figure, estimates) in joined.sorted(by: { $0.key < $1.key }) {
                let average = try Estimate.average(estimates)
                if figure == FigurePlan.index { indexes[""] = average }
                var line = line(figure, "", asked: sheet.rows, answered: average.respondents)
                line.weighted = scopes[0].weighted
                line.take(average.printed(level), .t)
                line.notes.append(.bound)
                lines.append(line)
            }
        }
        if left > 0 { for index in lines.indices where lines[index].figure == FigurePlan.index { lines[index].notes.append(.withoutCell) } }
        if let alpha = alpha() { lines.append(alpha) }
        return (lines, indexes)
    }

    func line(_ figure: String, _ unit: String, asked: Int, answered: Int) -> FigureLine {
        FigureLine(figure, of: group.code, unit: unit, stream: sheet.stream, asked: asked, answered: answered)
    }

    /// Cronbach's alpha of the questions of the index on complete rows (SV-38); of two degrees it is KR-20.
    private func alpha() -> FigureLine? {
        let questions = sheet.instrument.index.allQuestions
        let degrees = Self.columns(sheet) { scale in scale.degrees.indices.map { Number($0 + 1) } }
        guard let reliability = try? Reliability(questions.compactMap { degrees[$0] }) else { return nil }
        var line = line("alpha", "", asked: sheet.rows, answered: reliability.respondents)
        line.value = reliability.alphaDecimal
        return line
    }
}

extension FigureLine {
    /// What was estimated; without an interval of any kind there is nothing to be sure of.
    mutating func take(_ printed: PrintedEstimate?, _ kind: Interval) {
        guard let printed else { return hide(.nobody) }
        (value, error, low, high) = (printed.value, printed.error, printed.low, printed.high)
        interval = low == nil ? .none : kind
    }
}
