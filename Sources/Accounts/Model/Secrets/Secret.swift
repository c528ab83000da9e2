import Crypto
import Foundation

/// A word nobody can guess: 32 random bytes as 43 letters of base64url.
///
/// It is told once, to whom it belongs; tables keep only its digest, so that whoever reads them can open nothing.
package struct Secret: Sendable, Hashable {
    package let text: String

    package init() { text = Self.base64url(SymmetricKey(size: .bits256).withUnsafeBytes(Array.init)) }

    /// A word as it came back; nil when it cannot be one of ours.
    package init?(_ text: some StringProtocol) {
        let isSound =
            text.utf8.count == 43
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
        guard isSound else { return nil }
        self.text = String(text)
    }

    /// What tables keep.
    package var digest: Digest { Digest(of: text) }

    /// The word that forms of this session bring along; it tells nothing of the secret.
    package var formToken: String {
        Self.base64url(Array(HMAC<SHA256>.authenticationCode(for: Array("form".utf8), using: SymmetricKey(data: Array(text.utf8)))))
    }

    private static func base64url(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// SHA-256 of a text as 64 small hexadecimal digits.
package struct Digest: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package init(of text: String) {
        let digits = Array("0123456789abcdef".utf8)
        rawValue = String(
            decoding: SHA256.hash(data: Array(text.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
