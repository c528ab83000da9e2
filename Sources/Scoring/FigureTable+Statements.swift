import Kernel

extension FigureTable {
    /// Writes what was stated of one row into a unit's cells.
    ///
    /// `language` says how numbers are written; nil asks the meaning of each value alone, and doubtful ones are refused
    /// with both readings (SD-50). Returns the faults, each with the place of its value.
    package mutating func state(
        _ statement: Statement, unit: Int, row index: Int, of sheet: ScoreSheet, numbers: NumberStyle
    ) -> [Fault] {
        let row = sheet.rows[index]
        var faults: [Fault] = []
        if let absence = statement.absence {
            if let reason = sheet.reason(absence.reason) {
                let details = ["reason": absence.reason, "input": absence.kind.rawValue, "criterion": row.code]
                if !sheet.reasons[reason].fits(absence.kind) {
                    faults.append(Fault("scoring.reason_kind", at: absence.place, details))
                } else if absence.reason == Framework.Reason.noSurvey, row.criterion.part != .survey {
                    faults.append(Fault("scoring.reason_survey", at: absence.place, details))
                }
                if self.absence(unit: unit, row: index) != nil {
                    faults.append(Fault("scoring.data_twice", at: absence.place, ["criterion": row.code, "input": absence.kind.rawValue]))
                }
                setAbsent(unit: unit, row: index, absence.kind, reason: reason)
            } else {
                faults.append(Fault("scoring.reason_unknown", at: absence.place, ["reason": absence.reason]))
            }
        }
        for value in statement.values {
            guard let (cell, input) = sheet.cell(of: value.input, in: row) else {
                let known = row.inputs.map(\.name) + (row.givenCell == nil ? [] : ["points"])
                faults.append(
                    Fault(
                        "scoring.input_unknown", at: value.place,
                        ["criterion": row.code, "input": value.input, "known": known.joined(separator: ", ")]))
                continue
            }
            switch input.read(value.text, numbers) {
            case .success(let number):
                if self[unit: unit, cell: cell] != nil {
                    faults.append(Fault("scoring.data_twice", at: value.place, ["criterion": row.code, "input": value.input]))
                }
                self[unit: unit, cell: cell] = number
            case .failure(let refusal):
                var details = refusal.details
                details["criterion"] = row.code
                details["input"] = value.input
                details["text"] = value.text
                faults.append(Fault(refusal.code, at: value.place, details))
            }
        }
        return faults
    }
}

/// How the numbers of a file are written.
package enum NumberStyle: Sendable, Hashable {
    /// Canonical: point, no grouping; frameworks and the cells of workbooks.
    case canonical
    /// Somebody said so.
    case stated(Language)
    /// A guess from the file; a value that could mean two admissible numbers is refused.
    case guessed(Language)
}

extension ScoreSheet {
    /// The cell that an input's name means in a row, and what it takes; nil when the row has no such input.
    package func target(_ name: String, row: Int) -> (cell: Int, kind: Input.Kind)? {
        cell(of: name, in: rows[row]).map { ($0.cell, $0.input.kind) }
    }

    /// The cell and the input that a name means in a row; `points` of any row is its given cell.
    func cell(of name: String, in row: Row) -> (cell: Int, input: Input)? {
        if name == "points", let given = row.givenCell {
            return (given, Input("points", .number(whole: false, lowest: 0, highest: row.maximum.number)))
        }
        guard let index = row.inputs.firstIndex(where: { $0.name == name }) else { return nil }
        return (row.cells.lowerBound + index, row.inputs[index])
    }
}

extension Input {
    /// Why a value was refused; the code names its text.
    package struct Refusal: Error {
        package var code: String
        package var details: [String: String] = [:]
    }

    /// The number that the text of a data file means for this input.
    package func read(_ text: String, _ style: NumberStyle) -> Result<Number, Refusal> {
        switch kind {
        case .yes:
            switch text.lowercased() {
            case "yes", "có", "1": return .success(1)
            case "no", "không", "0": return .success(0)
            default: return .failure(Refusal(code: "scoring.value_yes"))
            }
        case .choice(let codes):
            guard let index = codes.firstIndex(of: text) else {
                return .failure(Refusal(code: "scoring.value_choice", details: ["known": codes.joined(separator: ", ")]))
            }
            return .success(Number(index))
        case .number(let whole, let lowest, let highest):
            return readNumber(text, style, whole: whole, lowest: lowest, highest: highest)
        }
    }

    /// Bounds settle what a text means, but a single sound reading beyond them is left to the rule, whose policy decides.
    private func readNumber(_ text: String, _ style: NumberStyle, whole: Bool, lowest: Number?, highest: Number?) -> Result<Number, Refusal>
    {
        if case .canonical = style {
            return Number(text).map { .success($0) } ?? .failure(Refusal(code: "scoring.value_number"))
        }
        let reading = NumberReading(text)
        if case .stated(let language) = style {
            return reading[language].map { .success($0) } ?? .failure(Refusal(code: "scoring.value_number"))
        }
        guard case .guessed(let language) = style else { return .failure(Refusal(code: "scoring.value_number")) }
        let admits = { (number: Number) in
            (number.isWhole || !whole) && lowest.map { number >= $0 } != false && highest.map { number <= $0 } != false
        }
        switch reading.meaning(admits: admits) {
        case .one(let number): return .success(number)
        case .doubtful(let vi, let en):
            return .failure(Refusal(code: "scoring.value_doubtful", details: ["vi": "\(vi)", "en": "\(en)"]))
        case .refused:
            return (reading[language] ?? reading.vi ?? reading.en).map { .success($0) } ?? .failure(Refusal(code: "scoring.value_number"))
        case .notANumber: return .failure(Refusal(code: "scoring.value_number"))
        }
    }
}

extension ScoreSheet {
    /// What was stated of a row, as text that ``FigureTable/state(_:unit:row:of:numbers:)`` reads back.
    package func statement(unit: Int, row index: Int, in table: FigureTable) -> Statement {
        let row = rows[index]
        let nowhere = Place(file: "")
        var statement = Statement()
        if let absence = table.absence(unit: unit, row: index) {
            statement.absence = Statement.Absence(kind: absence.kind, reason: reasons[absence.reason].code, place: nowhere)
        }
        if let given = row.givenCell, let points = table[unit: unit, cell: given] {
            statement.values.append(Statement.Value(input: "points", text: "\(points)", place: nowhere))
        }
        for (cell, input) in zip(row.cells, row.inputs) {
            guard let number = table[unit: unit, cell: cell] else { continue }
            statement.values.append(Statement.Value(input: input.name, text: input.text(of: number), place: nowhere))
        }
        return statement
    }
}

extension Input {
    /// A figure as data files write it: an option by its code, an answer as yes or no.
    func text(of number: Number) -> String {
        switch kind {
        case .yes: number == .zero ? "no" : "yes"
        case .choice(let codes): Int(exactly: number.digits).flatMap { codes.indices.contains($0) ? codes[$0] : nil } ?? "\(number)"
        case .number: "\(number)"
        }
    }
}
