import Kernel
import Platform

/// Closes a campaign for good: no answer is taken any more, and all that wait are put away.
///
/// Forms that came back are keyed in before.
package struct CloseCampaign: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, version: Int? = nil, by actor: Actor) async throws {
        try await bureau.write(by: actor) { desk in
            var campaign = try desk.campaign(number, version: version, for: .plan)
            let batches = try BatchStore.openCount(of: number, desk.db)
            if batches > 0 { throw PaperError.batchesOpen(batches) }
            campaign.closed = desk.now
            try desk.move(campaign, by: .closed)
            try AnswerStore.put(AnswerStore.takeWaiting(of: number, desk.db), desk.db)
        }
    }
}
