import Expressions
import Forms
import Kernel

/// Accepted answers of one group and one stream as columns: a code for each scale question, a word for each other.
///
/// Row by row in the order of the answers that were given to it.
package struct AnswerSheet: Sendable {
    package let instrument: Instrument
    package let stream: KeptAnswer.Stream
    /// Id of the unit that is judged.
    package let units: [String]
    package let cells: [Int?]
    package let channels: [AnswerChannel]
    package let languages: [Language]
    private let records: [AnswerRecord]
    /// By question: 0 blank, 1 … the degree from the worst, one more for an answer without a judgement.
    package private(set) var codes: [String: [UInt8]] = [:]
    /// By question whether each row was asked it.
    private var asked: [String: [Bool]] = [:]

    package var rows: Int { units.count }

    /// Valid answers of a stream that are no repeats (SV-18, SV-67); `day` is the campaign's last, for conditions that ask for one.
    package init(_ answers: [KeptAnswer], of instrument: Instrument, stream: KeptAnswer.Stream, on day: CalendarDate) {
        let kept = answers.filter { $0.stream == stream && $0.invalid == nil && !$0.isRepeat }
        self.instrument = instrument
        self.stream = stream
        units = kept.map(\.unit.rawValue)
        cells = kept.map(\.cell)
        channels = kept.map(\.channel)
        languages = kept.map(\.language)
        records = kept.map(\.record)
        readCodes()
        readVisibility(on: day)
    }

    /// Some rows, in their order.
    package func picking(_ rows: [Int]) -> AnswerSheet { AnswerSheet(picking: rows, of: self) }

    private init(picking rows: [Int], of sheet: AnswerSheet) {
        instrument = sheet.instrument
        stream = sheet.stream
        units = rows.map { sheet.units[$0] }
        cells = rows.map { sheet.cells[$0] }
        channels = rows.map { sheet.channels[$0] }
        languages = rows.map { sheet.languages[$0] }
        records = rows.map { sheet.records[$0] }
        codes = sheet.codes.mapValues { column in rows.map { column[$0] } }
        asked = sheet.asked.mapValues { column in rows.map { column[$0] } }
    }

    private mutating func readCodes() {
        let columns = instrument.columns
        var tables: [Int: (name: String, codes: [String: UInt8], count: Int)] = [:]
        for (index, name) in columns.enumerated() {
            guard let scale = instrument.scale(of: name) else { continue }
            var known: [String: UInt8] = [:]
            for (degree, code) in scale.degrees.enumerated() { known[code] = UInt8(degree + 1) }
            for code in scale.silent { known[code] = UInt8(scale.degrees.count + 1) }
            tables[index] = (name, known, scale.degrees.count)
            codes[name] = [UInt8](repeating: 0, count: records.count)
        }
        for (row, record) in records.enumerated() {
            for (index, value) in record.text.split(separator: "\t", omittingEmptySubsequences: false).enumerated() where !value.isEmpty {
                guard let table = tables[index], let code = table.codes[String(value)] else { continue }
                codes[table.name]?[row] = code
            }
        }
    }

    /// Which questions a form asked hangs on the answers that its conditions name, and few combinations of those occur.
    private mutating func readVisibility(on day: CalendarDate) {
        let questionnaire = instrument.questionnaire
        let deciding = Set(
            questionnaire.items.compactMap(\.condition).flatMap { condition in
                condition.references.map { condition.variables[$0].name.replacing("count_of_", with: "", maxReplacements: 1) }
            })
        let places = instrument.columns.indices.filter { deciding.contains(instrument.columns[$0]) }
        var known: [[String]: Set<String>] = [:]
        for name in codes.keys { asked[name] = [Bool](repeating: false, count: records.count) }
        for (row, record) in records.enumerated() {
            let values = record.values
            let key = places.map { values.indices.contains($0) ? values[$0] : "" }
            let visible: Set<String>
            if let found = known[key] {
                visible = found
            } else {
                let filled = questionnaire.fill(instrument.content.answers(in: record), on: day)
                visible = Set(codes.keys.filter { name in questionnaire.index(name).map { filled.isVisible($0) } ?? false })
                known[key] = visible
            }
            for name in visible { asked[name]?[row] = true }
        }
    }

    /// The answer of a row as it is kept; empty where there is none.
    package func value(_ question: String, _ row: Int) -> String {
        guard let place = instrument.columns.firstIndex(of: question) else { return "" }
        let values = records[row].values
        return values.indices.contains(place) ? values[place] : ""
    }

    /// Rows that were asked a question, of those that count.
    func askedCount(_ question: String, _ domain: [Bool]?) -> Int {
        guard let column = asked[question] else { return 0 }
        return column.indices.count { column[$0] && (domain?[$0] ?? true) }
    }
}

extension Instrument {
    /// The codes that a question sorts people by; nil where it does not.
    package func categories(of question: String) -> [String]? {
        switch questionnaire.item(AnswerPath(question))?.question?.kind {
        case .yesNo: ["yes", "no"]
        case .choice(let choices): if case .list(let list) = choices.source { list.map(\.code) } else { nil }
        default: nil
        }
    }

    /// Questions by whose answers people can be sorted, in their order.
    package var sorting: [String] { columns.filter { categories(of: $0) != nil && scale(of: $0) == nil } }

    /// Questions on scales, in their order.
    package var rated: [String] { columns.filter { scale(of: $0) != nil } }
}
