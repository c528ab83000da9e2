import Kernel
import Storage
import Units

/// All SQL of the council's points, which are their authors' until it concludes.
enum VoteStore {
    static func put(_ vote: Vote, of item: LeafCase, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO assessments_votes (round_id, unit_id, criterion, person, person_name, micropoints, comment, saved_ms)
            VALUES (\(item.of.round.id), \(item.of.unit.id), \(item.leaf.code), \(vote.by.person), \(vote.by.name), \(vote.points),
                \(vote.comment), \(vote.saved))
            ON CONFLICT (round_id, unit_id, criterion, person) DO UPDATE SET person_name = excluded.person_name,
                micropoints = excluded.micropoints, comment = excluded.comment, saved_ms = excluded.saved_ms
            """)
    }

    static func votes(of item: LeafCase, _ db: any Connection) throws -> [Vote] {
        try db.rows(
            """
            \(columns) WHERE round_id = \(item.of.round.id) AND unit_id = \(item.of.unit.id) AND criterion = \(item.leaf.code)
            ORDER BY saved_ms, person
            """
        ).map(vote)
    }

    /// The points of a whole round, by leaf.
    static func votes(in round: ID<Round>, _ db: any Connection) throws -> [LeafKey: [Vote]] {
        let rows = try db.rows("\(columns) WHERE round_id = \(round) ORDER BY saved_ms, person")
        return Dictionary(
            grouping: try rows.map { (key: try LeafKey(unit: $0.id("unit_id"), criterion: $0.string("criterion")), vote: try vote($0)) },
            by: \.key
        ).mapValues { $0.map(\.vote) }
    }

    // MARK: closed votings

    static func close(_ item: LeafCase, by signature: Signature, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO assessments_closed_votings (round_id, unit_id, criterion, person, person_name, closed_ms)
            VALUES (\(item.of.round.id), \(item.of.unit.id), \(item.leaf.code), \(signature.person), \(signature.name), \(now))
            """)
    }

    /// The leaves of a round whose voting the secretary has closed.
    static func closed(in round: ID<Round>, _ db: any Connection) throws -> Set<LeafKey> {
        Set(
            try db.rows("SELECT unit_id, criterion FROM assessments_closed_votings WHERE round_id = \(round)").map {
                try LeafKey(unit: $0.id("unit_id"), criterion: $0.string("criterion"))
            })
    }

    private static let columns: SQL = """
        SELECT unit_id, criterion, person, person_name, micropoints, comment, saved_ms FROM assessments_votes
        """

    private static func vote(_ row: Row) throws -> Vote {
        try Vote(
            points: row.points("micropoints"), comment: row.string("comment"), by: row.signature, saved: row.timestamp("saved_ms"))
    }
}
