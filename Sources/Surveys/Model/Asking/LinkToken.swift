import Crypto
import Platform

/// The word of a link that was given to one person, `7QKX-94MB-TDW2-0Z5H-R8AN`: sixty bits of chance, and forty of a signature by which
/// it is known as ours before anything is looked up (SV-51).
///
/// Tables keep its digest, so that whoever reads them can open nothing.
package struct LinkToken: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package var description: String { text }
    package var digest: String { FileDigest(of: Array(text.utf8)).rawValue }

    private static let chance = 12
    private static let signature = 8

    package static func new(_ key: LinkKey) -> LinkToken {
        let signs = RandomWord.signs(chance)
        return LinkToken(signs: signs + key.signature(of: signs))
    }

    /// Reads what people type or scan: any case, any spacing, O for 0 and I or L for 1; nil for what looks otherwise.
    package init?(_ written: String) {
        let plain = written.uppercased().filter { $0.isLetter || $0.isNumber }
        let signs = plain.map { $0 == "O" ? "0" : $0 == "I" || $0 == "L" ? "1" : $0 }
        guard signs.count == Self.chance + Self.signature, signs.allSatisfy(RandomWord.alphabet.contains) else { return nil }
        self.init(signs: signs)
    }

    /// Whether it was made with the key.
    package func isSigned(by key: LinkKey) -> Bool {
        let signs = text.filter { $0 != "-" }
        return key.signature(of: Array(signs.prefix(Self.chance))) == Array(signs.suffix(Self.signature))
    }

    private init(signs: [Character]) {
        text = stride(from: 0, to: signs.count, by: 4).map { String(signs[$0..<min($0 + 4, signs.count)]) }.joined(separator: "-")
    }

    fileprivate static let signatureLength = signature
}

/// The house's secret for signing links; it opens none.
package struct LinkKey: Hashable, Sendable {
    /// 64 hexadecimal digits.
    package let text: String

    package init(text: String) { self.text = text }

    package static func new() -> LinkKey { LinkKey(text: (0..<64).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined()) }

    fileprivate func signature(of signs: [Character]) -> [Character] {
        let code = HMAC<SHA256>.authenticationCode(for: Array(String(signs).utf8), using: SymmetricKey(data: Array(text.utf8)))
        return code.prefix(LinkToken.signatureLength).map { RandomWord.alphabet[Int($0 & 31)] }
    }
}

/// Words of chance in letters that people do not mistake.
package enum RandomWord {
    /// Digits and capitals without I, L, O and U.
    static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    static func signs(_ count: Int) -> [Character] { (0..<count).map { _ in alphabet[Int.random(in: 0..<32)] } }

    /// Names a row and tells nothing, not even when it was made: 130 bits.
    package static func id() -> String { String(signs(26)) }
}
