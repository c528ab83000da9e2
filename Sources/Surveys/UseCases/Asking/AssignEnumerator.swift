import Kernel
import Platform

/// Gives drawn people to an enumerator, by a range of numbers; an empty login takes them away (US-14, US-15).
package struct AssignEnumerator: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// How many were given.
    @discardableResult
    package func callAsFunction(
        _ login: String, from first: Int?, to last: Int?, group code: String, campaign number: String, by actor: Actor
    )
        async throws -> Int
    {
        guard let first, let last, 1 <= first, first <= last else {
            throw Faults([Fault("surveys.range_wrong", at: Place(field: "first"))])
        }
        return try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            _ = try desk.group(code, of: campaign)
            if campaign.drawn == nil { throw SurveysError.nothingDrawn(code) }
            if !login.isEmpty, try PersonStore.enumerator(login, role: Role.enumerator.rawValue, at: desk.now, desk.db) == nil {
                throw SurveysError.noSuchEnumerator(login)
            }
            let count = try PersonStore.assign(first...last, to: login.isEmpty ? nil : login, of: number, code, desk.db)
            try desk.record(
                "surveys.assigned", campaign,
                after: ["login": .text(login), "from": .whole(Int64(first)), "to": .whole(Int64(last)), "count": .whole(Int64(count))])
            return count
        }
    }
}
