import Kernel

/// Reads `a=1&b=hai+ba` as queries and forms are written.
package enum FormText {
    /// No query or form of ours has more values; the rest is not read.
    static let limit = 1000

    /// The values of a query, of a repeated name the first; what is not UTF-8 is left out.
    static func pairs(_ path: String) -> [String: String] {
        guard let mark = path.utf8.firstIndex(of: UInt8(ascii: "?")) else { return [:] }
        return fields(path[path.utf8.index(after: mark)...].prefix { $0 != "#" })
    }

    /// The values of a form's body.
    package static func fields(_ body: some StringProtocol) -> [String: String] {
        var pairs: [String: String] = [:]
        for item in body.split(separator: "&").prefix(limit) {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = String(parts[0]).formDecoded, let value = parts.count == 2 ? String(parts[1]).formDecoded : "",
                pairs[name] == nil
            else { continue }
            pairs[name] = value
        }
        return pairs
    }

    /// The page's own address as its route sees it: the path without a slash at its end, the query without the language.
    static func address(_ path: String) -> Link {
        let halves = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var bare = String(halves[0])
        while bare.count > 1, bare.hasSuffix("/") { bare.removeLast() }
        let whole = halves.count == 2 ? bare + "?" + halves[1] : bare
        return (Link(path: whole) ?? "/").setting(ReaderLanguage.cookie, to: nil)
    }
}

extension String {
    /// The text that `+` and percent signs stand for in queries and forms; nil when it is not UTF-8 or badly written.
    var formDecoded: String? { percentDecoded(plus: UInt8(ascii: " ")) }

    /// The text that percent signs stand for, decoded once; nil when it is not UTF-8 or badly written.
    ///
    /// `plus` is what a plus sign stands for: itself in a path.
    func percentDecoded(plus: UInt8 = UInt8(ascii: "+")) -> String? {
        if !utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) { return self }
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(plus)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(Self.hexadecimal), let low = rest.popFirst().flatMap(Self.hexadecimal) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
