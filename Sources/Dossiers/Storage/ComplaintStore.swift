import Kernel
import Platform
import Storage

/// All SQL of dossiers about which somebody complained.
enum ComplaintStore {
    /// How many of some dossiers are known and not late at a moment: those that are late are taken off already (RT-62).
    static func notLate(_ codes: Set<String>, at moment: Timestamp, _ db: any Connection) throws -> Int {
        if codes.isEmpty { return 0 }
        return try db.row(
            """
            SELECT COUNT(*) AS n FROM dossiers_dossiers
            WHERE code IN \(list: codes.sorted()) AND (due_ms IS NULL OR COALESCE(finished_ms, \(moment)) <= due_ms)
            """)?.integer("n") ?? 0
    }
}

extension Sources766.Feedback {
    init(_ counts: FeedbackCounts, at moment: Timestamp, _ db: any Connection) throws {
        self.init(
            count: counts.judged, onTime: counts.onTime, unsatisfied: counts.unsatisfied, late: counts.judged - counts.onTime,
            dossiersComplained: try ComplaintStore.notLate(counts.dossiers, at: moment, db))
    }
}
