import Foundation
import Kernel
import Statistics

/// What is made of answers: the definition that stands with every figure (SV-6), in editions of a campaign (SV-7).
package struct EstimateFormula: Hashable, Sendable {
    /// What an answer is worth in percent (SV-22).
    package enum Scoring: String, Hashable, Sendable, CaseIterable {
        /// 100 for a satisfied degree, else 0: form (a).
        case satisfied
        /// The degree's share of the greatest: form (b).
        case shareOfTop = "share_of_top"
        /// From 0 for the worst degree to 100 for the best in equal steps: form (c).
        case linear
        /// As ``EstimateFormula/options`` say: form (e).
        case options
    }

    package enum Weighting: String, Hashable, Sendable, CaseIterable {
        /// By what each respondent stands for.
        case design
        /// Each respondent counts alike.
        case none
    }

    /// How the interval of a share is made (SV-32).
    package enum ShareInterval: String, Hashable, Sendable, CaseIterable {
        case wilson
        case clopperPearson = "clopper_pearson"
        case logit

        var method: Proportion.Method {
            switch self {
            case .wilson: .wilson
            case .clopperPearson: .beta
            case .logit: .logit
            }
        }
    }

    /// What becomes of a part of an index that nobody of a unit was asked about.
    package enum AbsentPart: String, Hashable, Sendable, CaseIterable {
        /// The others share its weight, and the figure says so.
        case leaveOut = "leave_out"
        /// There is no index of that unit.
        case refuse
    }

    package var scoring: Scoring
    /// Percent by the code of a degree.
    package var options: [String: Number]
    package var weighting: Weighting
    package var lonely: SurveyDesign.LonelyStratum
    package var absent: AbsentPart
    package var interval: ShareInterval
    /// In percent.
    package var level: Number
    /// By group of respondents the questions to whose margins weights are brought: one is post-stratified, several are raked.
    package var calibration: [String: [String]]
    /// Shares of the groups of respondents in the figures of all together; empty: groups stand alone (SV-22 f).
    package var groupWeights: [String: Number]
    /// Points of a full index; nil: none are given.
    package var maximum: Number?
    /// Below so many percent there are no points (SV-22 d).
    package var floor: Number?
    /// Of rank sets.
    package var seed: UInt64

    package init(
        scoring: Scoring = .linear, options: [String: Number] = [:], weighting: Weighting = .design,
        lonely: SurveyDesign.LonelyStratum = .fail, absent: AbsentPart = .leaveOut, interval: ShareInterval = .wilson, level: Number = 95,
        calibration: [String: [String]] = [:], groupWeights: [String: Number] = [:], maximum: Number? = nil, floor: Number? = nil,
        seed: UInt64 = 1
    ) {
        self.scoring = scoring
        self.options = options
        self.weighting = weighting
        self.lonely = lonely
        self.absent = absent
        self.interval = interval
        self.level = level
        self.calibration = calibration
        self.groupWeights = groupWeights
        self.maximum = maximum
        self.floor = floor
        self.seed = seed
    }

    /// Throws all that is wrong with it for the groups and instruments it is meant for; places name the fields of the form.
    package func check(_ groups: [(group: RespondentGroup, instrument: Instrument)]) throws(Faults) {
        let log = FaultLog()
        if level < 50 || level > Number(digits: 999, scale: 1) { log.add("surveys.figure.level_outside", at: Place(field: "level")) }
        if let maximum, maximum <= .zero || maximum > 100_000 { log.outside("maximum", 1, 100_000) }
        if let floor, floor.isNegative || floor > 100 { log.outside("floor", 0, 100) }
        for (code, percent) in options where percent.isNegative || percent > 100 {
            log.add("surveys.figure.option_outside", at: Place(field: "options"), ["code": code])
        }
        for (code, weight) in groupWeights {
            if !groups.contains(where: { $0.group.code == code }) {
                log.add("surveys.figure.group_unknown", at: Place(field: "group_weights"), ["group": code])
            }
            if weight <= .zero { log.add("surveys.figure.weight_wrong", at: Place(field: "group_weights"), ["group": code]) }
        }
        for (group, instrument) in groups { check(group, instrument, log) }
        try log.check()
    }

    private func check(_ group: RespondentGroup, _ instrument: Instrument, _ log: FaultLog) {
        if scoring == .options {
            for degree in instrument.scales.flatMap(\.degrees) where options[degree] == nil {
                log.add("surveys.figure.option_missing", at: Place(field: "options"), ["code": degree, "group": group.code])
            }
        }
        let questions = calibration[group.code] ?? []
        if !questions.isEmpty, group.judges == .all || group.frame == .none {
            log.add("surveys.figure.calibration_impossible", at: Place(field: "calibration"), ["group": group.code])
        }
        for name in questions where instrument.categories(of: name) == nil {
            log.add("surveys.figure.no_categories", at: Place(field: "calibration"), ["question": name])
        }
    }

    // MARK: values

    /// What each degree of a scale is worth in percent, worst first.
    package func percents(of scale: Scale) -> [Number] {
        let count = scale.degrees.count
        return scale.degrees.enumerated().map { index, code in
            switch scoring {
            case .satisfied: scale.satisfied.contains(code) ? 100 : .zero
            case .shareOfTop: Ratio(100 * (index + 1), count).number(scale: 15, .halfEven) ?? .zero
            case .linear: Ratio(100 * index, count - 1).number(scale: 15, .halfEven) ?? .zero
            case .options: options[code] ?? .zero
            }
        }
    }

    /// The points of an index in percent, to six decimals; nil where the formula gives none.
    package func points(_ percent: Number) -> Number? {
        guard let maximum else { return nil }
        if let floor, percent < floor { return .zero }
        let bounded = min(max(percent, .zero), 100)
        return (try? maximum.ratio * bounded.ratio).flatMap { try? $0 / Ratio(100, 1) }?.number(scale: 6)
    }
}

extension EstimateFormula {
    /// As it is stored: JSON with sorted keys, numbers as text, so that equal formulas are equal texts.
    package var definition: String {
        let written = Written(
            absent: absent.rawValue, calibration: calibration, floor: floor?.description,
            groupWeights: groupWeights.mapValues(\.description), interval: interval.rawValue, level: level.description,
            lonely: lonely.rawValue, maximum: maximum?.description, options: options.mapValues(\.description), scoring: scoring.rawValue,
            seed: "\(seed)", weighting: weighting.rawValue)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(written)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Nil for what ``definition`` never wrote.
    package init?(definition: String) {
        guard let written = try? JSONDecoder().decode(Written.self, from: Data(definition.utf8)),
            let scoring = Scoring(rawValue: written.scoring), let weighting = Weighting(rawValue: written.weighting),
            let lonely = SurveyDesign.LonelyStratum(rawValue: written.lonely), let absent = AbsentPart(rawValue: written.absent),
            let interval = ShareInterval(rawValue: written.interval), let level = Number(written.level), let seed = UInt64(written.seed)
        else { return nil }
        self.init(
            scoring: scoring, options: written.options.compactMapValues { Number($0) }, weighting: weighting, lonely: lonely,
            absent: absent, interval: interval, level: level, calibration: written.calibration,
            groupWeights: written.groupWeights.compactMapValues { Number($0) }, maximum: written.maximum.flatMap { Number($0) },
            floor: written.floor.flatMap { Number($0) }, seed: seed)
    }

    private struct Written: Codable {
        var absent: String
        var calibration: [String: [String]]
        var floor: String?
        var groupWeights: [String: String]
        var interval: String
        var level: String
        var lonely: String
        var maximum: String?
        var options: [String: String]
        var scoring: String
        var seed: String
        var weighting: String
    }
}
