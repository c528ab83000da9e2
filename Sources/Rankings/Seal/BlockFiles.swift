import Criteria
import Kernel
import Office
import Platform
import Scoring
import Units

/// The files of one block in a bundle, made from its framework, units and figures alone: whoever holds those makes them again.
///
/// `units.csv` and `figures.csv` are what `cchc score` reads; `results.csv` and `points.csv` are what came out. `intervals.csv` says
/// how surely measured values are known; a block without any has no such file.
struct BlockFiles {
    static let units = "units.csv"
    static let figures = "figures.csv"
    static let results = "results.csv"
    static let points = "points.csv"
    static let intervals = "intervals.csv"

    static let resultColumns = [
        "unit", "rank", "direct", "direct_maximum", "survey", "survey_maximum", "bonus", "penalty", "total", "maximum", "percent", "band",
    ]

    let folder: String
    let block: ScoredBlock
    private var sheet: ScoreSheet { block.sheet }
    private var table: FigureTable { block.figures.table }

    var members: [ZipFile.Member] {
        [
            ZipFile.Member(name: "\(folder)/\(Self.units)", bytes: unitsCSV),
            ZipFile.Member(name: "\(folder)/\(Self.figures)", bytes: figuresCSV),
            ZipFile.Member(name: "\(folder)/\(Self.results)", bytes: resultsCSV),
            ZipFile.Member(name: "\(folder)/\(Self.points)", bytes: pointsCSV),
        ] + (block.intervals.isEmpty ? [] : [ZipFile.Member(name: "\(folder)/\(Self.intervals)", bytes: intervalsCSV)])
    }

    /// Computes the results again from the bundle's own files.
    static func recomputed(
        folder: String, framework: ZipFile.Member, units: [UInt8], figures: [UInt8], intervals: [UInt8]?
    ) throws -> BlockFiles {
        guard let text = String(validating: framework.bytes, as: UTF8.self) else { throw SealError.unreadable(framework.name) }
        let file = try FrameworkFile(text, name: framework.name)
        let list = try UnitList(InputFile(name: "\(folder)/\(Self.units)", bytes: units).table())
        let table = try FigureFile.read(
            InputFile(name: "\(folder)/\(Self.figures)", bytes: figures), for: ScoreSheet(file.framework), units: list, numbers: .en)
        let measured = try intervals.map { try IntervalFile(InputFile(name: "\(folder)/\(Self.intervals)", bytes: $0)).lines.map(\.leaf) }
        return try BlockFiles(folder: folder, block: ScoredBlock(file, table, intervals: measured ?? []))
    }

    private var unitsCSV: [UInt8] {
        CSVWriter.write(
            ["code", "name", "block", "ranked"],
            block.units.map { [.text($0.code), .text($0.name), .text($0.block ?? ""), .text($0.isRanked ? "yes" : "no")] }, .machine)
    }

    private var figuresCSV: [UInt8] {
        var rows: [[OutputCell]] = []
        for (unit, listed) in block.units.enumerated() {
            for row in sheet.rows.indices {
                let statement = sheet.statement(unit: unit, row: row, in: table)
                let code = sheet.rows[row].code
                if let absence = statement.absence {
                    rows.append([.text(listed.code), .text(code), .text(absence.kind.rawValue), .blank, .text(absence.reason)])
                }
                for value in statement.values {
                    rows.append([.text(listed.code), .text(code), .text(value.input), .text(value.text), .blank])
                }
            }
        }
        return CSVWriter.write(["unit", "criterion", "input", "value", "reason"], rows, .machine)
    }

    private var resultsCSV: [UInt8] {
        let rows = block.standings.order.map { unit -> [OutputCell] in
            let total = block.scores.totals[unit]
            let sums = [
                total.direct, total.directMaximum, total.survey, total.surveyMaximum, total.bonus, total.penalty, total.total,
                total.maximum,
            ].map { OutputCell.number($0.number) }
            let percent = total.percent.flatMap { try? $0.ratio * Ratio(100, 1) }?.number(scale: 9)
            let entry = block.standings.entries[unit]
            let rank: OutputCell = entry.rank.map { .text("\($0)") } ?? .blank
            let band: OutputCell = entry.band.map { .text(block.framework.bands[$0].title.vi) } ?? .blank
            return [.text(block.units[unit].code), rank] + sums + [percent.map { .number($0) } ?? .blank, band]
        }
        return CSVWriter.write(Self.resultColumns, rows, .machine)
    }

    private var intervalsCSV: [UInt8] {
        let rows = block.intervals.map { measured -> [OutputCell] in
            let interval = measured.interval
            return [
                .text(measured.unit), .text(measured.criterion), .number(interval.low), .number(interval.high), .number(interval.level),
                .number(Number(interval.respondents)), .text(interval.method.rawValue), .text(interval.sample),
            ]
        }
        return CSVWriter.write(["unit", "criterion"] + IntervalFile.columns, rows, .machine)
    }

    private var pointsCSV: [UInt8] {
        let rows = block.units.enumerated().flatMap { unit, listed in
            sheet.rows.indices.map { row -> [OutputCell] in
                [
                    .text(listed.code), .text(sheet.rows[row].code), .number(block.scores.points(unit: unit, row: row).number),
                    .number(block.scores.applicable(unit: unit, row: row).number),
                ]
            }
        }
        return CSVWriter.write(["unit", "criterion", "points", "maximum"], rows, .machine)
    }
}
