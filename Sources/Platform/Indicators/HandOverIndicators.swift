import Kernel
import Storage

/// Hands what a room measured of a period over to whoever scores (HOUSE 1): each value in the place of an earlier one, and one entry in
/// the audit, `exams.measured` of `exams/figures/2026`.
package struct HandOverIndicators: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// How many values were handed over.
    @discardableResult
    package func callAsFunction(
        _ values: [IndicatorValue], of period: Period, from room: String, by actor: Actor, in db: any Connection
    ) throws -> Int {
        for value in values { try IndicatorStore.put(value, db) }
        try services.audit.record(
            "\(room).measured", by: actor, subject: "\(room)/figures/\(period)",
            after: ["period": .text(period.description), "values": .whole(Int64(values.count))], in: db)
        return values.count
    }
}
