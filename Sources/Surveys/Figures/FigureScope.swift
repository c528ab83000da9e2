import Kernel
import Statistics

/// Rows of a sheet with the design they are estimated by: all units together, or one of them.
struct FigureScope {
    /// Id of the unit; empty: all together.
    let unit: String
    let sheet: AnswerSheet
    let design: SurveyDesign
    /// Each respondent alike, for what weights change (SV-24).
    let plain: SurveyDesign
    /// The rows of the unit; nil: all.
    let domain: [Bool]?
    /// Nil: of the design there is nothing to tell how surely a figure is known.
    let level: Level?
    let weighted: FigureLine.Weighted
    /// Whether the rows cover the population, so that people can be counted.
    let counts: Bool

    var rows: Int { domain?.count { $0 } ?? sheet.rows }
}

extension FigureScope {
    /// The scopes of a sheet: all together first, then each unit that has a row.
    ///
    /// Where the same people judged all units (SV-10), rows of one unit are a sample of their own, and all together is none: its figures are
    /// joined from theirs. Where no stratum holds two units, weights are those of the draw and strata do not borrow from each other, the rows of a unit are estimated alone, which
    /// gives the same and takes less time; else the others stay in with a score of 0 (SV-30).
    static func scopes(
        _ sheet: AnswerSheet, _ group: RespondentGroup, _ cells: [Int: WeightCell], ineligible: [Int: Int], margins: [MarginTable],
        _ formula: EstimateFormula
    ) throws -> [FigureScope] {
        let units = Set(sheet.units).sorted()
        let level = try Level(percent: formula.level)
        guard sheet.cells.contains(where: { $0 != nil }) else {
            return try ([""] + units).map { unit in
                try scope(unit, of: unit.isEmpty ? sheet : sheet.picking(sheet.rows(of: unit)), nil, formula, nil)
            }
        }
        if group.judges == .all {
            return try units.map { unit in
                let own = sheet.picking(sheet.rows(of: unit))
                return try scope(unit, of: own, SheetDesign(cells, cellOfRow: own.cells.compactMap { $0 }, ineligible: [:]), formula, level)
            }
        }
        let drawn = SheetDesign(cells, cellOfRow: sheet.cells.compactMap { $0 }, ineligible: ineligible)
        let whole = try scope("", of: sheet, drawn, formula, level, margins: margins)
        return [whole]
            + (try units.map { unit in
                let rows = sheet.rows(of: unit)
                if margins.isEmpty, [.fail, .certainty].contains(formula.lonely), isApart(rows, drawn, sheet, unit) {
                    return try scope(unit, of: sheet.picking(rows), drawn.picking(rows), formula, level)
                }
                return FigureScope(
                    unit: unit, sheet: sheet, design: whole.design, plain: whole.plain, domain: sheet.units.map { $0 == unit },
                    level: whole.level, weighted: whole.weighted, counts: true)
            })
    }

    /// Whether the strata of some rows hold no others.
    private static func isApart(_ rows: [Int], _ drawn: SheetDesign, _ sheet: AnswerSheet, _ unit: String) -> Bool {
        let strata = Set(rows.map { drawn.drawn.strata[$0] })
        return !sheet.units.indices.contains { sheet.units[$0] != unit && strata.contains(drawn.drawn.strata[$0]) }
    }

    private static func scope(
        _ unit: String, of sheet: AnswerSheet, _ drawn: SheetDesign?, _ formula: EstimateFormula, _ level: Level?,
        margins: [MarginTable] = []
    ) throws -> FigureScope {
        var alike = DrawnRows()
        alike.weights = [Number](repeating: 1, count: sheet.rows)
        guard let drawn else {
            let design = try SurveyDesign(alike)
            return FigureScope(
                unit: unit, sheet: sheet, design: design, plain: design, domain: nil, level: nil, weighted: .none, counts: false)
        }
        var unweighted = drawn.drawn
        unweighted.weights = alike.weights
        do {
            let plain = try SurveyDesign(unweighted, lonely: formula.lonely)
            var design = try SurveyDesign(drawn.drawn, lonely: formula.lonely)
            if formula.weighting == .design { design = try calibrated(design, by: margins, sheet) }
            let weighted: FigureLine.Weighted =
                formula.weighting == .none ? .none : !margins.isEmpty ? .calibrated : drawn.isCensus ? .census : .design
            return FigureScope(
                unit: unit, sheet: sheet, design: formula.weighting == .none ? plain : design,
                plain: formula.weighting == .none ? design : plain, domain: nil, level: level, weighted: weighted,
                counts: formula.weighting == .design)
        } catch StatisticsError.lonelyStratum(let code, let stage) {
            let names = stage == 1 ? drawn.strata : drawn.clusters
            throw SurveysError.lonelyStratum(names.indices.contains(code) ? names[code] : "\(code)", stage: stage)
        }
    }

    private static func calibrated(_ design: SurveyDesign, by tables: [MarginTable], _ sheet: AnswerSheet) throws -> SurveyDesign {
        guard !tables.isEmpty else { return design }
        let margins = try tables.map { try $0.margin(sheet) }
        do {
            return margins.count == 1 ? try design.postStratified(margins[0]) : try design.raked(margins)
        } catch StatisticsError.emptyCell(let margin, let category) {
            throw SurveysError.marginEmpty(tables[margin].question, category: tables[margin].categories[category].code)
        } catch StatisticsError.notConverged(let rounds, let margin) {
            throw SurveysError.notConverged(tables[margin].question, rounds: rounds)
        } catch StatisticsError.marginsDisagree(let one, let other) {
            throw SurveysError.marginsDisagree(tables[one].question, tables[other].question)
        }
    }
}

extension SheetDesign {
    /// The same draw for some of its rows.
    func picking(_ rows: [Int]) -> SheetDesign {
        SheetDesign(drawn: drawn.picking(rows), isCensus: isCensus, strata: strata, clusters: clusters)
    }

    private init(drawn: DrawnRows, isCensus: Bool, strata: [String], clusters: [String]) {
        self.drawn = drawn
        self.isCensus = isCensus
        self.strata = strata
        self.clusters = clusters
    }
}

extension AnswerSheet {
    func rows(of unit: String) -> [Int] { units.indices.filter { units[$0] == unit } }
}

/// How many of the population would give each answer to a question, from a source that somebody trusts.
package struct MarginTable: Hashable, Sendable {
    package struct Category: Hashable, Sendable {
        package let code: String
        package let population: Int

        package init(_ code: String, _ population: Int) {
            self.code = code
            self.population = population
        }
    }

    package let question: String
    package let categories: [Category]

    package init(_ question: String, _ categories: [Category]) {
        self.question = question
        self.categories = categories
    }

    fileprivate func margin(_ sheet: AnswerSheet) throws(SurveysError) -> Margin {
        let places = Dictionary(categories.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        var column: [Int] = []
        column.reserveCapacity(sheet.rows)
        for row in 0..<sheet.rows {
            let code = sheet.value(question, row)
            guard let place = places[code] else { throw .marginUnknown(question, answer: code) }
            column.append(place)
        }
        return Margin(categories: column, counts: categories.map(\.population))
    }
}
