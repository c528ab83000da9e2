import ArgumentParser
import Criteria
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Office
import Platform
import Scoring
import Storage
import Units

private let help = CommandTexts(Embedded.files)

/// `cchc bench NAME`: measures one part; `make bench` sets it against a peer in the same run.
///
/// Prints lines of metric, value and unit, parted by tabs. Times are medians.
struct BenchCommand: RoomCommand {
    static let configuration = CommandConfiguration(commandName: "bench", abstract: help("app.cli.bench").abstract, shouldDisplay: false)

    enum Part: String, ExpressibleByArgument, CaseIterable { case scoring, csv, slices, statistics, writes, serve }

    @Argument var part: Part
    /// A data file for `csv`, dossiers for `slices`, answers for `statistics`.
    @Argument var file: String?
    @OptionGroup var options: SettingsOptions

    func run(_ desk: CommandDesk) async throws {
        switch part {
        case .scoring: scoring(desk)
        case .csv: try csv(desk)
        case .slices: try slices(desk)
        case .statistics: try statistics(desk)
        case .writes: try await writes(desk)
        case .serve: try await serve(desk)
        }
    }

    private func tell(_ metric: String, _ value: String, _ unit: String, _ desk: CommandDesk) { desk.print("\(metric)\t\(value)\t\(unit)") }

    /// The median of some runs in nanoseconds.
    private func median(of runs: Int, _ body: () throws -> Void) rethrows -> Int64 {
        var times: [Int64] = []
        for _ in 0..<runs {
            let time = try ContinuousClock().measure(body)
            times.append(time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000)
        }
        return times.sorted()[runs / 2]
    }

    private func scoring(_ desk: CommandDesk) {
        for (units, fields, criteria, leaves) in [(51, 7, 7, 1), (3321, 10, 5, 2)] {
            let (sheet, table) = BenchBlock(fields: fields, criteria: criteria, leaves: leaves).table(units: units)
            let block = "\(units)x\(fields * criteria * leaves)"
            var ranked = 0
            let time = median(of: 101) { ranked += sheet.standings(sheet.score(table)).entries.count }
            precondition(ranked == 101 * units, "every unit was ranked in every run")
            tell("scoring_\(block)", "\(time)", "ns", desk)
            let sum = sheet.score(table).totals.reduce(into: Points.zero) { $0 += $1.total }
            tell("points_\(block)", "\(sum)", "points", desk)
        }
    }

    /// Reads a data file of the framework that ``BenchBlock`` makes with 10 fields, 5 criteria, 2 leaves.
    private func csv(_ desk: CommandDesk) throws {
        let sheet = BenchBlock(fields: 10, criteria: 5, leaves: 2).sheet
        guard let file else { return desk.print(BenchBlock(fields: 10, criteria: 5, leaves: 2).sample) }
        let input = try InputFile(path: file)
        var units = 0
        let time = try median(of: 5) { units = try FigureFile.read(input, for: sheet, units: nil, numbers: .en).units.units.count }
        tell("csv_units", "\(units)", "units", desk)
        tell("csv_read", "\(time)", "ns", desk)
    }

    /// Counts dossiers of a file in columns, each slice by itself.
    private func slices(_ desk: CommandDesk) throws {
        guard let file else { throw ValidationError("slices needs a file") }
        for slice in try BenchSlices(file: file).slices {
            var count = 0
            let time = median(of: 11) { count = slice.count() }
            tell("slice_\(slice.name)", "\(time)", "ns", desk)
            tell("count_\(slice.name)", "\(count)", "dossiers", desk)
        }
    }

    /// A table of results, rank sets and a draw.
    private func statistics(_ desk: CommandDesk) throws {
        guard let file else { throw ValidationError("statistics needs a file") }
        let bench = try BenchStatistics(file: file)
        var table = (estimates: 0, sum: 0.0)
        tell("statistics_table", "\(try median(of: 11) { table = try bench.table() })", "ns", desk)
        tell("statistics_estimates", "\(table.estimates)", "estimates", desk)
        tell("statistics_sum", "\(table.sum)", "points", desk)
        tell("statistics_ranks", "\(try median(of: 21) { _ = try bench.ranks() })", "ns", desk)
        tell("statistics_draw", "\(try median(of: 3) { _ = try bench.draw() })", "ns", desk)
    }

    /// Durable writes of one row: one after another, then by 64 writers at once.
    private func writes(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let rows = try await BenchRows(services)
        let clock = ContinuousClock()
        let alone = 400
        let first = try await clock.measure { for _ in 0..<alone { try await rows.add() } }
        let each = 100
        let second = try await clock.measure {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 { group.addTask { for _ in 0..<each { try await rows.add() } } }
                try await group.waitForAll()
            }
        }
        await services.database.close()
        tell("writes_single", rate(alone, first), "rows/s", desk)
        tell("writes_64", rate(64 * each, second), "rows/s", desk)
    }

    private func rate(_ rows: Int, _ time: Duration) -> String {
        let nanoseconds = time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000
        return "\(Int64(rows) * 1_000_000_000 / max(nanoseconds, 1))"
    }

    /// A server that stores a row for each request, through all that stands around every route; `wrk` measures it.
    private func serve(_ desk: CommandDesk) async throws {
        let services = try await desk.services(options)
        let rows = try await BenchRows(services)
        var routes = Routes(services)
        routes.add(platformModule)
        routes.add(
            Module(name: "bench", files: [:]) { routes, _ in
                routes.form("/bench/rows", .everyone) { _, _ in
                    try await rows.add()
                    return .go("/bench/rows")
                }
            })
        try await makeApplication(routes, services).runService()
        await services.database.close()
    }
}

/// The table into which the benchmarks write, a row a transaction; the same as that of the peers.
private struct BenchRows: Sendable {
    private let services: Services

    init(_ services: Services) async throws {
        self.services = services
        _ = try await services.database.write {
            try $0.run("DROP TABLE IF EXISTS bench_rows")
            try $0.run("CREATE TABLE bench_rows (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL)")
        }
    }

    func add() async throws {
        let id = services.newIDText()
        try await services.database.write { try $0.runLater("INSERT INTO bench_rows (id, body) VALUES (\(id), \("x"))") }
    }
}
