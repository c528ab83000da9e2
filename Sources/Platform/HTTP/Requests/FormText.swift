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
        let sound = items(body).prefix(limit).compactMap { $0 }
        return Dictionary(sound.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The values in their order, nil for one that is not UTF-8 or badly written; behind the limit one more stands for all the rest.
    static func items(_ body: some StringProtocol) -> [Item?] {
        Substring(body).utf8.split(separator: UInt8(ascii: "&"), maxSplits: limit).map(Item.init)
    }

    struct Item {
        let name: String
        let value: String

        fileprivate init?(_ text: Substring.UTF8View) {
            let equals = text.firstIndex(of: UInt8(ascii: "=")) ?? text.endIndex
            guard let name = Substring(text[..<equals]).formDecoded, let value = Substring(text[equals...].dropFirst()).formDecoded else {
                return nil
            }
            (self.name, self.value) = (name, value)
        }
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

extension StringProtocol {
    /// The text that `+` and percent signs stand for in queries and forms; nil when it is not UTF-8 or badly written.
    var formDecoded: String? { percentDecoded(plus: UInt8(ascii: " ")) }

    /// The text that percent signs stand for, decoded once; nil when it is not UTF-8 or badly written.
    ///
    /// `plus` is what a plus sign stands for: itself in a path.
    func percentDecoded(plus: UInt8 = UInt8(ascii: "+")) -> String? {
        if !utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) { return String(self) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        var rest = utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(plus)
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
