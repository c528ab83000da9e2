import Kernel

/// One computation of a table: blocks of units that fit the cache, in each block row by row, so that a rule is looked up
/// once for many units and nothing is copied for one.
///
/// First what was stated of a row is settled, parents before children, for what is given above covers all below. Then the
/// rules are asked for the rest, children before parents, and every row is added to the one above.
struct ScorePass {
    private let sheet: ScoreSheet
    private let table: FigureTable
    private let unitCount: Int
    private let points: UnsafeMutablePointer<Int64>
    private let branches: UnsafeMutablePointer<UInt8>
    private(set) var reductions: Columns<Int64>
    private(set) var totals: [UnitTotal]
    private(set) var faults: [ScoreFault] = []
    /// For each unit the row up to which everything hangs below a node with a result of its own, and the last such row.
    private var coveredEnds: [Int]
    private var coveredEnd = 0

    private static let block = 512

    init(sheet: ScoreSheet, table: FigureTable, points: UnsafeMutablePointer<Int64>, branches: UnsafeMutablePointer<UInt8>) {
        self.sheet = sheet
        self.table = table
        self.points = points
        self.branches = branches
        unitCount = table.unitCount
        reductions = Columns(0, columns: sheet.fulls.count, units: unitCount)
        totals = Array(repeating: UnitTotal(), count: unitCount)
        coveredEnds = Array(repeating: 0, count: unitCount)
    }

    /// Computes these rows, and the totals when they are all.
    mutating func run(_ rows: Range<Int>) {
        for start in stride(from: 0, to: unitCount, by: Self.block) {
            let units = start..<min(start + Self.block, unitCount)
            for row in rows where isSettled(row, sheet.steps[row]) { settle(row, sheet.steps[row], units) }
            for row in rows.reversed() { score(row, sheet.steps[row], units) }
            if rows == sheet.steps.indices { for unit in units { sumUp(unit) } }
        }
        faults.sort { ($0.unit, $0.row) < ($1.unit, $1.row) }
    }

    /// Whether there may be anything to decide before a rule is asked.
    private func isSettled(_ row: Int, _ step: ScoreSheet.Step) -> Bool {
        if step.givenCell >= 0, !table.cells.isBlank(step.givenCell) { return true }
        return !table.absences.isBlank(row) || coveredEnd > row || step.part < 0 || (step.isLeaf && step.rule < 0)
    }

    private mutating func settle(_ row: Int, _ step: ScoreSheet.Step, _ units: Range<Int>) {
        for unit in units {
            if coveredEnds[unit] > row {
                cover(row, step, unit)
                continue
            }
            do throws(RuleFault) {
                guard let outcome = try statement(row, step, unit) else { continue }
                keep(outcome, row, step, unit)
            } catch {
                refuse(error, row, step, unit)
            }
            coveredEnds[unit] = step.end
            coveredEnd = max(coveredEnd, step.end)
        }
    }

    /// Points given directly, or an absence; nil where the rule or the children are to be asked.
    private mutating func statement(_ row: Int, _ step: ScoreSheet.Step, _ unit: Int) throws(RuleFault) -> Outcome? {
        let given = step.givenCell < 0 ? nil : table.cells[unit, step.givenCell]
        let absence = table.absences[unit, row]
        let hasFigures = step.cells.contains { table.cells[unit, $0] != nil }
        if given == nil, absence.kind == nil {
            if step.isLeaf, step.rule < 0 { throw .absent }
            let isIdle = step.part < 0 && !hasFigures && !step.cells.isEmpty
            return isIdle ? Outcome(nothing: CommonBranch.nothingStated) : nil
        }
        guard !hasFigures else { throw .twofold }
        guard let kind = absence.kind else { return try Self.stated(given ?? .zero, step.terms) }
        guard given == nil else { throw .twofold }
        return try absent(kind, reason: Int(absence.reason), step, &totals[unit])
    }

    /// A row below a node with a result of its own; it must have no data.
    private mutating func cover(_ row: Int, _ step: ScoreSheet.Step, _ unit: Int) {
        branches[row * unitCount + unit] = CommonBranch.covered.rawValue
        reductions[unit, row] = sheet.fulls[row]
        if step.isLeaf { reductions[unit, step.part] += sheet.fulls[row] }
        if table.hasData(unit: unit, sheet.rows[row]) || table.absence(unit: unit, row: row) != nil {
            faults.append(ScoreFault(unit: unit, row: row, fault: .twofold))
        }
    }

    /// Asks the rule, and adds the row to its part and to the row above.
    private mutating func score(_ row: Int, _ step: ScoreSheet.Step, _ units: Range<Int>) {
        if step.rule >= 0 {
            let exceptions = table.withFigures(unit: units.lowerBound) { figures in
                sheet.rules[step.rule].scoreEach(
                    LeafBlock(
                        figures: figures.extracting(step.cells), terms: step.terms,
                        points: points + (row * unitCount + units.lowerBound), branches: branches + (row * unitCount + units.lowerBound),
                        count: units.count))
            }
            for (offset, said) in exceptions {
                do throws(RuleFault) {
                    keep(try said.get(), row, step, units.lowerBound + offset)
                } catch {
                    refuse(error, row, step, units.lowerBound + offset)
                }
            }
        }
        if step.part >= 0, step.isLeaf { add(row, to: step.part, units) }
        if step.parent >= 0 { add(row, to: step.parent, units) }
    }

    private func add(_ row: Int, to sum: Int, _ units: Range<Int>) {
        let from = points + row * unitCount
        let to = points + sum * unitCount
        for unit in units { to[unit] &+= from[unit] }
    }

    private mutating func keep(_ outcome: Outcome, _ row: Int, _ step: ScoreSheet.Step, _ unit: Int) {
        let rounded = outcome.micro(to: step.terms.grain)
        points[row * unitCount + unit] = rounded
        branches[row * unitCount + unit] = outcome.branch
        if step.part >= 0, !step.isLeaf { points[step.part * unitCount + unit] += rounded }
        reduce(row, step, unit, to: outcome.isNotApplicable ? 0 : step.terms.maximum.micro)
    }

    /// A zero denominator becomes what the leaf says of it; anything else is told.
    private mutating func refuse(_ fault: RuleFault, _ row: Int, _ step: ScoreSheet.Step, _ unit: Int) {
        switch (fault, step.terms.zero) {
        case (.zero, .none): keep(Outcome(nothing: CommonBranch.zeroNone), row, step, unit)
        case (.zero, .full): keep(Outcome(step.terms.maximum, CommonBranch.zeroFull), row, step, unit)
        case (.zero, .notApplicable):
            keep(Outcome(notApplicable: CommonBranch.zeroNotApplicable), row, step, unit)
        default:
            branches[row * unitCount + unit] = ScoreTable.refused
            reduce(row, step, unit, to: 0)
            faults.append(ScoreFault(unit: unit, row: row, fault: fault))
        }
    }

    /// Notes that less of a row is applicable, and so of those above.
    private mutating func reduce(_ row: Int, _ step: ScoreSheet.Step, _ unit: Int, to applicable: Int64) {
        if step.part >= 0, !step.isLeaf { reductions[unit, step.part] -= applicable }
        let reduction = sheet.fulls[row] - applicable
        guard reduction != 0 else { return }
        if step.part >= 0, step.isLeaf { reductions[unit, step.part] += reduction }
        var row = row
        while row >= 0 {
            reductions[unit, row] += reduction
            row = sheet.steps[row].parent
        }
    }

    private func absent(
        _ kind: Statement.Absence.Kind, reason: Int, _ step: ScoreSheet.Step, _ total: inout UnitTotal
    ) throws(RuleFault) -> Outcome {
        switch kind {
        case .notApplicable:
            if sheet.reasons.indices.contains(reason), sheet.reasons[reason].code == Framework.Reason.noSurvey {
                guard sheet.framework.settings.surveyAbsent == .rescale else { throw .absent }
                total.hasNoSurvey = true
            }
            return Outcome(notApplicable: CommonBranch.notApplicable)
        case .missing:
            // Nothing that a unit states brings back what the framework leaves out for all of them.
            guard !step.isLeftOut else { throw .twofold }
            switch step.terms.missing {
            case .error: throw .missing
            case .none: return Outcome(nothing: CommonBranch.missing)
            case .unranked:
                total.isUnranked = true
                return Outcome(nothing: CommonBranch.unranked)
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

    private mutating func sumUp(_ unit: Int) {
        func sum(_ row: Int) -> Points { Points(micro: points[row * unitCount + unit]) }
        func maximum(_ row: Int) -> Points { Points(micro: sheet.fulls[row] - reductions[unit, row]) }
        totals[unit].direct = sum(sheet.directSum)
        totals[unit].directMaximum = maximum(sheet.directSum)
        totals[unit].survey = sum(sheet.surveySum)
        totals[unit].surveyMaximum = maximum(sheet.surveySum)
        totals[unit].bonus = sheet.bonusRows.reduce(into: .zero) { $0 += sum($1) }
        totals[unit].penalty = sheet.penaltyRows.reduce(into: .zero) { $0 += sum($1) }
        sheet.sumUp(&totals[unit])
    }
}
