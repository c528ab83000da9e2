import Kernel
import Storage
import Units

/// A petition as everybody reads it.
struct PublicPetition: Sendable {
    let number: String
    let unit: ID<Unit>
    let unitCode: String
    let unitName: Bilingual
    let `class`: Petition.Class?
    let language: Language
    let received: Timestamp
    let published: Timestamp
    let title: String
    let text: String
    let place: String
    let answer: String
    let showsPhotos: Bool
    let isGenerated: Bool
}

/// Which published petitions are asked for.
struct PublicFilter: Sendable {
    var words: [String] = []
    /// The code of a unit; empty: all.
    var unit = ""
    var `class`: Petition.Class?
}

/// All SQL of what is published, and of which unit takes what is addressed to nobody.
enum PublicationStore {
    static func put(
        _ petition: String, _ content: PetitionContent, answer: String, showsPhotos: Bool, by login: String, _ db: any Connection
    )
        throws
    {
        try db.run(
            """
            INSERT INTO feedback_publications (petition, title, text, place, answer, search_text, shows_photos, login)
            VALUES (\(petition), \(content.title), \(content.text), \(content.place), \(answer),
                \(SearchText.fold("\(content.title) \(content.text) \(answer)")), \(showsPhotos), \(login))
            ON CONFLICT (petition) DO UPDATE SET title = excluded.title, text = excluded.text, place = excluded.place,
                answer = excluded.answer, search_text = excluded.search_text, shows_photos = excluded.shows_photos, login = excluded.login
            """)
    }

    static func remove(_ petition: String, _ db: any Connection) throws {
        try db.run("DELETE FROM feedback_publications WHERE petition = \(petition)")
    }

    static func find(_ number: String, _ db: any Connection) throws -> PublicPetition? {
        try db.row("\(columns) AND p.number = \(number)").map(petition)
    }

    static func page(_ filter: PublicFilter, page: Int, size: Int, _ db: any Connection) throws -> (found: [PublicPetition], count: Int) {
        let condition = condition(filter)
        let rows = try db.rows(
            "\(columns) AND \(condition) ORDER BY p.published_ms DESC, p.number DESC LIMIT \(size) OFFSET \((page - 1) * size)")
        let count = try db.row("SELECT COUNT(*) AS n \(tables) AND \(condition)")?.integer("n") ?? 0
        return (try rows.map(petition), count)
    }

    /// The units of which something is published, in the order of their names.
    static func units(_ db: any Connection) throws -> [(code: String, name: Bilingual)] {
        try db.rows(
            """
            SELECT u.code, u.name_vi, u.name_en FROM units_units u
            WHERE EXISTS (SELECT 1 FROM feedback_petitions p WHERE p.unit_id = u.id AND p.publication = 'published') ORDER BY u.sort_key
            """
        ).map { (try $0.string("code"), Bilingual(vi: try $0.string("name_vi"), en: try $0.string("name_en"))) }
    }

    private static func condition(_ filter: PublicFilter) -> SQL {
        var conditions: [SQL] = ["1 = 1"]
        for word in filter.words {
            let pattern = "%\(word)%"
            conditions.append("(b.search_text LIKE \(pattern) OR LOWER(p.number) LIKE \(pattern))")
        }
        if !filter.unit.isEmpty { conditions.append("u.code = \(filter.unit)") }
        if let wanted = filter.class { conditions.append("p.class = \(wanted)") }
        return conditions.joined(separator: " AND ")
    }

    private static let tables: SQL = """
        FROM feedback_publications b JOIN feedback_petitions p ON p.number = b.petition JOIN units_units u ON u.id = p.unit_id
        WHERE p.publication = 'published'
        """

    private static let columns: SQL = """
        SELECT p.number, p.unit_id, u.code, u.name_vi, u.name_en, p.class, p.language, p.received_ms, p.published_ms, b.title, b.text, b.place,
            b.answer, b.shows_photos, p.is_generated \(tables)
        """

    private static func petition(_ row: Row) throws -> PublicPetition {
        try PublicPetition(
            number: row.string("number"), unit: row.id("unit_id"), unitCode: row.string("code"),
            unitName: Bilingual(vi: row.string("name_vi"), en: row.string("name_en")), class: row.optionalWord("class"),
            language: row.word("language"), received: row.timestamp("received_ms"), published: row.timestamp("published_ms"),
            title: row.string("title"), text: row.string("text"), place: row.string("place"), answer: row.string("answer"),
            showsPhotos: row.bool("shows_photos"), isGenerated: row.bool("is_generated"))
    }

    // MARK: who takes what is addressed to nobody (FB-6)

    static func receiver(on day: CalendarDate, _ db: any Connection) throws -> ID<Unit>? {
        try db.row("SELECT unit_id FROM feedback_receivers WHERE from_date <= \(day) ORDER BY from_date DESC LIMIT 1")?.id("unit_id")
    }

    static func putReceiver(_ unit: ID<Unit>, from day: CalendarDate, source: String, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO feedback_receivers (from_date, unit_id, source) VALUES (\(day), \(unit), \(source))
            ON CONFLICT (from_date) DO UPDATE SET unit_id = excluded.unit_id, source = excluded.source
            """)
    }

    static func receivers(_ db: any Connection) throws -> [(from: CalendarDate, unit: ID<Unit>, source: String)] {
        try db.rows("SELECT from_date, unit_id, source FROM feedback_receivers ORDER BY from_date DESC").map {
            (try $0.date("from_date"), try $0.id("unit_id"), try $0.string("source"))
        }
    }
}
