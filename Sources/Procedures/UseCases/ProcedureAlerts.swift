import Facts
import Kernel
import Office
import Platform
import Storage
import WorkingTime

/// What of the published decisions the house does not apply yet, and which came or were entered late (PR-6, PR-12).
package struct ProcedureAlerts: Sendable {
    /// One decision with all that is to be said about it; none where nothing is.
    package struct Alert: Sendable {
        package var decision: PublicationDecision
        package var limits: PublicationLimits
        /// Some of its content is not entered.
        package var isOpen: Bool { !decision.open.isEmpty }
        /// It is not entered whole though its text holds already.
        package var isOverdue: Bool
        /// It takes effect within the days that were asked about.
        package var isNear: Bool
        package var isIssuedLate: Bool
        package var isEnteredLate: Bool
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// All decisions, the latest first, each with its state on this day.
    package func callAsFunction(
        within days: Int = 30, counting count: PublicationLimits.DayCount = .calendar, by actor: Actor
    ) async throws -> [Alert] {
        try actor.require(.administrator)
        let today = services.now().vietnamDate
        let calendar = try await WorkCalendars(services).current()
        return try await services.database.read { db in try DecisionStore.all(db) }.map { decision in
            let limits = try PublicationLimits(decision, counting: count, in: calendar)
            let ahead = decision.effective.daysSince1970 - today.daysSince1970
            return Alert(
                decision: decision, limits: limits, isOverdue: !decision.open.isEmpty && ahead <= 0,
                isNear: (1...max(1, days)).contains(ahead),
                isIssuedLate: limits.isIssuedLate(decision), isEnteredLate: limits.isEnteredLate(decision, today: today))
        }
    }
}
