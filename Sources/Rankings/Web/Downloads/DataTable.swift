import Foundation
import Kernel
import Office
import Platform

/// A column of a downloaded table: its name is a promise, its meaning stands in the dictionary.
///
/// Texts: `rankings.column.<name>` is the heading, `rankings.meaning.<name>` what it means; a column in one language has the
/// texts of its name without the ending.
protocol DataColumn: RawRepresentable<String>, CaseIterable, Sendable {
    associatedtype Row
    var measure: DataMeasure { get }
    func cell(_ row: Row) -> OutputCell
}

/// What the cells of a column are.
enum DataMeasure: String, Sendable, Hashable, CaseIterable {
    /// A code of the house's own or of the framework.
    case code
    case text, points
    /// Of a hundred.
    case percent
    /// A place, with `.5` where an average tie stands between two.
    case place
    /// Places gained or lost.
    case places
    case count, period
}

/// What the dictionary says of a column.
struct DataColumnHead: Sendable, Hashable {
    let name: String
    let measure: DataMeasure

    /// The language of a column in one language, told by its name's ending.
    var language: Language? { Language.allCases.first { name.hasSuffix("_\($0.rawValue)") } }
    private var stem: String { language.map { String(name.dropLast($0.rawValue.count + 1)) } ?? name }

    func title(_ words: Words) -> String { words("rankings.column.\(stem)") }
    func meaning(_ words: Words) -> String { words("rankings.meaning.\(stem)") }
}

/// A table as files take it: the same columns and cells in CSV, JSON and workbook.
struct DataTable: Sendable {
    /// The key of its list in JSON, and of its name, `rankings.data.<name>`.
    let name: String
    let columns: [DataColumnHead]
    let rows: [[OutputCell]]

    /// With the columns that `has` lets through.
    init<Column: DataColumn>(
        _ name: String, _: Column.Type, _ rows: some Sequence<Column.Row>, has: (Column) -> Bool = { _ in true }
    ) {
        self.name = name
        let all = Column.allCases.filter(has)
        columns = all.map { DataColumnHead(name: $0.rawValue, measure: $0.measure) }
        self.rows = rows.map { row in all.map { $0.cell(row) } }
    }

    static func heads<Column: DataColumn>(_: Column.Type) -> [DataColumnHead] {
        Column.allCases.map { DataColumnHead(name: $0.rawValue, measure: $0.measure) }
    }

    /// For machines: both languages, decimals as stored (US-20).
    var csv: [UInt8] { CSVWriter.write(columns.map(\.name), rows, .machine) }
}

extension DataTable {
    /// A workbook of tables in the reader's language: its headings, and of columns in one language only the reader's.
    static func workbook(_ title: String, _ tables: [DataTable], created: Timestamp, _ words: Words) throws -> [UInt8] {
        let properties = XLSXWriter.Properties(title: title, created: created)
        var writer = try XLSXWriter(folder: FileManager.default.temporaryDirectory.path, properties)
        for table in tables {
            let kept = table.columns.indices.filter { table.columns[$0].language == nil || table.columns[$0].language == words.language }
            let columns = kept.map { XLSXWriter.Column(table.columns[$0].title(words), width: table.columns[$0].width) }
            try writer.addSheet(words("rankings.data.\(table.name)"), columns)
            for row in table.rows { try writer.add(kept.map { row[$0] }) }
        }
        return try writer.bytes()
    }
}

extension DataColumnHead {
    /// In characters, by what stands in it.
    fileprivate var width: Int {
        switch measure {
        case .text: 44
        case .code: 16
        default: 12
        }
    }
}

extension OutputCell {
    static func points(_ points: Points?) -> OutputCell { points.map { .number($0.number) } ?? .blank }

    /// A share as a percentage, with as many decimals as are stored.
    static func percent(_ share: Ratio?) -> OutputCell {
        share.flatMap { try? $0 * Ratio(100, 1) }.flatMap { $0.number(scale: 7) }.map { .number($0) } ?? .blank
    }

    /// Halves of a place.
    static func places(_ halves: Int?) -> OutputCell { halves.map { .number(Number(digits: Int64($0) * 5, scale: 1)) } ?? .blank }

    static func optional(_ text: String?) -> OutputCell { text.map { .text($0) } ?? .blank }
}
