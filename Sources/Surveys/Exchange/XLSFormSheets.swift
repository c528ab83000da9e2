import Expressions
import Forms
import Kernel
import Office

/// An instrument as the sheets of XLSForm (SV-80), for tools that ask with it; answers come back by ``AnswerFile``.
///
/// Only what every such tool understands is written; what cannot be said there is told by the name of the question. Scales, consent and
/// index have no place in that format.
struct XLSFormSheets {
    private(set) var survey: [[String]] = []
    private(set) var choices: [[String]] = []
    let settings: [String]

    static let surveyHeader = [
        "type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "hint::Tiếng Việt (vi)", "hint::English (en)", "required",
        "relevant",
        "constraint", "constraint_message::Tiếng Việt (vi)", "constraint_message::English (en)", "calculation", "appearance",
    ]
    static let choicesHeader = ["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)"]
    static let settingsHeader = ["form_title", "form_id", "version", "default_language"]

    private let questionnaire: Questionnaire
    private var lists: [[Question.Choice]: String] = [:]

    /// `texts` gives a text of the house in both languages by its key.
    init(_ instrument: Instrument, texts: (String) -> Bilingual) throws {
        questionnaire = instrument.questionnaire
        settings = [instrument.title.vi, instrument.code, instrument.edition, "Tiếng Việt (vi)"]
        let answers = [Question.Choice("yes", texts("forms.yes")), Question.Choice("no", texts("forms.no"))]
        let log = FaultLog()
        for index in questionnaire.children(of: nil) { add(index, answers, log) }
        try log.check()
    }

    private mutating func add(_ index: Int, _ yesNo: [Question.Choice], _ log: FaultLog) {
        let item = questionnaire.items[index]
        let relevant = item.condition.map { formula($0, own: nil, item, log) } ?? ""
        guard let question = item.question else {
            survey.append(["begin_group", item.name, item.label.vi, item.label.en, "", "", "", relevant, "", "", "", "", ""])
            for child in questionnaire.children(of: index) { add(child, yesNo, log) }
            survey.append(["end_group"] + [String](repeating: "", count: Self.surveyHeader.count - 1))
            return
        }
        let required =
            switch question.requirement {
            case .never: ""
            case .always: "yes"
            case .when(let condition): formula(condition, own: nil, item, log)
            }
        let checks = question.checks.map { formula($0.condition, own: item.name, item, log) }
        let message = question.checks.first?.message
        survey.append([
            type(of: question, yesNo, item, log), item.name, item.label.vi, item.label.en, item.help?.vi ?? "", item.help?.en ?? "",
            required,
            relevant, checks.count > 1 ? checks.map { "(\($0))" }.joined(separator: " and ") : checks.first ?? "", message?.vi ?? "",
            message?.en ?? "", question.calculation.map { formula($0, own: nil, item, log) } ?? "", Self.appearance(question),
        ])
    }

    private static func appearance(_ question: Question) -> String {
        if case .text(_, let lines) = question.kind, lines > 1 { return "multiline" }
        return ""
    }

    private mutating func type(of question: Question, _ yesNo: [Question.Choice], _ item: Item, _ log: FaultLog) -> String {
        switch question.kind {
        case .text: return "text"
        case .integer: return "integer"
        case .decimal: return "decimal"
        case .date: return "date"
        case .note: return "note"
        case .calculated: return "calculate"
        case .yesNo: return "select_one \(list(yesNo))"
        case .choice(let choices): if case .list(let list) = choices.source { return "select_one \(self.list(list))" }
        case .choices(let choices): if case .list(let list) = choices.source { return "select_multiple \(self.list(list))" }
        case .phone, .idNumber, .email, .file: break
        }
        log.add("surveys.exchange.not_expressible", at: Place(field: item.name), ["question": item.name])
        return "text"
    }

    /// The name of a list; equal lists are one.
    private mutating func list(_ choices: [Question.Choice]) -> String {
        if let name = lists[choices] { return name }
        let name = "list\(lists.count + 1)"
        lists[choices] = name
        self.choices += choices.map { [name, $0.code, $0.label.vi, $0.label.en] }
        return name
    }

    // MARK: formulas

    private static let functions = [
        "includes": "selected", "matches": "regex", "length": "string-length", "floor": "int", "if": "if", "min": "min", "max": "max",
        "round": "round", "abs": "abs", "date": "date",
    ]

    /// A formula of the house as one of XLSForm; `own` is the question whose answer `.` is.
    private func formula(_ expression: Expressions.Expression, own: String?, _ item: Item, _ log: FaultLog) -> String {
        let kinds = Dictionary(expression.variables.map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
        var rest = Substring(expression.description)
        var text = ""
        func refuse() { log.add("surveys.exchange.not_expressible", at: Place(field: item.name), ["question": item.name]) }
        func path(_ name: String) -> String { name == own ? "." : "${\(name)}" }
        func reference(_ name: String) -> String {
            switch name {
            case "and", "or", "true", "false": return ["true", "false"].contains(name) ? "\(name)()" : name
            case "today": return "today()"
            case _ where name.hasPrefix("count_of_"): return "count-selected(\(path(String(name.dropFirst(9)))))"
            default:
                guard let kind = kinds[name] else {
                    refuse()
                    return name
                }
                return kind == .truth ? "\(path(name)) = 'yes'" : path(name)
            }
        }
        while let first = rest.first {
            if first == "'" {
                let end = rest.dropFirst().firstIndex(of: "'").map { rest.index(after: $0) } ?? rest.endIndex
                text += rest[..<end]
                rest = rest[end...]
            } else if first.isLetter {
                let word = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" })
                rest = rest.dropFirst(word.count)
                if rest.first == "(" {
                    if word == "given", let end = rest.firstIndex(of: ")") {
                        text += "\(path(String(rest[rest.index(after: rest.startIndex)..<end]))) != ''"
                        rest = rest[rest.index(after: end)...]
                    } else {
                        if Self.functions[word] == nil { refuse() }
                        text += Self.functions[word] ?? word
                    }
                } else if word == "not" {
                    // `not` takes what follows in brackets, or one name.
                    rest = rest.drop { $0 == " " }
                    if rest.first == "(" {
                        text += "not"
                    } else if let name = rest.prefixMatch(of: /[a-z][A-Za-z0-9_-]*/), !rest[name.range.upperBound...].hasPrefix("(") {
                        text += "not(\(reference(String(name.0))))"
                        rest = rest[name.range.upperBound...]
                    } else if let call = rest.prefixMatch(of: /(given|includes|matches)\([^()]*\)/) {
                        let inner = call.0.hasPrefix("given(") ? "\(path(String(call.0.dropFirst(6).dropLast()))) != ''" : nil
                        if inner == nil { refuse() }
                        text += "not(\(inner ?? ""))"
                        rest = rest[call.range.upperBound...]
                    } else {
                        refuse()
                    }
                } else {
                    text += reference(word)
                }
            } else if first == "/" {
                text += "div"
                rest.removeFirst()
            } else {
                text.append(rest.removeFirst())
            }
        }
        return text
    }
}
