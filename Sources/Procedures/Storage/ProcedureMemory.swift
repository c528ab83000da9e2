import Kernel
import Synchronization

/// What versions of procedures say, kept once it was read: it never changes, and reading it costs more than all else at a counter.
package final class ProcedureMemory: Sendable {
    /// A province receives dossiers of some hundreds; what is kept beyond that is begun anew.
    private static let most = 1000

    private let kept = Mutex<[ID<ProcedureVersion>: Procedure]>([:])

    package init() {}

    /// What was kept of a version, or what `read` gives.
    func procedure(_ id: ID<ProcedureVersion>, read: () throws -> Procedure?) rethrows -> Procedure? {
        if let known = kept.withLock({ $0[id] }) { return known }
        guard let procedure = try read() else { return nil }
        kept.withLock { kept in
            if kept.count >= Self.most { kept = [:] }
            kept[id] = procedure
        }
        return procedure
    }
}
