import Kernel
import Storage

/// Reads the chain of the audit from its first entry to its last and names what is not as it was sealed.
///
/// One pass, with memory only for what is broken. It needs no secret and trusts no column: an auditor runs it against a copy
/// (US-12). Whoever can write the database could seal a chain anew; that is found with a head kept elsewhere.
package enum AuditVerifier {
    /// More findings, stretches or unsealed ids than this are not told one by one.
    package static let limit = 1000

    /// `known` is the end of the chain at an earlier time, from outside the database.
    package static func verify(_ db: any Connection, known: AuditHead? = nil) throws -> AuditReport {
        var reading = ChainReading(limit: limit)
        try AuditStore.walk(db) { reading.add($0) }
        var findings = reading.altered
        let hashes = Set(reading.stretches.map(\.previousHash))
        if reading.stretches.count > 1 || reading.stretches.contains(where: { !$0.isBeginning }) {
            var places = try AuditStore.numbers(ofHashes: hashes.sorted(), db)
            places.merge(reading.trueHashes.filter { hashes.contains($0.key) }) { stored, _ in stored }
            findings += ChainOrder(reading.stretches, places: places).findings
        }
        let head = try AuditStore.head(db)
        if let known, let finding = try compare(known, head, db) { findings.append(finding) }
        findings.sort { $0.number < $1.number }
        return AuditReport(
            sealed: reading.count, head: head, unsealed: try AuditStore.unsealed(limit: limit, db).map(\.id),
            unsealedCount: try AuditStore.countUnsealed(db), findings: Array(findings.prefix(limit)),
            isCutShort: reading.isCutShort || findings.count > limit)
    }

    private static func compare(_ known: AuditHead, _ head: AuditHead?, _ db: any Connection) throws -> AuditFinding? {
        let last = head?.number ?? 0
        guard known.number > 0 else { return nil }
        guard last >= known.number else { return .truncated(after: last, known: known) }
        return try AuditStore.hash(at: known.number, db) == known.hash ? nil : .rewritten(known: known)
    }
}

/// Entries whose numbers and hashes follow one another.
struct ChainStretch {
    let first: Int64
    var last: Int64
    let firstID: ID<AuditEntry>
    /// What the first of them says was sealed before it.
    let previousHash: String
    /// The first of them was altered, so that what it says counts for nothing.
    let isFirstAltered: Bool
    /// The entry with the number before the first was altered, so that its true hash may be lost.
    let followsAltered: Bool
    /// The entry with the number before the first exists.
    let hasNeighbour: Bool
    /// The hash stored with the last of them and the one that its content gives; they differ where it was altered.
    var lastHashes: [String]

    var isBeginning: Bool { first == 1 && previousHash == AuditHead.beginning.hash }
}

/// Gathers, entry by entry, which are altered and where the chain does not go on.
struct ChainReading {
    private let limit: Int
    private(set) var count = 0
    private(set) var altered: [AuditFinding] = []
    private(set) var stretches: [ChainStretch] = []
    /// The hashes that the contents of altered entries give, and where.
    private(set) var trueHashes: [String: Int64] = [:]
    private(set) var isCutShort = false
    private var isLastAltered = false

    init(limit: Int) { self.limit = limit }

    mutating func add(_ sealed: SealedEntry) {
        count += 1
        let hash = sealed.entry.hash(after: sealed.previousHash)
        let isAltered = hash != sealed.hash
        if isAltered {
            if altered.count < limit {
                altered.append(.altered(sealed.number, sealed.entry.id))
                trueHashes[hash] = sealed.number
            } else {
                isCutShort = true
            }
        }
        join(sealed, hashes: isAltered ? [sealed.hash, hash] : [hash], isAltered)
        isLastAltered = isAltered
    }

    private mutating func join(_ sealed: SealedEntry, hashes: [String], _ isAltered: Bool) {
        guard !isCutShort else { return }
        let last = stretches.last
        // The entries come by number, each once, so the difference is above zero.
        let isNeighbour = last.map { sealed.number.subtractingReportingOverflow($0.last) == (1, false) } ?? false
        if isNeighbour, last?.lastHashes.contains(sealed.previousHash) == true {
            stretches[stretches.count - 1].last = sealed.number
            stretches[stretches.count - 1].lastHashes = hashes
        } else if stretches.count < limit {
            stretches.append(
                ChainStretch(
                    first: sealed.number, last: sealed.number, firstID: sealed.entry.id, previousHash: sealed.previousHash,
                    isFirstAltered: isAltered, followsAltered: isNeighbour && isLastAltered, hasNeighbour: isNeighbour,
                    lastHashes: hashes))
        } else {
            isCutShort = true
        }
    }
}
