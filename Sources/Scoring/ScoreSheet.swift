import Kernel

/// A framework laid out for computing: its nodes in one row after another, their inputs in numbered cells.
///
/// Rows are the tree with parents before children, then bonus, then penalty leaves. A unit's figures are one line of cells,
/// so that a province is a plain table of exact numbers (``FigureTable``) and scoring it touches memory once.
package struct ScoreSheet: Sendable {
    package let framework: Framework
    package let rows: [Row]
    let steps: [Step]
    let rules: [any ScoringRule]
    package let cellCount: Int
    /// All reason codes of the framework, the built-in ones first; a ``FigureTable`` keeps their index.
    package let reasons: [Framework.Reason]
    /// For each row the millionths that a unit can have to which everything applies; then those of the two parts.
    let fulls: [Int64]
    let fieldRows: Range<Int>
    let bonusRows: Range<Int>
    let penaltyRows: Range<Int>
    let tieBreakRows: [Int]
    let bandLadder: Ladder
    private let rowByCode: [String: Int]

    /// One node of the framework in the sheet.
    package struct Row: Sendable {
        package let code: String
        /// The node's own words; its `children` are empty here, they are rows.
        package let criterion: Criterion
        package let parent: Int?
        package let depth: Int
        /// The row after the last descendant.
        package let end: Int
        package let isLeaf: Bool
        /// The cell of points given directly; nil where the rule itself asks for points or the leaf is left out for every unit.
        package let givenCell: Int?
        /// The cells of the rule's inputs.
        package let cells: Range<Int>
        package let inputs: [Input]

        package var maximum: Points { criterion.maximum }
    }

    /// The part of a row that computing touches, apart from its words so that a pass over units copies none of them.
    struct Step: Sendable {
        /// Index into `rules`.
        let rule: Int
        let terms: LeafTerms
        let parent: Int
        let end: Int
        /// The sum of the direct or of the survey part to which the row belongs; none for bonus and penalty.
        let part: Int
        let givenCell: Int
        let cells: Range<Int>
        let isLeaf: Bool
        /// Not applicable for every unit, by the framework.
        let isLeftOut: Bool

        static let none = -1
    }

    package init(_ framework: Framework) {
        self.framework = framework
        var layout = Layout()
        for field in framework.fields { layout.add(field, parent: nil, depth: 0) }
        let fieldRows = 0..<layout.rows.count
        self.fieldRows = fieldRows
        for criterion in framework.bonus.criteria { layout.add(criterion, parent: nil, depth: 0) }
        bonusRows = fieldRows.upperBound..<layout.rows.count
        for criterion in framework.penalty.criteria { layout.add(criterion, parent: nil, depth: 0) }
        penaltyRows = bonusRows.upperBound..<layout.rows.count
        rows = layout.rows
        var rules: [any ScoringRule] = []
        let directSum = layout.rows.count
        steps = layout.rows.enumerated().map { index, row in
            if let rule = row.criterion.rule { rules.append(rule) }
            return Step(
                rule: row.criterion.rule == nil ? Step.none : rules.count - 1, terms: row.criterion.terms, parent: row.parent ?? Step.none,
                end: row.end,
                part: index >= fieldRows.upperBound ? Step.none : row.criterion.part == .direct ? directSum : directSum + 1,
                givenCell: row.givenCell ?? Step.none, cells: row.cells, isLeaf: row.isLeaf,
                isLeftOut: row.criterion.rule is NotApplicableRule)
        }
        self.rules = rules
        var fulls = Array(repeating: Int64(0), count: layout.rows.count + 2)
        for (index, step) in steps.enumerated().reversed() {
            if step.isLeaf { fulls[index] = step.terms.maximum.micro }
            if step.parent >= 0 { fulls[step.parent] += fulls[index] }
            if step.isLeaf, step.part >= 0 { fulls[step.part] += fulls[index] }
        }
        self.fulls = fulls
        cellCount = layout.cellCount
        reasons = Framework.Reason.builtIn + framework.reasons
        rowByCode = Dictionary(layout.rows.enumerated().map { ($0.element.code, $0.offset) }, uniquingKeysWith: { first, _ in first })
        if case .tieBreak(let codes) = framework.settings.ties {
            tieBreakRows = codes.compactMap { [rowByCode] in rowByCode[$0] }
        } else {
            tieBreakRows = []
        }
        bandLadder = Ladder(framework.bands.compactMap(\.bound))
    }

    /// The rows after the last: sums of the leaves by method (PI-3).
    var directSum: Int { rows.count }
    var surveySum: Int { rows.count + 1 }

    package func row(_ code: String) -> Int? { rowByCode[code] }
    package func reason(_ code: String) -> Int? { reasons.firstIndex { $0.code == code } }
    package var codes: [String] { rows.map(\.code) }

    private struct Layout {
        var rows: [Row] = []
        var cellCount = 0

        mutating func add(_ criterion: Criterion, parent: Int?, depth: Int) {
            let index = rows.count
            let inputs = criterion.rule?.inputs ?? []
            var given: Int?
            if !(criterion.rule is NotApplicableRule), !inputs.contains(where: { $0.name == "points" }) {
                given = cellCount
                cellCount += 1
            }
            let cells = cellCount..<cellCount + inputs.count
            cellCount = cells.upperBound
            var own = criterion
            own.children = []
            func row(end: Int) -> Row {
                Row(
                    code: criterion.code, criterion: own, parent: parent, depth: depth, end: end, isLeaf: criterion.isLeaf,
                    givenCell: given,
                    cells: cells, inputs: inputs)
            }
            rows.append(row(end: index + 1))
            guard !criterion.isLeaf else { return }
            for child in criterion.children { add(child, parent: index, depth: depth + 1) }
            rows[index] = row(end: rows.count)
        }
    }
}

extension Framework.Reason {
    /// Reasons that every framework knows (PI-43, PI-45); their names live in Locales.
    package static let builtIn =
        ["not_yet_due", "system_down", "refused", "lost", "not_submitted", "not_connected"].map {
            Framework.Reason(code: $0, kind: .missing)
        }
        + ["no_such_task", "not_competent", "not_assessed", noSurvey].map { Framework.Reason(code: $0, kind: .notApplicable) }

    /// The reason of survey leaves of a unit for which no survey was held (PI-38).
    package static let noSurvey = "no_survey"
}
