import Kernel

/// Reads what an example gives: input names with values, or an absence with its reason.
struct StatementReader {
    let log: FaultLog

    func read(_ outline: Outline) -> Statement? {
        guard case .map(let entries) = outline.content else {
            log.add("outline.map_expected", at: outline.place)
            return nil
        }
        var statement = Statement()
        for entry in entries {
            guard case .text(let text) = entry.value.content else {
                log.add("outline.text_expected", at: entry.value.place)
                return nil
            }
            if let kind = Statement.Absence.Kind(rawValue: entry.key) {
                statement.absence = Statement.Absence(kind: kind, reason: text, place: entry.value.place)
            } else {
                statement.values.append(Statement.Value(input: entry.key, text: text, place: entry.value.place))
            }
        }
        return statement
    }
}

/// Reads one worked example of a leaf.
struct LeafExampleReader {
    let log: FaultLog

    func read(_ outline: Outline) -> LeafExample? {
        var reader = OutlineReader(outline, log: log)
        let given = reader.required("given").flatMap { StatementReader(log: log).read($0) }
        var expected: [LeafExample.Expected] = []
        if let points = reader.optionalPoints("points") { expected.append(.points(points)) }
        if reader.optionalFlag("not_applicable") == true { expected.append(.notApplicable) }
        if reader.optionalFlag("unranked") == true { expected.append(.unranked) }
        if let word = reader.optionalText("fails") {
            if RuleFault.words.contains(word) {
                expected.append(.fails(word))
            } else {
                log.add(
                    "outline.choice_expected", at: reader.place(of: "fails"),
                    ["text": word, "known": RuleFault.words.joined(separator: ", ")])
            }
        }
        let note = reader.optionalText("note")
        reader.finish()
        // "points: 0, unranked: yes" says the same as "unranked: yes".
        if expected.count == 2, expected == [.points(.zero), .unranked] { expected.removeFirst() }
        guard expected.count == 1, let given else {
            if given != nil { log.add("scoring.example_expectation", at: outline.place) }
            return nil
        }
        return LeafExample(given: given, expected: expected[0], note: note, place: outline.place)
    }
}

/// Reads one worked example of a whole unit.
struct UnitExampleReader {
    let log: FaultLog

    func read(_ outline: Outline) -> UnitExample? {
        var reader = OutlineReader(outline, log: log)
        var given: [(code: String, statement: Statement)] = []
        if let map = reader.required("given") {
            for entry in OutlineReader(map, log: log).keys {
                if let statement = StatementReader(log: log).read(entry.value) { given.append((entry.key, statement)) }
            }
        }
        let example = UnitExample(
            given: given, points: reader.optionalPoints("points"), maximum: reader.optionalPoints("maximum"),
            percent: reader.optionalPercent("percent"), band: reader.optionalText("band"), note: reader.optionalText("note"),
            place: outline.place)
        reader.finish()
        if example.points == nil, example.maximum == nil, example.percent == nil, example.band == nil {
            log.add("scoring.example_expectation", at: outline.place)
        }
        return example
    }
}
