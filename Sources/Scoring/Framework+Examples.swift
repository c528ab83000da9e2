import Kernel

extension Framework {
    /// Runs every worked example (PI-14): a fault for each that does not come out, with what did.
    package func exampleFaults() -> [Fault] {
        let sheet = ScoreSheet(self)
        var faults: [Fault] = []
        for (index, row) in sheet.rows.enumerated() {
            for example in row.criterion.examples { faults += sheet.faults(of: example, row: index) }
        }
        for example in examples { faults += sheet.faults(of: example) }
        return faults
    }
}

extension ScoreSheet {
    /// What one leaf's figures come to, by itself.
    private enum Verdict: Equatable, CustomStringConvertible {
        case points(Points)
        case notApplicable, unranked
        case fails(String)

        var description: String {
            switch self {
            case .points(let points): "\(points)"
            case .notApplicable: "not_applicable"
            case .unranked: "unranked"
            case .fails(let word): "fails: \(word)"
            }
        }
    }

    fileprivate func faults(of example: LeafExample, row index: Int) -> [Fault] {
        var table = FigureTable(self, units: 1)
        let unreadable = table.state(example.given, unit: 0, row: index, of: self, numbers: .canonical)
        guard unreadable.isEmpty else { return unreadable }
        let found = verdict(table, row: index)
        let expected: Verdict =
            switch example.expected {
            case .points(let points): .points(points)
            case .notApplicable: .notApplicable
            case .unranked: .unranked
            case .fails(let word): .fails(word)
            }
        guard found != expected else { return [] }
        return [
            Fault(
                "scoring.example_failed", at: example.place,
                ["criterion": rows[index].code, "expected": "\(expected)", "found": "\(found)"])
        ]
    }

    /// Scores the table and looks only at one row: the others have no data, which is no matter here.
    private func verdict(_ table: FigureTable, row index: Int) -> Verdict {
        let scores = score(table)
        if let fault = scores.faults.first(where: { $0.row == index }) { return .fails(fault.fault.word) }
        let branch = scores.branch(unit: 0, row: index)
        if branch == CommonBranch.unranked.rawValue { return .unranked }
        if scores.applicable(unit: 0, row: index) == .zero, rows[index].maximum > .zero { return .notApplicable }
        return .points(scores.points(unit: 0, row: index))
    }

    /// Whether a value, rounded to the decimals of a stated percentage, is that percentage; one without end is stated rounded.
    private static func agrees(_ value: Ratio, _ stated: Ratio) -> Bool {
        let scale = stated.exactNumber?.scale ?? Number.maximumScale
        return value.rounded(scale: max(scale, 4), .halfUp) == stated.rounded(scale: max(scale, 4), .halfUp)
    }

    fileprivate func faults(of example: UnitExample) -> [Fault] {
        var table = FigureTable(self, units: 1)
        var faults: [Fault] = []
        for (code, statement) in example.given {
            guard let row = row(code) else {
                faults.append(Fault("scoring.criterion_unknown", at: example.place, ["criterion": code]))
                continue
            }
            faults += table.state(statement, unit: 0, row: row, of: self, numbers: .canonical)
        }
        guard faults.isEmpty else { return faults }
        let scores = score(table)
        if let fault = scores.faults.first {
            return [Fault("scoring.example_unscored", at: example.place, ["criterion": rows[fault.row].code, "fault": fault.fault.word])]
        }
        let total = scores.totals[0]
        func compare(_ what: String, _ expected: String?, _ found: String) {
            guard let expected, expected != found else { return }
            faults.append(Fault("scoring.example_failed", at: example.place, ["criterion": what, "expected": expected, "found": found]))
        }
        compare("points", example.points?.description, total.total.description)
        compare("maximum", example.maximum?.description, total.maximum.description)
        if let expected = example.percent, total.percent.map({ Self.agrees($0.ratio, expected) }) != true {
            compare("percent", expected.description, total.percent?.ratio.description ?? "—")
        }
        compare("band", example.band, band(total).map { framework.bands[$0].code } ?? "—")
        return faults
    }
}
