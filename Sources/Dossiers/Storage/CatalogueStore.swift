import Kernel
import Storage
import WorkingTime

/// Counts of the catalogue that the measures of Decision 766 ask for, from the view that Procedures publishes.
enum CatalogueStore {
    /// The days before its effect by which a province publishes a decision, counted in working days as the portal does (RT-10, PR-6).
    private static let daysAhead = 5

    /// Of what holds on a day; with `unit`, of what dossiers of the unit were received under.
    static func counts(on day: CalendarDate, unit: String?, _ calendar: WorkCalendar, _ db: any Connection) throws -> Sources766.Catalogue {
        let own: SQL =
            unit.map {
                """
                AND c.id IN (SELECT n.version_id FROM dossiers_counts n JOIN units_units u ON u.id = n.unit_id WHERE u.code = \($0))
                """
            } ?? ""
        let rows = try db.rows(
            """
            SELECT c.decided_date, c.from_date, c.online_level, c.online_extent FROM procedures_catalogue c
            WHERE (c.from_date IS NULL OR c.from_date <= \(day)) AND (c.to_date IS NULL OR c.to_date >= \(day))
                AND COALESCE(c.change, '') <> 'abolished' \(own)
            """)
        var (online, dated, ahead) = (0, 0, 0)
        for row in rows {
            let level = try row.optionalInteger("online_level") ?? 0
            let isFull = try row.optionalString("online_extent") != nil
            if level >= 3 || isFull { online += 1 }
            guard let decided = try row.optionalDate("decided_date"), let from = try row.optionalDate("from_date"),
                decided >= calendar.first,
                from <= calendar.last
            else { continue }
            dated += 1
            if decided < from, try calendar.workingDays(after: decided, through: from) >= daysAhead { ahead += 1 }
        }
        return Sources766.Catalogue(
            publishedOnTime: dated == 0 ? nil : Share(ahead, of: dated, nothing: .says), procedures: rows.count, onlineServices: online)
    }
}
