import Kernel

extension Words {
    /// What is wrong, in a sentence.
    package func message(_ fault: Fault) -> String { self(fault.code, fault.details) }

    /// What to do about it: the hint the fault names, or the one that its code always has.
    package func hint(_ fault: Fault) -> String? {
        if let hint = fault.hint { return self(hint, fault.details) }
        return has("\(fault.code).hint") ? self("\(fault.code).hint", fault.details) : nil
    }

    /// Where it is, for people: file, sheet, line or row, column or field.
    package func place(_ place: Place) -> String {
        var parts = [place.file]
        if let sheet = place.sheet { parts.append(self("platform.place.sheet", ["sheet": sheet])) }
        if place.line > 0 {
            let key = place.column > 0 ? "platform.place.line" : "platform.place.row"
            parts.append(self(key, ["line": "\(place.line)"]))
        }
        if place.column > 0 { parts.append(self("platform.place.column", ["column": "\(place.column)"])) }
        if let field = place.field { parts.append(self("platform.place.field", ["field": field])) }
        return parts.joined(separator: ", ")
    }
}

/// Writes errors for a terminal: `file:line:column: message`, as editors read it, and below it the hint.
///
/// A fault in a formula has the detail `caret`: the line of the formula and the mark under what is wrong.
package struct FaultPrinter: Sendable {
    private let words: Words

    package init(_ words: Words) { self.words = words }

    package func text(_ faults: [Fault]) -> String {
        faults.map { fault in
            let below = [fault.details["caret"], words.hint(fault)].compactMap { $0 }.flatMap { $0.split(separator: "\n") }
            return (["\(fault.place): \(words.message(fault))"] + below.map { "    \($0)" }).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// Any error that a person can be told about; faults one below the other, under a line that counts them.
    package func text(_ error: any DomainError) -> String {
        let sentence = words(error.code, error.details)
        if let faults = error as? Faults { return text(faults.faults) + "\n" + sentence }
        let hint = words.has("\(error.code).hint") ? "\n    " + words("\(error.code).hint", error.details) : ""
        return sentence + hint
    }
}

extension HTML {
    /// The faults of an input as a list of places and sentences.
    package static func faults(_ faults: [Fault], _ words: Words) -> HTML {
        """
        <ol class="faults">\(each: faults, { fault in
            """
            <li><span class="place">\(words.place(fault.place))</span> \(words.message(fault))\
            \(words.hint(fault).map { "<span class=\"why\">\($0)</span>" as HTML })</li>

            """
        })</ol>
        """
    }
}
