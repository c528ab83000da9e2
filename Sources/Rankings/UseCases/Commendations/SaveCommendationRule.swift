import Kernel
import Platform
import Storage

/// Says by which rule collectives of a block are proposed for commendation (PI-85).
package struct SaveCommendationRule: Sendable {
    /// The rule as it was typed.
    package struct Order: Sendable {
        package var series: String
        package var collectives: String
        package var band: String
        package var rank: String
        package var rise: String
        package var source: String

        package init(series: String, collectives: String, band: String = "", rank: String = "", rise: String = "", source: String) {
            self.series = series
            self.collectives = collectives
            self.band = band
            self.rank = rank
            self.rise = rise
            self.source = source
        }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ order: Order, by actor: Actor) async throws {
        try actor.require(anyOf: Publishers.preparing)
        let log = FaultLog()
        func count(_ text: String, _ field: String, isRequired: Bool = false) -> Int? {
            let text = log.line(text, field, isRequired: isRequired, limit: 6)
            if text.isEmpty { return nil }
            guard let number = Int(text), (1...10_000).contains(number) else {
                log.add("rankings.field_no_count", at: Place(file: "form", field: field))
                return nil
            }
            return number
        }
        let collectives = count(order.collectives, "collectives", isRequired: true)
        let rule = CommendationRule(
            series: log.line(order.series, "series", limit: 60), collectives: collectives ?? 0,
            band: order.band.isEmpty ? nil : log.line(order.band, "band", limit: 60), rank: count(order.rank, "rank"),
            rise: count(order.rise, "rise"), source: log.line(order.source, "source"))
        try log.check()
        let (services, audit) = (services, services.audit)
        try await services.database.write { db in
            let before = try CommendationStore.rule(of: rule.series, db)
            try CommendationStore.save(rule, at: services.now(), db)
            try audit.record(
                "rankings.commendation_rule_saved", by: actor, subject: "rankings/commendations/\(rule.series)",
                before: before.map(AuditValue.init), after: AuditValue(rule), in: db)
        }
    }
}

extension AuditValue {
    fileprivate init(_ rule: CommendationRule) {
        self = [
            "collectives": .whole(Int64(rule.collectives)), "band": AuditValue(rule.band),
            "rank": rule.rank.map { .whole(Int64($0)) } ?? .null, "rise": rule.rise.map { .whole(Int64($0)) } ?? .null,
            "source": .text(rule.source),
        ]
    }
}
