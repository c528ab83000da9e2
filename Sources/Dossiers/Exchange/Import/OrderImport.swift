import Kernel
import Platform
import Storage

/// Keeps a list that was sent to a page until it is worked on.
package struct OrderImport: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// `digest` of the file as it was kept; gives the number of the order.
    package func callAsFunction(_ name: String, _ file: StoredFile, _ order: ImportDossiers.Order, by actor: Actor) async throws -> String {
        try ImportDossiers.require(actor)
        guard ForeignCatalogue.Scheme(rawValue: order.scheme) != nil else { throw ExchangeError.noSuchScheme(order.scheme) }
        let job = ImportJob(
            id: services.newIDText(), file: name, digest: file.digest, order: order, by: actor.name, at: services.now())
        let audit = services.audit
        try await services.database.write { db in
            _ = try MappingStore.mapping(order.mapping, db)
            try FileRecordStore.insert(file, mediaType: "application/octet-stream", at: job.at, db)
            try ImportStore.insert(job, db)
            try audit.record("dossiers.import_ordered", by: actor, subject: "dossiers/imports", after: job.audited, in: db)
        }
        return job.id
    }
}
