import Kernel
import Platform

/// The head takes back what was handed in, as long as self-assessment lasts.
package struct WithdrawSelfAssessment: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(round: String, unit: String, reason: String, by actor: Actor) async throws {
        let reason = try WrittenText.required(reason, field: "reason")
        try await workplace.write(by: actor) { desk in
            let item = try desk.cases.unit(unit, in: round).item
            try item.check(.withdrawClaim)
            guard let submission = item.submissions.claim else { throw AssessmentsError.notSubmitted }
            try SubmissionStore.withdraw(submission.id, at: desk.now, desk.db)
            try desk.record(
                "claim_withdrawn", item.subject, unit: item.unit, before: ["number": .whole(Int64(submission.number))], reason: reason)
        }
    }
}
