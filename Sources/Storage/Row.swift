import Kernel

/// The names of a result's columns, shared by its rows.
final class RowHeader: Sendable {
    let names: [String]
    /// The statement's text, without values, for errors.
    let statement: String

    init(names: [String], statement: String) {
        self.names = names
        self.statement = statement
    }
}

/// One row of a result, read by the name of the column.
///
/// A value of another type, a null where none is expected and a column that is not there throw ``StorageError/column``,
/// which names the column and the statement. Of two columns of one name the first is read.
package struct Row: Sendable {
    private let header: RowHeader
    private let values: [SQLValue]
    private let start: Int

    /// A row that begins at `start` in the values of a whole result.
    init(header: RowHeader, values: [SQLValue], start: Int = 0) {
        self.header = header
        self.values = values
        self.start = start
    }

    package var columns: [String] { header.names }

    /// The value as it was stored.
    package func value(_ column: String) throws -> SQLValue {
        guard let index = header.names.firstIndex(of: column) else { throw fault(column, "is not in the result") }
        return values[start + index]
    }

    package func string(_ column: String) throws -> String { try present(optionalString(column), column) }
    package func optionalString(_ column: String) throws -> String? {
        switch try value(column) {
        case .text(let text): text
        case .null: nil
        case let other: throw fault(column, "is \(other.kind), not text")
        }
    }

    package func integer(_ column: String) throws -> Int { try present(optionalInteger(column), column) }
    package func optionalInteger(_ column: String) throws -> Int? { try optionalInteger64(column).map(Int.init) }

    package func bool(_ column: String) throws -> Bool { try present(optionalBool(column), column) }
    package func optionalBool(_ column: String) throws -> Bool? {
        switch try optionalInteger64(column) {
        case 0: false
        case 1: true
        case nil: nil
        case let other?: throw fault(column, "is \(other), neither 0 nor 1")
        }
    }

    package func bytes(_ column: String) throws -> [UInt8] { try present(optionalBytes(column), column) }
    package func optionalBytes(_ column: String) throws -> [UInt8]? {
        switch try value(column) {
        case .bytes(let bytes): bytes
        case .null: nil
        case let other: throw fault(column, "is \(other.kind), not bytes")
        }
    }

    package func id<Of>(_ column: String, of: Of.Type = Of.self) throws -> ID<Of> { ID(rawValue: try string(column)) }
    package func optionalID<Of>(_ column: String, of: Of.Type = Of.self) throws -> ID<Of>? {
        try optionalString(column).map(ID.init(rawValue:))
    }

    package func points(_ column: String) throws -> Points { try present(optionalPoints(column), column) }
    package func optionalPoints(_ column: String) throws -> Points? { try optionalInteger64(column).map(Points.init(micro:)) }

    package func date(_ column: String) throws -> CalendarDate { try present(optionalDate(column), column) }
    package func optionalDate(_ column: String) throws -> CalendarDate? {
        guard let text = try optionalString(column) else { return nil }
        guard let date = CalendarDate(text) else { throw fault(column, "is text that is no date") }
        return date
    }

    package func timestamp(_ column: String) throws -> Timestamp { try present(optionalTimestamp(column), column) }
    package func optionalTimestamp(_ column: String) throws -> Timestamp? {
        try optionalInteger64(column).map(Timestamp.init(milliseconds:))
    }

    /// A word of a closed set that is stored as its raw text.
    package func word<Word: RawRepresentable<String>>(_ column: String, as: Word.Type = Word.self) throws -> Word {
        try present(optionalWord(column), column)
    }
    package func optionalWord<Word: RawRepresentable<String>>(_ column: String, as: Word.Type = Word.self) throws -> Word? {
        guard let text = try optionalString(column) else { return nil }
        guard let word = Word(rawValue: text) else { throw fault(column, "is a word that \(Word.self) does not know") }
        return word
    }

    private func optionalInteger64(_ column: String) throws -> Int64? {
        switch try value(column) {
        case .integer(let number): number
        case .null: nil
        case let other: throw fault(column, "is \(other.kind), not an integer")
        }
    }

    private func present<T>(_ value: T?, _ column: String) throws -> T {
        guard let value else { throw fault(column, "is null") }
        return value
    }

    private func fault(_ column: String, _ problem: String) -> StorageError {
        .column(name: column, problem: problem, statement: header.statement)
    }
}

extension SQLValue {
    fileprivate var kind: String {
        switch self {
        case .null: "null"
        case .integer: "an integer"
        case .text: "text"
        case .bytes: "bytes"
        }
    }
}
