import Kernel
import Storage
import WorkingTime

/// All SQL of what offices decided about limits where the law leaves it open.
enum ClockStore {
    /// The rules of a procedure's limit on a day: the law's, with what the office chose (OS-51, OS-53).
    static func policy(of procedure: String, on day: CalendarDate) -> Query<ClockPolicy> {
        latest(procedure, day) { choice in
            var policy = ClockRules.law(on: day)
            if let choice { (policy.lateReceipt, policy.supplement) = (choice.lateReceipt, choice.supplement) }
            return policy
        }
    }

    /// What the office chose for a procedure that holds on a day; nil: the law alone.
    static func choice(of procedure: String, on day: CalendarDate, _ db: any Connection) throws -> ClockChoice? {
        try db.ask(latest(procedure, day) { $0 })
    }

    private static func latest<Value>(
        _ procedure: String, _ day: CalendarDate, _ read: @escaping @Sendable (ClockChoice?) -> Value
    ) -> Query<Value> {
        Query("\(columns) WHERE procedure_code = \(procedure) AND from_date <= \(day) ORDER BY from_date DESC LIMIT 1") { rows in
            read(try rows.first.map(choice))
        }
    }

    static func put(_ choice: ClockChoice, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO dossiers_clock_choices (procedure_code, from_date, late_receipt, supplement, post_days, source)
            VALUES (\(choice.procedure), \(choice.from), \(choice.lateReceipt.rawValue), \(choice.supplement.rawValue), \(choice.postDays),
                \(choice.source))
            ON CONFLICT (procedure_code, from_date) DO UPDATE SET late_receipt = excluded.late_receipt,
                supplement = excluded.supplement, post_days = excluded.post_days, source = excluded.source
            """)
    }

    /// All that was decided for a procedure, the latest first.
    static func choices(of procedure: String, _ db: any Connection) throws -> [ClockChoice] {
        try db.rows("\(columns) WHERE procedure_code = \(procedure) ORDER BY from_date DESC").map(choice)
    }

    /// What was decided for whatever procedure.
    static func choices(_ db: any Connection) throws -> [ClockChoice] { try db.rows(columns).map(choice) }

    private static let columns: SQL = """
        SELECT procedure_code, from_date, late_receipt, supplement, post_days, source FROM dossiers_clock_choices
        """

    private static func choice(_ row: Row) throws -> ClockChoice {
        try ClockChoice(
            procedure: row.string("procedure_code"), from: row.date("from_date"), lateReceipt: row.word("late_receipt"),
            supplement: row.word("supplement"), postDays: row.integer("post_days"), source: row.string("source"))
    }
}

/// What an office decided for the limits of a procedure, from a day on.
package struct ClockChoice: Hashable, Sendable {
    package var procedure: String
    package var from: CalendarDate
    package var lateReceipt: ClockPolicy.LateReceipt
    package var supplement: ClockPolicy.Supplement
    /// Working days that the post may take one way, beside the limit (OS-58).
    package var postDays: Int
    package var source: String

    package init(
        procedure: String, from: CalendarDate, lateReceipt: ClockPolicy.LateReceipt, supplement: ClockPolicy.Supplement, postDays: Int = 0,
        source: String
    ) {
        self.procedure = procedure
        self.from = from
        self.lateReceipt = lateReceipt
        self.supplement = supplement
        self.postDays = postDays
        self.source = source
    }
}
