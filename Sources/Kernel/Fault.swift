/// One thing wrong in a text that somebody wrote, and where.
///
/// Readers of frameworks, tables and forms report all faults of a file at once. `code` names a text in `Locales/`; when
/// `hint` is set, it names a second text that says what to do.
package struct Fault: Sendable, Hashable {
    package var place: Place
    package var code: String
    package var details: [String: String]
    package var hint: String?

    package init(_ code: String, at place: Place, _ details: [String: String] = [:], hint: String? = nil) {
        self.place = place
        self.code = code
        self.details = details
        self.hint = hint
    }
}

/// A place in a file: a character of a text (`line`, `column`), or a cell of a table (`line` is its row, `field` its column).
///
/// Lines and columns count from 1; 0 means the file as a whole.
package struct Place: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var file: String
    package var sheet: String?
    package var line: Int
    package var column: Int
    package var field: String?

    package init(file: String, line: Int = 0, column: Int = 0, field: String? = nil, sheet: String? = nil) {
        self.file = file
        self.sheet = sheet
        self.line = line
        self.column = column
        self.field = field
    }

    /// `file:line:column`, as editors understand it.
    package var description: String {
        var text = file
        if let sheet { text += "[\(sheet)]" }
        if line > 0 { text += ":\(line)" }
        if column > 0 { text += ":\(column)" }
        if let field { text += ":\(field)" }
        return text
    }

    package static func < (one: Place, other: Place) -> Bool {
        (one.file, one.sheet ?? "", one.line, one.column) < (other.file, other.sheet ?? "", other.line, other.column)
    }
}

/// Everything wrong in one input, thrown together; nothing of that input was kept.
package struct Faults: DomainError, Hashable {
    package var faults: [Fault]

    package init(_ faults: [Fault]) {
        precondition(!faults.isEmpty, "faults are thrown only where there is one")
        self.faults = faults
    }

    package var code: String { "input.faults" }
    package var kind: ErrorKind { .invalid }
    package var details: [String: String] { ["count": String(faults.count)] }
}

/// Gathers faults while a text is read, so that a person mends them in one go.
package final class FaultLog {
    package private(set) var faults: [Fault] = []
    /// More faults than this are not told: a file with so many is the wrong file.
    package static let limit = 200

    package init() {}

    package func add(_ fault: Fault) {
        if faults.count < Self.limit { faults.append(fault) }
    }

    package func add(_ code: String, at place: Place, _ details: [String: String] = [:], hint: String? = nil) {
        add(Fault(code, at: place, details, hint: hint))
    }

    /// Throws what was gathered, in the order of the text; returns when nothing was.
    package func check() throws(Faults) {
        if !faults.isEmpty { throw Faults(faults.sorted { $0.place < $1.place }) }
    }
}
