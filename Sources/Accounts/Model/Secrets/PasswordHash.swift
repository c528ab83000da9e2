import Crypto
import CryptoExtras
import Foundation

/// What is kept of a password: scrypt (RFC 7914) with its cost and salt, in one text that says of itself how it was made.
///
/// `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`, base64 without padding.
package struct PasswordHash: Sendable, Hashable, CustomStringConvertible {
    /// How much work a password is.
    package struct Cost: Sendable, Hashable {
        /// The number of blocks, as a power of two.
        package var logarithm: Int
        package var blockSize: Int
        package var parallelism: Int

        /// Nil beyond 256 MB or beyond what scrypt allows.
        package init?(logarithm: Int, blockSize: Int, parallelism: Int) {
            guard (4...20).contains(logarithm), (1...32).contains(blockSize), (1...16).contains(parallelism),
                128 * blockSize << logarithm <= 256 << 20
            else { return nil }
            (self.logarithm, self.blockSize, self.parallelism) = (logarithm, blockSize, parallelism)
        }

        /// 32 MB and about a fifth of a second: one of the equivalent settings of the OWASP password storage guidance (2023), with
        /// less memory than its first, for a province runs on a small server.
        package static let standard = Cost(unchecked: 15, 8, 3)

        private init(unchecked logarithm: Int, _ blockSize: Int, _ parallelism: Int) {
            (self.logarithm, self.blockSize, self.parallelism) = (logarithm, blockSize, parallelism)
        }
    }

    package let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Takes the time that `cost` asks for; see ``PasswordMill``.
    init(_ password: String, _ cost: Cost) throws {
        self.cost = cost
        salt = SymmetricKey(size: .bits128).withUnsafeBytes(Array.init)
        hash = try Self.derive(password, salt, cost)
    }

    /// A hash that no password fits, to be worked on for those who have none.
    init(fittingNothing cost: Cost) {
        self.cost = cost
        salt = SymmetricKey(size: .bits128).withUnsafeBytes(Array.init)
        hash = SymmetricKey(size: .bits256).withUnsafeBytes(Array.init)
    }

    func fits(_ password: String) throws -> Bool {
        zip(try Self.derive(password, salt, cost), hash).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
        try KDF.Scrypt.deriveKey(
            from: Array(password.utf8), salt: salt, outputByteCount: 32, rounds: 1 << cost.logarithm, blockSize: cost.blockSize,
            parallelism: cost.parallelism
        ).withUnsafeBytes(Array.init)
    }
}

extension PasswordHash {
    package var description: String {
        "$scrypt$ln=\(cost.logarithm),r=\(cost.blockSize),p=\(cost.parallelism)$\(Self.base64(salt))$\(Self.base64(hash))"
    }

    /// Reads ``description`` back; nil for any other text.
    package init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        let numbers = parts[2].split(separator: ",").map { $0.split(separator: "=") }
        guard numbers.map(\.first) == ["ln", "r", "p"], numbers.allSatisfy({ $0.count == 2 }),
            let logarithm = Int(numbers[0][1]), let blockSize = Int(numbers[1][1]), let parallelism = Int(numbers[2][1]),
            let cost = Cost(logarithm: logarithm, blockSize: blockSize, parallelism: parallelism),
            let salt = Self.bytes(parts[3]), let hash = Self.bytes(parts[4]), salt.count >= 8, hash.count == 32
        else { return nil }
        (self.cost, self.salt, self.hash) = (cost, salt, hash)
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString().replacing("=", with: "") }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)).map(Array.init)
    }
}
