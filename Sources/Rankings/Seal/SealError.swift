import Kernel

/// Why a bundle cannot even be looked at, or must not be believed.
enum SealError: DomainError, Hashable {
    case unreadable(String)
    case missing(String)
    case rootUnreadable(String)
    /// So many findings.
    case broken(Int)
    /// A unit's receipt does not lead to the root.
    case receiptBroken(String)

    var code: String {
        switch self {
        case .unreadable: "rankings.seal_unreadable"
        case .missing: "rankings.seal_missing"
        case .rootUnreadable: "rankings.seal_root_unreadable"
        case .broken: "rankings.seal_broken"
        case .receiptBroken: "rankings.receipt_broken"
        }
    }

    var kind: ErrorKind { .invalid }

    var details: [String: String] {
        switch self {
        case .unreadable(let file), .missing(let file): ["file": file]
        case .rootUnreadable(let text): ["text": text]
        case .broken(let count): ["count": "\(count)"]
        case .receiptBroken(let unit): ["unit": unit]
        }
    }
}
