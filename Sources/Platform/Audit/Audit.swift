import Kernel
import Storage

/// Writes down what is changed, in the transaction that changes it: both are kept or neither (HOUSE 4.10).
///
/// ```swift
/// try services.audit.record(
///     "criteria.framework_imported", by: actor, subject: "framework/\(code)", after: ["digest": .text(digest)], in: db)
/// ```
/// The entry is sealed a moment later by the ``Sealer``; until then ``AuditVerifier`` names it as unsealed.
package struct Audit: Sendable {
    private let now: @Sendable () -> Timestamp
    private let newID: @Sendable () -> String

    /// `newID` makes texts that sort by time.
    package init(now: @escaping @Sendable () -> Timestamp, newID: @escaping @Sendable () -> String) {
        self.now = now
        self.newID = newID
    }

    /// The values of ``AuditEntry``; `before` and `after` hold what changed, not all there is, and nobody's secrets.
    @discardableResult
    package func record(
        _ action: String, by actor: Actor, subject: String, unit: String? = nil, before: AuditValue? = nil, after: AuditValue? = nil,
        reason: String? = nil, in db: any Connection
    ) throws -> AuditEntry {
        precondition(Self.isCode(action), "an action is a code: a room's word, a dot and what happened")
        let entry = AuditEntry(
            id: ID(rawValue: newID()), at: now(), actor: actor.name, action: action, subject: subject, unit: unit,
            before: before?.description, after: after?.description, reason: reason)
        try AuditStore.insert(entry, db)
        return entry
    }

    /// Seals what waits; see ``Sealer``.
    @discardableResult
    package func seal(_ database: any Database) async throws -> Int { try await Sealer(database).seal() }

    private static func isCode(_ text: String) -> Bool {
        let words = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return words.count > 1
            && words.allSatisfy { word in
                !word.isEmpty && word.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_") }
            }
    }
}
