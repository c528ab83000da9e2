import Kernel

/// One value as both engines keep it.
///
/// There is no floating point in the house's tables.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

/// What a value is even when it is missing, so that a null is sent to PostgreSQL as the same type as its neighbours.
package enum SQLType: Sendable, Hashable {
    case integer, text, bytes
    /// The engine infers it from where the value stands.
    case inferred

    /// The type's name for CAST, understood by both engines.
    var castName: String {
        switch self {
        case .integer: "BIGINT"
        case .text, .inferred: "TEXT"
        case .bytes: "BYTEA"
        }
    }
}

/// What may be interpolated into ``SQL``.
///
/// A room's own enum with raw text needs no more than `extension Status: SQLConvertible {}`.
package protocol SQLConvertible {
    var sqlValue: SQLValue { get }
    static var sqlType: SQLType { get }
}

extension SQLConvertible {
    package static var sqlType: SQLType { .inferred }
}

extension SQLConvertible where Self: RawRepresentable, RawValue: SQLConvertible {
    package var sqlValue: SQLValue { rawValue.sqlValue }
    package static var sqlType: SQLType { RawValue.sqlType }
}

extension SQLValue: SQLConvertible {
    package var sqlValue: SQLValue { self }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
    package static var sqlType: SQLType { Wrapped.sqlType }
}

extension String: SQLConvertible {
    package var sqlValue: SQLValue { .text(self) }
    package static var sqlType: SQLType { .text }
}

extension Int: SQLConvertible {
    package var sqlValue: SQLValue { .integer(Int64(self)) }
    package static var sqlType: SQLType { .integer }
}

extension Int64: SQLConvertible {
    package var sqlValue: SQLValue { .integer(self) }
    package static var sqlType: SQLType { .integer }
}

extension Bool: SQLConvertible {
    /// 1 or 0, as the columns `INTEGER CHECK (x IN (0, 1))` want it.
    package var sqlValue: SQLValue { .integer(self ? 1 : 0) }
    package static var sqlType: SQLType { .integer }
}

extension [UInt8]: SQLConvertible {
    package var sqlValue: SQLValue { .bytes(self) }
    package static var sqlType: SQLType { .bytes }
}

extension ID: SQLConvertible {}

extension Points: SQLConvertible {
    /// Millionths of a point.
    package var sqlValue: SQLValue { .integer(micro) }
    package static var sqlType: SQLType { .integer }
}

extension CalendarDate: SQLConvertible {
    /// ISO text, so that the order of text is the order of days.
    package var sqlValue: SQLValue { .text(description) }
    package static var sqlType: SQLType { .text }
}

extension Timestamp: SQLConvertible {
    /// Milliseconds since 1970, UTC.
    package var sqlValue: SQLValue { .integer(milliseconds) }
    package static var sqlType: SQLType { .integer }
}
