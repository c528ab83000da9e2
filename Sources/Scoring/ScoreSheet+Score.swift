import Kernel

extension ScoreSheet {
    /// Scores every unit of the table, exactly.
    ///
    /// Work and memory are linear in units × rows. With `leaf` only that row is scored, by its own figures, and nothing is summed up.
    package func score(_ table: FigureTable, leaf: Int? = nil) -> ScoreTable {
        precondition(
            table.cells.starts.count == cellCount && table.absences.starts.count == rows.count,
            "a table belongs to the sheet it was made for")
        var scores = ScoreTable(self, units: table.unitCount)
        scores.points.withUnsafeMutableBufferPointer { points in
            scores.branches.withUnsafeMutableBufferPointer { branches in
                guard let points = points.baseAddress, let branches = branches.baseAddress else { return }
                var pass = ScorePass(sheet: self, table: table, points: points, branches: branches)
                pass.run(leaf.map { $0..<$0 + 1 } ?? steps.indices)
                (scores.reductions, scores.totals, scores.faults) = (pass.reductions, pass.totals, pass.faults)
            }
        }
        return scores
    }

    /// From the sums of rows: caps bonus and penalty, converts, and forms the exact percent (PI-2, PI-41, PI-44).
    func sumUp(_ total: inout UnitTotal) {
        total.maximum = total.directMaximum + total.surveyMaximum
        if let cap = framework.bonus.cap { total.bonus = min(total.bonus, cap) }
        if let cap = framework.penalty.cap { total.penalty = max(total.penalty, cap) }
        let isShrunk = total.maximum > .zero && total.maximum < framework.total
        let isWithoutSurvey = total.hasNoSurvey && total.surveyMaximum == .zero
        total.isConverted = isShrunk && (isWithoutSurvey || framework.settings.notApplicable == .renormalise) && !framework.isPartial
        total.total = total.isConverted ? converted(total.score, of: total.maximum) : total.score
        total.total += total.bonus + total.penalty
        guard total.maximum > .zero else { return }
        let reference = total.isConverted ? framework.total : total.maximum
        var numerator = Int128(total.score.micro) * Int128(reference.micro)
        let denominator = Int128(total.maximum.micro) * Int128(reference.micro)
        if framework.settings.extras == .inPercent {
            numerator += Int128((total.bonus + total.penalty).micro) * Int128(total.maximum.micro)
        }
        total.percent = Share(min(max(numerator, 0), denominator), of: denominator)
    }

    /// From the unrounded ratio (PI-41: 42.63 of 48 is 44.40625 of 50, never 44.50).
    func converted(_ score: Points, of maximum: Points) -> Points {
        let product = Int128(score.micro) * Int128(framework.total.micro)
        guard let points = Points(Ratio(product, Int128(maximum.micro) * 1_000_000)) else {
            preconditionFailure("a converted score is at most the framework's total")
        }
        return points
    }
}
