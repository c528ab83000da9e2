import Forms
import Foundation
import Kernel
import Statistics

/// What a program needs beside the table of answers to compute the index, its parts and questions again.
struct ScriptPlan: Encodable {
    /// Percent by value, of each question.
    var scores: [String: [String: String]]
    /// Share of each question in each figure.
    var figures: [String: [String: String]]
    /// People by value of each question that weights are brought to.
    var margins: [Margin]
    var lonely: String
    var weighted: Bool
    /// The same people judged all units.
    var judgesAll: Bool
    /// Figures of what nobody was asked about are left out of an index.
    var leavesOut: Bool
    /// People were drawn in villages, villages in communes.
    var hasStages: Bool
    var level: String
    /// The name of the file of answers.
    var file: String

    struct Margin: Encodable {
        var question: String
        var populations: [String: String]
    }

    init(_ input: CampaignFigures.GroupInput, _ formula: EstimateFormula, file: String) {
        let instrument = input.instrument
        let values = Dictionary(
            instrument.columns.map { ($0, Self.values(of: $0, instrument)) }, uniquingKeysWith: { first, _ in first })
        scores = Dictionary(
            instrument.rated.compactMap { name in
                guard let scale = instrument.scale(of: name) else { return nil }
                let pairs = zip(scale.degrees, formula.percents(of: scale)).compactMap { code, percent in
                    values[name]?[code].map { ($0, percent.description) }
                }
                return (OpenTable.plain(name), Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
            }, uniquingKeysWith: { first, _ in first })
        let plan = FigurePlan(instrument)
        let parts = plan.parts.map { part in
            (
                part.figure,
                Dictionary(
                    part.shares.map { (OpenTable.plain($0.question), $0.share.number(scale: 18, .halfEven)?.description ?? "0") },
                    uniquingKeysWith: { first, _ in first })
            )
        }
        figures = Dictionary(
            plan.questions.map { ("item/\($0)", [OpenTable.plain($0): "1"]) } + parts, uniquingKeysWith: { first, _ in first })
        let calibrated = formula.weighting == .design ? formula.calibration[input.group.code] ?? [] : []
        margins = calibrated.compactMap { question in
            input.margins.first { $0.question == question }.map { table in
                Margin(
                    question: OpenTable.plain(question),
                    populations: Dictionary(
                        table.categories.compactMap { category in
                            values[question]?[category.code].map { ($0, "\(category.population)") }
                        }, uniquingKeysWith: { first, _ in first }))
            }
        }
        lonely = formula.lonely.rawValue
        weighted = formula.weighting == .design
        judgesAll = input.group.judges == .all
        leavesOut = formula.absent == .leaveOut
        hasStages = input.cells.contains { !$0.commune.isEmpty }
        level = formula.level.description
        self.file = file
    }

    /// The numbers of the table that stand for the codes of a question.
    private static func values(of question: String, _ instrument: Instrument) -> [String: String] {
        switch instrument.questionnaire.item(.init(question))?.question?.kind {
        case .yesNo: return ["yes": "1", "no": "0"]
        case .choice(let choices):
            guard case .list(let list) = choices.source else { return [:] }
            return Dictionary(
                OpenTable.numbered(list).map { ($0.code, $0.value.description) }, uniquingKeysWith: { first, _ in first })
        default: return [:]
        }
    }

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
