import Kernel
import Platform
import Storage

/// What lists were sent and how they are read, for whoever may send one.
package struct ShowImports: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// The latest lists and all mappings.
    package func callAsFunction(by actor: Actor) async throws -> (jobs: [ImportJob], mappings: [ImportMapping]) {
        try ImportDossiers.require(actor)
        return try await services.database.read { db in (try ImportStore.latest(db), try MappingStore.all(db)) }
    }

    package func job(_ id: String, by actor: Actor) async throws -> ImportJob {
        try ImportDossiers.require(actor)
        guard let job = try await services.database.read({ try ImportStore.find(id, $0) }) else { throw ExchangeError.noSuchImport }
        return job
    }

    package func mapping(_ name: String, by actor: Actor) async throws -> ImportMapping {
        try ImportDossiers.require(actor)
        return try await services.database.read { try MappingStore.mapping(name, $0) }
    }
}
