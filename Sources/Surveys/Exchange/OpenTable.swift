import Forms
import Kernel
import Office
import Statistics
import Units

/// The accepted answers of a group as a table that other programs read: no text that people wrote, nothing that leads to a person, and
/// what each row stands for (SV-81, SV-82).
///
/// `cluster` and `second` are units of the draw, `cluster_there` and `second_there` how many of them there were, `people_there` how many
/// people in one of the second stage; `weight` is that of the draw, raised for those who did not answer, before it is brought to margins.
/// Rows that belong to no draw have none of these.
struct OpenTable: Sendable {
    struct Column: Sendable {
        enum Measure: Int, Sendable {
            case nominal = 1, ordinal, scale
        }

        enum Kind: Sendable, Hashable {
            case number(decimals: Int)
            case text
        }

        let name: String
        let label: Bilingual
        let kind: Kind
        let measure: Measure
        /// What numbers stand for; `code` is the instrument's own word.
        var values: [(value: Number, code: String, label: Bilingual)] = []
        /// Answers without a judgement (SV-23).
        var missing: [Number] = []
        var cells: [OutputCell]
    }

    let title: Bilingual
    let columns: [Column]
    var rows: Int { columns.first?.cells.count ?? 0 }

    /// `texts` gives a text of the house in both languages by its key; `codes` the codes of units by id.
    init(_ input: CampaignFigures.GroupInput, on day: CalendarDate, codes: [String: String], texts: (String) -> Bilingual) {
        let sheets = KeptAnswer.Stream.allCases.map { AnswerSheet(input.answers, of: input.instrument, stream: $0, on: day) }
        let designs = sheets.map { DesignColumns($0, input) }
        func column(_ name: String, _ kind: Column.Kind, _ measure: Column.Measure, _ cells: [OutputCell]) -> Column {
            Column(name: name, label: texts("surveys.exchange.column.\(name)"), kind: kind, measure: measure, cells: cells)
        }
        func words(_ name: String, _ value: (AnswerSheet, Int) -> String) -> Column {
            column(name, .text, .nominal, sheets.flatMap { sheet in (0..<sheet.rows).map { .text(value(sheet, $0)) } })
        }
        title = input.instrument.title
        columns =
            [
                words("unit") { codes[$0.units[$1]] ?? $0.units[$1] }, words("stream") { sheet, _ in sheet.stream.rawValue },
                words("channel") { $0.channels[$1].rawValue }, words("language") { $0.languages[$1].rawValue },
                column("stratum", .text, .nominal, designs.flatMap(\.strata)),
                column("cluster", .number(decimals: 0), .nominal, designs.flatMap(\.clusters)),
                column("cluster_there", .number(decimals: 0), .scale, designs.flatMap(\.clustersThere)),
                column("second", .number(decimals: 0), .nominal, designs.flatMap(\.seconds)),
                column("second_there", .number(decimals: 0), .scale, designs.flatMap(\.secondsThere)),
                column("people_there", .number(decimals: 0), .scale, designs.flatMap(\.peopleThere)),
                column("weight", .number(decimals: 6), .scale, designs.flatMap(\.weights)),
            ] + input.instrument.columns.flatMap { Self.question($0, input.instrument, sheets, texts) }
    }

    // MARK: questions

    /// Free text is for whoever reviews it, and what was worked out of other answers can be worked out again.
    private static func question(_ name: String, _ instrument: Instrument, _ sheets: [AnswerSheet], _ texts: (String) -> Bilingual)
        -> [Column]
    {
        guard let item = instrument.questionnaire.item(AnswerPath(name)), let kind = item.question?.kind else { return [] }
        func cells(_ cell: (String) -> OutputCell) -> [OutputCell] {
            sheets.flatMap { sheet in
                (0..<sheet.rows).map { row in
                    let value = sheet.value(name, row)
                    return value.isEmpty ? .blank : cell(value)
                }
            }
        }
        func number(_ text: String) -> OutputCell { Number(text).map { .number($0) } ?? .blank }
        switch kind {
        case .choice(let choices):
            guard case .list(let list) = choices.source else { return [] }
            let values = numbered(list)
            let known = Dictionary(values.map { ($0.code, $0.value) }, uniquingKeysWith: { first, _ in first })
            let scale = instrument.scale(of: name)
            return [
                Column(
                    name: plain(name), label: item.label, kind: .number(decimals: 0), measure: scale == nil ? .nominal : .ordinal,
                    values: values,
                    missing: (scale?.silent ?? []).compactMap { known[$0] }.sorted(),
                    cells: cells { known[$0].map { .number($0) } ?? .blank })
            ]
        case .choices(let choices):
            guard case .list(let list) = choices.source else { return [] }
            return list.map { choice in
                Column(
                    name: plain("\(name)_\(choice.code)"),
                    label: Bilingual(vi: "\(item.label.vi) – \(choice.label.vi)", en: "\(item.label.en) – \(choice.label.en)"),
                    kind: .number(decimals: 0), measure: .nominal,
                    cells: cells { value in .number(value.split(separator: " ").contains { $0 == choice.code } ? 1 : 0) })
            }
        case .yesNo:
            return [
                Column(
                    name: plain(name), label: item.label, kind: .number(decimals: 0), measure: .nominal,
                    values: [(1, "yes", texts("forms.yes")), (0, "no", texts("forms.no"))],
                    cells: cells { .number($0 == "yes" ? 1 : 0) })
            ]
        case .integer:
            return [Column(name: plain(name), label: item.label, kind: .number(decimals: 0), measure: .scale, cells: cells(number))]
        case .decimal(let scale):
            return [Column(name: plain(name), label: item.label, kind: .number(decimals: scale), measure: .scale, cells: cells(number))]
        case .date: return [Column(name: plain(name), label: item.label, kind: .text, measure: .nominal, cells: cells { .text($0) })]
        case .text, .phone, .idNumber, .email, .file, .note, .calculated: return []
        }
    }

    /// Codes that are whole numbers stand for themselves; others are counted from 1.
    static func numbered(_ choices: [Question.Choice]) -> [(value: Number, code: String, label: Bilingual)] {
        let own = choices.map { choice in Number(choice.code).flatMap { $0.isWhole && $0.digits.magnitude < 1_000_000 ? $0 : nil } }
        let areNumbers = own.allSatisfy { $0 != nil } && Set(own).count == own.count
        return choices.enumerated().map { index, choice in
            ((areNumbers ? own[index] : nil) ?? Number(index + 1), choice.code, choice.label)
        }
    }

    /// A name that every program takes.
    static func plain(_ name: String) -> String {
        let letters = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return String((letters.first?.isLetter == true ? letters : ["v"] + letters).prefix(60))
    }
}

/// The columns of the draw of one series.
private struct DesignColumns {
    private(set) var strata: [OutputCell] = []
    private(set) var clusters: [OutputCell] = []
    private(set) var clustersThere: [OutputCell] = []
    private(set) var seconds: [OutputCell] = []
    private(set) var secondsThere: [OutputCell] = []
    private(set) var peopleThere: [OutputCell] = []
    private(set) var weights: [OutputCell] = []

    init(_ sheet: AnswerSheet, _ input: CampaignFigures.GroupInput) {
        let cells = Dictionary(input.cells.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = (0..<sheet.rows).filter { row in sheet.cells[row].map { cells[$0] != nil } ?? false }
        var ineligible: [Int: Int] = [:]
        for answer in input.answers where answer.stream == sheet.stream && answer.invalid == .notEligible {
            if let cell = answer.cell { ineligible[cell, default: 0] += 1 }
        }
        // The same people about each unit are a sample for each.
        let series = input.group.judges == .all ? Dictionary(grouping: rows) { sheet.units[$0] }.values.map { $0 } : [rows]
        let blank = [OutputCell](repeating: .blank, count: sheet.rows)
        (strata, clusters, clustersThere, seconds, secondsThere) = (blank, blank, blank, blank, blank)
        (peopleThere, weights) = (blank, blank)
        for rows in series {
            let design = SheetDesign(
                cells, cellOfRow: rows.compactMap { sheet.cells[$0] }, ineligible: input.group.judges == .all ? [:] : ineligible)
            for (place, row) in rows.enumerated() {
                strata[row] = .text(design.strata[design.drawn.strata[place]])
                clusters[row] = .number(Number(design.drawn.clusters[place] + 1))
                clustersThere[row] = .number(Number(design.drawn.clustersThere[place]))
                weights[row] = .number(design.drawn.weights[place])
                guard !design.drawn.units.isEmpty else { continue }
                seconds[row] = .number(Number(design.drawn.units[place] + 1))
                secondsThere[row] = .number(Number(design.drawn.unitsThere[place]))
                peopleThere[row] = .number(Number(design.drawn.peopleThere[place]))
            }
        }
    }
}
