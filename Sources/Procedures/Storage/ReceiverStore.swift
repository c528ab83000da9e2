import Kernel
import Storage
import Units

/// That a unit receives dossiers of a procedure, from a day on.
package struct Receiver: Hashable, Sendable {
    package var code: String
    package var unit: ID<Unit>
    package var from: CalendarDate
    /// The last day; nil while it receives.
    package var to: CalendarDate?

    package init(code: String, unit: ID<Unit>, from: CalendarDate, to: CalendarDate? = nil) {
        self.code = code
        self.unit = unit
        self.from = from
        self.to = to
    }
}

/// All SQL of `procedures_receivers`.
package enum ReceiverStore {
    /// The units that receive a procedure on a day on which they exist, in the order of their names.
    package static func units(receiving code: String, on day: CalendarDate) -> Query<[ID<Unit>]> {
        Query(
            """
            SELECT r.unit_id FROM procedures_receivers r JOIN units_units u ON u.id = r.unit_id
            WHERE r.code = \(code) AND r.from_date <= \(day) AND (r.to_date IS NULL OR r.to_date >= \(day)) AND \(UnitStore.isOpen(on: day))
            ORDER BY u.sort_key, u.id
            """
        ) { try $0.map { try $0.id("unit_id") } }
    }

    /// Whether a unit receives a procedure on a day.
    package static func receives(_ unit: String, _ code: String, on day: CalendarDate) -> Query<Bool> {
        Query(
            """
            SELECT 1 AS found FROM procedures_receivers WHERE code = \(code)
                AND unit_id = (SELECT id FROM units_units WHERE code = \(unit)) AND from_date <= \(day) AND (to_date IS NULL OR to_date >= \(day)) LIMIT 1
            """
        ) { !$0.isEmpty }
    }

    package static func holdsAny(_ db: any Connection) throws -> Bool {
        try db.row("SELECT 1 AS found FROM procedures_receivers LIMIT 1") != nil
    }

    /// All that have no end yet, by code and unit.
    static func current(_ db: any Connection) throws -> [Receiver] {
        try db.rows("SELECT code, unit_id, from_date, to_date FROM procedures_receivers WHERE to_date IS NULL ORDER BY code, unit_id").map {
            try Receiver(code: $0.string("code"), unit: $0.id("unit_id"), from: $0.date("from_date"), to: $0.optionalDate("to_date"))
        }
    }

    /// The same by the codes of units, in the order of both.
    static func pairs(_ db: any Connection) throws -> [(code: String, unit: String)] {
        try db.rows(
            """
            SELECT r.code, u.code AS unit FROM procedures_receivers r JOIN units_units u ON u.id = r.unit_id
            WHERE r.to_date IS NULL ORDER BY r.code, u.code
            """
        ).map { (try $0.string("code"), try $0.string("unit")) }
    }

    static func insert(_ receivers: [(id: String, receiver: Receiver)], _ db: any Connection) throws {
        try db.load(
            into: "procedures_receivers", columns: ["id", "code", "unit_id", "from_date", "to_date"],
            rows: receivers.map { id, receiver in
                [
                    id.sqlValue, receiver.code.sqlValue, receiver.unit.sqlValue, receiver.from.sqlValue,
                    receiver.to.sqlValue,
                ]
            })
    }

    /// Ends what a unit receives with the day before `day`; what began on it or later never was.
    static func end(_ receiver: Receiver, on day: CalendarDate, _ db: any Connection) throws {
        if receiver.from >= day {
            try db.run("DELETE FROM procedures_receivers WHERE code = \(receiver.code) AND unit_id = \(receiver.unit) AND to_date IS NULL")
        } else {
            try db.run(
                """
                UPDATE procedures_receivers SET to_date = \(day.dayBefore)
                WHERE code = \(receiver.code) AND unit_id = \(receiver.unit) AND to_date IS NULL
                """)
        }
    }
}
