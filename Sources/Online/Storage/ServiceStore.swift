import Kernel
import Storage
import Units

/// All SQL of the figures of services (OL-16).
enum ServiceStore {
    /// Units with somebody at a counter, by the view that Accounts publishes, in the order of their names.
    static func counters(at now: Timestamp, _ db: any Connection) throws -> [ID<Units.Unit>] {
        try db.rows(
            """
            SELECT DISTINCT s.unit_id, u.sort_key FROM accounts_staff s JOIN units_units u ON u.id = s.unit_id
            WHERE s.role = 'counter_officer' AND s.from_ms <= \(now) AND (s.until_ms IS NULL OR s.until_ms > \(now))
                AND \(UnitStore.isOpen(on: now.vietnamDate))
            ORDER BY u.sort_key, s.unit_id
            """
        ).map { try $0.id("unit_id") }
    }

    /// Of each procedure of which a dossier came in from the first moment on, by any way.
    ///
    /// Sums over what views of Dossiers and Procedures give, and over what was sent from home.
    static func figures(from first: Timestamp, at now: Timestamp, _ db: any Connection) throws -> [ServiceFigures] {
        var figures: [String: ServiceFigures] = [:]
        let (month, year) = (String(first.vietnamDate.description.prefix(7)), String(first.vietnamDate.description.prefix(4)))
        for row in try db.rows(
            """
            SELECT c.code, MAX(c.name_vi) AS name, CAST(SUM(n.received) AS BIGINT) AS received,
                CAST(SUM(CASE WHEN n.channel = 'online' THEN n.received ELSE 0 END) AS BIGINT) AS online,
                CAST(SUM(CASE WHEN n.channel = 'online' THEN n.early + n.on_time ELSE 0 END) AS BIGINT) AS on_time,
                CAST(SUM(CASE WHEN n.channel = 'online' THEN n.early + n.on_time + n.late ELSE 0 END) AS BIGINT) AS solved
            FROM dossiers_channels n JOIN procedures_catalogue c ON c.id = n.version_id
            WHERE n.month >= \(month) AND n.month <= \("\(year)-12") GROUP BY c.code
            """)
        {
            let code = try row.string("code")
            figures[code] = ServiceFigures(
                procedure: code, name: try row.string("name"), received: try row.integer("received"), online: try row.integer("online"),
                solved: try row.integer("solved"), onTime: try row.integer("on_time"))
        }
        for row in try db.rows(
            """
            SELECT o.procedure_code AS code, COUNT(*) AS sent,
                COUNT(CASE WHEN o.answer_event <> 'withdrawn' AND o.answered_ms <= o.answer_due_ms THEN 1 END) AS answered,
                COUNT(CASE WHEN o.answer_event <> 'withdrawn' OR COALESCE(o.answered_ms, \(now)) > o.answer_due_ms THEN 1 END) AS due,
                COUNT(CASE WHEN d.fee <> 'none' THEN 1 END) AS with_fee, COUNT(CASE WHEN d.fee = 'online' THEN 1 END) AS paid_online,
                COUNT(r.overall) AS rated, COUNT(CASE WHEN r.overall >= 2 THEN 1 END) AS satisfied,
                COUNT(r.convenience) AS convenience_rated, COUNT(CASE WHEN r.convenience >= 2 THEN 1 END) AS convenience,
                COUNT(r.timeliness) AS timeliness_rated, COUNT(CASE WHEN r.timeliness >= 2 THEN 1 END) AS timeliness,
                COUNT(r.attitude) AS attitude_rated, COUNT(CASE WHEN r.attitude >= 2 THEN 1 END) AS attitude
            FROM online_dossiers o JOIN dossiers_courses d ON d.code = o.dossier LEFT JOIN online_ratings r ON r.dossier = o.dossier
            WHERE o.submitted_ms >= \(first) GROUP BY o.procedure_code
            """)
        {
            let code = try row.string("code")
            guard var service = figures[code] else { continue }
            service.sent = try row.integer("sent")
            service.answered = .init(try row.integer("answered"), of: try row.integer("due"))
            service.paidOnline = .init(try row.integer("paid_online"), of: try row.integer("with_fee"))
            service.satisfied = [
                .overall: .init(try row.integer("satisfied"), of: try row.integer("rated")),
                .convenience: .init(try row.integer("convenience"), of: try row.integer("convenience_rated")),
                .timeliness: .init(try row.integer("timeliness"), of: try row.integer("timeliness_rated")),
                .attitude: .init(try row.integer("attitude"), of: try row.integer("attitude_rated")),
            ]
            figures[code] = service
        }
        return figures.values.sorted { ($1.online, $0.procedure) < ($0.online, $1.procedure) }
    }
}
