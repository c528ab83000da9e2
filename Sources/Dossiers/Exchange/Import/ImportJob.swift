import Kernel
import Platform

/// A list that was sent, and what became of it.
package struct ImportJob: Hashable, Sendable {
    package enum Status: String, Hashable, Sendable { case waiting, done, refused }

    package let id: String
    package let file: String
    package let digest: FileDigest
    package let order: ImportDossiers.Order
    package let by: String
    package let at: Timestamp
    package var status = Status.waiting
    package var ended: Timestamp?
    package var added = 0
    package var changed = 0
    package var unchanged = 0
    package var faulty = 0
    /// The code of why the list could not be read at all, with its place and details; nil where its rows say why.
    package var reason: Reason?
    package var faults: FileDigest?

    /// Why a list could not be read.
    package struct Reason: Hashable, Sendable, Codable {
        package var code: String
        package var place: String
        package var details: [String: String]
    }

    package init(id: String, file: String, digest: FileDigest, order: ImportDossiers.Order, by: String, at: Timestamp) {
        self.id = id
        self.file = file
        self.digest = digest
        self.order = order
        self.by = by
        self.at = at
    }

    func ended(_ outcome: ImportDossiers.Outcome, faults: FileDigest?, at moment: Timestamp) -> ImportJob {
        var job = self
        job.status = outcome.isKept ? .done : .refused
        (job.added, job.changed, job.unchanged, job.faulty) = (outcome.added, outcome.changed, outcome.unchanged, outcome.faulty)
        (job.faults, job.ended) = (faults, moment)
        return job
    }

    var audited: AuditValue {
        [
            "file": .text(file), "digest": .text(digest.rawValue), "mapping": .text(order.mapping), "added": .whole(Int64(added)),
            "changed": .whole(Int64(changed)), "unchanged": .whole(Int64(unchanged)), "faulty": .whole(Int64(faulty)),
        ]
    }
}

/// Why something of an exchange cannot be done, beside what is wrong in a list.
package enum ExchangeError: DomainError, Hashable {
    case noSuchMapping(String)
    case noSuchScheme(String)
    case noSuchImport
    case fileMissing
    /// More dossiers than one call may bring.
    case tooMany(limit: Int)
    case noPeriod

    package var code: String {
        switch self {
        case .noSuchMapping: "dossiers.import.no_such_mapping"
        case .noSuchScheme: "dossiers.import.no_such_scheme"
        case .noSuchImport: "dossiers.import.no_such_import"
        case .fileMissing: "dossiers.import.file_missing"
        case .tooMany: "dossiers.exchange.too_many"
        case .noPeriod: "dossiers.exchange.no_period"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noSuchImport: .missing
        case .noSuchMapping, .noSuchScheme, .fileMissing, .noPeriod: .invalid
        case .tooMany: .tooLarge
        }
    }

    package var details: [String: String] {
        switch self {
        case .noSuchMapping(let name), .noSuchScheme(let name): ["name": name]
        case .tooMany(let limit): ["limit": "\(limit)"]
        case .noSuchImport, .fileMissing, .noPeriod: [:]
        }
    }
}
