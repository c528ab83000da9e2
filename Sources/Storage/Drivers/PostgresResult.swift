import CPostgres

/// A result of libpq in binary format, freed when nobody holds it.
final class PostgresResult {
    private let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    /// Nil stands for a result that libpq had no memory or connection for: its status is that of a fatal error.
    var status: ExecStatusType { PQresultStatus(pointer) }

    var count: Int { Int(PQntuples(pointer)) }

    /// How many rows were inserted, updated or deleted; 0 for other statements.
    var changes: Int {
        guard status == PGRES_COMMAND_OK || !command.hasPrefix("SELECT") else { return 0 }
        return PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// What was done, `INSERT 0 1` for one.
    var command: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }

    func field(_ code: Character) -> String? {
        guard let ascii = code.asciiValue, let text = PQresultErrorField(pointer, CInt(ascii)) else { return nil }
        return String(cString: text)
    }

    func header(_ sql: SQL) -> RowHeader {
        let names = (0..<PQnfields(pointer)).map { index in PQfname(pointer, index).map { String(cString: $0) } ?? "" }
        return RowHeader(names: names, statement: sql.text)
    }

    func rows(_ header: RowHeader) throws(StorageError) -> [Row] {
        let types = (0..<PQnfields(pointer)).map { PQftype(pointer, $0) }
        var values: [SQLValue] = []
        values.reserveCapacity(count * types.count)
        for row in 0..<CInt(count) {
            for (column, type) in types.enumerated() {
                let index = CInt(column)
                guard PQgetisnull(pointer, row, index) == 0 else {
                    values.append(.null)
                    continue
                }
                let data = UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, index), count: Int(PQgetlength(pointer, row, index)))
                guard let value = Self.value(of: type, data) else {
                    let problem = type == PostgresType.numeric ? "is no whole number of 64 bits" : "is of a type (\(type)) that is not kept"
                    throw .column(name: header.names[column], problem: problem, statement: header.statement)
                }
                values.append(value)
            }
        }
        return (0..<count).map { Row(header: header, values: values, start: $0 * types.count) }
    }

    private static func value(of type: Oid, _ data: UnsafeRawBufferPointer) -> SQLValue? {
        switch type {
        case PostgresType.text, PostgresType.varchar, PostgresType.name, PostgresType.unknown:
            .text(String(decoding: data, as: UTF8.self))
        case PostgresType.bigint: .integer(integer(data, as: Int64.self))
        case PostgresType.integer: .integer(Int64(integer(data, as: Int32.self)))
        case PostgresType.smallint: .integer(Int64(integer(data, as: Int16.self)))
        case PostgresType.bool: .integer(data.first == 0 ? 0 : 1)
        case PostgresType.bytea: .bytes(Array(data))
        case PostgresType.numeric: wholeNumber(data).map(SQLValue.integer)
        case PostgresType.void: .null
        default: nil
        }
    }

    private static func integer<Number: FixedWidthInteger>(_ data: UnsafeRawBufferPointer, as: Number.Type) -> Number {
        Number(bigEndian: data.loadUnaligned(as: Number.self))
    }

    /// Reads a `numeric`, which is what PostgreSQL makes of `sum(bigint)`, when it is whole and has 64 bits.
    ///
    /// Its binary form is four numbers of 16 bits (count of digits, weight of the first, sign, shown decimals) and then the
    /// digits to base 10,000.
    private static func wholeNumber(_ data: UnsafeRawBufferPointer) -> Int64? {
        func short(_ index: Int) -> Int { Int(integer(UnsafeRawBufferPointer(rebasing: data[(index * 2)...]), as: Int16.self)) }
        let count = short(0)
        let weight = short(1)
        let sign = UInt16(truncatingIfNeeded: short(2))
        // The other signs are NaN and the infinities.
        guard sign == 0 || sign == 0x4000, weight < 5 else { return nil }
        var number: Int64 = 0
        for position in 0..<max(weight + 1, count) {
            let digit = Int64(position < count ? short(4 + position) : 0)
            if position > weight {
                guard digit == 0 else { return nil }
                continue
            }
            // Built downwards from 0, because the least of the numbers has no positive twin.
            let (shifted, tooLarge) = number.multipliedReportingOverflow(by: 10_000)
            let (next, overflow) = shifted.subtractingReportingOverflow(digit)
            guard !tooLarge, !overflow else { return nil }
            number = next
        }
        if sign == 0x4000 { return number }
        return number == .min ? nil : -number
    }
}
