import Crypto
import Kernel

/// One change: who, when, what, to which thing, from what to what, and why (PI-79).
package struct AuditEntry: Sendable, Hashable {
    package let id: ID<AuditEntry>
    package let at: Timestamp
    /// How the actor is named; personal accounts, so that every act has a name (US-31).
    package let actor: String
    /// A code, `criteria.framework_imported`; its text is under the same key in the Locales of its room.
    package let action: String
    /// The thing that was changed, as its room names it: `framework/qd-766@2022`.
    package let subject: String
    /// The id of the unit that may read the entry; nil when it concerns the house alone.
    package let unit: String?
    /// Canonical JSON; nil when the thing came into being.
    package let before: String?
    /// Canonical JSON; nil when the thing ceased to be.
    package let after: String?
    package let reason: String?

    package init(
        id: ID<AuditEntry>, at: Timestamp, actor: String, action: String, subject: String, unit: String?, before: String?, after: String?,
        reason: String?
    ) {
        self.id = id
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
        self.unit = unit
        self.before = before
        self.after = after
        self.reason = reason
    }
}

extension AuditEntry {
    /// What an entry's hash is taken of; anybody can compute it with a few lines.
    ///
    /// Pieces in this order: the words `cchc audit 1`, the previous hash as its 64 digits, id, time (decimal milliseconds),
    /// actor, action, subject, unit, before, after, reason. Each piece is its length in 8 bytes, the highest first, and its
    /// UTF-8 bytes; a piece that is null is 8 bytes of 255 and nothing else. So no two entries have the same bytes. The number
    /// of an entry is not among them: it follows from the previous hashes, by which the verifier finds the true order.
    func sealedBytes(after previousHash: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256 + (before?.utf8.count ?? 0) + (after?.utf8.count ?? 0))
        let pieces: [String?] = [
            "cchc audit 1", previousHash, id.rawValue, String(at.milliseconds), actor, action, subject, unit, before, after, reason,
        ]
        for piece in pieces {
            let length = piece.map { UInt64($0.utf8.count) } ?? .max
            for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: length >> UInt64(shift))) }
            if let piece { bytes.append(contentsOf: piece.utf8) }
        }
        return bytes
    }

    /// The entry's own hash in a chain: SHA-256, 64 small hexadecimal digits.
    func hash(after previousHash: String) -> String { SHA256.hash(data: sealedBytes(after: previousHash)).hexadecimal }
}

extension SHA256.Digest {
    /// 64 small hexadecimal digits.
    var hexadecimal: String {
        String(unsafeUninitializedCapacity: 64) { buffer in
            let digits = Array("0123456789abcdef".utf8)
            for (index, byte) in self.enumerated() {
                buffer[2 * index] = digits[Int(byte >> 4)]
                buffer[2 * index + 1] = digits[Int(byte & 15)]
            }
            return 64
        }
    }
}

/// The end of the chain: whoever keeps it elsewhere, on paper for one, can prove later that nothing before it was changed.
package struct AuditHead: Sendable, Hashable {
    /// How many entries the chain had.
    package let number: Int64
    /// 64 small hexadecimal digits.
    package let hash: String

    package init(number: Int64, hash: String) {
        self.number = number
        self.hash = hash
    }

    /// What the first entry is sealed after.
    static let beginning = AuditHead(number: 0, hash: String(repeating: "0", count: 64))
}
