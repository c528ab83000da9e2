import Kernel
import Platform
import Storage

/// Ends every paper whose time is over and that nobody handed in: what was kept counts (SV-70).
///
/// Doing it twice does nothing more.
package struct EndAttempts: Sendable {
    /// Papers that one transaction ends.
    private static let most = 200

    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    /// How many were ended.
    @discardableResult
    package func callAsFunction() async throws -> Int {
        var ended = 0
        while true {
            let now = bureau.services.now()
            let isNeeded = try await bureau.services.database.read { db in try !AttemptStore.overdue(at: now, most: 1, db).isEmpty }
            if !isNeeded { return ended }
            ended += try await bureau.write(by: .operating) { desk in
                try desk.endOverdue(AttemptStore.overdue(at: desk.now, most: Self.most, desk.db))
            }
        }
    }
}

extension ExamsBureau.Desk {
    func endOverdue(_ attempts: [Attempt]) throws -> Int {
        for (number, papers) in Dictionary(grouping: attempts, by: \.exam).sorted(by: { $0.key < $1.key }) {
            let exam = try exam(number)
            let keys = try ExamStore.keys(of: number, db)
            for paper in papers {
                var paper = paper
                try end(&paper, exam, .timeOver, keys: keys)
            }
        }
        return attempts.count
    }
}
