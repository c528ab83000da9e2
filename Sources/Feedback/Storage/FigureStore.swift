import Kernel
import Storage
import Units

/// What a unit did with petitions in a month or any other time.
package struct PetitionTally: Hashable, Sendable {
    /// Counted by their arrival.
    package var received = 0
    package var byClass: [Petition.Class?: Int] = [:]
    /// Over, by how it ended; each counted when it ended.
    ///
    /// Petitions of unknown senders stand apart from here on (FB-1).
    package var answered = 0
    package var refused = 0
    package var handedOn = 0
    package var onTime = 0
    package var late = 0
    package var satisfied = 0
    package var partly = 0
    package var unsatisfied = 0
    /// Not satisfied though the answer was in time: what RT-61 takes off beside the late ones.
    package var onlyUnsatisfied = 0
    /// Answers that were to be published, and those that were.
    package var toPublish = 0
    package var published = 0
    package var anonymous = 0

    package init() {}

    /// Those that are over or should be.
    package var judged: Int { onTime + late }
    package var rated: Int { satisfied + partly + unsatisfied }
    package var isEmpty: Bool { self == PetitionTally() }

    static func + (one: PetitionTally, other: PetitionTally) -> PetitionTally {
        var sum = one
        sum.received += other.received
        sum.byClass.merge(other.byClass) { $0 + $1 }
        sum.answered += other.answered
        sum.refused += other.refused
        sum.handedOn += other.handedOn
        sum.onTime += other.onTime
        sum.late += other.late
        sum.satisfied += other.satisfied
        sum.partly += other.partly
        sum.unsatisfied += other.unsatisfied
        sum.onlyUnsatisfied += other.onlyUnsatisfied
        sum.toPublish += other.toPublish
        sum.published += other.published
        sum.anonymous += other.anonymous
        return sum
    }
}

/// All SQL of counting petitions.
enum FigureStore {
    /// A row as it is counted.
    struct Counted: Sendable {
        let unit: ID<Unit>
        let `class`: Petition.Class?
        let arrived: Timestamp
        let due: Timestamp?
        let ended: Timestamp?
        let outcome: Stay.Outcome?
        let isLate: Bool
        let rating: Stay.Rating?
        let publication: Petition.Publication
        let publishDue: Timestamp?
        let published: Timestamp?
        /// The code of the dossier it is about; empty: none.
        let dossier: String
    }

    /// All stays that touch some time: arrived or ended in it, or open at its end.
    static func stays(from first: Timestamp, before end: Timestamp, of unit: ID<Unit>?, _ db: any Connection) throws -> [Counted] {
        let own: SQL = unit.map { "AND s.unit_id = \($0)" } ?? ""
        return try db.rows(
            """
            SELECT s.unit_id, p.class, s.arrived_ms, s.due_ms, s.ended_ms, s.outcome, s.is_late, s.rating, p.publication,
                p.publish_due_ms, p.published_ms, p.dossier
            FROM feedback_stays s JOIN feedback_petitions p ON p.number = s.petition
            WHERE s.arrived_ms < \(end) AND (s.ended_ms IS NULL OR s.ended_ms >= \(first)) \(own)
            """
        ).map { row in
            try Counted(
                unit: row.id("unit_id"), class: row.optionalWord("class"), arrived: row.timestamp("arrived_ms"),
                due: row.optionalTimestamp("due_ms"), ended: row.optionalTimestamp("ended_ms"), outcome: row.optionalWord("outcome"),
                isLate: row.bool("is_late"), rating: row.optionalWord("rating"), publication: row.word("publication"),
                publishDue: row.optionalTimestamp("publish_due_ms"), published: row.optionalTimestamp("published_ms"),
                dossier: row.string("dossier"))
        }
    }

    static func isGenerated(_ db: any Connection) throws -> Bool {
        try db.row("SELECT 1 AS found FROM feedback_petitions WHERE is_generated = 1 LIMIT 1") != nil
    }
}

extension PetitionTally {
    /// Adds a stay to the counts of some time, as it stands at `moment`: by its arrival, by its end, and once on the day on which it was
    /// done in time or became late.
    mutating func add(_ stay: FigureStore.Counted, from first: Timestamp, before end: Timestamp, at moment: Timestamp) {
        func isWithin(_ time: Timestamp) -> Bool { first <= time && time < end }
        if isWithin(stay.arrived) {
            received += 1
            byClass[stay.class, default: 0] += 1
            if stay.class == .anonymous { anonymous += 1 }
        }
        if let ended = stay.ended, isWithin(ended) { addEnd(of: stay) }
        guard stay.class != .anonymous, let judged = stay.judged(at: moment), isWithin(judged) else { return }
        if stay.isLate(at: moment) {
            late += 1
        } else {
            onTime += 1
            if stay.rating == .unsatisfied { onlyUnsatisfied += 1 }
        }
    }

    private mutating func addEnd(of stay: FigureStore.Counted) {
        switch stay.outcome {
        case .answered: answered += 1
        case .refused: refused += 1
        case .passed, .forwarded: handedOn += 1
        case nil: break
        }
        guard stay.class != .anonymous, stay.outcome == .answered else { return }
        if stay.publishDue != nil, stay.publication != .withheld {
            toPublish += 1
            if stay.publication == .published { published += 1 }
        }
        switch stay.rating {
        case .satisfied: satisfied += 1
        case .partly: partly += 1
        case .unsatisfied: unsatisfied += 1
        case nil: break
        }
    }
}

extension FigureStore.Counted {
    /// When it was done, or its day passed, whichever came first; nil while neither has.
    fileprivate func judged(at moment: Timestamp) -> Timestamp? {
        let passed = due.flatMap { $0 < moment ? $0 : nil }
        guard let ended else { return passed }
        return passed.map { min($0, ended) } ?? ended
    }

    fileprivate func isLate(at moment: Timestamp) -> Bool {
        guard let ended else { return true }
        if isLate || due.map({ ended > $0 }) == true { return true }
        guard outcome == .answered, let publishDue, publication != .withheld else { return false }
        return (published ?? moment) > publishDue
    }
}
