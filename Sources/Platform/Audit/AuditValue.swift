import Kernel

/// What a thing was before a change, or is after it, as the audit keeps it: JSON with one way only to write a value.
///
/// Written without spaces, with the keys of a map in order, and without floating point: exact decimals are text. So equal
/// values are equal bytes, which the chain of hashes rests on.
package enum AuditValue: Sendable, Hashable {
    case null
    case flag(Bool)
    case whole(Int64)
    case text(String)
    case list([AuditValue])
    case map([String: AuditValue])

    package init(_ text: String?) { self = text.map(Self.text) ?? .null }
    package init(_ points: Points?) { self = points.map { .text($0.description) } ?? .null }
    package init(_ number: Number?) { self = number.map { .text($0.description) } ?? .null }
    package init<Of>(_ id: ID<Of>?) { self = id.map { .text($0.rawValue) } ?? .null }
    package init(_ moment: Timestamp?) { self = moment.map { .text($0.description) } ?? .null }
    package init(_ date: CalendarDate?) { self = date.map { .text($0.description) } ?? .null }
}

extension AuditValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    /// Each key once.
    package init(dictionaryLiteral elements: (String, AuditValue)...) { self = .map(Dictionary(uniqueKeysWithValues: elements)) }
    package init(arrayLiteral elements: AuditValue...) { self = .list(elements) }
    package init(stringLiteral text: String) { self = .text(text) }
    package init(integerLiteral number: Int64) { self = .whole(number) }
    package init(booleanLiteral flag: Bool) { self = .flag(flag) }
    package init(nilLiteral: ()) { self = .null }
}

extension AuditValue: CustomStringConvertible {
    /// The JSON text, in the canonical form of RFC 8785.
    ///
    /// A whole number that a JSON reader could not hold exactly (beyond
    /// 2⁵³ − 1) is written as text.
    package var description: String {
        var json = ""
        write(to: &json)
        return json
    }

    private static let largestExact: UInt64 = 1 << 53 - 1

    private func write(to json: inout String) {
        switch self {
        case .null: json += "null"
        case .flag(let flag): json += flag ? "true" : "false"
        case .whole(let number) where number.magnitude <= Self.largestExact: json += String(number)
        case .whole(let number): json += "\"\(number)\""
        case .text(let text): Self.write(text, to: &json)
        case .list(let values):
            json += "["
            for (index, value) in values.enumerated() {
                if index > 0 { json += "," }
                value.write(to: &json)
            }
            json += "]"
        case .map(let values):
            json += "{"
            let sorted = values.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
            for (index, (key, value)) in sorted.enumerated() {
                if index > 0 { json += "," }
                Self.write(key, to: &json)
                json += ":"
                value.write(to: &json)
            }
            json += "}"
        }
    }

    private static func write(_ text: String, to json: inout String) {
        json += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += #"\""#
            case "\\": json += #"\\"#
            case "\u{8}": json += #"\b"#
            case "\t": json += #"\t"#
            case "\n": json += #"\n"#
            case "\u{C}": json += #"\f"#
            case "\r": json += #"\r"#
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                json += #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
            default: json.unicodeScalars.append(scalar)
            }
        }
        json += "\""
    }
}
