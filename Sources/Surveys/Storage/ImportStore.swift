import Kernel
import Platform
import Storage
import Units

/// SQL of answers that come by the thousand from elsewhere: what is known of them already, asked in few questions.
enum ImportStore {
    /// How the askings of a group stand, by the number of the person and the id of the unit.
    struct Known: Sendable {
        let person: ID<DrawnPerson>
        let cell: Int
        let outcome: AskingOutcome
    }

    static func askings(of campaign: String, _ group: String, _ db: any Connection) throws -> [String: Known] {
        let rows = try db.rows(
            """
            SELECT p.id, p.number, p.cell, a.unit_id, a.outcome FROM surveys_askings a JOIN surveys_persons p ON p.id = a.person_id
            WHERE p.campaign = \(campaign) AND p.respondents = \(group) AND p.role IN ('sample', 'replacement')
            """)
        return Dictionary(
            try rows.map { row in
                (
                    key(try row.integer("number"), try row.string("unit_id")),
                    Known(person: try row.id("id"), cell: try row.integer("cell"), outcome: try row.word("outcome"))
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    static func key(_ number: Int, _ unit: String) -> String { "\(number)/\(unit)" }

    /// Those of some words that were taken before.
    static func taken(_ words: [String], _ db: any Connection) throws -> Set<String> {
        var taken: Set<String> = []
        for start in stride(from: 0, to: words.count, by: 500) {
            let digests = Dictionary(
                words[start..<min(start + 500, words.count)].map { (digest($0), $0) }, uniquingKeysWith: { first, _ in first })
            for row in try db.rows("SELECT digest FROM surveys_tickets WHERE digest IN \(list: digests.keys.sorted())") {
                if let word = digests[try row.string("digest")] { taken.insert(word) }
            }
        }
        return taken
    }

    /// Takes words that nobody took before.
    static func take(_ words: [String], of campaign: String, on day: CalendarDate, _ db: any Connection) throws {
        try db.load(
            into: "surveys_tickets", columns: ["digest", "campaign", "received_date"],
            rows: words.map { [.text(digest($0)), .text(campaign), .text(day.description)] })
    }

    private static func digest(_ word: String) -> String { FileDigest(of: Array(word.utf8)).rawValue }
}
