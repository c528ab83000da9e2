import Crypto
import Kernel

/// The key of a second factor, shared with an app on the person's telephone: codes by the clock (RFC 6238) with HMAC-SHA-1,
/// six digits and steps of 30 seconds, which is what every such app knows.
package struct OneTimeKey: Sendable, Hashable {
    private static let stepMilliseconds: Int64 = 30_000
    /// Clocks may differ by one step either way (RFC 6238, section 5.2).
    private static let tolerance: Int64 = 1

    private let bytes: [UInt8]

    /// 20 random bytes, as many as the hash has (RFC 4226, section 4).
    package init() { bytes = Array(SymmetricKey(size: .init(bitCount: 160)).withUnsafeBytes(Array.init)) }

    /// A key as it is typed; nil when it is none or shorter than 128 bits.
    package init?(_ text: String) {
        guard let bytes = Base32.bytes(text.filter { $0 != " " }), (16...64).contains(bytes.count) else { return nil }
        self.bytes = bytes
    }

    /// As it is typed into an app that cannot take a picture.
    package var text: String { Base32.text(bytes) }

    /// The address that the picture holds (the form all apps read).
    package func address(issuer: String, login: String) -> String {
        func encoded(_ text: String) -> String {
            text.utf8.map { byte in
                Self.isPlain(byte)
                    ? String(decoding: [byte], as: UTF8.self) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }.joined()
        }
        return "otpauth://totp/\(encoded(issuer)):\(encoded(login))?secret=\(text)&issuer=\(encoded(issuer))"
    }

    /// The step whose code this is, when it is one of now or of the neighbouring steps and later than `last`: a code is good
    /// once.
    package func step(of code: String, at now: Timestamp, after last: Int64?) -> Int64? {
        let digits = code.filter { $0 != " " }
        let present = now.milliseconds / Self.stepMilliseconds
        return (present - Self.tolerance...present + Self.tolerance).first { step in
            step > last ?? .min && ConstantTime.areEqual(self.code(at: step), digits)
        }
    }

    /// The code of a step, six digits (RFC 4226, section 5.3).
    package func code(at step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: bytes)))
        let start = Int(mac[mac.count - 1] & 15)
        let number = mac[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

/// Ten codes on paper, each good once, for whoever lost the telephone.
enum RecoveryCode {
    static let count = 10

    /// 80 random bits as four groups of four letters.
    static func make() -> String {
        let letters = Base32.text(SymmetricKey(size: .init(bitCount: 80)).withUnsafeBytes(Array.init))
        return stride(from: 0, to: 16, by: 4).map { String(letters.dropFirst($0).prefix(4)) }.joined(separator: "-")
    }

    /// What tables keep of a code as somebody typed it; nil when it cannot be one.
    static func digest(_ typed: String) -> Digest? {
        let letters = typed.uppercased().filter { $0 != "-" && $0 != " " }
        guard letters.utf8.count == 16, Base32.bytes(letters) != nil else { return nil }
        return Digest(of: letters)
    }
}

enum ConstantTime {
    /// Compares without telling by its time how much agrees.
    static func areEqual(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
