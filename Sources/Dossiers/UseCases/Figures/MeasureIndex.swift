import Facts
import Kernel
import Platform
import Procedures
import Storage

extension ShowFigures {
    /// The measures of Decision 766 for what is seen (RT-10…RT-71).
    ///
    /// Of the catalogue as it stands on the last day that is judged; online payments and feedback are not connected yet.
    func measures(_ view: View) async throws -> Index766 {
        let counts = Counts766(view.book.columns, view.period, asOf: view.asOf, of: view.filters)
        let day = view.asOf
        let calendar = try await bureau.calendars.current()
        let catalogue = try await bureau.services.database.read { db in
            try CatalogueStore.counts(on: day, unit: view.unit?.code, calendar, db)
        }
        var sources = Sources766()
        sources.catalogue = catalogue
        return Index766(counts, sources, in: view.period)
    }
}
