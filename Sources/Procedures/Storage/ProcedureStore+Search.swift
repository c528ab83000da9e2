import Kernel
import Storage

extension ProcedureStore {
    /// The procedures that hold on a day and answer the filter, in the order of their names, and how many there are.
    ///
    /// `page` counts from 1.
    package static func search(
        _ filter: CatalogueFilter, on day: CalendarDate, page: Int, size: Int, _ db: any Connection
    ) throws -> (entries: [CatalogueEntry], count: Int) {
        let condition = condition(filter, on: day)
        let count = try db.row("SELECT COUNT(*) AS n FROM procedures_versions v WHERE \(condition)")?.integer("n") ?? 0
        return (try db.rows(searching(filter, on: day, page: page, size: size)).map(entry), count)
    }

    /// One page of a search: the order of an index, but for words that stand beside each other, which come first.
    package static func searching(_ filter: CatalogueFilter, on day: CalendarDate, page: Int, size: Int) -> SQL {
        let phrase = "% \(filter.words.joined(separator: " "))%"
        let first: SQL = filter.words.count > 1 ? "CASE WHEN v.search_text LIKE \(phrase) THEN 0 ELSE 1 END, " : ""
        return """
            SELECT v.id, v.code, v.name_vi, v.field, v.levels, v.decision, v.decided_date, v.change, v.from_date, v.to_date,
                v.legal_limit_hundredths, v.legal_limit_unit, v.local_limit_hundredths, v.local_limit_unit, v.online_level,
                v.online_level_from_date, v.online_extent, v.online_extent_from_date
            FROM procedures_versions v WHERE \(condition(filter, on: day))
            ORDER BY \(first)v.sort_key, v.id LIMIT \(size) OFFSET \((page - 1) * size)
            """
    }

    /// How many procedures hold on a day, by field, level and extent; abolished ones apart.
    package static func counts(on day: CalendarDate, _ db: any Connection) throws -> CatalogueCounts {
        var counts = CatalogueCounts()
        let rows = try db.rows(
            """
            SELECT v.field, v.levels, v.online_extent, COUNT(*) AS n FROM procedures_versions v
            WHERE \(condition(CatalogueFilter(), on: day)) GROUP BY v.field, v.levels, v.online_extent
            """)
        var fields: [String: Int] = [:]
        for row in rows {
            let count = try row.integer("n")
            counts.all += count
            fields[try row.string("field"), default: 0] += count
            for level in try levels(row) { counts.levels[level, default: 0] += count }
            switch try row.optionalString("online_extent") {
            case "full": counts.full += count
            case nil: break
            default: counts.partial += count
            }
        }
        // A key is made once: it takes longer than to compare.
        let keyed = fields.map { (key: VietnameseOrder.key($0.key), name: $0.key, count: $0.value) }.sorted { $0.key < $1.key }
        counts.fields = keyed.map { (name: $0.name, count: $0.count) }
        counts.abolished = try search(CatalogueFilter(isAbolished: true), on: day, page: 1, size: 1, db).count
        return counts
    }

    private static func condition(_ filter: CatalogueFilter, on day: CalendarDate) -> SQL {
        var conditions: [SQL] = [holds(on: day)]
        conditions.append(filter.isAbolished ? "v.change = 'abolished'" : "(v.change IS NULL OR v.change <> 'abolished')")
        for word in filter.words {
            let (begins, pattern) = ("% \(word)%", "%\(word)%")
            conditions.append(
                """
                (v.search_text LIKE \(begins) OR v.code IN (
                    SELECT r.code FROM procedures_receivers r JOIN units_units u ON u.id = r.unit_id
                    WHERE u.search_text LIKE \(pattern) AND r.from_date <= \(day) AND (r.to_date IS NULL OR r.to_date >= \(day))))
                """)
        }
        if let field = filter.field { conditions.append("v.field = \(field)") }
        if let level = filter.level { conditions.append("v.levels LIKE \("% \(level.rawValue) %")") }
        switch filter.online {
        case .full, .partial: conditions.append("v.online_extent = \(filter.online?.rawValue) AND v.online_extent_from_date <= \(day)")
        case .level1, .level2, .level3, .level4:
            conditions.append("v.online_level = \(filter.online.flatMap { Int($0.rawValue) }) AND v.online_level_from_date <= \(day)")
        case nil: break
        }
        if let unit = filter.unit {
            conditions.append(
                """
                v.code IN (SELECT r.code FROM procedures_receivers r JOIN units_units u ON u.id = r.unit_id
                    WHERE u.code = \(unit) AND r.from_date <= \(day) AND (r.to_date IS NULL OR r.to_date >= \(day)))
                """)
        }
        return conditions.joined(separator: " AND ")
    }

    private static func levels(_ row: Row) throws -> [Procedure.Level] {
        try row.string("levels").split(separator: " ").compactMap { Procedure.Level(rawValue: String($0)) }
    }

    private static func entry(_ row: Row) throws -> CatalogueEntry {
        var online = CatalogueEntry.OnlineService()
        online.level = try row.optionalInteger("online_level").flatMap(DatedService.Level.init)
        online.levelFrom = try row.optionalDate("online_level_from_date")
        online.isFull = try row.optionalString("online_extent").map { $0 == "full" }
        online.extentFrom = try row.optionalDate("online_extent_from_date")
        return try CatalogueEntry(
            id: row.id("id"), code: row.string("code"), name: row.string("name_vi"), field: row.string("field"), levels: levels(row),
            version: version(row), legalLimit: limit(row, "legal_limit_hundredths", "legal_limit_unit"),
            localLimit: limit(row, "local_limit_hundredths", "local_limit_unit"), online: online)
    }

    private static func limit(_ row: Row, _ hundredths: String, _ unit: String) throws -> StatedTime.Span? {
        guard let count = try row.optionalInteger(hundredths), let unit = try row.optionalWord(unit, as: StatedTime.Unit.self) else {
            return nil
        }
        return StatedTime.Span(hundredths: Int64(count), unit)
    }
}
