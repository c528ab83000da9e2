import Kernel

/// What the verifier found: the size and end of the chain, what is not yet in it, and every place where it was tampered with.
package struct AuditReport: Sendable, Hashable {
    /// How many entries carry a seal.
    package var sealed: Int
    /// The end of the chain as stored; keep it elsewhere to prove later that nothing before it changed.
    package var head: AuditHead?
    /// Entries that the sealer has not reached, in the order of their ids; usually none, and no damage.
    package var unsealed: [ID<AuditEntry>]
    package var unsealedCount: Int
    /// By their place in the chain; empty when the chain is whole.
    package var findings: [AuditFinding]
    /// True when there was more to tell than ``AuditVerifier/limit``.
    package var isCutShort: Bool

    package var isWhole: Bool { findings.isEmpty }
    /// The lowest number at which the chain is broken.
    package var firstBreak: Int64? { findings.map(\.number).min() }
}

/// One thing wrong with the chain of the audit.
///
/// Numbers are those that the entries carry in the database.
package enum AuditFinding: Sendable, Hashable {
    /// The entry does not have the hash it was sealed with: some column of it was changed.
    case altered(Int64, ID<AuditEntry>)
    /// No entry carries these numbers.
    case missing(ClosedRange<Int64>)
    /// The entries are as they were sealed, but were given other numbers; they begin with the id named and were sealed from
    /// `sealedFrom` on.
    case moved(ClosedRange<Int64>, sealedFrom: Int64, ID<AuditEntry>)
    /// The entry is as it was sealed, but not after the one that stands before it now: that one was put there, or others
    /// between were taken out.
    case detached(Int64, ID<AuditEntry>)
    /// Both entries were sealed after the same one, so one of them was put in.
    case doubled(Int64, Int64)
    /// The chain ends before the head that was kept elsewhere.
    case truncated(after: Int64, known: AuditHead)
    /// Another entry stands where the head that was kept elsewhere stood.
    case rewritten(known: AuditHead)

    /// Names the text; a promise.
    package var code: String {
        switch self {
        case .altered: "platform.audit.altered"
        case .missing: "platform.audit.missing"
        case .moved: "platform.audit.moved"
        case .detached: "platform.audit.detached"
        case .doubled: "platform.audit.doubled"
        case .truncated: "platform.audit.truncated"
        case .rewritten: "platform.audit.rewritten"
        }
    }

    /// Every code there is, for the tests of the texts.
    package static let codes = ["altered", "detached", "doubled", "missing", "moved", "rewritten", "truncated"].map {
        "platform.audit." + $0
    }

    /// The first place in the chain that the finding is about.
    package var number: Int64 {
        switch self {
        case .altered(let number, _), .detached(let number, _), .doubled(let number, _): number
        case .missing(let numbers), .moved(let numbers, _, _): numbers.lowerBound
        case .truncated(let last, _): last < .max ? last + 1 : last
        case .rewritten(let known): known.number
        }
    }

    /// The values that the text names: `number` always, then `last`, `sealed_from`, `id`, `hash`.
    package var details: [String: String] {
        var details = ["number": String(number)]
        switch self {
        case .altered(_, let id), .detached(_, let id): details["id"] = id.rawValue
        case .doubled(_, let other): details["last"] = String(other)
        case .missing(let numbers): details["last"] = String(numbers.upperBound)
        case .moved(let numbers, let sealedFrom, let id):
            details["last"] = String(numbers.upperBound)
            details["sealed_from"] = String(sealedFrom)
            details["id"] = id.rawValue
        case .truncated(_, let known):
            details["last"] = String(known.number)
            details["hash"] = known.hash
        case .rewritten(let known): details["hash"] = known.hash
        }
        return details
    }
}
