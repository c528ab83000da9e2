import Facts
import Office

/// A shipped table by the names of its columns.
struct DemoTable {
    let rows: [(String) -> String]

    init(_ path: String) throws {
        let table = try FactTables.table(path)
        let columns = Dictionary(table.header.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        rows = table.rows.map { row in { name in columns[name].map { row[$0].text } ?? "" } }
    }
}
