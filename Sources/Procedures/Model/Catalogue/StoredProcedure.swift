import Kernel

/// A version of a procedure as it is kept: what a dossier holds on to by its id (PR-11).
package struct StoredProcedure: Hashable, Sendable {
    package var id: ID<ProcedureVersion>
    /// With the days between which the version holds as they are known now.
    package var procedure: Procedure
    /// Where it was read from; empty where it was not said.
    package var source: String
    package var entered: Timestamp

    package init(id: ID<ProcedureVersion>, procedure: Procedure, source: String, entered: Timestamp) {
        self.id = id
        self.procedure = procedure
        self.source = source
        self.entered = entered
    }

    package var version: ProcedureVersion { procedure.version }
}

/// A version of a procedure without what it says.
package struct StandingVersion: Hashable, Sendable {
    let id: ID<ProcedureVersion>
    let version: ProcedureVersion
    let source: String
    let entered: Timestamp
}
