import Kernel
import Platform
import Statistics

/// The form in which somebody says what is to be computed, and the formula that was meant.
struct FormulaForm {
    let form: Form
    /// The formula that was used last; nil: none was.
    let last: EstimateFormula?
    let words: Words

    var fields: [Field] {
        let known = last ?? EstimateFormula()
        return [
            select("scoring", EstimateFormula.Scoring.self, known.scoring),
            area("options", lines(known.options)),
            select("weighting", EstimateFormula.Weighting.self, known.weighting),
            area("calibration", known.calibration.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.joined(separator: " "))" }),
            select("lonely", SurveyDesign.LonelyStratum.self, known.lonely),
            select("absent", EstimateFormula.AbsentPart.self, known.absent),
            select("interval", EstimateFormula.ShareInterval.self, known.interval),
            text("level", words.numbers.plain(known.level)),
            area("group_weights", lines(known.groupWeights)),
            text("maximum", known.maximum.map { words.numbers.plain($0) } ?? ""),
            text("floor", known.floor.map { words.numbers.plain($0) } ?? ""),
        ]
    }

    private func lines(_ values: [String: Number]) -> [String] {
        values.sorted { $0.key < $1.key }.map { "\($0.key): \(words.numbers.plain($0.value))" }
    }

    private func value(_ name: String, _ known: String) -> String { form.names.contains(name) ? form[name] : known }

    private func label(_ name: String) -> String { words("surveys.figure.\(name)") }
    private func hint(_ name: String) -> String { words("surveys.figure.\(name).hint") }

    private func select<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: Word.Type, _ known: Word) -> Field {
        Field(
            name, label(name),
            .select(
                Word.allCases.map { Choice($0.rawValue, words("surveys.figure.\(name).\($0.rawValue)")) },
                chosen: value(name, known.rawValue)), hint: hint(name))
    }

    private func text(_ name: String, _ known: String) -> Field { Field(name, label(name), .text(value(name, known)), hint: hint(name)) }

    private func area(_ name: String, _ known: [String]) -> Field {
        Field(name, label(name), .area(value(name, known.joined(separator: "\n")), rows: 4), hint: hint(name))
    }

    // MARK: reading

    /// What was meant, or all that cannot be read of it; the seed is the campaign's.
    static func read(_ form: Form, seed: UInt64) throws(Faults) -> EstimateFormula {
        let log = FaultLog()
        func word<Word: RawRepresentable<String>>(_ name: String, _ usual: Word) -> Word {
            if let word = Word(rawValue: form[name]) { return word }
            log.add("surveys.choice_missing", at: Place(field: name))
            return usual
        }
        func number(_ name: String) -> Number? {
            guard let text = form.optional(name) else { return nil }
            if let number = Self.number(text) { return number }
            log.add("surveys.figure.number_wrong", at: Place(field: name), ["text": text])
            return nil
        }
        let calibration = pairs(form, "calibration", log).map {
            ($0.key, $0.value.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init))
        }
        let formula = EstimateFormula(
            scoring: word("scoring", .linear), options: numbers(form, "options", log), weighting: word("weighting", .design),
            lonely: word("lonely", .fail), absent: word("absent", .leaveOut), interval: word("interval", .wilson),
            level: number("level") ?? 95, calibration: Dictionary(calibration, uniquingKeysWith: { first, _ in first }),
            groupWeights: numbers(form, "group_weights", log), maximum: number("maximum"), floor: number("floor"), seed: seed)
        try log.check()
        return formula
    }

    private static func number(_ text: String) -> Number? {
        let reading = NumberReading(text)
        return reading[.vi] ?? reading[.en]
    }

    /// `key: value`, a line each.
    private static func pairs(_ form: Form, _ name: String, _ log: FaultLog) -> [(key: String, value: String)] {
        form[name].split(separator: "\n").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
            if parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty { return (parts[0], parts[1]) }
            log.add("surveys.figure.line_wrong", at: Place(field: name), ["text": String(line)])
            return nil
        }
    }

    private static func numbers(_ form: Form, _ name: String, _ log: FaultLog) -> [String: Number] {
        var found: [String: Number] = [:]
        for (key, text) in pairs(form, name, log) {
            if let number = number(text), found[key] == nil {
                found[key] = number
            } else {
                log.add("surveys.figure.number_wrong", at: Place(field: name), ["text": text])
            }
        }
        return found
    }

    /// `question; category; people`, a line each; a fault names the line.
    static func margins(_ text: String) throws(Faults) -> [MarginTable] {
        let log = FaultLog()
        var tables: [(String, [MarginTable.Category])] = []
        for line in text.split(separator: "\n") where !String(line).trimmed.isEmpty {
            let parts = line.split(separator: ";").map { String($0).trimmed }
            guard parts.count == 3, let number = number(parts[2]), number.isWhole, let people = Int(exactly: number.digits) else {
                log.add("surveys.figure.line_wrong", at: Place(field: "margins"), ["text": String(line)])
                continue
            }
            let category = MarginTable.Category(parts[1], people)
            if let index = tables.firstIndex(where: { $0.0 == parts[0] }) {
                tables[index].1.append(category)
            } else {
                tables.append((parts[0], [category]))
            }
        }
        try log.check()
        return tables.map { MarginTable($0.0, $0.1) }
    }
}
