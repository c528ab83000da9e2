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
        return Sources766.Catalogue(try versions(on: day, own, calendar, db).values)
    }

    /// Of what holds on a day and what dossiers of each unit were received under, by the unit's code.
    static func countsByUnit(on day: CalendarDate, _ calendar: WorkCalendar, _ db: any Connection) throws -> [String: Sources766.Catalogue]
    {
        let versions = try versions(on: day, "", calendar, db)
        var units: [String: [CatalogueVersion]] = [:]
        for row in try db.rows("SELECT DISTINCT u.code, n.version_id FROM dossiers_counts n JOIN units_units u ON u.id = n.unit_id") {
            guard let version = try versions[row.string("version_id")] else { continue }
            units[try row.string("code"), default: []].append(version)
        }
        return units.mapValues { Sources766.Catalogue($0) }
    }

    private static func versions(
        on day: CalendarDate, _ own: SQL, _ calendar: WorkCalendar, _ db: any Connection
    ) throws -> [String: CatalogueVersion] {
        let rows = try db.rows(
            """
            SELECT c.id, c.decided_date, c.from_date, c.online_level, c.online_extent FROM procedures_catalogue c
            WHERE (c.from_date IS NULL OR c.from_date <= \(day)) AND (c.to_date IS NULL OR c.to_date >= \(day))
                AND COALESCE(c.change, '') <> 'abolished' \(own)
            """)
        return Dictionary(
            try rows.map { row in
                let isFull = try row.optionalString("online_extent") != nil
                let level = try row.optionalInteger("online_level") ?? 0
                var version = CatalogueVersion(isOnline: level >= 3 || isFull)
                if let decided = try row.optionalDate("decided_date"), let from = try row.optionalDate("from_date"),
                    decided >= calendar.first, from <= calendar.last
                {
                    version.isAhead = try decided < from && calendar.workingDays(after: decided, through: from) >= daysAhead
                }
                return (try row.string("id"), version)
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// What the measures ask of one version.
private struct CatalogueVersion {
    let isOnline: Bool
    /// Whether its decision came long enough before its effect; nil where the days are not known.
    var isAhead: Bool?
}

extension Sources766.Catalogue {
    fileprivate init(_ versions: some Collection<CatalogueVersion>) {
        let dated = versions.compactMap(\.isAhead)
        self.init(
            publishedOnTime: dated.isEmpty ? nil : Share(dated.count(where: \.self), of: dated.count, nothing: .says),
            procedures: versions.count, onlineServices: versions.count(where: \.isOnline))
    }
}
