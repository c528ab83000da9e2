import Forms
import Kernel
import Platform
import Statistics
import Units

/// Figures as people read them.
struct FigureWords {
    let words: Words
    private var numbers: NumberFormat { words.numbers }

    /// What a figure is of: `Câu hỏi “…”`, `Chỉ số`.
    func title(_ figure: String, _ instrument: Instrument?) -> String {
        let parts = figure.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            return figure == FigurePlan.index ? instrument.map { words($0.index.title) } ?? words("surveys.figure.index") : kind(figure)
        }
        switch parts[0] {
        case "part": return instrument?.index.all.first { $0.code == parts[1] }.map { words($0.title) } ?? parts[1]
        case "channel": return words("surveys.channel.\(parts[1])")
        default:
            let question = instrument?.questionnaire.item(.init(parts[1])).map { words($0.label) } ?? parts[1]
            return parts[0] == "item" ? question : "\(question) – \(kind(parts[0]))"
        }
    }

    /// `Từng câu hỏi – Người nộp hồ sơ`: each series has the same tables.
    func caption(_ key: String, _ series: String) -> String { words("surveys.table.of", ["table": words(key), "group": series]) }

    private func kind(_ word: String) -> String { words("surveys.figure.kind.\(word)") }

    /// `83,9`.
    func value(_ number: Number?, digits: Int = 1) -> String { number.map { numbers.fixed($0.ratio, digits: digits) } ?? "–" }

    /// `81,2–86,4`, or why there is none.
    func interval(_ line: FigureLine, digits: Int = 1) -> String {
        if let low = line.low, let high = line.high { return "\(value(low, digits: digits))–\(value(high, digits: digits))" }
        if line.isHidden { return "–" }
        return words(line.weighted == .census ? "surveys.figure.all_asked" : "surveys.figure.no_interval")
    }

    /// `83,9 (81,2–86,4)`, or the figure alone.
    func withInterval(_ line: FigureLine, digits: Int = 1) -> String {
        let own = value(line.value, digits: digits)
        return line.low == nil ? own : "\(own) (\(interval(line, digits: digits)))"
    }

    /// The figure, or that it is not shown.
    func shown(_ line: FigureLine?, digits: Int = 1) -> HTML {
        guard let line else { return "–" }
        if let note = line.notes.first(where: { $0.hides || $0 == .nobody }) { return .tag(words("surveys.figure.note.\(note.rawValue)")) }
        return "\(value(line.value, digits: digits))"
    }

    /// `p < 0,001`, `p = 0,043`, or that it is not shown.
    func chance(_ line: FigureLine?) -> HTML {
        guard let p = line?.value else { return shown(line) }
        let text =
            p < Number(digits: 1, scale: 3)
            ? words("surveys.figure.p_small", ["p": numbers.plain(Number(digits: 1, scale: 3))])
            : words("surveys.figure.p", ["p": numbers.fixed(p.ratio, digits: 3)])
        return "\(text)"
    }

    /// Notes that do not stand in the place of the figure.
    func notes(_ line: FigureLine) -> String {
        line.notes.filter { !$0.hides && $0 != .nobody }.map { words("surveys.figure.note.\($0.rawValue)") }.joined(separator: " ")
    }

    /// The definition in words, which stands with every figure (SV-6).
    func definition(_ formula: EstimateFormula) -> [(term: String, text: HTML)] {
        var entries: [(term: String, text: HTML)] = [
            (words("surveys.figure.scoring"), "\(words("surveys.figure.scoring.\(formula.scoring.rawValue)"))"),
            (words("surveys.figure.weighting"), "\(words("surveys.figure.weighting.\(formula.weighting.rawValue)"))"),
            (
                words("surveys.figure.interval"),
                "\(words("surveys.figure.interval.lead", ["level": numbers.plain(formula.level), "kind": words("surveys.figure.interval.\(formula.interval.rawValue)")]))"
            ),
            (words("surveys.figure.lonely"), "\(words("surveys.figure.lonely.\(formula.lonely.rawValue)"))"),
            (words("surveys.figure.absent"), "\(words("surveys.figure.absent.\(formula.absent.rawValue)"))"),
        ]
        if formula.scoring == .options {
            entries.insert((words("surveys.figure.options"), "\(pairs(formula.options))"), at: 1)
        }
        if !formula.calibration.isEmpty {
            let text = formula.calibration.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.joined(separator: ", "))" }
            entries.append((words("surveys.figure.calibration"), "\(text.joined(separator: "; "))"))
        }
        if !formula.groupWeights.isEmpty { entries.append((words("surveys.figure.group_weights"), "\(pairs(formula.groupWeights))")) }
        if let maximum = formula.maximum {
            let floor = formula.floor.map { words("surveys.figure.floor.lead", ["floor": numbers.plain($0)]) }
            let text = [words("surveys.figure.maximum.lead", ["maximum": numbers.plain(maximum)]), floor].compactMap { $0 }
            entries.append((words("surveys.figure.maximum"), "\(text.joined(separator: " "))"))
        }
        return entries
    }

    private func pairs(_ values: [String: Number]) -> String {
        values.sorted { $0.key < $1.key }.map { "\($0.key): \(numbers.plain($0.value))" }.joined(separator: "; ")
    }
}
