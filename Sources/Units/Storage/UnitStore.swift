import Kernel
import Storage

/// All SQL of `units_units`.
package enum UnitStore {
    package static func insert(_ unit: Unit, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO units_units (id, code, name_vi, name_en, kind, parent_id, sort_key, search_text, opened_date, closed_date, source, is_generated)
            VALUES (\(unit.id), \(unit.code), \(unit.name.vi), \(unit.name.en), \(unit.kind.rawValue), \(unit.parent),
                \(VietnameseOrder.key(unit.name.vi)), \(searchText(unit)), \(unit.opened), \(unit.closed), \(unit.source),
                \(unit.isGenerated))
            """)
    }

    /// Saves a unit over the version that was read; somebody who was faster is told.
    static func update(_ unit: Unit, _ db: any Connection) throws {
        let count = try db.run(
            """
            UPDATE units_units SET name_vi = \(unit.name.vi), name_en = \(unit.name.en), kind = \(unit.kind.rawValue),
                parent_id = \(unit.parent), sort_key = \(VietnameseOrder.key(unit.name.vi)), search_text = \(searchText(unit)),
                opened_date = \(unit.opened), closed_date = \(unit.closed), source = \(unit.source), version = version + 1
            WHERE id = \(unit.id) AND version = \(unit.version)
            """)
        guard count == 1 else { throw UnitsError.changedMeanwhile(unit.code) }
    }

    package static func find(code: String, _ db: any Connection) throws -> Unit? { try db.ask(unit(code)) }

    /// The unit with a code, for whoever has other questions at the same time.
    package static func unit(_ code: String) -> Query<Unit?> { Query("\(columns) WHERE code = \(code)") { try $0.first.map(unit) } }

    package static func find(_ id: ID<Unit>, _ db: any Connection) throws -> Unit? {
        try db.row("\(columns) WHERE id = \(id)").map(unit)
    }

    package static func find(_ ids: some Collection<ID<Unit>>, _ db: any Connection) throws -> [ID<Unit>: Unit] {
        let units = try db.rows("\(columns) WHERE id IN \(list: Set(ids).sorted())").map(unit)
        return Dictionary(uniqueKeysWithValues: units.map { ($0.id, $0) })
    }

    /// That `u`, a row of `units_units`, exists on a day (``Unit/isOpen(on:)``).
    package static func isOpen(on day: CalendarDate) -> SQL {
        "(u.opened_date IS NULL OR u.opened_date <= \(day)) AND (u.closed_date IS NULL OR u.closed_date >= \(day))"
    }

    /// All units, in the order of their Vietnamese names.
    package static func all(_ db: any Connection) throws -> [Unit] {
        try db.rows("\(columns) ORDER BY sort_key, id").map(unit)
    }

    /// The units right below one, or those that stand below none, in the order of their names.
    package static func children(of parent: ID<Unit>?, _ db: any Connection) throws -> [Unit] {
        let condition: SQL = parent.map { "parent_id = \($0)" } ?? "parent_id IS NULL"
        return try db.rows("\(columns) WHERE \(condition) ORDER BY sort_key, id").map(unit)
    }

    /// The units above one, from the top down.
    package static func above(_ unit: Unit, _ db: any Connection) throws -> [Unit] {
        var above: [Unit] = []
        var next = unit.parent
        while let id = next, !above.contains(where: { $0.id == id }), let parent = try find(id, db) {
            above.insert(parent, at: 0)
            next = parent.parent
        }
        return above
    }

    /// Units whose present or former names and codes hold every folded word, in the order of their names, and how many there are.
    static func search(_ filter: UnitFilter, page: Int, size: Int, _ db: any Connection) throws -> (units: [Unit], count: Int) {
        var conditions: [SQL] = ["1 = 1"]
        for word in filter.words {
            let pattern = "%\(word)%"
            conditions.append(
                """
                (search_text LIKE \(pattern)
                    OR EXISTS (SELECT 1 FROM units_change_sides s WHERE s.unit_id = units_units.id AND s.search_text LIKE \(pattern))
                    OR EXISTS (SELECT 1 FROM units_codes c WHERE c.unit_id = units_units.id AND LOWER(c.code) = \(word)))
                """)
        }
        if let kind = filter.kind { conditions.append("kind = \(kind.rawValue)") }
        if let day = filter.openOn { conditions.append("(closed_date IS NULL OR closed_date >= \(day))") }
        if let block = filter.block {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM units_memberships m WHERE m.unit_id = units_units.id AND m.block_code = \(block) AND m.to_date IS NULL)
                """)
        }
        let condition = conditions.joined(separator: " AND ")
        let count = try db.row("SELECT COUNT(*) AS n FROM units_units WHERE \(condition)")?.integer("n") ?? 0
        let rows = try db.rows("\(columns) WHERE \(condition) ORDER BY sort_key, id LIMIT \(size) OFFSET \((page - 1) * size)")
        return (try rows.map(unit), count)
    }

    /// A number that grows with every change of any unit: no unit is ever removed, and every save raises its version.
    static func revision(_ db: any Connection) throws -> Int {
        try db.row("SELECT COALESCE(SUM(version), 0) AS revision FROM units_units")?.integer("revision") ?? 0
    }

    private static func searchText(_ unit: Unit) -> String { SearchText.fold("\(unit.name.vi) \(unit.name.en) \(unit.code)") }

    private static let columns: SQL = """
        SELECT id, code, name_vi, name_en, kind, parent_id, opened_date, closed_date, source, is_generated, version FROM units_units
        """

    private static func unit(_ row: Row) throws -> Unit {
        guard let kind = Unit.Kind(rawValue: try row.string("kind")) else {
            throw UnitsError.kindUnknown(try row.string("kind"))
        }
        return try Unit(
            id: row.id("id"), code: row.string("code"), name: Bilingual(vi: row.string("name_vi"), en: row.string("name_en")), kind: kind,
            parent: row.optionalID("parent_id"), opened: row.optionalDate("opened_date"), closed: row.optionalDate("closed_date"),
            source: row.string("source"), isGenerated: row.bool("is_generated"), version: row.integer("version"))
    }
}
