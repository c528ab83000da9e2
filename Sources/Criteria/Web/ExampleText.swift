import Kernel
import Platform
import Scoring

/// Words a worked example of a leaf: what is given, what comes of it and why.
struct ExampleText {
    private let sheet: ScoreSheet
    private let words: Words
    private let wording: Wording

    init(_ sheet: ScoreSheet, _ words: Words) {
        self.sheet = sheet
        self.words = words
        wording = Wording(words, sheet.framework)
    }

    /// The sentence of the branch that the figures take, or why they cannot be scored.
    func outcome(_ example: LeafExample, row: Int) -> String {
        if case .fails(let word) = example.expected { return words("criteria.row.fails", ["fault": words("criteria.fault.\(word)")]) }
        return because(example, row: row).map { wording.because($0) } ?? ""
    }

    /// What the leaf's figures come to; the other leaves have none, which is no matter here.
    func because(_ example: LeafExample, row: Int) -> Because? {
        var table = FigureTable(sheet, units: 1)
        let faults = table.state(example.given, unit: 0, row: row, of: sheet, numbers: .canonical)
        precondition(faults.isEmpty, "the examples of a framework were run when it was read")
        return sheet.because(unit: 0, row: row, table, sheet.score(table))
    }

    func given(_ example: LeafExample, row: Int) -> String {
        var parts = example.given.values.map { value in
            guard let input = sheet.rows[row].inputs.first(where: { $0.name == value.input }) else {
                return "\(words("criteria.input.\(value.input)")): \(number(value.text))"
            }
            return "\(label(input, row: row)): \(answer(value.text, input, row: row))"
        }
        if let absence = example.given.absence {
            parts.append("\(words("criteria.input.\(absence.kind.rawValue)")) (\(wording.reason(absence.reason)))")
        }
        return parts.isEmpty ? words("criteria.row.nothing") : parts.joined(separator: "; ")
    }

    /// What an input means: its own title, or the common name of its kind.
    func label(_ input: Input, row: Int) -> String {
        if let title = input.title { return words(title) }
        let parts = input.name.split(separator: ":", maxSplits: 1)
        if parts.count == 2 { return words("criteria.input.degree", ["degree": String(parts[1])]) }
        return words("criteria.input.\(isPercent(input, row) ? "percent" : input.name)")
    }

    /// The value of a ratio is written as a percentage.
    private func isPercent(_ input: Input, _ row: Int) -> Bool {
        input.name == "value" && sheet.rows[row].inputs.contains { $0.name == "numerator" }
    }

    private func answer(_ text: String, _ input: Input, row: Int) -> String {
        switch input.kind {
        case .yes:
            switch input.read(text, .canonical) {
            case .success(let answer): words(answer == .zero ? "criteria.answer.no" : "criteria.answer.yes")
            case .failure: text
            }
        case .choice: text
        case .number: number(text) + (isPercent(input, row) ? "%" : "")
        }
    }

    private func number(_ text: String) -> String { Number(text).map { words.numbers.plain($0) } ?? text }
}
