import Kernel
import Platform

/// Erases who was on the lists of a campaign that is closed: names, addresses, links, notes; numbers, outcomes and answers stay.
package struct ForgetPeople: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, version: Int? = nil, by actor: Actor) async throws {
        try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, version: version, for: .plan)
            try desk.move(campaign, by: .forgotten)
            try PersonStore.forget(of: number, desk.db)
        }
    }
}
