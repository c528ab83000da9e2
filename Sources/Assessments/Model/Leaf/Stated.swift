import Kernel
import Platform
import Scoring

/// What somebody stated of a leaf, in its one canonical text: JSON of inputs and exact values, as stored.
///
/// `{"denominator":"30","numerator":"27"}`, `{"choice":"late"}`, `{"points":"1.5"}` for points stated directly,
/// `{"not_applicable":"no_such_task"}` or `{"missing":"not_submitted"}` where there are no figures (PI-43, PI-45).
package struct Stated: Sendable, Hashable {
    package let text: String

    /// Text that was stored.
    package init(stored text: String) { self.text = text }

    /// The canonical text of values that the framework has read.
    init(_ statement: Statement) {
        var values = Dictionary(statement.values.map { ($0.input, AuditValue.text($0.text)) }, uniquingKeysWith: { first, _ in first })
        if let absence = statement.absence { values[absence.kind.rawValue] = .text(absence.reason) }
        text = AuditValue.map(values).description
    }

    /// Input to value.
    package var values: [String: String] {
        var reader = FlatJSON(text)
        return Dictionary(reader.pairs(), uniquingKeysWith: { first, _ in first })
    }

    /// Whether points were stated in place of figures.
    package var isDirect: Bool { values["points"] != nil }

    /// For the framework to read; faults will name `place` and the input.
    func statement(at place: Place) -> Statement { Statement(inputs: values, at: place) }
}

extension Statement {
    /// Inputs as a form or a program gives them; empty ones are left out.
    init(inputs: [String: String], at place: Place) {
        self.init()
        for (name, value) in inputs.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
            let place = Place(file: place.file, field: name)
            if let kind = Absence.Kind(rawValue: name) {
                absence = Absence(kind: kind, reason: value, place: place)
            } else {
                values.append(Value(input: name, text: value, place: place))
            }
        }
    }
}

/// Reads the JSON that ``Stated`` writes: one map of texts, no spaces; a whole round is read at once, so it must be quick.
private struct FlatJSON {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func pairs() -> [(String, String)] {
        var pairs: [(String, String)] = []
        while let key = text(), let value = text() { pairs.append((key, value)) }
        return pairs
    }

    /// The next text between quotation marks.
    private mutating func text() -> String? {
        guard let start = bytes[index...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        var piece: [UInt8] = []
        var next = start + 1
        while next < bytes.count, bytes[next] != UInt8(ascii: "\"") {
            // Inputs, options and numbers need no escapes; of those that JSON knows only a mark in front of a mark can occur.
            if bytes[next] == UInt8(ascii: "\\") { next += 1 }
            if next < bytes.count { piece.append(bytes[next]) }
            next += 1
        }
        index = next + 1
        return String(decoding: piece, as: UTF8.self)
    }
}
