import Kernel

/// An address that may stand in markup: the only thing ``HTML`` takes in `href`, `src` and `action`.
///
/// Written like markup: `"/rankings/\(block)/\(period)?sort=\(column)"`. What is interpolated is percent-encoded whole, so it
/// never leaves its place; the literal parts are the house's own. Addresses from data go through ``init(external:)``.
package struct Link: ExpressibleByStringInterpolation, Sendable, Hashable, CustomStringConvertible {
    package typealias StringLiteralType = StaticString

    /// The address in ASCII.
    package let text: String

    package var description: String { text }

    package init(stringLiteral address: StaticString) {
        text = Self.checked(address.description)
    }

    package init(stringInterpolation: Interpolation) {
        text = Self.checked(stringInterpolation.text)
    }

    /// An address that somebody gave: `https`, `http` or `mailto`, in printable ASCII; nil for every other.
    package init?(external address: String) {
        let scheme = address.prefix { $0 != ":" }
        let rest = address.dropFirst(scheme.count + 1)
        switch scheme.lowercased() {
        case "http", "https":
            guard rest.hasPrefix("//"), let first = rest.dropFirst(2).utf8.first, Self.isUnreserved(first) || first == UInt8(ascii: "[")
            else {
                return nil
            }
        case "mailto":
            guard rest.contains("@") else { return nil }
        default: return nil
        }
        guard address.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !#"<>"\^`{|}"#.utf8.contains($0) }) else { return nil }
        text = address
    }

    /// A path of this site as a request gave it, encoded already; nil when it is none.
    package init?(path: String) {
        guard path.hasPrefix("/"), !path.hasPrefix("//"), path.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return nil }
        text = path
    }

    fileprivate init(trusted text: String) { self.text = text }

    private static func checked(_ text: String) -> String {
        let isOurs = (text.hasPrefix("/") && !text.hasPrefix("//")) || text.hasPrefix("#") || text.hasPrefix("?")
        precondition(
            isOurs || text.hasPrefix("https://") || text.hasPrefix("http://") || text.hasPrefix("mailto:"),
            "a link of the house begins with / # ? https:// or mailto:")
        return text
    }

    package struct Interpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

        /// The text of a value, percent-encoded.
        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            text += Link.encoded(value.description)
        }
    }

    /// Percent-encodes everything but letters, digits and `-._~`.
    static func encoded(_ value: String) -> String {
        if value.utf8.allSatisfy(isUnreserved) { return value }
        var bytes: [UInt8] = []
        for byte in value.utf8 {
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                let digits = Array("0123456789ABCDEF".utf8)
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

extension Link {
    /// The same address with one query parameter set, or taken out when `value` is nil; the others keep their order.
    package func setting(_ name: String, to value: String?) -> Link {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let halves = parts[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let encodedName = Self.encoded(name)
        var items = halves.count == 2 ? halves[1].split(separator: "&").map(String.init) : []
        let place = items.firstIndex { $0.prefix { $0 != "=" } == encodedName }
        items.removeAll { $0.prefix { $0 != "=" } == encodedName }
        if let value { items.insert("\(encodedName)=\(Self.encoded(value))", at: min(place ?? items.count, items.count)) }
        var address = String(halves[0])
        if !items.isEmpty { address += "?" + items.joined(separator: "&") }
        if parts.count == 2 { address += "#" + parts[1] }
        return Link(trusted: address)
    }
}
