import Kernel
import Storage
import Units

/// All SQL of printed forms: their serials, and with which batch they came back.
enum SerialStore {
    static func insert(
        _ forms: [(serial: FormSerial, unit: ID<Units.Unit>)], of campaign: String, _ group: String, cell: Int?, _ db: any Connection
    )
        throws
    {
        try db.load(
            into: "surveys_serials", columns: ["serial", "campaign", "respondents", "unit_id", "cell", "batch"],
            rows: forms.map { form -> [SQLValue] in
                [
                    .text(form.serial.description), .text(campaign), .text(group), .text(form.unit.rawValue),
                    cell.map { .integer(Int64($0)) } ?? .null, .null,
                ]
            })
    }

    static func find(_ serials: [FormSerial], _ db: any Connection) throws -> [FormSerial: PrintedForm] {
        var found: [FormSerial: PrintedForm] = [:]
        // As many as every engine takes in one statement.
        for start in stride(from: 0, to: serials.count, by: 500) {
            let some = serials[start..<min(start + 500, serials.count)].map(\.description)
            for row in try db.rows("\(columns) WHERE serial IN \(list: some)") {
                let form = try form(row)
                found[form.serial] = form
            }
        }
        return found
    }

    /// Printed forms of a campaign from one serial to another, to be printed again.
    static func between(_ first: FormSerial, _ last: FormSerial, of campaign: String, limit: Int, _ db: any Connection) throws
        -> [PrintedForm]
    {
        try db.rows(
            """
            \(columns) WHERE campaign = \(campaign) AND serial BETWEEN \(first.description) AND \(last.description) ORDER BY serial
            LIMIT \(limit)
            """
        ).map(form)
    }

    static func of(batch: String, _ db: any Connection) throws -> [PrintedForm] {
        try db.rows("\(columns) WHERE batch = \(batch) ORDER BY serial").map(form)
    }

    static func put(_ serials: [FormSerial], into batch: String, _ db: any Connection) throws {
        for start in stride(from: 0, to: serials.count, by: 500) {
            let some = serials[start..<min(start + 500, serials.count)].map(\.description)
            try db.run("UPDATE surveys_serials SET batch = \(batch) WHERE serial IN \(list: some) AND batch IS NULL")
        }
    }

    /// Printed and returned forms by group, unit and cell.
    static func counts(of campaign: String, _ db: any Connection) throws -> [PrintedCount] {
        try db.rows(
            """
            SELECT respondents, unit_id, cell, COUNT(*) AS printed, COUNT(batch) AS returned, MIN(serial) AS first_serial,
                MAX(serial) AS last_serial
            FROM surveys_serials WHERE campaign = \(campaign) GROUP BY respondents, unit_id, cell ORDER BY respondents, unit_id, cell
            """
        ).map { row in
            try PrintedCount(
                group: row.string("respondents"), unit: row.id("unit_id"), cell: row.optionalInteger("cell"),
                printed: row.integer("printed"),
                returned: row.integer("returned"), first: row.string("first_serial"), last: row.string("last_serial"))
        }
    }

    /// Printed forms that did not come back, in their order.
    static func missing(of campaign: String, limit: Int, _ db: any Connection) throws -> [PrintedForm] {
        try db.rows("\(columns) WHERE campaign = \(campaign) AND batch IS NULL ORDER BY serial LIMIT \(limit)").map(form)
    }

    private static let columns: SQL = "SELECT serial, campaign, respondents, unit_id, cell, batch FROM surveys_serials"

    private static func form(_ row: Row) throws -> PrintedForm {
        guard let serial = FormSerial(try row.string("serial")) else { preconditionFailure("a stored serial has its check figure") }
        return try PrintedForm(
            serial: serial, campaign: row.string("campaign"), respondents: row.string("respondents"), unit: row.string("unit_id"),
            cell: row.optionalInteger("cell"), batch: row.optionalString("batch"))
    }
}

/// How many forms were printed for a unit and a cell, and how many came back.
package struct PrintedCount: Hashable, Sendable {
    package let group: String
    package let unit: ID<Units.Unit>
    package let cell: Int?
    package let printed: Int
    package let returned: Int
    package let first: String
    package let last: String
}
