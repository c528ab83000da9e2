/// SQL text with its values kept apart: interpolating a value binds it, and no other way in exists.
///
/// ```swift
/// "SELECT id FROM units WHERE block = \(block) AND code IN \(list: codes)"
/// ```
/// Literals are `StaticString`, so text made at run time cannot become SQL by accident: it does not compile. Placeholders
/// are `?1`, `?2` …, SQLite's own; the text is made once, while the literal is built, and is the key of the statement cache.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    package typealias StringLiteralType = StaticString

    struct Parameter: Sendable, Hashable {
        var value: SQLValue
        var type: SQLType
    }

    /// What the engines get (PostgreSQL with its own mark), with `?1`, `?2` … for the values.
    package let text: String
    let parameters: [Parameter]
    /// False for text that runs once: it would only push others out of the statement cache.
    let isCached: Bool

    /// The bound values, in the order of their placeholders.
    package var values: [SQLValue] { parameters.map(\.value) }

    package init(stringLiteral text: StaticString) {
        precondition(!Self.holdsPlaceholder(text), "SQL literals hold no question mark: it marks values")
        self.text = text.description
        parameters = []
        isCached = true
    }

    package init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
        parameters = stringInterpolation.parameters
        isCached = stringInterpolation.isCached
    }

    /// The text of a migration's statement, taken as it is.
    ///
    /// For files of the house only, never for input.
    package init(file text: String) {
        self.text = text
        parameters = []
        isCached = false
    }

    package struct Interpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString

        fileprivate(set) var text = ""
        fileprivate(set) var parameters: [Parameter] = []
        fileprivate(set) var isCached = true

        private static let longestPadded = 1024

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
            parameters.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            precondition(!SQL.holdsPlaceholder(literal), "SQL literals hold no question mark: it marks values")
            literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
        }

        /// Binds one value.
        package mutating func appendInterpolation<Value: SQLConvertible>(_ value: Value) {
            bind(value.sqlValue, Value.sqlType)
        }

        /// Binds a value or null.
        package mutating func appendInterpolation<Value: SQLConvertible>(_ value: Value?) {
            bind(value.sqlValue, Value.sqlType)
        }

        /// Binds a list with its parentheses, as in `code IN \(list: codes)`.
        ///
        /// An empty list holds nothing, so `IN` is false. The last value is repeated up to the next power of two, so that a
        /// few texts serve lists of every length; the very long ones, which are rare, are not kept prepared.
        package mutating func appendInterpolation<Value: SQLConvertible>(list values: some Collection<Value>) {
            guard !values.isEmpty else {
                text += "(SELECT CAST(NULL AS \(Value.sqlType.castName)) WHERE 1 = 0)"
                return
            }
            var length = 1
            while length < values.count { length *= 2 }
            if length > Self.longestPadded {
                length = values.count
                isCached = false
            }
            var last = SQLValue.null
            text += "("
            for (index, value) in values.enumerated() {
                if index > 0 { text += ", " }
                last = value.sqlValue
                bind(last, Value.sqlType)
            }
            for _ in values.count..<length {
                text += ", "
                bind(last, Value.sqlType)
            }
            text += ")"
        }

        /// Nests a piece of SQL with its values.
        package mutating func appendInterpolation(_ sql: SQL) {
            if parameters.isEmpty || sql.parameters.isEmpty {
                text += sql.text
            } else {
                appendRenumbered(sql.text)
            }
            parameters += sql.parameters
            isCached = isCached && sql.isCached
        }

        /// Names a column or table that the program chose among its own: `ORDER BY \(identifier: column)`.
        package mutating func appendInterpolation(identifier: StaticString) {
            text += SQL.checked(identifier)
        }

        private mutating func bind(_ value: SQLValue, _ type: SQLType) {
            parameters.append(Parameter(value: value, type: type))
            text += "?"
            text += String(parameters.count)
        }

        /// Appends text whose placeholders begin at 1, counting them on from ours.
        private mutating func appendRenumbered(_ other: String) {
            var digits: Int?
            var piece: [UInt8] = []
            func number(_ digits: Int) -> String.UTF8View { String(digits + parameters.count).utf8 }
            for byte in other.utf8 {
                if let sofar = digits {
                    if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                        digits = sofar * 10 + Int(byte - UInt8(ascii: "0"))
                        continue
                    }
                    piece += number(sofar)
                    digits = nil
                }
                piece.append(byte)
                if byte == UInt8(ascii: "?") { digits = 0 }
            }
            if let digits { piece += number(digits) }
            text += String(decoding: piece, as: UTF8.self)
        }
    }

    /// A name as it stands in SQL; the program's own words only, so a wrong letter is a mistake in the source.
    static func checked(_ identifier: StaticString) -> String {
        let name = identifier.description
        precondition(
            name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            }, "an identifier is of small letters, digits, _ and the dot")
        return name
    }

    private static func holdsPlaceholder(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { $0.contains(UInt8(ascii: "?")) }
    }
}

extension Sequence<SQL> {
    /// The pieces with `separator` between them; for conditions gathered at run time.
    package func joined(separator: SQL) -> SQL {
        var whole = SQL.Interpolation(literalCapacity: 64, interpolationCount: 4)
        var isFirst = true
        for piece in self {
            if !isFirst { whole.appendInterpolation(separator) }
            whole.appendInterpolation(piece)
            isFirst = false
        }
        return SQL(stringInterpolation: whole)
    }
}
