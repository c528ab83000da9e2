import Crypto
import Platform

/// SHA-256 over what was approved, so that anyone can show later that it is the same.
enum FrozenDigest {
    /// Of a unit's entries of one kind and the evidence they rest on: canonical JSON, criteria and citations in their order.
    static func of(_ entries: [(criterion: String, entry: Entry)], _ citations: [Citation]) -> String {
        let stated = entries.sorted { $0.criterion < $1.criterion }.map { criterion, entry -> AuditValue in
            [
                "criterion": .text(criterion), "statement": AuditValue(entry.stated?.text), "points": AuditValue(entry.points),
                "comment": .text(entry.comment),
            ]
        }
        let cited = citations.sorted { $0.id < $1.id }.map { citation -> AuditValue in
            [
                "criterion": .text(citation.criterion), "evidence": .text(citation.evidence.source.name),
                "section": .text(citation.section), "page": .text(citation.page),
            ]
        }
        return text(["entries": .list(stated), "citations": .list(cited)])
    }

    /// 64 small hexadecimal digits.
    static func text(_ value: AuditValue) -> String {
        SHA256.hash(data: Array(value.description.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension Evidence.Source {
    /// What it is for ever: the digest of the file, or the address.
    fileprivate var name: String {
        switch self {
        case .file(let stored, _, _): stored.digest.rawValue
        case .link(let address): address
        }
    }
}
