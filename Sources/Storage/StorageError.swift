/// Everything that can go wrong between the house and its data; for operators and programs, never shown to a person.
///
/// Statements are told without their values: those may be personal.
package enum StorageError: Error, Hashable, Sendable {
    /// A row was read for something it does not hold.
    case column(name: String, problem: String, statement: String)
    /// A rule of the schema refused a change; a room maps the ones it expects to its own ``DomainError``.
    case constraint(Constraint, statement: String)
    /// A value no engine may hold: text with U+0000.
    case unstorable(problem: String, statement: String)
    /// The engine refused a statement: a mistake in the program or the schema.
    case statement(message: String, statement: String)
    /// Others wanted the same rows for too long; nothing was kept, and trying again later may do.
    case contention(reason: String)
    /// The database cannot be opened or reached, or is closed; nothing was kept.
    case unreachable(reason: String)
    /// The connection broke while a transaction was being committed: it was kept whole or not at all, nobody knows which.
    case outcomeUnknown(reason: String)
    /// It can be read, but not written.
    case unwritable(Refusal, reason: String)
    /// The address names a kind of database that does not exist here.
    case unknownScheme(String)
    /// The database was changed by a newer program: these migrations are unknown here, and it was left as it is.
    case newerSchema(migrations: [String])
    /// A migration cannot be applied: its text changed after it was, or its place in the timeline has passed.
    case migration(name: String, problem: String)

    /// Why a database refuses to be written.
    package enum Refusal: Sendable, Hashable {
        /// No room is left on the disk.
        case full
        /// The file, its folder or the server permits reading only.
        case readOnly
        /// The disk or the file is damaged.
        case failing
    }

    /// True when the whole house is struck, not one request: the site turns read-only and says so.
    package var isOutage: Bool {
        switch self {
        case .unreachable, .outcomeUnknown, .unwritable: true
        default: false
        }
    }

    /// The rule that was broken; nil for other errors.
    package var constraint: Constraint? {
        if case .constraint(let constraint, _) = self { constraint } else { nil }
    }
}

/// A rule of the schema, as far as the engine that enforced it tells.
///
/// | | SQLite tells | PostgreSQL tells |
/// | --- | --- | --- |
/// | unique | table, columns (of an index over expressions: its name) | table, columns, name |
/// | not null | table, column | table, column |
/// | check | the name it was given | table, the name it was given |
/// | foreign key | nothing | table, name |
///
/// So rooms ask for unique and not-null rules by columns, and give their checks names.
package struct Constraint: Hashable, Sendable {
    package enum Kind: Sendable, Hashable {
        case unique, foreignKey, check, notNull, other
    }

    package var kind: Kind
    package var table: String?
    package var columns: [String]
    package var name: String?

    package init(_ kind: Kind, table: String? = nil, columns: [String] = [], name: String? = nil) {
        self.kind = kind
        self.table = table
        self.columns = columns
        self.name = name
    }

    /// True for "such a row exists already" on exactly these columns, in the order of the schema.
    package func isUnique(_ table: String, _ columns: String...) -> Bool {
        kind == .unique && self.table == table && self.columns == columns
    }
}

extension StorageError {
    /// A row given to a bulk load with too many or too few values; rows count from 1.
    static func width(of row: [SQLValue], _ number: Int, _ columns: Int, _ sql: SQL) -> StorageError {
        .statement(message: "row \(number) has \(row.count) values for \(columns) columns", statement: sql.text)
    }
}

extension StorageError: CustomStringConvertible {
    /// One English line for the log.
    package var description: String {
        switch self {
        case .column(let name, let problem, let statement): "column \(name) \(problem) in: \(statement)"
        case .constraint(let constraint, let statement): "\(constraint) refused: \(statement)"
        case .unstorable(let problem, let statement): "\(problem) in: \(statement)"
        case .statement(let message, let statement): "\(message) in: \(statement)"
        case .contention(let reason): "the database is contended: \(reason)"
        case .unreachable(let reason): "the database cannot be reached: \(reason)"
        case .outcomeUnknown(let reason): "the connection broke during COMMIT, the outcome is unknown: \(reason)"
        case .unwritable(.full, let reason): "the database cannot be written, the disk is full: \(reason)"
        case .unwritable(.readOnly, let reason): "the database is read-only: \(reason)"
        case .unwritable(.failing, let reason): "the database cannot be written, its disk or file fails: \(reason)"
        case .unknownScheme(""): "the address names no kind of database: write sqlite:PATH or postgres://HOST/NAME"
        case .unknownScheme(let scheme): "'\(scheme)' is no kind of database: write sqlite:PATH or postgres://HOST/NAME"
        case .newerSchema(let migrations): "the database is of a newer program, which knows \(migrations.joined(separator: ", "))"
        case .migration(let name, let problem): "migration \(name) \(problem)"
        }
    }
}

extension Constraint: CustomStringConvertible {
    package var description: String {
        var words = "\(kind) constraint"
        if let name { words += " \(name)" }
        if let table { words += " of \(table)" }
        if !columns.isEmpty { words += " (\(columns.joined(separator: ", ")))" }
        return words
    }
}
