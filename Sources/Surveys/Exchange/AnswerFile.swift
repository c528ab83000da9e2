import Forms
import Kernel
import Office
import Units

/// A table of answers as tools for XLSForm write it (SV-80): a row a form, a column a question.
///
/// Headings may name the groups that hold a question, `part/q1` or `part-q1`; a question of several choices comes as one column of codes or
/// as a column for each, `wish/time`. A column of the tool's own ids makes known what was sent before; `unit` is the code of the unit
/// that is judged, `number` that of the drawn person. What else there is is passed over and told.
struct AnswerFile {
    static let limit = 200 << 20
    static let mostRows = 500_000
    static let ids = ["_uuid", "instanceid", "meta/instanceid", "meta-instanceid", "key", "__id"]

    struct Row: Sendable {
        /// The line of the file.
        let line: Int
        let place: Place
        /// The tool's own name for the form.
        let id: String
        let unit: String
        /// Of a drawn person; nil where there is none.
        let number: Int?
        let enumerator: String?
        let record: AnswerRecord
        let invalid: InvalidReason?
    }

    private(set) var rows: [Row] = []
    /// Faults by line; a line with one is no row.
    private(set) var faults: [Int: [Fault]] = [:]
    private(set) var lines = 0
    /// Headings that were passed over.
    private(set) var ignored: [String] = []

    private struct Target {
        let item: Item
        let question: Question
        /// Where it stands; of a question of several choices those of its parts, by code.
        var column: Int?
        var parts: [(column: Int, code: String)] = []
    }

    /// Throws what is wrong with the header; what is wrong with rows is kept by line.
    ///
    /// `defaultUnit` is for files without a column `unit`.
    init(_ file: InputFile, _ instrument: Instrument, needsNumber: Bool, defaultUnit: String?, on day: CalendarDate) throws {
        let table = try file.table()
        let log = FaultLog()
        func column(_ names: [String]) -> Int? {
            names.lazy.compactMap { name in table.header.firstIndex { $0.lowercased() == name } }.first
        }
        let targets = Self.targets(table.header, instrument)
        let (id, unit, number) = (column(Self.ids), column([JoiningQuestions.unit]), column([JoiningQuestions.number]))
        let enumerator = column(["enumerator"])
        if id == nil { log.add("surveys.exchange.no_ids", at: table.place, ["names": Self.ids.joined(separator: ", ")]) }
        if unit == nil, defaultUnit == nil { log.add("surveys.exchange.no_unit", at: table.place) }
        if needsNumber, number == nil { log.add("surveys.exchange.no_number", at: table.place) }
        if !targets.contains(where: { $0.column != nil || !$0.parts.isEmpty }) { log.add("surveys.exchange.no_questions", at: table.place) }
        for target in targets where target.column == nil && target.parts.isEmpty && instrument.scale(of: target.item.name) != nil {
            log.add("surveys.exchange.question_missing", at: table.place, ["question": target.item.name])
        }
        if table.rows.isEmpty { log.add("surveys.list_empty", at: table.place) }
        if table.rows.count > Self.mostRows { log.add("surveys.list_too_long", at: table.place, ["limit": "\(Self.mostRows)"]) }
        try log.check()
        let used = Set(
            [id, unit, number, enumerator].compactMap { $0 } + targets.flatMap { [$0.column].compactMap { $0 } + $0.parts.map(\.column) })
        ignored = table.header.indices.filter { !used.contains($0) && !table.header[$0].isEmpty }.map { table.header[$0] }
        lines = table.rows.count
        var seen: [String: Int] = [:]
        for row in table.rows {
            var found: [Fault] = []
            func text(_ column: Int?) -> String { column.map { Self.text(row[$0]) } ?? "" }
            func add(_ code: String, _ column: Int?, _ details: [String: String] = [:]) {
                found.append(Fault(code, at: table.place(row, column ?? 0), details))
            }
            let name = text(id)
            if name.isEmpty { add("surveys.list_missing", id) }
            if let before = seen[name], !name.isEmpty { add("surveys.exchange.twice", id, ["text": name, "line": "\(before)"]) }
            seen[name] = row.number
            let person = number.flatMap { Int(Self.text(row[$0])) }
            if needsNumber, person == nil { add("surveys.exchange.number_wrong", number) }
            let code = unit.map { Self.text(row[$0]) } ?? defaultUnit ?? ""
            if code.isEmpty { add("surveys.list_missing", unit) }
            let filled = instrument.questionnaire.fill(Self.answers(row, targets), on: day)
            if !instrument.content.excludes(filled) {
                for fault in filled.faults {
                    let target = targets.first { $0.item.name == fault.path.name }
                    add(fault.code, target?.column ?? target?.parts.first?.column, Self.details(fault, target?.item))
                }
            }
            if found.isEmpty {
                rows.append(
                    Row(
                        line: row.number, place: table.place(row, id ?? 0), id: name, unit: code, number: person,
                        enumerator: enumerator.flatMap { column in Self.text(row[column]).isEmpty ? nil : Self.text(row[column]) },
                        record: instrument.content.record(of: filled.answers), invalid: instrument.content.verdict(filled)))
            } else {
                faults[row.number] = found
            }
        }
    }

    /// What texts of faults name; of a check of the form the author's own sentence.
    private static func details(_ fault: AnswerFault, _ item: Item?) -> [String: String] {
        var details = fault.details
        details["label"] = fault.message?.vi ?? item?.label.vi ?? fault.path.name
        return details
    }

    private static func text(_ cell: Cell) -> String {
        let text = cell.kind == .boolean ? (cell.text == "1" ? "yes" : "no") : cell.numberAsTyped ?? cell.text
        return text.trimmed
    }

    /// Each question that is answered by people, with its columns.
    private static func targets(_ header: [String], _ instrument: Instrument) -> [Target] {
        instrument.questionnaire.questions.compactMap { item in
            guard let question = item.question, question.calculation == nil, question.kind != .note else { return nil }
            var target = Target(item: item, question: question)
            let name = item.name.lowercased()
            target.column = header.firstIndex { $0.lowercased() == name } ?? header.firstIndex { last($0, of: 1) == [name] }
            if target.column == nil, question.kind.isMany {
                target.parts = header.indices.compactMap { index in
                    let parts = last(header[index], of: 2)
                    return parts.count == 2 && parts[0] == name ? (index, parts[1]) : nil
                }
            }
            return target
        }
    }

    /// The last words of a heading with the groups that hold it.
    private static func last(_ heading: String, of count: Int) -> [String] {
        let separator: Character = heading.contains("/") ? "/" : "-"
        return heading.lowercased().split(separator: separator).suffix(count).map(String.init)
    }

    private static func answers(_ row: Table.Row, _ targets: [Target]) -> Answers {
        var answers = Answers()
        for target in targets {
            let kind = target.question.kind
            if let column = target.column {
                let value = text(row[column])
                if value.isEmpty { continue }
                answers[target.item.name] =
                    kind.isMany ? kind.answer(typed: value.split(separator: " ").map(String.init)) : kind.answer(typed: value, .en)
            } else if !target.parts.isEmpty {
                let chosen = target.parts.filter { ["1", "yes", "true"].contains(text(row[$0.column]).lowercased()) }.map(\.code)
                answers[target.item.name] = kind.answer(typed: chosen)
            }
        }
        return answers
    }
}
