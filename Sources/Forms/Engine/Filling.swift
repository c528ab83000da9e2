import Expressions
import Kernel

extension Questionnaire {
    /// Works a form out with the answers given so far; whoever shows it, checks it or keeps it begins here.
    ///
    /// A formula that needs an answer which is not there has no value: a condition does not hold, a check is not applied, a
    /// calculation gives nothing. What is hidden has no answer.
    package func fill(_ answers: Answers, on today: CalendarDate, catalogues: Catalogues = .none) -> Filled {
        var filling = Filling(self, answers, today, catalogues)
        for index in order { filling.work(out: index) }
        for index in items.indices { filling.check(index) }
        return filling.filled
    }
}

/// One filling of one form: first each item in the order of needs, then the checks in the order of the form.
///
/// `forms-engine.js` does the same with the same programs; Tests/Browser/test_forms.py holds them together.
private struct Filling {
    private let questionnaire: Questionnaire
    private let given: Answers
    private let today: CalendarDate
    private let catalogues: Catalogues
    private(set) var filled: Filled
    /// Faults of the kinds of answers by path, found on the way to their values.
    private var broken: [AnswerPath: (code: String, details: [String: String])] = [:]

    init(_ questionnaire: Questionnaire, _ given: Answers, _ today: CalendarDate, _ catalogues: Catalogues) {
        self.questionnaire = questionnaire
        self.given = given
        self.today = today
        self.catalogues = catalogues
        filled = Filled(
            questionnaire: questionnaire, given: given, visible: Array(repeating: [], count: questionnaire.items.count),
            values: Array(repeating: [], count: questionnaire.items.count))
    }

    private func rows(of item: Item) -> Int { item.repeated.map { filled.counts[$0] ?? 0 } ?? 1 }

    mutating func work(out index: Int) {
        let item = questionnaire.items[index]
        let rows = rows(of: item)
        filled.visible[index] = (0..<rows).map { isThere(item, row: $0) }
        switch item.content {
        case .group: break
        case .repeated(let rule): filled.counts[index] = filled.visible[index][0] ? count(rule, item) : 0
        case .question(let question):
            filled.values[index] = (0..<rows).map { row in filled.visible[index][row] ? value(index, question, row: row) : nil }
        }
    }

    private func isThere(_ item: Item, row: Int) -> Bool {
        if let parent = item.parent {
            // What stands in a repeat is there in its rows; what stands in a group, with the group of the same row.
            let around = filled.visible[parent]
            guard questionnaire.items[parent].rows != nil ? around[0] : around[row] else { return false }
        }
        return item.condition.map { holds($0, row: row) == true } ?? true
    }

    private func count(_ rule: Rows, _ item: Item) -> Int {
        guard let count = rule.count else { return min(max(given.rows[item.name] ?? 0, rule.least), rule.most) }
        guard let number = try? count.number({ lookup($0, row: 0) }) else { return 0 }
        if number < .zero { return 0 }
        return number > Ratio(rule.most, 1) ? rule.most : Int(number.numerator / number.denominator)
    }

    private mutating func value(_ index: Int, _ question: Question, row: Int) -> Expression.Value? {
        let path = questionnaire.path(index, row: row + 1)
        if let calculation = question.calculation {
            guard let value = try? calculation.evaluate({ lookup($0, row: row) }), let text = value.spelling else { return nil }
            filled.answers[path] = .one(text)
            return value
        }
        guard let answer = given[path], question.kind != .note else { return nil }
        filled.answers[path] = answer
        if let fault = question.kind.fault(answer) ?? choiceFault(question, answer, row: row) {
            broken[path] = fault
            return nil
        }
        return question.kind.value(answer)
    }

    private func choiceFault(_ question: Question, _ answer: Answer, row: Int) -> (code: String, details: [String: String])? {
        guard let choices = question.kind.choices else { return nil }
        let whole = choices.within.map { text(of: $0, row: row) }
        for code in answer.all {
            let isOffered =
                switch choices.source {
                case .list(let list): list.contains { $0.code == code && (whole == nil || $0.group == nil || $0.group == whole) }
                case .catalogue(let catalogue): catalogues.holds(code, in: catalogue, within: whole)
                }
            if !isOffered { return ("forms.choice_unknown", [:]) }
        }
        return nil
    }

    /// The text value of a question, empty without one.
    private func text(of name: String, row: Int) -> String {
        guard let index = questionnaire.index(name), case .text(let text) = value(of: index, row: row) else { return "" }
        return text
    }

    private func value(of index: Int, row: Int) -> Expression.Value? {
        let values = filled.values[index]
        let row = questionnaire.items[index].repeated == nil ? 0 : row
        return values.indices.contains(row) ? values[row] : nil
    }

    private func lookup(_ variable: Int, row: Int) -> Expression.Value? {
        switch questionnaire.meanings[variable] {
        case .today: return .number(Ratio(today.daysSince1970, 1))
        case .row: return .number(Ratio(row + 1, 1))
        case .value(let index):
            if let value = value(of: index, row: row) { return value }
            return questionnaire.items[index].question?.valueKind == .text ? .text("") : nil
        case .count(let index):
            if let count = filled.counts[index] { return .number(Ratio(count, 1)) }
            guard case .text(let words) = value(of: index, row: row) else { return .number(.zero) }
            return .number(Ratio(words.split(separator: " ").count, 1))
        case .sum(let index):
            var sum = Ratio.zero
            for case .number(let value) in filled.values[index] {
                guard let next = try? sum + value else { return nil }
                sum = next
            }
            return .number(sum)
        }
    }

    /// Whether a condition holds; nil where an answer that it needs is missing.
    private func holds(_ condition: Expression, row: Int) -> Bool? {
        do throws(ExpressionFault) {
            return try condition.truth { lookup($0, row: row) }
        } catch {
            return error.reason == .valueMissing ? nil : false
        }
    }

    mutating func check(_ index: Int) {
        let item = questionnaire.items[index]
        for row in 0..<rows(of: item) where filled.visible[index][row] {
            switch item.content {
            case .group: break
            case .repeated(let rule): check(rule, index)
            case .question(let question): check(question, index, row: row)
            }
        }
    }

    private mutating func check(_ rule: Rows, _ index: Int) {
        let path = AnswerPath(questionnaire.items[index].name)
        let count = filled.rows(index)
        filled.answers.rows[path.name] = count
        if rule.count == nil, given.rows[path.name] ?? 0 > rule.most { fault(path, "forms.rows_excess", ["most": "\(rule.most)"]) }
    }

    private mutating func check(_ question: Question, _ index: Int, row: Int) {
        let path = questionnaire.path(index, row: row + 1)
        if let broken = broken[path] { return fault(path, broken.code, broken.details) }
        guard value(of: index, row: row) != nil else {
            if isRequired(question, row: row) { fault(path, "forms.answer_missing") }
            return
        }
        for check in question.checks where holds(check.condition, row: row) == false {
            filled.faults.append(AnswerFault(path: path, code: "forms.check_failed", details: [:], message: check.message))
        }
    }

    private func isRequired(_ question: Question, row: Int) -> Bool {
        if question.kind == .note || question.kind == .calculated { return false }
        switch question.requirement {
        case .never: return false
        case .always: return true
        case .when(let condition): return holds(condition, row: row) == true
        }
    }

    private mutating func fault(_ path: AnswerPath, _ code: String, _ details: [String: String] = [:]) {
        filled.faults.append(AnswerFault(path: path, code: code, details: details, message: nil))
    }
}

extension Question {
    /// The kind of the value that formulas see.
    package var valueKind: Expression.Kind? { calculation?.kind ?? kind.valueKind }
}

extension Expression.Value {
    /// A computed value as an answer is spelled; a number that has no end is kept with six decimals, nil where it is too long.
    var spelling: String? {
        switch self {
        case .number(let ratio): (ratio.exactNumber ?? ratio.number(scale: 6))?.description
        case .text(let text): text
        case .truth(let truth): truth ? "yes" : "no"
        }
    }
}
