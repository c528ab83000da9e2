import GRDB
import GRDBSQLite

extension StorageError {
    /// What one of SQLite's extended result codes means to the house; `isReading` when it came from a read.
    package init(sqlite code: Int32, _ message: String, statement: String, isReading: Bool) {
        switch code & 0xff {
        case SQLITE_CONSTRAINT where code != SQLITE_CONSTRAINT | (12 << 8):
            self = .constraint(Constraint(sqlite: code, message), statement: statement)
        case SQLITE_FULL:
            self = .unwritable(.full, reason: message)
        case SQLITE_READONLY where isReading:
            self = .statement(message: "a read may not change anything", statement: statement)
        case SQLITE_READONLY:
            self = .unwritable(.readOnly, reason: message)
        case SQLITE_IOERR, SQLITE_CORRUPT:
            self = .unwritable(.failing, reason: message)
        case SQLITE_CANTOPEN, SQLITE_NOTADB:
            self = .unreachable(reason: message)
        case SQLITE_BUSY, SQLITE_LOCKED:
            self = .contention(reason: message)
        default:
            self = .statement(message: message, statement: statement)
        }
    }

    /// An error that GRDB met while preparing a statement or opening a transaction.
    init(_ error: DatabaseError, isReading: Bool) {
        self.init(
            sqlite: error.extendedResultCode.rawValue, error.message ?? error.resultCode.description, statement: error.sql ?? "",
            isReading: isReading)
    }
}

extension Constraint {
    /// Reads `UNIQUE constraint failed: units.code, units.block`, `CHECK constraint failed: units_size` and their like.
    fileprivate init(sqlite code: CInt, _ message: String) {
        let subject = message.split(separator: "constraint failed: ", maxSplits: 1).dropFirst().first.map(String.init)
        switch code >> 8 {
        // Unique, primary key, rowid.
        case 8, 6, 10: self.init(.unique, sqliteColumns: subject)
        case 5: self.init(.notNull, sqliteColumns: subject)
        case 1: self.init(.check, name: subject)
        case 3: self.init(.foreignKey)
        default: self.init(.other, name: subject)
        }
    }

    /// The subject is `table.column, table.column`, or `index 'name'` where an expression is indexed.
    private init(_ kind: Kind, sqliteColumns subject: String?) {
        guard let subject else {
            self.init(kind)
            return
        }
        if subject.hasPrefix("index '"), subject.hasSuffix("'") {
            self.init(kind, name: String(subject.dropFirst("index '".count).dropLast()))
            return
        }
        let columns = subject.split(separator: ", ").map { $0.split(separator: ".", maxSplits: 1) }
        self.init(kind, table: columns.first?.first.map(String.init), columns: columns.compactMap { $0.last.map(String.init) })
    }
}
