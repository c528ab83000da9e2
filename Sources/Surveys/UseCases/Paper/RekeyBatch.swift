import Kernel
import Platform
import Storage

/// Has a batch keyed in anew, by the same people or by others; what was read before stays with its number, and counts no more.
package struct RekeyBatch: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(
        _ number: String, _ clerks: PaperClerks, reason: String, version: Int? = nil, by actor: Actor
    ) async throws {
        try await bureau.write(by: actor) { desk in
            var (batch, campaign) = try desk.planned(number, version: version)
            if batch.state == .closed { throw PaperError.notNow(batch.state) }
            let log = FaultLog()
            if reason.trimmed.isEmpty { log.missing("reason") }
            if reason.count > CampaignPlan.textLimit { log.tooLong("reason", CampaignPlan.textLimit) }
            try desk.check(clerks, log)
            try log.check()
            let agreement = try desk.open(batch, campaign).agreement
            batch.state = .keying
            batch.keying += 1
            batch.clerks = clerks
            try BatchStore.update(batch, desk.db)
            try desk.record(
                "surveys.paper.rekeyed", campaign,
                after: [
                    "batch": .text(number), "reason": .text(reason.trimmed), "keying": .whole(Int64(batch.keying)),
                    "fields": .whole(Int64(agreement.compared)), "agreed": .whole(Int64(agreement.agreed)),
                    "errors": .list(agreement.errors.map { .whole(Int64($0)) }),
                ])
        }
    }
}
