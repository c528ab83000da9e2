import Kernel
import Storage
import Units

/// All SQL of who was drawn: cells, people, and what is asked of them.
enum PersonStore {
    static func insert(_ cells: [WeightCell], of campaign: String, _ group: String, _ db: any Connection) throws {
        try db.load(
            into: "surveys_cells",
            columns: [
                "campaign", "respondents", "cell", "stratum", "commune", "village", "communes_there", "communes_drawn", "villages_there",
                "villages_drawn", "people_there", "people_drawn", "chances", "weight",
            ],
            rows: cells.map { cell -> [SQLValue] in
                let counts = [cell.communes, cell.villages, cell.people].flatMap { [$0.there, $0.drawn] }
                return [
                    .text(campaign), .text(group), .integer(Int64(cell.number)), .text(cell.stratum), .text(cell.commune),
                    .text(cell.village),
                ]
                    + counts.map { .integer(Int64($0)) }
                    + [.text(cell.chances.map(\.description).joined(separator: " ")), .text(cell.weight.description)]
            })
    }

    static func cells(of campaign: String, _ group: String, _ db: any Connection) throws -> [WeightCell] {
        try db.rows(
            """
            SELECT cell, stratum, commune, village, communes_there, communes_drawn, villages_there, villages_drawn, people_there,
                people_drawn, chances, weight
            FROM surveys_cells WHERE campaign = \(campaign) AND respondents = \(group) ORDER BY cell
            """
        ).map { row in
            try WeightCell(
                number: row.integer("cell"), stratum: row.string("stratum"), commune: row.string("commune"), village: row.string("village"),
                communes: .init(there: row.integer("communes_there"), drawn: row.integer("communes_drawn")),
                villages: .init(there: row.integer("villages_there"), drawn: row.integer("villages_drawn")),
                people: .init(there: row.integer("people_there"), drawn: row.integer("people_drawn")),
                chances: row.string("chances").split(separator: " ").compactMap { Number($0) },
                weight: Number(row.string("weight")) ?? .zero)
        }
    }

    /// Everything that a draw made, before anybody was asked.
    static func discard(of campaign: String, _ db: any Connection) throws {
        let own: SQL = "SELECT id FROM surveys_persons WHERE campaign = \(campaign)"
        try db.run("DELETE FROM surveys_links WHERE person_id IN (\(own))")
        try db.run("DELETE FROM surveys_askings WHERE person_id IN (\(own))")
        try db.run("DELETE FROM surveys_persons WHERE campaign = \(campaign)")
        try db.run("DELETE FROM surveys_cells WHERE campaign = \(campaign)")
        try db.run("UPDATE surveys_matrix SET quota = 0 WHERE campaign = \(campaign)")
        try db.run("UPDATE surveys_strata SET allocated = NULL WHERE campaign = \(campaign)")
    }

    /// Drawn people with the places of their rows in the list.
    static func insert(_ people: [(person: DrawnPerson, row: Int)], _ db: any Connection) throws {
        try db.load(
            into: "surveys_persons",
            columns: [
                "id", "campaign", "respondents", "number", "frame_row", "cell", "role", "draw_place", "stands_for", "reason", "name",
                "address", "phone", "email", "enumerator",
            ],
            rows: people.map { person, row -> [SQLValue] in
                [
                    .text(person.id.rawValue), .text(person.campaign), .text(person.respondents), .integer(Int64(person.number)),
                    .integer(Int64(row)), .integer(Int64(person.cell)), .text(person.role.rawValue), .integer(Int64(person.place)), .null,
                    .text(""), .text(person.name), .text(person.address), .text(person.phone), .text(person.email), .null,
                ]
            })
    }

    static func find(_ id: ID<DrawnPerson>, _ db: any Connection) throws -> DrawnPerson? {
        try db.row("\(columns) WHERE id = \(id)").map(person)
    }

    /// Whoever holds a link.
    static func holder(of token: LinkToken) -> Query<DrawnPerson?> {
        Query("\(columns) WHERE id = \(AskingStore.holder(of: token))") { try $0.first.map(person) }
    }

    static func find(_ number: Int, of campaign: String, _ group: String, _ db: any Connection) throws -> DrawnPerson? {
        try db.row("\(columns) WHERE campaign = \(campaign) AND respondents = \(group) AND number = \(number)").map(person)
    }

    /// The unit of the person's row in the list.
    static func unit(of id: ID<DrawnPerson>, _ db: any Connection) throws -> ID<Units.Unit>? {
        try db.row(
            """
            SELECT r.unit_id FROM surveys_persons p JOIN surveys_frame_rows r
                ON r.campaign = p.campaign AND r.respondents = p.respondents AND r.number = p.frame_row
            WHERE p.id = \(id)
            """)?.id("unit_id")
    }

    /// Those of whom answers are wanted, in the order of their numbers.
    static func asked(of campaign: String, _ group: String, _ db: any Connection) throws -> [DrawnPerson] {
        try db.rows(
            """
            \(columns) WHERE campaign = \(campaign) AND respondents = \(group) AND role IN ('sample', 'replacement') ORDER BY number
            """
        ).map(person)
    }

    static func page(of campaign: String, _ group: String, page: Int, size: Int, _ db: any Connection) throws -> [DrawnPerson] {
        try db.rows(
            """
            \(columns) WHERE campaign = \(campaign) AND respondents = \(group) ORDER BY number LIMIT \(size) OFFSET \((page - 1) * size)
            """
        ).map(person)
    }

    static func count(of campaign: String, _ group: String, _ db: any Connection) throws -> [DrawnPerson.Role: Int] {
        let rows = try db.rows(
            "SELECT role, COUNT(*) AS n FROM surveys_persons WHERE campaign = \(campaign) AND respondents = \(group) GROUP BY role")
        return Dictionary(try rows.map { (try $0.word("role"), try $0.integer("n")) }, uniquingKeysWith: { first, _ in first })
    }

    /// The next of the reserve of a cell.
    static func reserve(of cell: Int, _ campaign: String, _ group: String, _ db: any Connection) throws -> DrawnPerson? {
        try db.row(
            """
            \(columns) WHERE campaign = \(campaign) AND respondents = \(group) AND cell = \(cell) AND role = 'reserve'
            ORDER BY draw_place LIMIT 1
            """
        ).map(person)
    }

    static func save(_ person: DrawnPerson, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE surveys_persons SET role = \(person.role), stands_for = \(person.standsFor), reason = \(person.reason),
                enumerator = \(person.enumerator) WHERE id = \(person.id)
            """)
    }

    /// Gives people to an enumerator, by their numbers; nil takes them away.
    static func assign(_ numbers: ClosedRange<Int>, to login: String?, of campaign: String, _ group: String, _ db: any Connection) throws
        -> Int
    {
        try db.run(
            """
            UPDATE surveys_persons SET enumerator = \(login)
            WHERE campaign = \(campaign) AND respondents = \(group) AND number BETWEEN \(numbers.lowerBound) AND \(numbers.upperBound)
                AND role IN ('sample', 'replacement')
            """)
    }

    /// Whom an enumerator was given in a campaign, those who are still to be asked first.
    static func assigned(to login: String, of campaign: String, _ db: any Connection) throws -> [DrawnPerson] {
        try db.rows("\(columns) WHERE enumerator = \(login) AND campaign = \(campaign) ORDER BY respondents, number LIMIT 2000").map(person)
    }

    /// The campaigns in which an enumerator has somebody to ask.
    static func campaigns(of login: String, _ db: any Connection) throws -> [String] {
        try db.rows("SELECT DISTINCT campaign FROM surveys_persons WHERE enumerator = \(login) ORDER BY campaign DESC").map {
            try $0.string("campaign")
        }
    }

    /// The name of somebody who may ask now; nil: nobody of that login may.
    static func enumerator(_ login: String, role: String, at now: Timestamp, _ db: any Connection) throws -> String? {
        try db.row(
            """
            SELECT name FROM accounts_staff
            WHERE login = \(login) AND role = \(role) AND from_ms <= \(now) AND (until_ms IS NULL OR until_ms > \(now)) LIMIT 1
            """)?.string("name")
    }

    /// Erases what names anybody of a campaign.
    static func forget(of campaign: String, _ db: any Connection) throws {
        let own: SQL = "SELECT id FROM surveys_persons WHERE campaign = \(campaign)"
        try db.run("DELETE FROM surveys_links WHERE person_id IN (\(own))")
        try db.run("UPDATE surveys_contacts SET note = '' WHERE person_id IN (\(own))")
        try db.run("UPDATE surveys_persons SET name = '', address = '', phone = '', email = '' WHERE campaign = \(campaign)")
        try db.run(
            """
            UPDATE surveys_frame_rows SET reference = CAST(number AS TEXT), name = '', address = '', phone = '', email = ''
            WHERE campaign = \(campaign)
            """)
    }

    /// What people of the house are called, by login.
    static func names(_ logins: [String], _ db: any Connection) throws -> [String: String] {
        let rows = try db.rows("SELECT login, name FROM accounts_names WHERE login IN \(list: Set(logins).sorted())")
        return Dictionary(try rows.map { (try $0.string("login"), try $0.string("name")) }, uniquingKeysWith: { first, _ in first })
    }

    private static let columns: SQL = """
        SELECT id, campaign, respondents, number, cell, role, draw_place, stands_for, reason, name, address, phone, email, enumerator
        FROM surveys_persons
        """

    private static func person(_ row: Row) throws -> DrawnPerson {
        try DrawnPerson(
            id: row.id("id"), campaign: row.string("campaign"), respondents: row.string("respondents"), number: row.integer("number"),
            cell: row.integer("cell"), role: row.word("role"), place: row.integer("draw_place"),
            standsFor: row.optionalInteger("stands_for"), reason: row.string("reason"), name: row.string("name"),
            address: row.string("address"), phone: row.string("phone"), email: row.string("email"),
            enumerator: row.optionalString("enumerator"))
    }
}
