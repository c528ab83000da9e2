import Kernel
import Storage

/// All SQL about `platform_indicators`.
package enum IndicatorStore {
    /// Stores a value in the place of an earlier one of the same unit, indicator and period.
    package static func put(_ value: IndicatorValue, _ db: any Connection) throws {
        var numerator: String?
        var denominator: String?
        var single: String?
        switch value.measure {
        case .ratio(let over, let under): (numerator, denominator) = (over.description, under.description)
        case .value(let number): single = number.description
        }
        try db.run(
            """
            INSERT INTO platform_indicators
                (unit_id, indicator, period, numerator, denominator, value, taken_ms, source, link, measured_interval)
            VALUES (\(value.unit), \(value.indicator), \(value.period.description), \(numerator), \(denominator), \(single), \(value.taken),
                \(value.source), \(value.link?.text), \(value.interval?.text))
            ON CONFLICT (unit_id, indicator, period) DO UPDATE SET numerator = excluded.numerator, denominator = excluded.denominator,
                value = excluded.value, taken_ms = excluded.taken_ms, source = excluded.source, link = excluded.link,
                measured_interval = excluded.measured_interval
            """)
    }

    /// What was measured of a unit in a period, by indicator.
    package static func values(of unit: String, in period: Period, _ db: any Connection) throws -> [String: IndicatorValue] {
        let rows = try db.rows(
            """
            SELECT indicator, numerator, denominator, value, taken_ms, source, link, measured_interval FROM platform_indicators
            WHERE unit_id = \(unit) AND period = \(period.description)
            """)
        return Dictionary(
            try rows.map { row in
                let name = try row.string("indicator")
                return try (
                    name,
                    IndicatorValue(
                        unit: unit, indicator: name, period: period, measure: measure(row), taken: row.timestamp("taken_ms"),
                        source: row.string("source"), link: row.optionalString("link").flatMap { Link(path: $0) },
                        interval: row.optionalString("measured_interval").flatMap(MeasuredInterval.init(text:)))
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func measure(_ row: Row) throws -> IndicatorValue.Measure {
        func number(_ column: String) throws -> Number? { try row.optionalString(column).flatMap { Number($0) } }
        if let numerator = try number("numerator"), let denominator = try number("denominator") {
            return .ratio(numerator: numerator, denominator: denominator)
        }
        guard let value = try number("value") else { preconditionFailure("a stored indicator has exact numbers") }
        return .value(value)
    }
}
