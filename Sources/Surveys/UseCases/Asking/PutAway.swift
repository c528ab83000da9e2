import Kernel
import Platform

/// Puts answers of drawn people away once several wait, in an order of chance, so that no order of rows tells who gave which (SV-50).
package struct PutAway: Sendable {
    /// Fewer are not put away before their campaign closes.
    package static let least = 10

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction() async throws {
        let waiting = try await bureau.read(by: .operating) { desk in try AnswerStore.campaignsWaiting(Self.least, desk.db) }
        for campaign in waiting {
            try await bureau.write(by: .operating) { desk in
                try AnswerStore.put(AnswerStore.takeWaiting(of: campaign, desk.db), desk.db)
            }
        }
    }
}
