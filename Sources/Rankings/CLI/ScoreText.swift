import Criteria
import Kernel
import Platform
import Scoring

/// A score report for a terminal: the table of units, and for one unit the ledger of its points.
struct ScoreText {
    private let report: ScoreReport
    private let words: Words
    private let wording: Wording

    init(_ report: ScoreReport, _ words: Words) {
        self.report = report
        self.words = words
        wording = Wording(words, report.framework)
    }

    func text(explaining code: String?) -> String {
        var lines = ["\(words(report.framework.title)) (\(report.framework.identity))", ""]
        lines += table()
        if let unit = report.units.first(where: { $0.code == code }) {
            lines += ["", words("rankings.ledger_of", ["unit": unit.name]), ""] + ledger(unit)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func table() -> [String] {
        let display = report.framework.settings.display
        func points(_ points: Points) -> String { words.numbers.points(points, digits: display.digits, display.mode) }
        let titles = ["rank", "unit", "direct", "survey", "total", "maximum", "percent", "band"].map { words("rankings.column.\($0)") }
        let rows = report.units.map { unit in
            [
                unit.rank.map { words.rank($0) } ?? "–", unit.name, points(unit.total.direct), points(unit.total.survey),
                points(unit.total.total),
                points(unit.total.maximum),
                unit.total.percent.map { words.numbers.percent($0.ratio, digits: display.digits, display.mode) } ?? "–",
                unit.band.map { words($0.title) } ?? "–",
            ]
        }
        return Self.aligned([titles] + rows, left: [1, 7])
    }

    private func ledger(_ unit: ScoreReport.UnitReport) -> [String] {
        let names = Dictionary(report.framework.criteria.map { ($0.code, $0.title) }, uniquingKeysWith: { first, _ in first })
        let sheet = unit.rows
        let rows = unit.ledger.lines.map { line -> [String] in
            let amount = words.numbers.signed(-line.amount, digits: 6).trimmedZeros(words.language)
            switch line.item {
            case .criterion(let row), .bonus(let row), .penalty(let row):
                let code = sheet[row].code
                return [code, amount, "\(names[code].map { words($0) } ?? code). \(wording.because(line.because))"]
            default: return ["", amount, wording.because(line.because)]
            }
        }
        let sum = [["", words.numbers.exact(unit.ledger.sum), words("rankings.ledger_sum")]]
        return Self.aligned(rows + sum, left: [0, 2])
    }

    private static func aligned(_ rows: [[String]], left: Set<Int>) -> [String] {
        guard let first = rows.first else { return [] }
        let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell -> String in
                let filling = String(repeating: " ", count: widths[column] - cell.count)
                return left.contains(column) ? cell + filling : filling + cell
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}

extension Words {
    /// A place, `7` or for an average tie `2,5`.
    package func rank(_ rank: Rank) -> String { numbers.plain(Number(digits: Int64(rank.halves) * 5, scale: 1)) }
}

extension String {
    /// A decimal text without needless zeros, but with two decimals.
    fileprivate func trimmedZeros(_ language: Language) -> String {
        guard let point = lastIndex(of: language == .vi ? "," : ".") else { return self }
        var text = self
        while text.last == "0", text.distance(from: point, to: text.endIndex) > 3 { text.removeLast() }
        return text
    }
}
