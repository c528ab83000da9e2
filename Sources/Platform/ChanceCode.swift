import Storage

/// What lets its holder see one thing without signing in, `7QKX-94MB-TDW2`: sixty bits of chance, so that nobody finds one by trying.
package struct ChanceCode: Hashable, Sendable, SQLConvertible, CustomStringConvertible {
    package let text: String

    package var description: String { text }
    package var sqlValue: SQLValue { .text(text) }
    package static var sqlType: SQLType { .text }

    /// Digits and capitals without I, L, O and U, which people mistake.
    private static let signs = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    package static func new() -> ChanceCode { ChanceCode((0..<12).map { _ in signs[Int.random(in: 0..<32)] }) }

    /// Reads what people type or scan: any case, any spacing, O for 0 and I or L for 1, or an address that ends with one.
    package init?(_ written: String) {
        let last = written.split(separator: "/").last.map(String.init) ?? ""
        let plain = (last.split(separator: "?").first ?? "").uppercased().filter { $0.isLetter || $0.isNumber }
        let signs = plain.map { $0 == "O" ? "0" : $0 == "I" || $0 == "L" ? "1" : $0 }
        guard signs.count == 12, signs.allSatisfy(Self.signs.contains) else { return nil }
        self.init(signs)
    }

    private init(_ signs: [Character]) {
        text = stride(from: 0, to: 12, by: 4).map { String(signs[$0..<$0 + 4]) }.joined(separator: "-")
    }
}
