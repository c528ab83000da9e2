import Kernel
import Platform
import Storage
import Units

/// How a dossier ended, as everybody may know it (SD-11).
package struct PublicResult: Hashable, Sendable {
    package let code: String
    package let procedure: String
    package let name: String
    package let received: Timestamp
    package let due: Timestamp?
    package let finished: Timestamp
    package let state: DossierState
    /// The answer was no.
    package let isRefused: Bool

    /// Nil where there was no limit.
    package var isOnTime: Bool? { due.map { finished <= $0 } }

    /// The key of how it ended.
    package var outcome: String { isRefused ? DossierState.refused.text : state.text }
}

/// What everybody may see of dossiers that ended, of units that let it be seen: codes and days, and nothing of whom they concern.
///
/// As of the end of yesterday, so that a page that is kept is right for its day.
package struct PublicResults: Sendable {
    /// What is asked for: the month of receipt of one unit, perhaps of one procedure.
    struct Question: Sendable {
        var unit: String
        var from: Timestamp
        var until: Timestamp
        var before: Timestamp
        var procedure: String
    }

    package struct Answer: Sendable {
        /// Units that let their results be seen.
        package var units: [Units.Unit]
        /// The one that was asked for.
        package var unit: Units.Unit?
        /// `2026-03`.
        package var month: String
        package var procedure: String
        package var count: Int
        package var results: [PublicResult]
    }

    package static let pageSize = 100
    /// Lines of a file of one month.
    package static let fileSize = 100_000

    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// `month` is `2026-03`; what is no month is taken for that of yesterday.
    package func callAsFunction(
        unit code: String, month: String, procedure: String, page: Int = 1, size: Int = PublicResults.pageSize
    ) async throws -> Answer {
        let today = services.now().vietnamDate
        let first = CalendarDate("\(month)-01") ?? CalendarDate("\((today.dayBefore ?? today).description.prefix(7))-01") ?? today
        let next = CalendarDate(year: first.month == 12 ? first.year + 1 : first.year, month: first.month % 12 + 1, day: 1)
        let question = Question(
            unit: code, from: first.start, until: next?.start ?? today.start, before: today.start, procedure: procedure)
        return try await services.database.read { db in
            let units = try ResultStore.units(db)
            var answer = Answer(
                units: units, unit: units.first { $0.code == code }, month: String(first.description.prefix(7)), procedure: procedure,
                count: 0,
                results: [])
            guard let unit = answer.unit else {
                if !code.isEmpty { throw DossiersError.noSuchUnit(code) }
                return answer
            }
            answer.count = try ResultStore.count(question, unit.id, db)
            answer.results = try ResultStore.ended(question, unit.id, page: max(1, page), size: size, db)
            return answer
        }
    }
}
