import Criteria
import Kernel
import Platform
import Units

/// Hands a figure that was let out over to whoever scores, as an indicator of each unit (HOUSE 1): percent as measured, with the interval,
/// which goes with it into points, totals and ranks (PI-61).
package struct HandOverFigures: Sendable {
    package struct Order: Sendable {
        package var edition: Int
        package var respondents: String
        /// `index`, `part/access`, `item/q1`, `satisfied/q1`.
        package var figure: String
        /// `surveys.satisfaction`.
        package var indicator: String

        package init(edition: Int, respondents: String, figure: String, indicator: String) {
            self.edition = edition
            self.respondents = respondents
            self.figure = figure
            self.indicator = indicator
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// How many units were given a value; verified answers alone count, and what is hidden stays so.
    @discardableResult
    package func callAsFunction(_ order: Order, campaign number: String, by actor: Actor) async throws -> Int {
        guard order.indicator.wholeMatch(of: /surveys\.[a-z][a-z0-9_]{0,59}/) != nil else {
            throw Faults([Fault("surveys.figure.indicator_wrong", at: Place(field: "indicator"))])
        }
        // A name that no framework can ask for would feed nobody, and nobody would be told.
        guard Indicators.names.contains(order.indicator) else {
            let near = OutlineReader.nearest(to: order.indicator, among: Indicators.names.sorted())
            let code = near == nil ? "surveys.figure.indicator_unknown" : "surveys.figure.indicator_mistyped"
            throw Faults([Fault(code, at: Place(field: "indicator"), ["name": order.indicator, "near": near ?? ""])])
        }
        return try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            guard try EstimateStore.releases(of: number, desk.db).contains(where: { $0.edition == order.edition }) else {
                throw SurveysError.notReleased(order.edition)
            }
            let lines = try EstimateStore.lines(of: number, edition: order.edition, desk.db).filter { line in
                line.respondents == order.respondents && line.figure == order.figure && line.stream == .verified && !line.unit.isEmpty
                    && line.value != nil
            }
            guard !lines.isEmpty else { throw SurveysError.nothingToHandOver }
            let formula = try EstimateStore.editions(of: number, desk.db).first { $0.number == order.edition }?.formula
            for line in lines {
                guard let value = line.value else { continue }
                try IndicatorStore.put(
                    IndicatorValue(
                        unit: line.unit, indicator: order.indicator, period: campaign.plan.period, measure: .value(value), taken: desk.now,
                        source: Self.source(line, number, order.edition), link: SurveysLink.results(number),
                        interval: formula.flatMap { line.measuredInterval(number, level: $0.level)?.within(0...100) }), desk.db)
            }
            try desk.record(
                "surveys.figure.handed_over", campaign,
                after: [
                    "edition": .whole(Int64(order.edition)), "figure": .text(order.figure), "respondents": .text(order.respondents),
                    "indicator": .text(order.indicator), "units": .whole(Int64(lines.count)),
                ])
            return lines.count
        }
    }

    /// `KS-2026-0001/2 index n=380 [81.2; 86.4]`.
    private static func source(_ line: FigureLine, _ number: String, _ edition: Int) -> String {
        let interval = line.low.flatMap { low in line.high.map { " [\(low.rounded(scale: 2)); \($0.rounded(scale: 2))]" } }
        return "\(number)/\(edition) \(line.figure) n=\(line.answered)\(interval ?? "")"
    }
}

extension FigureLine {
    /// How surely the figure is known; nil where all were asked, where whoever came answered, and where it is hidden.
    func measuredInterval(_ campaign: String, level: Number) -> MeasuredInterval? {
        guard !isHidden, weighted != .census, let low, let high, let method = MeasuredInterval.Method(rawValue: interval.rawValue) else {
            return nil
        }
        return MeasuredInterval(
            low: low, high: high, level: level, respondents: answered, method: method,
            sample: respondents.isEmpty ? campaign : "\(campaign)/\(respondents)")
    }
}

extension MeasuredInterval {
    /// Its ends no farther than what can be: an interval by t may leave 0–100 % (SV-32).
    fileprivate func within(_ bounds: ClosedRange<Number>) -> MeasuredInterval? {
        func end(_ number: Number) -> Number { min(max(number, bounds.lowerBound), bounds.upperBound) }
        return MeasuredInterval(
            low: end(low), high: end(high), level: level, respondents: respondents, method: method, sample: sample)
    }
}
