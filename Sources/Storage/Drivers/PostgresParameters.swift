import CPostgres

/// The values of one statement in PostgreSQL's binary format, side by side in one block of memory.
struct PostgresParameters {
    let types: [Oid]
    private var bytes: [UInt8] = []
    /// Where each value lies in `bytes`; nil for null.
    private var ranges: [Range<Int>?] = []

    /// No values.
    init() { types = [] }

    init(_ sql: SQL) throws(StorageError) {
        var types: [Oid] = []
        types.reserveCapacity(sql.parameters.count)
        for parameter in sql.parameters { types.append(Self.type(of: parameter)) }
        self.types = types
        ranges.reserveCapacity(sql.parameters.count)
        for parameter in sql.parameters {
            let start = bytes.count
            switch parameter.value {
            case .null:
                ranges.append(nil)
                continue
            case .integer(let number):
                withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
            case .text(let text):
                bytes.append(contentsOf: text.utf8)
                guard !bytes[start...].contains(0) else { throw .unstorable(problem: "a text holds U+0000", statement: sql.text) }
            case .bytes(let data):
                bytes.append(contentsOf: data)
            }
            ranges.append(start..<bytes.count)
        }
        // So that a place in memory exists even for an empty text.
        bytes.append(0)
    }

    /// Lends the arrays that libpq wants: types, places, lengths, formats.
    func withPointers<Result>(
        _ body: (
            _ count: CInt, UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>?, UnsafePointer<CInt>?
        ) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { memory in
            let start = memory.baseAddress?.assumingMemoryBound(to: CChar.self)
            let places = ranges.map { range in range.flatMap { start?.advanced(by: $0.lowerBound) } }
            let lengths = ranges.map { CInt($0?.count ?? 0) }
            let formats = [CInt](repeating: 1, count: ranges.count)
            return body(CInt(ranges.count), types, places, lengths, formats)
        }
    }

    private static func type(of parameter: SQL.Parameter) -> Oid {
        switch (parameter.value, parameter.type) {
        case (.integer, _), (.null, .integer): PostgresType.bigint
        case (.text, _), (.null, .text): PostgresType.text
        case (.bytes, _), (.null, .bytes): PostgresType.bytea
        case (.null, .inferred): 0
        }
    }
}

extension SQL {
    /// The text with PostgreSQL's placeholders, `$1` for `?1`.
    var postgresText: String {
        guard !parameters.isEmpty else { return text }
        let bytes = Array(text.utf8)
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let marked = bytes.indices.lazy.map { index in
            let isMark = bytes[index] == UInt8(ascii: "?") && index + 1 < bytes.count && digits.contains(bytes[index + 1])
            return isMark ? UInt8(ascii: "$") : bytes[index]
        }
        return String(decoding: marked, as: UTF8.self)
    }
}

/// The numbers PostgreSQL gives its built-in types, the same in every database.
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let bigint: Oid = 20
    static let smallint: Oid = 21
    static let integer: Oid = 23
    static let text: Oid = 25
    static let unknown: Oid = 705
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700
    static let void: Oid = 2278
}
