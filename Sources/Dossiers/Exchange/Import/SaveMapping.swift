import Kernel
import Platform
import Storage

/// Keeps how the lists of a system are read.
package struct SaveMapping: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ mapping: ImportMapping, by actor: Actor) async throws {
        try ImportDossiers.require(actor)
        let mapping = try mapping.checked()
        let (audit, now) = (services.audit, services.now())
        try await services.database.write { db in
            try MappingStore.put(mapping, by: actor.name, at: now, db)
            let (columns, words) = mapping.lines
            try audit.record(
                "dossiers.mapping_saved", by: actor, subject: "dossiers/mappings/\(mapping.name)",
                after: ["columns": .text(columns), "words": .text(words), "month_first": .flag(mapping.monthFirst)], in: db)
        }
    }
}
