import Criteria
import Kernel
import Office
import Platform
import Scoring
import Storage
import Units

/// Takes the results of a survey for one block from a file, CSV or XLSX: all of it or nothing (PI-46, PI-72).
///
/// The file is a data file, `unit,criterion,input,value,reason`; it may be sent again until the survey closes, and then the
/// later figures count. Columns beside them may say how surely each value is known (PI-61).
package struct ImportSurveyPoints: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// How many leaves got figures; throws every fault of the file with its row and column.
    @discardableResult
    package func callAsFunction(_ file: InputFile, round: String, block: String, by actor: Actor) async throws -> Int {
        try await workplace.write(by: actor) { desk in
            let round = try desk.administered(round)
            switch round.status {
            case .preparing: throw AssessmentsError.notOpen(round: round.code)
            case .open: break
            case .decided: throw AssessmentsError.alreadyDecided(round: round.code)
            }
            guard desk.now < round.deadlines.survey else { throw AssessmentsError.surveyClosed(until: round.deadlines.survey.lastDay) }
            let units = try desk.cases.units(of: round).map(\.item).filter { $0.unit.block == block }
            guard let sheet = units.first?.sheet else { throw AssessmentsError.noSuchBlock(block) }
            let list = UnitList(units.map { UnitList.Listed(code: $0.unit.code, name: $0.unit.name.vi) })
            let figures = try FigureFile.read(file, for: sheet, units: list, numbers: nil, beside: IntervalFile.columns)
            return try desk.keep(try SurveyFigures(figures, sheet, try IntervalFile(file)).scores(), of: units, in: round)
        }
    }
}

/// What a file says of survey leaves, with what else it should not say.
private struct SurveyFigures {
    let figures: FigureFile
    let sheet: ScoreSheet
    let intervals: IntervalFile

    struct Found {
        let unit: Int
        let leaf: Leaf
        let score: LeafScore
        var interval: MeasuredInterval?
    }

    init(_ figures: FigureFile, _ sheet: ScoreSheet, _ intervals: IntervalFile) {
        self.figures = figures
        self.sheet = sheet
        self.intervals = intervals
    }

    /// The scores of every leaf the file speaks of, by the unit's index.
    func scores() throws(Faults) -> [Found] {
        let log = FaultLog()
        var found: [Found] = []
        for (unit, listed) in figures.units.units.enumerated() {
            for row in sheet.rows.indices {
                guard let place = figures.place(unit: unit, row: row, of: sheet) else { continue }
                let code = sheet.rows[row].code
                guard let leaf = sheet.leaf(code), leaf.channel == .survey else {
                    log.add("assessments.not_a_survey_leaf", at: place, ["criterion": code])
                    continue
                }
                let stated = Stated(sheet.statement(unit: unit, row: row, in: figures.table))
                do {
                    found.append(Found(unit: unit, leaf: leaf, score: try sheet.score(leaf, inputs: stated.values, numbers: .canonical)))
                } catch {
                    for fault in error.faults {
                        log.add(fault.code, at: place, fault.details.merging(["unit": listed.code]) { own, _ in own })
                    }
                }
            }
        }
        try log.check()
        return try surely(found)
    }

    /// With the intervals of the file, each at the value that it is of.
    private func surely(_ found: [Found]) throws(Faults) -> [Found] {
        var found = found
        let keys = found.enumerated().map { ([figures.units.units[$0.element.unit].code, $0.element.leaf.code], $0.offset) }
        let indices = Dictionary(keys, uniquingKeysWith: { first, _ in first })
        let log = FaultLog()
        for (measured, place) in intervals.lines {
            guard let index = indices[[measured.unit, measured.criterion]],
                sheet.takes(measured.interval, of: found[index].leaf, stated: found[index].score.stated)
            else {
                log.add("assessments.interval_unfit", at: place, ["unit": measured.unit, "criterion": measured.criterion])
                continue
            }
            found[index].interval = measured.interval
        }
        try log.check()
        return found
    }
}

extension Workplace.Desk {
    fileprivate func keep(_ scores: [SurveyFigures.Found], of units: [UnitCase], in round: Round) throws -> Int {
        for (unit, group) in Dictionary(grouping: scores, by: \.unit).sorted(by: { $0.key < $1.key }) {
            let entries = try EntryStore.entries(of: units[unit].unit.id, in: round.id, db)
            for found in group {
                let leaf = found.leaf
                let item = LeafCase(of: units[unit], leaf: leaf, entries: entries[leaf.code] ?? LeafEntries())
                let draft = EntryDraft(
                    kind: .survey, score: found.score, comment: "", version: item.entries[.survey]?.version ?? 0,
                    interval: found.interval)
                _ = try save(draft, of: item, as: "survey_imported")
            }
        }
        return scores.count
    }
}
