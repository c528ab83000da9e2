import Kernel
import Platform
import Storage

/// An instrument as it is kept; what is asked is no secret.
package struct ShowInstrument: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// Nil where there is none.
    package func callAsFunction(_ id: ID<Instrument>) async throws -> Instrument? {
        let memory = bureau.memory
        return try await bureau.services.database.read { db in try InstrumentStore.find(id, memory, db) }
    }
}
