import Kernel
import Storage

/// All SQL of `units_changes` and `units_change_sides`.
package enum ChangeStore {
    static func insert(_ change: UnitChange, at moment: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO units_changes (id, kind, effective_date, source, recorded_ms)
            VALUES (\(change.id), \(change.kind.rawValue), \(change.effective), \(change.source), \(moment))
            """)
        for (word, sides) in [("before", change.before), ("after", change.after)] {
            for side in sides {
                try db.run(
                    """
                    INSERT INTO units_change_sides (change_id, side, unit_id, name_vi, name_en, search_text, parent_id)
                    VALUES (\(change.id), \(word), \(side.unit), \(side.name.vi), \(side.name.en),
                        \(SearchText.fold("\(side.name.vi) \(side.name.en)")), \(side.parent))
                    """)
            }
        }
    }

    /// The changes in which a unit stands on either side, the latest first.
    package static func changes(of unit: ID<Unit>, _ db: any Connection) throws -> [UnitChange] {
        let rows = try db.rows(
            """
            SELECT c.id, c.kind, c.effective_date, c.source, s.side, s.unit_id, s.name_vi, s.name_en, s.parent_id
            FROM units_changes c JOIN units_change_sides s ON s.change_id = c.id
            WHERE c.id IN (SELECT change_id FROM units_change_sides WHERE unit_id = \(unit))
            ORDER BY c.effective_date DESC, c.id DESC, s.name_vi, s.unit_id
            """)
        var changes: [UnitChange] = []
        for row in rows {
            let id: ID<UnitChange> = try row.id("id")
            if changes.last?.id != id {
                guard let kind = UnitChange.Kind(rawValue: try row.string("kind")) else {
                    preconditionFailure("the table admits no other kind")
                }
                changes.append(
                    try UnitChange(
                        id: id, kind: kind, effective: row.date("effective_date"), source: row.string("source"), before: [], after: []))
            }
            let side = try UnitChange.Side(
                unit: row.id("unit_id"), name: Bilingual(vi: row.string("name_vi"), en: row.string("name_en")),
                parent: row.optionalID("parent_id"))
            let last = changes.count - 1
            if try row.string("side") == "before" { changes[last].before.append(side) } else { changes[last].after.append(side) }
        }
        return changes
    }
}
