import Kernel
import Platform
import Storage

/// Puts the shipped tables of facts into the database, all or nothing; what was there before is replaced, unless it is the same.
package struct LoadFacts: Sendable {
    let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(by actor: Actor) async throws {
        let (figures, statements) = try Self.shipped()
        let audit = services.audit
        let isNew = try await services.database.write { db in
            if try FactStore.figures(db) == figures, try FactStore.statements(db) == statements { return false }
            try FactStore.replace(figures, statements, db)
            try audit.record(
                "facts.loaded", by: actor, subject: "facts",
                after: .map(["figures": .whole(Int64(figures.count)), "statements": .whole(Int64(statements.count))]), in: db)
            return true
        }
        if isNew { services.publicData.changed() }
    }

    /// The tables that the binary carries.
    package static func shipped() throws -> (figures: [PublishedFigure], statements: [PressStatement]) {
        (try FactsReader.figures(FactTables.table("figures.csv")), try FactsReader.statements(FactTables.table("statements.csv")))
    }
}
