import Kernel
import Platform
import Scoring

/// The head of a framework as terms and sentences: where it comes from, and how its totals, ranks and bands are made.
struct SettingsText {
    private let framework: Framework
    private let words: Words

    init(_ framework: Framework, _ words: Words) {
        self.framework = framework
        self.words = words
    }

    /// Decision, source, validity and block; what is not at hand is left out.
    var origin: [(term: String, text: HTML)] {
        let issued = framework.issued
        let comparable = framework.comparableWith
        let entries: [(String, String?)] = [
            ("number", issued.number), ("date", issued.date.map { words.numbers.date($0) }), ("body", issued.body),
            ("source", issued.source),
            ("valid", words.validity(framework.valid)), ("block", words(framework.block.title)), ("identity", framework.identity),
            ("comparable", comparable.isEmpty ? nil : comparable.joined(separator: ", ")),
        ]
        return entries.compactMap { name, text in text.map { (term: words("criteria.origin.\(name)"), text: "\($0)") } }
    }

    /// Rounding, what is absent, ranks, ties and presentation.
    var rules: [(term: String, text: HTML)] {
        let settings = framework.settings
        var entries = [
            ("decimals", words("criteria.setting.decimals.text", ["digits": "\(settings.decimals)"])),
            ("not_applicable", words("criteria.setting.not_applicable.\(settings.notApplicable.rawValue)", total)),
        ]
        if framework.maximum(of: .survey) > .zero {
            entries.append(("survey_absent", words("criteria.setting.survey_absent.\(settings.surveyAbsent.rawValue)", total)))
        }
        entries.append(("missing", words("criteria.setting.missing.\(settings.missing.rawValue)")))
        if !framework.bonus.criteria.isEmpty || !framework.penalty.criteria.isEmpty {
            entries.append(("extras", words("criteria.setting.extras.\(settings.extras.rawValue)")))
        }
        entries.append(("ranking", words(framework.isPartial ? "criteria.setting.ranking.partial" : "criteria.setting.ranking.text")))
        if !framework.isPartial { entries.append(("ties", ties)) }
        entries.append(
            ("display", words("criteria.setting.display.\(settings.display.mode.rawValue)", ["digits": "\(settings.display.digits)"])))
        return entries.map { (term: words("criteria.setting.\($0)"), text: "\($1)") }
    }

    private var total: [String: String] { ["total": words.points(framework.total)] }

    private var ties: String {
        switch framework.settings.ties {
        case .competition: words("criteria.setting.ties.competition")
        case .modifiedCompetition: words("criteria.setting.ties.modified_competition")
        case .average: words("criteria.setting.ties.average")
        case .dense: words("criteria.setting.ties.dense")
        case .tieBreak(let codes): words("criteria.setting.ties.tie_break", ["codes": codes.joined(separator: ", ")])
        }
    }
}
