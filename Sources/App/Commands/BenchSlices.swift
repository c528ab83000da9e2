import Dossiers
import Foundation
import Kernel

/// Slices of dossiers in columns, for benchmarks; the dossiers are those of a file that the peer reads too.
struct BenchSlices {
    /// Seven numbers of four bytes a dossier: unit, procedure, field, channel, and when it was received, due and ended; 0 is not ended.
    private static let width = 28
    private static let year = Period.year(2025)

    private let columns: DossierColumns

    init(file: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: file), options: .alwaysMapped)
        let count = data.count / Self.width
        var columns = DossierColumns(reserving: count)
        data.withUnsafeBytes { bytes in
            for row in 0..<count {
                func number(_ column: Int) -> UInt32 {
                    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: row * Self.width + column * 4, as: UInt32.self))
                }
                func moment(_ column: Int) -> Timestamp { Timestamp(milliseconds: Int64(number(column)) * 1000) }
                var line = DossierColumns.Row(
                    unit: Int(number(0)), procedure: Int(number(1)), field: Int(number(2)),
                    channel: DossierColumns.Channel.allCases[Int(number(3))], state: number(6) == 0 ? .processing : .finished,
                    received: moment(4), due: moment(5))
                if number(6) != 0 { line.finished = moment(6) }
                columns.append(line)
            }
        }
        self.columns = columns
    }

    /// By name what is asked; each gives a sum by which both sides can see that they counted the same.
    var slices: [(name: String, count: () -> Int)] {
        let year = Self.year
        var quarter = Slice(.quarter(2, of: 2025), by: [.field])
        quarter.filters = [.channel: [1]]
        return [
            ("all_year", { sum(Slice(year), .releasedOnTime) }),
            ("by_unit", { sum(Slice(year, by: [.unit]), .releasedOnTime) }),
            ("by_procedure", { sum(Slice(year, by: [.procedure]), .handledOnTime) }),
            ("by_unit_and_channel", { sum(Slice(year, by: [.unit, .channel]), .receivedOnTime) }),
            ("by_field_of_one_channel", { [quarter] in sum(quarter, .releasedOnTime) }),
            ("by_unit_and_month", { months(.released) }),
            ("one_share_by_unit", { sum(Slice(year, by: [.unit]), .receivedOnTime) }),
        ]
    }

    private func sum(_ slice: Slice, _ counted: Counted) -> Int { columns.tally(slice).reduce(0) { $0 + $1[counted] } }

    private func months(_ denominator: OnTime.Denominator) -> Int {
        let table = columns.months(denominator, from: Self.year.first, through: Self.year.last, by: [.unit])
        return (0..<table.groupCount).reduce(0) { sum, group in sum + table.months.indices.reduce(0) { $0 + table[group, $1].onTime } }
    }
}
