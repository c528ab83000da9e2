import Expressions
import Forms
import Kernel

/// The formulas of an instrument and its lists of choices, as tools know them that ask with XLSForm or XForms (SV-80).
///
/// Both files are made of the same formulas, with other names for answers; what those tools cannot say is told by the name of the question.
struct FormFormulas {
    /// A list of choices; equal lists are one.
    struct List {
        let name: String
        let choices: [Question.Choice]
    }

    let questionnaire: Questionnaire
    let log: FaultLog
    private(set) var lists: [List] = []
    private let yesNo: [Question.Choice]
    private let path: (Int) -> String

    /// `path` names the answer of an item; `texts` gives a text of the house in both languages by its key.
    init(_ questionnaire: Questionnaire, _ log: FaultLog, texts: (String) -> Bilingual, path: @escaping (Int) -> String) {
        self.questionnaire = questionnaire
        self.log = log
        self.path = path
        yesNo = [Question.Choice("yes", texts("forms.yes")), Question.Choice("no", texts("forms.no"))]
    }

    private func written(
        _ expression: Expressions.Expression, of index: Int, own: Int? = nil, _ write: (XPath) throws(XPath.Inexpressible) -> String
    ) -> String {
        do throws(XPath.Inexpressible) {
            return try write(questionnaire.xpath(expression, own: own, path: path))
        } catch {
            let name = questionnaire.items[index].name
            log.add("surveys.exchange.no_xpath", at: Place(field: name), ["question": name, "function": error.word])
            return ""
        }
    }

    /// When an item is there; empty: always.
    func relevant(_ index: Int) -> String {
        questionnaire.items[index].condition.map { condition($0, of: index) } ?? ""
    }

    func condition(_ condition: Expressions.Expression, of index: Int) -> String {
        written(condition, of: index) { xpath throws(XPath.Inexpressible) in try xpath.condition() }
    }

    func calculation(_ question: Question, _ index: Int) -> String {
        question.calculation.map { written($0, of: index) { xpath throws(XPath.Inexpressible) in try xpath.value() } } ?? ""
    }

    /// All checks of a question together; empty where there is none.
    func constraint(_ question: Question, _ index: Int) -> String {
        let checks = question.checks.map { check in
            written(check.condition, of: index, own: index) { xpath throws(XPath.Inexpressible) in try xpath.check() }
        }
        return checks.count > 1 ? checks.map { "(\($0))" }.joined(separator: " and ") : checks.first ?? ""
    }

    /// What is told where one of the checks is broken: those tools have one sentence for all of them.
    func message(_ question: Question, _ language: Language) -> String {
        question.checks.map { $0.message[language] }.joined(separator: " ")
    }

    /// The list of a question that is answered by choosing; nil where nothing is chosen.
    mutating func list(of question: Question) -> List? {
        let choices: [Question.Choice]
        if question.kind == .yesNo {
            choices = yesNo
        } else if case .list(let list) = question.kind.choices?.source {
            choices = list
        } else {
            return nil
        }
        if let known = lists.first(where: { $0.choices == choices }) { return known }
        let list = List(name: "list\(lists.count + 1)", choices: choices)
        lists.append(list)
        return list
    }

    func refuse(_ index: Int) {
        let name = questionnaire.items[index].name
        log.add("surveys.exchange.not_expressible", at: Place(field: name), ["question": name])
    }

    /// What stands at the top is a screen of its own; long texts have several lines.
    func appearance(_ index: Int) -> String {
        let item = questionnaire.items[index]
        guard let question = item.question else { return item.parent == nil ? "field-list" : "" }
        if case .text(_, let lines) = question.kind, lines > 1 { return "multiline" }
        return ""
    }
}
