import Facts
import Kernel
import Platform
import Procedures
import Storage

extension ShowFigures {
    /// The measures of Decision 766 for what is seen (RT-10…RT-71).
    ///
    /// Of the catalogue as it stands on the last day that is judged; online payments are not connected yet.
    func measures(_ view: View) async throws -> Index766 {
        let counts = Counts766(view.book.columns, view.period, asOf: view.asOf, of: view.filters)
        let day = view.asOf
        let calendar = try await bureau.calendars.current()
        let moment = judged(view)
        let (catalogue, feedback) = try await bureau.services.database.read { db in
            let own = try petitions(view, db).map { counts in
                counts.filter { view.shows($0.key) }.values.reduce(FeedbackCounts()) { $0 + $1 }
            }
            return (
                try CatalogueStore.counts(on: day, unit: view.unit?.code, calendar, db),
                try own.map { try Sources766.Feedback($0, at: moment, db) }
            )
        }
        var sources = Sources766()
        sources.catalogue = catalogue
        sources.feedback = feedback
        return Index766(counts, sources, in: view.period)
    }

    /// The moment by which what is open is judged: now, or the end of a period that is over.
    func judged(_ view: View) -> Timestamp { min(view.asOf.end, bureau.services.now()) }

    /// What units did with petitions, by their codes; nil in a house where nobody counts them.
    func petitions(_ view: View, _ db: any Connection) throws -> [String: FeedbackCounts]? {
        guard let source = bureau.services.liveFigures.feedback else { return nil }
        let counts = try source(view.period, judged(view), db)
        return Dictionary(
            counts.compactMap { unit, counts in view.book.unitNames[unit].map { ($0.code, counts) } }, uniquingKeysWith: { $0 + $1 })
    }
}
