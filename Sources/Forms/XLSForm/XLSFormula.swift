import Kernel

/// Turns a formula of XLSForm into one of the house: `${age} >= 18 and selected(${kinds}, 'a')` into
/// `age >= 18 and includes(kinds, 'a')`.
///
/// Known are `${name}`, `.`, the signs, `div`, texts, numbers and the functions below; anything else is told, never guessed.
struct XLSFormula {
    private var rest: Substring
    private var text = ""
    /// The question whose constraint it is, for `.`.
    private let own: String
    /// Whether the text that comes next is a pattern.
    private var isPattern = false
    /// What was not understood.
    private(set) var unknown: [String] = []

    /// Functions that differ by their names alone.
    private static let renamed = [
        "selected": "includes", "regex": "matches", "string-length": "length", "int": "floor", "not": "not ", "if": "if", "min": "min",
        "max": "max", "round": "round", "abs": "abs", "date": "date", "number": "", "string": "",
    ]
    /// Functions of one name that are names here.
    private static let counted = ["count-selected": "count_of_", "count": "count_of_", "sum": "sum_of_"]
    private static let constants = ["today": "today", "true": "true", "false": "false"]

    private init(_ source: String, own: String) {
        rest = Substring(source)
        self.own = own
    }

    /// The formula, or what of it is not understood.
    static func translate(_ written: Written, own: String, _ log: FaultLog) -> Written {
        var reader = XLSFormula(written.text, own: own)
        reader.run()
        for word in reader.unknown { log.add("forms.xls_formula", at: written.place, ["word": word]) }
        return Written(text: reader.text.trimmed, place: written.place)
    }

    private mutating func run() {
        while let first = rest.first {
            switch first {
            case "$": name()
            case "'", "\"": quoted(first)
            case ".":
                if rest.dropFirst().first?.isNumber == true { take() } else { put(named: own, 1) }
            case _ where first.isLetter || first == "_": word()
            case _ where first.isNumber: while let next = rest.first, next.isNumber || next == "." { take() }
            default: take()
            }
        }
    }

    private mutating func take() { text.append(rest.removeFirst()) }

    /// `${name}`.
    private mutating func name() {
        guard rest.hasPrefix("${"), let end = rest.firstIndex(of: "}") else {
            unknown.append("$")
            return rest.removeAll()
        }
        let name = rest[rest.index(rest.startIndex, offsetBy: 2)..<end].trimmed
        put(named: name, rest.distance(from: rest.startIndex, to: end) + 1)
    }

    /// A name, of which `= ''` asks whether it has an answer.
    private mutating func put(named name: String, _ width: Int) {
        rest = rest.dropFirst(width)
        let after = rest.drop { $0 == " " }
        for (sign, form) in [("!=", "given(\(name))"), ("=", "not given(\(name))")] where after.hasPrefix(sign) {
            let value = after.dropFirst(sign.count).drop { $0 == " " }
            if value.hasPrefix("''") || value.hasPrefix("\"\"") {
                text += form
                rest = value.dropFirst(2)
                return
            }
        }
        text += name
    }

    private mutating func quoted(_ quote: Character) {
        take()
        // Patterns are about the whole text: signs that say so are left out.
        if isPattern, rest.first == "^" { rest.removeFirst() }
        while let first = rest.first {
            if isPattern, first == "$", rest.dropFirst().first == quote, text.last != "\\" {
                rest.removeFirst()
            } else {
                take()
                if first == quote { break }
            }
        }
        isPattern = false
    }

    private mutating func word() {
        let word = String(rest.prefix { $0.isLetter || $0.isNumber || "_-:".contains($0) })
        let after = rest.dropFirst(word.count).drop { $0 == " " }
        guard after.first == "(", !["and", "or", "div"].contains(word) else {
            rest = rest.dropFirst(word.count)
            switch word {
            case "and", "or": text += word
            case "div": text += "/"
            default: unknown.append(word)
            }
            return
        }
        if let constant = Self.constants[word], let inner = inside(after), inner.isEmpty {
            text += constant
            rest = behind(after)
        } else if let prefix = Self.counted[word], let inner = inside(after), inner.hasPrefix("${"), inner.hasSuffix("}") {
            text += prefix + inner.dropFirst(2).dropLast().trimmed
            rest = behind(after)
        } else if word == "position", let inner = inside(after), inner == ".." {
            text += "row"
            rest = behind(after)
        } else if let name = Self.renamed[word] {
            isPattern = word == "regex"
            text += name
            rest = after
        } else {
            unknown.append(word + "()")
            rest = rest.dropFirst(word.count)
        }
    }

    private func behind(_ text: Substring) -> Substring { text.drop { $0 != ")" }.dropFirst() }

    /// What stands between the first brackets.
    private func inside(_ text: Substring) -> String? {
        text.firstIndex(of: ")").map { text[text.index(after: text.startIndex)..<$0].trimmed }
    }
}
