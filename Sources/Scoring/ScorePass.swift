import Kernel

/// One computation of a table: blocks of units that fit the cache, in each block row by row, so that a rule is looked up
/// once for many units and nothing is copied for one.
struct ScorePass {
    private let sheet: ScoreSheet
    private let table: FigureTable
    private let cells: UnsafeBufferPointer<Number?>
    private let scored: UnsafeMutableBufferPointer<ScoredRow>
    private(set) var totals: [UnitTotal]
    private(set) var faults: [ScoreFault] = []
    /// For each unit the row up to which everything hangs below a node with a result of its own.
    private var coveredEnd: [Int]

    private static let block = 32

    init(sheet: ScoreSheet, table: FigureTable, cells: UnsafeBufferPointer<Number?>, scored: UnsafeMutableBufferPointer<ScoredRow>) {
        self.sheet = sheet
        self.table = table
        self.cells = cells
        self.scored = scored
        totals = Array(repeating: UnitTotal(), count: table.unitCount)
        coveredEnd = Array(repeating: 0, count: table.unitCount)
    }

    mutating func run() {
        for start in stride(from: 0, to: table.unitCount, by: Self.block) {
            let units = start..<min(start + Self.block, table.unitCount)
            for (row, step) in sheet.steps.enumerated() {
                if step.rule >= 0 {
                    score(row, step, by: sheet.rules[step.rule], units)
                } else {
                    scoreUnruled(row, step, units)
                }
            }
            for unit in units { sumUp(unit) }
        }
    }

    /// A leaf with a rule; generic, so that the rule is opened once a block.
    private mutating func score(_ row: Int, _ step: ScoreSheet.Step, by rule: some ScoringRule, _ units: Range<Int>) {
        for unit in units {
            if coveredEnd[unit] > row {
                cover(row, unit)
                continue
            }
            let first = unit * sheet.cellCount
            let own = Figures(UnsafeBufferPointer(rebasing: cells[first + step.cells.lowerBound..<first + step.cells.upperBound]))
            do throws(RuleFault) {
                if let stated = try statement(row, step, unit, own) {
                    keep(stated, step, unit, row)
                } else if step.isExtra, own.count > 0, own[0] == nil {
                    keep(Outcome(.zero, CommonBranch.nothingStated), step, unit, row)
                } else {
                    keep(try rule.score(own, step.terms), step, unit, row)
                }
            } catch {
                refuse(error, step, unit, row)
            }
        }
    }

    /// An inner node, which its children make up unless it has a result of its own, or a leaf of a partial framework.
    private mutating func scoreUnruled(_ row: Int, _ step: ScoreSheet.Step, _ units: Range<Int>) {
        let none = Figures(UnsafeBufferPointer(rebasing: cells[0..<0]))
        for unit in units {
            if coveredEnd[unit] > row {
                cover(row, unit)
                continue
            }
            do throws(RuleFault) {
                if let stated = try statement(row, step, unit, none) {
                    keep(stated, step, unit, row)
                    coveredEnd[unit] = step.end
                } else if step.isLeaf {
                    throw .absent
                }
            } catch {
                refuse(error, step, unit, row)
                coveredEnd[unit] = max(coveredEnd[unit], step.end)
            }
        }
    }

    /// Points given directly, or an absence; nil where the rule or the children are to be asked.
    @inline(__always)
    private mutating func statement(_ row: Int, _ step: ScoreSheet.Step, _ unit: Int, _ own: Figures) throws(RuleFault) -> Outcome? {
        let given = step.givenCell < 0 ? nil : cells[unit * sheet.cellCount + step.givenCell]
        let absence = table.absences[unit * table.rowCount + row]
        if given == nil, absence.kind == nil { return nil }
        for cell in own.indices where own[cell] != nil { throw .twofold }
        guard let kind = absence.kind else { return try Self.stated(given ?? .zero, step.terms) }
        guard given == nil else { throw .twofold }
        return try absent(kind, reason: Int(absence.reason), step.terms, &totals[unit])
    }

    @inline(__always)
    private mutating func keep(_ outcome: Outcome, _ step: ScoreSheet.Step, _ unit: Int, _ row: Int) {
        let maximum = outcome.isNotApplicable ? 0 : step.terms.maximum.micro
        let points = Self.rounded(outcome.points.micro, to: step.grain)
        scored[unit * table.rowCount + row] = ScoredRow(points: points, applicable: maximum, branch: outcome.branch)
        if !step.isExtra { totals[unit].add(points, of: maximum, isSurvey: step.isSurvey) }
    }

    /// Rules round what they compute; points that were stated may be finer than the framework's decimals.
    @inline(__always)
    private static func rounded(_ micro: Int64, to grain: Int64) -> Int64 {
        if grain == 1 || micro % grain == 0 { return micro }
        let half = micro < 0 ? -(grain / 2) : grain / 2
        return (micro + half) / grain * grain
    }

    /// A zero denominator becomes what the leaf says of it; anything else is told.
    private mutating func refuse(_ fault: RuleFault, _ step: ScoreSheet.Step, _ unit: Int, _ row: Int) {
        switch (fault, step.terms.zero) {
        case (.zero, .none): keep(Outcome(.zero, CommonBranch.zeroNone), step, unit, row)
        case (.zero, .full): keep(Outcome(step.terms.maximum, CommonBranch.zeroFull), step, unit, row)
        case (.zero, .notApplicable):
            var outcome = Outcome(.zero, CommonBranch.zeroNotApplicable)
            outcome.isNotApplicable = true
            keep(outcome, step, unit, row)
        default: faults.append(ScoreFault(unit: unit, row: row, fault: fault))
        }
    }

    /// A row below a node with a result of its own; it must have no data.
    private mutating func cover(_ row: Int, _ unit: Int) {
        scored[unit * table.rowCount + row].branch = CommonBranch.covered.rawValue
        if table.hasData(unit: unit, sheet.rows[row]) || table.absence(unit: unit, row: row) != nil {
            faults.append(ScoreFault(unit: unit, row: row, fault: .twofold))
        }
    }

    private func absent(_ kind: Statement.Absence.Kind, reason: Int, _ terms: LeafTerms, _ total: inout UnitTotal) throws(RuleFault)
        -> Outcome
    {
        switch kind {
        case .notApplicable:
            if sheet.reasons.indices.contains(reason), sheet.reasons[reason].code == Framework.Reason.noSurvey {
                guard sheet.framework.settings.surveyAbsent == .rescale else { throw .absent }
                total.hasNoSurvey = true
            }
            var outcome = Outcome(.zero, CommonBranch.notApplicable)
            outcome.isNotApplicable = true
            return outcome
        case .missing:
            switch terms.missing {
            case .error: throw .missing
            case .none: return Outcome(.zero, CommonBranch.missing)
            case .unranked:
                total.isUnranked = true
                return Outcome(.zero, CommonBranch.unranked)
            }
        }
    }

    /// A decided or published score of any node.
    private static func stated(_ given: Number, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        guard let points = Points(given) else { throw .overflow }
        guard points >= .zero else { throw .negative }
        guard points <= terms.maximum else { throw .over }
        return Outcome(points, CommonBranch.given)
    }

    /// Sums children into parents, last rows first, then forms the totals.
    private mutating func sumUp(_ unit: Int) {
        let first = unit * table.rowCount
        for row in sheet.fieldRows.reversed() {
            let parent = sheet.steps[row].parent
            guard parent >= 0, scored[first + parent].branch < CommonBranch.given.rawValue else { continue }
            scored[first + parent].points &+= scored[first + row].points
            scored[first + parent].applicable &+= scored[first + row].applicable
        }
        sheet.sumUp(scored[first..<first + table.rowCount], &totals[unit])
    }
}
