import Kernel
import Storage

/// All SQL of `units_units`.
package enum UnitStore {
    package static func insert(_ unit: Unit, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO units_units (id, code, name_vi, name_en, kind, parent_id, sort_key, search_text, opened_date, closed_date, source, is_generated)
            VALUES (\(unit.id), \(unit.code), \(unit.name.vi), \(unit.name.en), \(unit.kind.rawValue), \(unit.parent),
                \(VietnameseOrder.key(unit.name.vi)), \(SearchText.fold("\(unit.name.vi) \(unit.name.en) \(unit.code)")),
                \(unit.opened), \(unit.closed), \(unit.source), \(unit.isGenerated))
            """)
    }

    package static func find(code: String, _ db: any Connection) throws -> Unit? {
        try db.row("\(columns) WHERE code = \(code)").map(unit)
    }

    package static func find(_ id: ID<Unit>, _ db: any Connection) throws -> Unit? {
        try db.row("\(columns) WHERE id = \(id)").map(unit)
    }

    /// All units, in the order of their Vietnamese names.
    package static func all(_ db: any Connection) throws -> [Unit] {
        try db.rows("\(columns) ORDER BY sort_key, id").map(unit)
    }

    private static let columns: SQL = """
        SELECT id, code, name_vi, name_en, kind, parent_id, opened_date, closed_date, source, is_generated FROM units_units
        """

    private static func unit(_ row: Row) throws -> Unit {
        guard let kind = Unit.Kind(rawValue: try row.string("kind")) else {
            throw UnitsError.kindUnknown(try row.string("kind"))
        }
        return try Unit(
            id: row.id("id"), code: row.string("code"), name: Bilingual(vi: row.string("name_vi"), en: row.string("name_en")), kind: kind,
            parent: row.optionalID("parent_id"), opened: row.optionalDate("opened_date"), closed: row.optionalDate("closed_date"),
            source: row.string("source"), isGenerated: row.bool("is_generated"))
    }
}
