import Kernel
import Platform

/// Says what is known of strata before the draw: deviations for Neyman's allocation, minimums, strata that are asked whole (SV-15).
package struct SetStrata: Sendable {
    package struct Line: Sendable, Hashable {
        package let name: String
        package let deviation: Number?
        package let minimum: Int?
        package let isCertain: Bool

        package init(_ name: String, deviation: Number?, minimum: Int?, isCertain: Bool) {
            self.name = name
            self.deviation = deviation
            self.minimum = minimum
            self.isCertain = isCertain
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ lines: [Line], group code: String, campaign number: String, version: Int? = nil, by actor: Actor)
        async throws
    {
        try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, version: version, for: .plan)
            _ = try desk.group(code, of: campaign)
            let log = FaultLog()
            let strata = try FrameStore.strata(of: number, code, desk.db).enumerated().map { index, stratum in
                guard let line = lines.first(where: { $0.name == stratum.name }) else { return stratum }
                var changed = stratum
                if let deviation = line.deviation, deviation >= .zero {
                    changed.deviation = deviation
                } else {
                    log.add("surveys.deviation_wrong", at: Place(field: "deviation_\(index + 1)"))
                }
                if let minimum = line.minimum, (0...stratum.population).contains(minimum) {
                    changed.minimum = minimum
                } else {
                    log.outside("minimum_\(index + 1)", 0, stratum.population)
                }
                changed.isCertain = line.isCertain
                return changed
            }
            try log.check()
            try FrameStore.setStrata(strata, of: number, code, desk.db)
            try desk.move(campaign, by: .changed, after: ["strata": .text(code)])
        }
    }
}
