import Kernel
import Storage
import Units

/// Which petitions of a unit are asked for.
struct QueueList: Sendable {
    /// A part of what lies on a desk.
    enum Part: String, Sendable, CaseIterable {
        case late, today, soon, new, waiting, open
        /// Answered, and its publication is still to be decided.
        case publish
        /// Answered, and its sender is not satisfied.
        case unsatisfied
        case all
    }

    var unit: ID<Unit>
    var part: Part
    /// The login of one officer; nil: everybody's.
    var officer: String?
    /// Folded words, each of which must occur in the text or the number.
    var words: [String] = []
    var now: Timestamp
    /// The end of today, and of the second working day from now.
    var today: Timestamp
    var soon: Timestamp
}

/// A petition in a list.
struct QueueLine: Sendable {
    let petition: Petition
    let title: String
    /// Of the sender; empty: not known.
    let name: String
}

/// All SQL of lists of petitions on somebody's desk.
enum QueueStore {
    static func page(_ list: QueueList, page: Int, size: Int, _ db: any Connection) throws -> [QueueLine] {
        try db.rows(
            """
            SELECT \(PetitionStore.names), c.title, s.name FROM feedback_petitions p JOIN feedback_contents c ON c.petition = p.number
            JOIN feedback_petitioners s ON s.petition = p.number
            WHERE \(condition(list)) ORDER BY \(order(list.part)) LIMIT \(size) OFFSET \((page - 1) * size)
            """
        ).map { row in try QueueLine(petition: PetitionStore.petition(row), title: row.string("title"), name: row.string("name")) }
    }

    static func count(_ list: QueueList, _ db: any Connection) throws -> Int {
        try db.row(
            """
            SELECT COUNT(*) AS n FROM feedback_petitions p JOIN feedback_contents c ON c.petition = p.number WHERE \(condition(list))
            """)?.integer("n") ?? 0
    }

    private static func condition(_ list: QueueList) -> SQL {
        var conditions: [SQL] = ["p.unit_id = \(list.unit)"]
        if let officer = list.officer { conditions.append("p.officer = \(officer)") }
        switch list.part {
        case .late: conditions.append("p.ended_ms IS NULL AND p.due_ms < \(list.now)")
        case .today: conditions.append("p.ended_ms IS NULL AND p.due_ms >= \(list.now) AND p.due_ms < \(list.today)")
        case .soon: conditions.append("p.ended_ms IS NULL AND p.due_ms >= \(list.today) AND p.due_ms < \(list.soon)")
        case .new: conditions.append("p.ended_ms IS NULL AND p.state = 'received'")
        case .waiting: conditions.append("p.ended_ms IS NULL AND p.state IN ('supplement', 'duplicate')")
        case .open: conditions.append("p.ended_ms IS NULL")
        case .publish: conditions.append("p.publication = 'waiting'")
        case .unsatisfied:
            conditions.append(
                """
                p.state = 'answered' AND EXISTS (SELECT 1 FROM feedback_stays t WHERE t.petition = p.number AND t.rating = 'unsatisfied'
                    AND NOT EXISTS (SELECT 1 FROM feedback_stays u WHERE u.petition = t.petition AND u.number > t.number))
                """)
        case .all: break
        }
        for word in list.words {
            let pattern = "%\(word)%"
            conditions.append("(c.search_text LIKE \(pattern) OR LOWER(p.number) LIKE \(pattern))")
        }
        return conditions.joined(separator: " AND ")
    }

    private static func order(_ part: QueueList.Part) -> SQL {
        switch part {
        case .all, .unsatisfied: "p.received_ms DESC, p.number DESC"
        case .publish: "p.publish_due_ms, p.number"
        case .late, .today, .soon, .new, .waiting, .open: "p.due_ms, p.number"
        }
    }
}
