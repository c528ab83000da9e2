import Kernel
import Storage

/// All SQL of `procedures_decisions` and `procedures_decision_codes`.
package enum DecisionStore {
    /// All decisions, the latest first.
    package static func all(_ db: any Connection) throws -> [PublicationDecision] {
        try gather(db.rows("\(columns) ORDER BY effective_date DESC, number, id"), db)
    }

    package static func find(_ number: String, decided: CalendarDate, _ db: any Connection) throws -> PublicationDecision? {
        try gather(db.rows("\(columns) WHERE number = \(number) AND decided_date = \(decided)"), db).first
    }

    package static func find(_ id: ID<PublicationDecision>, _ db: any Connection) throws -> PublicationDecision? {
        try gather(db.rows("\(columns) WHERE id = \(id)"), db).first
    }

    static func insert(_ decision: PublicationDecision, at moment: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO procedures_decisions (id, number, title, authority, decided_date, effective_date, listed_date, recorded_ms)
            VALUES (\(decision.id), \(decision.number), \(decision.title), \(decision.authority.rawValue), \(decision.decided),
                \(decision.effective), \(decision.listed), \(moment))
            """)
        try db.load(
            into: "procedures_decision_codes", columns: ["decision_id", "code"],
            rows: decision.codes.map { [decision.id.sqlValue, $0.sqlValue] })
    }

    static func list(_ id: ID<PublicationDecision>, on day: CalendarDate, _ db: any Connection) throws {
        try db.run("UPDATE procedures_decisions SET listed_date = \(day) WHERE id = \(id)")
    }

    /// Marks that a list brought the content of procedures, each by the decision of its row or else by that of the whole list.
    static func apply(_ rows: [(code: String, decision: String)], _ decision: String, at moment: Timestamp, _ db: any Connection) throws {
        let own = Dictionary(grouping: rows) { $0.decision.isEmpty ? decision : $0.decision }
        let open = try db.rows(
            """
            SELECT DISTINCT d.number FROM procedures_decision_codes c JOIN procedures_decisions d ON d.id = c.decision_id
            WHERE c.applied_ms IS NULL ORDER BY d.number
            """
        ).map { try $0.string("number") }
        for number in open {
            // A list by a decision carries what that decision publishes, whatever number its rows have from before.
            let codes = (own[number] ?? []).map(\.code) + (number == decision ? rows.map(\.code) : [])
            if codes.isEmpty { continue }
            try db.run(
                """
                UPDATE procedures_decision_codes SET applied_ms = \(moment) WHERE applied_ms IS NULL AND code IN \(list: codes)
                    AND decision_id IN (SELECT id FROM procedures_decisions WHERE number = \(number))
                """)
        }
    }

    private static let columns: SQL = """
        SELECT id, number, title, authority, decided_date, effective_date, listed_date FROM procedures_decisions
        """

    private static func gather(_ rows: [Row], _ db: any Connection) throws -> [PublicationDecision] {
        var decisions = try rows.map {
            try PublicationDecision(
                id: $0.id("id"), number: $0.string("number"), title: $0.string("title"), authority: $0.word("authority"),
                decided: $0.date("decided_date"), effective: $0.date("effective_date"), listed: $0.optionalDate("listed_date"))
        }
        let codes = try db.rows(
            """
            SELECT decision_id, code, applied_ms FROM procedures_decision_codes
            WHERE decision_id IN \(list: decisions.map(\.id)) ORDER BY decision_id, code
            """)
        let byDecision = Dictionary(grouping: codes) { (try? $0.string("decision_id")) ?? "" }
        for index in decisions.indices {
            for row in byDecision[decisions[index].id.rawValue] ?? [] {
                decisions[index].codes.append(try row.string("code"))
                if try row.optionalInteger("applied_ms") == nil { decisions[index].open.append(try row.string("code")) }
            }
        }
        return decisions
    }
}
