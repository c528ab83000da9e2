import Kernel
import Storage
import WorkingTime

/// All SQL of what offices decided about limits where the law leaves it open.
enum ClockStore {
    /// The rules of a procedure's limit on a day: the law's, with what the office chose (OS-51, OS-53).
    static func policy(of procedure: String, on day: CalendarDate, _ db: any Connection) throws -> ClockPolicy {
        var policy = ClockRules.law(on: day)
        if let row = try db.row(
            """
            SELECT late_receipt, supplement FROM dossiers_clock_choices WHERE procedure_code = \(procedure) AND from_date <= \(day)
            ORDER BY from_date DESC LIMIT 1
            """)
        {
            policy.lateReceipt = try row.word("late_receipt")
            policy.supplement = try row.word("supplement")
        }
        return policy
    }

    static func put(_ choice: ClockChoice, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO dossiers_clock_choices (procedure_code, from_date, late_receipt, supplement, source)
            VALUES (\(choice.procedure), \(choice.from), \(choice.lateReceipt.rawValue), \(choice.supplement.rawValue), \(choice.source))
            ON CONFLICT (procedure_code, from_date) DO UPDATE SET late_receipt = excluded.late_receipt,
                supplement = excluded.supplement, source = excluded.source
            """)
    }

    static func choices(of procedure: String, _ db: any Connection) throws -> [ClockChoice] {
        try db.rows("\(columns) WHERE procedure_code = \(procedure) ORDER BY from_date").map(choice)
    }

    /// What was decided for whatever procedure.
    static func choices(_ db: any Connection) throws -> [ClockChoice] { try db.rows(columns).map(choice) }

    private static let columns: SQL = "SELECT procedure_code, from_date, late_receipt, supplement, source FROM dossiers_clock_choices"

    private static func choice(_ row: Row) throws -> ClockChoice {
        try ClockChoice(
            procedure: row.string("procedure_code"), from: row.date("from_date"), lateReceipt: row.word("late_receipt"),
            supplement: row.word("supplement"), source: row.string("source"))
    }
}

/// What an office decided for the limits of a procedure, from a day on.
package struct ClockChoice: Hashable, Sendable {
    package var procedure: String
    package var from: CalendarDate
    package var lateReceipt: ClockPolicy.LateReceipt
    package var supplement: ClockPolicy.Supplement
    package var source: String

    package init(
        procedure: String, from: CalendarDate, lateReceipt: ClockPolicy.LateReceipt, supplement: ClockPolicy.Supplement, source: String
    ) {
        self.procedure = procedure
        self.from = from
        self.lateReceipt = lateReceipt
        self.supplement = supplement
        self.source = source
    }
}
