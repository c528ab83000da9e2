import Crypto
import Kernel
import Platform
import Storage
import Units

/// A touch screen that asks one group about one unit (SV-60).
///
/// A machine becomes the device by a code that is told once, and from then on shows a secret; tables keep digests of both.
package struct KioskDevice: Hashable, Sendable {
    package let id: ID<KioskDevice>
    package internal(set) var name: String
    package let campaign: String
    package let respondents: String
    package let unit: ID<Units.Unit>
    package internal(set) var pin: KioskPIN
    /// Thousandths of a millimetre of one pixel of CSS, as somebody measured on the screen (SV-61); nil: not yet.
    package internal(set) var pixelMicrometres: Int?
    /// Presses within so many seconds of the one before are of its episode (SV-67).
    package internal(set) var episodeSeconds: Int
    package let registered: Timestamp
    package internal(set) var retired: Timestamp?
    /// The run that speaks for the device; nil: no machine was paired, or paired anew.
    package internal(set) var run: String?
    /// Until when the code that was told last can be used; nil: it was.
    package internal(set) var pairingUntil: Timestamp?
    /// Whether a machine was ever paired.
    package let isPaired: Bool
}

/// One start of a device's page, as the server knows it.
package struct KioskRun: Hashable, Sendable {
    package let run: String
    package let begun: Timestamp
    package let seen: Timestamp
    /// Answers that the device said it still held.
    package let queued: Int
    package let accepted: Int
    /// By which the device's clock is ahead of ours.
    package let clockSeconds: Int64
    /// Another run spoke for the device then: two machines share its identity.
    package let isRefused: Bool

    /// Clocks that are off by more are told to a person.
    package static let clockTolerance: Int64 = 120
    package var isClockWrong: Bool { clockSeconds.magnitude > Self.clockTolerance.magnitude }
}

/// Why an answer of a device cannot count; it is kept apart.
package enum KioskRefusal: String, Hashable, Sendable, CaseIterable, SQLConvertible {
    case closed
    case notOpen = "not_open"
    /// It answers another edition of the instrument, or was given at another device.
    case otherEdition = "other_edition"
    case incomplete, malformed

    package var text: String { "surveys.kiosk.refusal.\(rawValue)" }
}

/// The code by which a machine becomes a device, `7QKX-94MB`: forty bits, once, for an hour.
package struct PairingCode: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    private static let length = 8
    package static let minutes: Int64 = 60

    package var description: String { text }
    package var digest: String { KioskWord.digest(text) }

    package static func new() -> PairingCode { PairingCode(RandomWord.signs(length)) }

    /// Reads what somebody types: any case, any spacing, O for 0, I and L for 1; nil for what is none.
    package init?(_ written: String) {
        let signs = written.uppercased().filter { $0.isLetter || $0.isNumber }.map { $0 == "O" ? "0" : $0 == "I" || $0 == "L" ? "1" : $0 }
        guard signs.count == Self.length, signs.allSatisfy(RandomWord.alphabet.contains) else { return nil }
        self.init(signs)
    }

    private init(_ signs: [Character]) { text = "\(String(signs.prefix(4)))-\(String(signs.suffix(4)))" }
}

/// Words of chance that devices show or make.
enum KioskWord {
    /// Of a run or an answer, as a device makes it.
    static func isSound(_ word: String) -> Bool {
        (16...64).contains(word.utf8.count) && word.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    }

    static func digest(_ word: String) -> String { FileDigest(of: Array(word.utf8)).rawValue }
}

/// The figures that leave a kiosk's screen, as rounds, salt and digest (PBKDF2 with HMAC-SHA-256, RFC 8018): the device holds the same,
/// so that somebody can get in without a connection, and it counts the tries.
package struct KioskPIN: Hashable, Sendable {
    private static let rounds = 20_000

    /// `20000 SALT DIGEST`, both hexadecimal.
    package let text: String

    package init(stored text: String) { self.text = text }

    /// Nil for anything but four to eight figures.
    package init?(_ figures: String) {
        guard (4...8).contains(figures.utf8.count), figures.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let salt = (0..<16).map { _ in UInt8.random(in: 0...255) }
        text = "\(Self.rounds) \(Self.hexadecimal(salt)) \(Self.hexadecimal(Self.digest(figures, salt)))"
    }

    package func matches(_ figures: String) -> Bool {
        let parts = text.split(separator: " ")
        guard parts.count == 3 else { return false }
        let salt = stride(from: 0, to: parts[1].count, by: 2).compactMap { UInt8(parts[1].dropFirst($0).prefix(2), radix: 16) }
        return Self.hexadecimal(Self.digest(figures, salt)) == parts[2]
    }

    /// One block is all that a digest of 32 bytes needs.
    private static func digest(_ figures: String, _ salt: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: Array(figures.utf8))
        var block = Array(HMAC<SHA256>.authenticationCode(for: salt + [0, 0, 0, 1], using: key))
        var sum = block
        for _ in 1..<rounds {
            block = Array(HMAC<SHA256>.authenticationCode(for: block, using: key))
            for index in sum.indices { sum[index] ^= block[index] }
        }
        return sum
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
