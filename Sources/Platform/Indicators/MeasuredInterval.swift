import Foundation
import Kernel

/// From where to where a measured value may lie because not everybody was asked, in the unit of the value.
///
/// It stays with the value on its way into points, totals and ranks (PI-61). Where all were asked there is none (SV-39).
package struct MeasuredInterval: Sendable, Hashable {
    /// How it was made; a promise, written in files (SV-31, SV-32).
    package enum Method: String, Sendable, CaseIterable {
        case t, wilson
        case clopperPearson = "clopper_pearson"
        case logit
        /// As whoever measured says.
        case stated
    }

    package let low: Number
    package let high: Number
    /// In percent.
    package let level: Number
    /// Answers on which the value rests.
    package let respondents: Int
    package let method: Method
    /// Who was asked, `KS-2026-0001/citizens`; without a group all groups together.
    ///
    /// Values of one sample err together.
    package let sample: String

    /// Nil for what no survey can come to.
    package init?(low: Number, high: Number, level: Number, respondents: Int, method: Method, sample: String) {
        guard low <= high, level >= 50, level <= Number(digits: 999, scale: 1), (1...1_000_000_000).contains(respondents),
            sample.wholeMatch(of: /[A-Za-z0-9._-]{1,40}(\/[A-Za-z0-9._-]{1,40})?/) != nil
        else { return nil }
        self.low = low
        self.high = high
        self.level = level
        self.respondents = respondents
        self.method = method
        self.sample = sample
    }

    package func contains(_ value: Number) -> Bool { low <= value && value <= high }
}

extension MeasuredInterval {
    /// As it is stored: JSON with sorted keys, numbers as text.
    package var text: String {
        AuditValue.map([
            "high": .text("\(high)"), "level": .text("\(level)"), "low": .text("\(low)"), "method": .text(method.rawValue),
            "respondents": .text("\(respondents)"), "sample": .text(sample),
        ]).description
    }

    /// Nil for what ``text`` never wrote.
    package init?(text: String) {
        guard let values = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)),
            let low = values["low"].flatMap({ Number($0) }), let high = values["high"].flatMap({ Number($0) }),
            let level = values["level"].flatMap({ Number($0) }), let respondents = values["respondents"].flatMap({ Int($0) }),
            let method = values["method"].flatMap({ Method(rawValue: $0) }), let sample = values["sample"]
        else { return nil }
        self.init(low: low, high: high, level: level, respondents: respondents, method: method, sample: sample)
    }
}
