import Kernel
import Storage

/// All SQL of `units_blocks` and `units_memberships`.
package enum BlockStore {
    /// All blocks, in the order of their Vietnamese titles.
    package static func all(_ db: any Connection) throws -> [Block] {
        try db.rows("SELECT code, title_vi, title_en FROM units_blocks ORDER BY sort_key, code").map(block)
    }

    package static func find(_ code: String, _ db: any Connection) throws -> Block? {
        try db.row("SELECT code, title_vi, title_en FROM units_blocks WHERE code = \(code)").map(block)
    }

    package static func insert(_ block: Block, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO units_blocks (code, title_vi, title_en, sort_key)
            VALUES (\(block.code), \(block.title.vi), \(block.title.en), \(VietnameseOrder.key(block.title.vi)))
            """)
    }

    /// How many open units each block has.
    static func counts(on day: CalendarDate, _ db: any Connection) throws -> [String: Int] {
        let rows = try db.rows(
            """
            SELECT m.block_code, COUNT(*) AS n FROM units_memberships m JOIN units_units u ON u.id = m.unit_id
            WHERE m.to_date IS NULL AND (u.closed_date IS NULL OR u.closed_date >= \(day)) GROUP BY m.block_code
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { try ($0.string("block_code"), $0.integer("n")) })
    }

    /// The memberships of a unit, those that still hold first.
    package static func memberships(of unit: ID<Unit>, _ db: any Connection) throws -> [Membership] {
        try db.rows("\(columns) WHERE unit_id = \(unit) ORDER BY COALESCE(to_date, '9999') DESC, block_code").map(membership)
    }

    /// The memberships of a block that hold on a day, of units that are open on it: what a round begins with (PI-5).
    package static func members(of block: String, on day: CalendarDate, _ db: any Connection) throws -> [Membership] {
        try db.rows(
            """
            \(columns) JOIN units_units u ON u.id = unit_id
            WHERE block_code = \(block) AND (from_date IS NULL OR from_date <= \(day)) AND (to_date IS NULL OR to_date >= \(day))
                AND (u.opened_date IS NULL OR u.opened_date <= \(day)) AND (u.closed_date IS NULL OR u.closed_date >= \(day))
            ORDER BY u.sort_key, u.id
            """
        ).map(membership)
    }

    /// The blocks in which all of the units stand now; ranked where one of them is.
    static func common(_ units: [ID<Unit>], _ db: any Connection) throws -> [Membership] {
        let rows = try db.rows("\(columns) WHERE to_date IS NULL AND unit_id IN \(list: units) ORDER BY block_code").map(membership)
        return Dictionary(grouping: rows, by: \.block).values.filter { $0.count == units.count }
            .compactMap { members in members.first { $0.isRanked } ?? members.first }.sorted { $0.block < $1.block }
    }

    /// All memberships without an end.
    static func current(_ db: any Connection) throws -> [Membership] {
        try db.rows("\(columns) WHERE to_date IS NULL ORDER BY block_code").map(membership)
    }

    package static func insert(_ membership: Membership, id: String, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO units_memberships (id, block_code, unit_id, is_ranked, from_date, to_date)
            VALUES (\(id), \(membership.block), \(membership.unit), \(membership.isRanked), \(membership.from), \(membership.to))
            """)
    }

    /// Ends a membership with the day; one that began later never was.
    static func end(_ block: String, _ unit: ID<Unit>, on day: CalendarDate, _ db: any Connection) throws {
        try db.run(
            """
            DELETE FROM units_memberships
            WHERE block_code = \(block) AND unit_id = \(unit) AND to_date IS NULL AND from_date > \(day)
            """)
        try db.run(
            "UPDATE units_memberships SET to_date = \(day) WHERE block_code = \(block) AND unit_id = \(unit) AND to_date IS NULL")
    }

    /// Takes a membership back that was entered by mistake.
    static func remove(_ block: String, _ unit: ID<Unit>, _ db: any Connection) throws {
        try db.run("DELETE FROM units_memberships WHERE block_code = \(block) AND unit_id = \(unit) AND to_date IS NULL")
    }

    private static let columns: SQL = "SELECT block_code, unit_id, is_ranked, from_date, to_date FROM units_memberships"

    private static func block(_ row: Row) throws -> Block {
        try Block(code: row.string("code"), title: Bilingual(vi: row.string("title_vi"), en: row.string("title_en")))
    }

    private static func membership(_ row: Row) throws -> Membership {
        try Membership(
            block: row.string("block_code"), unit: row.id("unit_id"), isRanked: row.bool("is_ranked"),
            from: row.optionalDate("from_date"), to: row.optionalDate("to_date"))
    }
}
