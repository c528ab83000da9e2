import Kernel
import Office
import Scoring
import Units

/// Gathers the rows of a data file.
///
/// Plain rows take a path that makes no text: known unit, known input, canonical number.
struct FigureBuilder {
    private let sheet: ScoreSheet
    private let rowCount: Int
    private let isClosed: Bool
    private let numbers: NumberStyle
    private let file: String
    private let log: FaultLog
    private var units: UnitList
    private var table: FigureTable
    private var lines: [Int32]

    private var unitIndex = ByteIndex()
    private var unitOfID: [Int] = []
    private var lastUnit = -1
    private var targetIndex = ByteIndex()
    private var targets: [Target] = []
    private var lastTarget = -1

    /// The cell that a criterion and an input name, and what the plain path takes for it.
    private struct Target {
        var row: Int
        var cell: Int
        var form: Form

        enum Form { case whole, decimal, answer, other }

        init(row: Int, cell: Int, kind: Input.Kind) {
            self.row = row
            self.cell = cell
            form =
                switch kind {
                case .number(let whole, _, _): whole ? .whole : .decimal
                case .yes: .answer
                case .choice: .other
                }
        }
    }

    init(sheet: ScoreSheet, units: UnitList?, numbers: NumberStyle, file: String, log: FaultLog) {
        self.sheet = sheet
        rowCount = sheet.rows.count
        isClosed = units != nil
        self.units = units ?? UnitList()
        self.numbers = numbers
        self.file = file
        self.log = log
        table = FigureTable(sheet, units: self.units.units.count)
        lines = Array(repeating: 0, count: self.units.units.count * rowCount)
    }

    /// Takes a row if it is plain; false leaves it to ``add(unit:criterion:input:value:reason:line:sheetName:_:)``.
    ///
    /// `places` are where the columns of ``FigureFile/columns`` stand among the fields, beyond the last where there is none.
    mutating func addPlain(_ fields: [CSVField], _ places: [Int], of bytes: Span<UInt8>, line: Int) -> Bool {
        func range(_ column: Int) -> Range<Int> {
            let place = places[column]
            return place < fields.count ? Int(fields[place].lower)..<Int(fields[place].upper) : 0..<0
        }
        guard range(4).isEmpty, let id = unitID(bytes.extracting(range(0))),
            let target = targetID(bytes.extracting(range(1)), bytes.extracting(range(2))),
            let number = Self.plainFigure(bytes.extracting(range(3)), as: targets[target].form, allowsPoint: numbers == .stated(.en))
        else { return false }
        let index = unitOfID[id]
        guard table.fill(unit: index, cell: targets[target].cell, number) else { return false }
        let place = index * rowCount + targets[target].row
        if lines[place] == 0 { lines[place] = Int32(clamping: line) }
        return true
    }

    private mutating func unitID(_ bytes: Span<UInt8>) -> Int? {
        let none = bytes.extracting(0..<0)
        if lastUnit >= 0, unitIndex.matches(lastUnit, bytes, none) { return lastUnit }
        guard let id = unitIndex.id(bytes, none) else { return nil }
        lastUnit = id
        return id
    }

    /// Units list their inputs in one order, so the next is looked at first.
    private mutating func targetID(_ criterion: Span<UInt8>, _ input: Span<UInt8>) -> Int? {
        lastTarget += 1
        if lastTarget >= targets.count { lastTarget = 0 }
        if lastTarget < targets.count, targetIndex.matches(lastTarget, criterion, input) { return lastTarget }
        guard let id = targetIndex.id(criterion, input) else { return nil }
        lastTarget = id
        return id
    }

    /// Yes, no, or figures alone, which every style reads alike; with a point only where somebody said that it is one.
    private static func plainFigure(_ bytes: Span<UInt8>, as form: Target.Form, allowsPoint: Bool) -> Number? {
        switch form {
        case .whole: plainNumber(bytes, allowsPoint: false)
        case .decimal: plainNumber(bytes, allowsPoint: allowsPoint)
        case .answer: plainAnswer(bytes)
        case .other: nil
        }
    }

    private static func plainAnswer(_ bytes: Span<UInt8>) -> Number? {
        if bytes.count == 3, bytes[0] == UInt8(ascii: "y"), bytes[1] == UInt8(ascii: "e"), bytes[2] == UInt8(ascii: "s") { return 1 }
        if bytes.count == 2, bytes[0] == UInt8(ascii: "n"), bytes[1] == UInt8(ascii: "o") { return 0 }
        return nil
    }

    private static func plainNumber(_ bytes: Span<UInt8>, allowsPoint: Bool) -> Number? {
        guard (1...18).contains(bytes.count) else { return nil }
        var digits: Int64 = 0
        var scale = -1
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "."), allowsPoint, scale < 0, index > 0 {
                scale = 0
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            digits = digits &* 10 &+ Int64(byte &- UInt8(ascii: "0"))
            if scale >= 0 { scale &+= 1 }
        }
        return scale == 0 ? nil : Number(digits: digits, scale: max(scale, 0))
    }

    /// Takes any row and tells what is wrong with it.
    mutating func add(
        unit: String, criterion: String, input: String, value: String, reason: String, line: Int, sheetName: String?, _ style: NumberStyle
    ) {
        func place(_ field: String) -> Place { Place(file: file, line: line, field: field, sheet: sheetName) }
        let (unit, criterion, input, value, reason) = (unit.trimmed, criterion.trimmed, input.trimmed, value.trimmed, reason.trimmed)
        if unit.isEmpty, criterion.isEmpty, input.isEmpty, value.isEmpty, reason.isEmpty { return }
        guard let unitNumber = index(of: unit, at: place("unit")) else { return }
        guard let row = sheet.row(criterion) else {
            let near = OutlineReader.nearest(to: criterion, among: sheet.codes)
            log.add(
                "scoring.criterion_unknown", at: place("criterion"), ["criterion": criterion, "near": near ?? ""],
                hint: near == nil ? nil : "outline.key_unknown.near")
            return
        }
        var statement = Statement()
        if let kind = Statement.Absence.Kind(rawValue: input) {
            guard !reason.isEmpty else {
                log.add("criteria.data_reason_missing", at: place("reason"), ["criterion": criterion, "input": input])
                return
            }
            guard value.isEmpty else {
                log.add("criteria.data_value_beside_absence", at: place("value"), ["criterion": criterion, "text": value])
                return
            }
            statement.absence = Statement.Absence(kind: kind, reason: reason, place: place("reason"))
        } else {
            guard reason.isEmpty else {
                log.add("criteria.data_reason_beside_value", at: place("reason"), ["criterion": criterion, "input": input])
                return
            }
            guard !value.isEmpty else {
                log.add("criteria.data_value_missing", at: place("value"), ["criterion": criterion, "input": input])
                return
            }
            statement.values = [Statement.Value(input: input, text: value, place: place("value"))]
        }
        for fault in table.state(statement, unit: unitNumber, row: row, of: sheet, numbers: style) {
            var fault = fault
            fault.details["unit"] = unit
            // A statement knows where its value stands; its name stands in a column of its own.
            if fault.code == "scoring.input_unknown" { fault.place = place("input") }
            log.add(fault)
        }
        let cell = unitNumber * rowCount + row
        if lines[cell] == 0 { lines[cell] = Int32(clamping: line) }
        learn(unit, unitNumber, criterion, row, input)
    }

    private mutating func index(of code: String, at place: Place) -> Int? {
        if let index = units.index(of: code) { return index }
        guard !code.isEmpty, !isClosed else {
            let near = OutlineReader.nearest(to: code, among: units.units.map(\.code))
            log.add(
                code.isEmpty ? "units.code_missing" : "units.code_unknown", at: place, ["code": code, "near": near ?? "", "text": code],
                hint: near == nil ? nil : "outline.key_unknown.near")
            return nil
        }
        units.add(UnitList.Listed(code: code, name: code))
        table.addUnit()
        lines += Array(repeating: 0, count: rowCount)
        return units.units.count - 1
    }

    /// Lets the next row of this unit or input take the plain path.
    private mutating func learn(_ unit: String, _ unitNumber: Int, _ criterion: String, _ row: Int, _ input: String) {
        let (unit, criterion, name) = (Array(unit.utf8), Array(criterion.utf8), Array(input.utf8))
        let none: [UInt8] = []
        if unitIndex.id(unit.span, none.span) == nil {
            _ = unitIndex.add(unit.span, none.span)
            unitOfID.append(unitNumber)
        }
        if targetIndex.id(criterion.span, name.span) == nil, let (cell, kind) = sheet.target(input, row: row) {
            _ = targetIndex.add(criterion.span, name.span)
            targets.append(Target(row: row, cell: cell, kind: kind))
        }
    }

    func finish() -> FigureFile { FigureFile(units: units, table: table, lines: lines, file: file) }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
