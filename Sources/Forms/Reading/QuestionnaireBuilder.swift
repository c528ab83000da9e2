import Expressions
import Kernel

/// Makes a sound ``Questionnaire`` of a draft: names, formulas, and that nothing needs itself.
struct QuestionnaireBuilder {
    private let log: FaultLog
    private var flat: [Flat] = []
    private var variables: [Expression.Variable] = []
    private var meanings: [Questionnaire.Meaning] = []

    /// An item with its place in the whole, its formulas still text.
    private struct Flat {
        let draft: ItemDraft
        let parent: Int?
        let repeated: Int?
        var question: QuestionDraft? { if case .question(let question) = draft.content { question } else { nil } }
    }

    /// Names that formulas know without anybody asking.
    private static let reserved = ["today", "row"]

    init(log: FaultLog) { self.log = log }

    /// Nil when the log holds faults.
    mutating func build(_ draft: QuestionnaireDraft) -> Questionnaire? {
        for item in draft.items { flatten(item, parent: nil, repeated: nil, depth: 1) }
        if log.faults.isEmpty, !flat.contains(where: { $0.question != nil }) {
            log.add("forms.empty", at: draft.items.first?.name.place ?? Place(file: ""))
        }
        checkNames()
        guard log.faults.isEmpty else { return nil }
        declare()
        let items = flat.indices.map(item)
        checkNarrowing()
        checkPaper(draft.paper)
        guard log.faults.isEmpty, let order = NeedOrder(items, meanings).order(flat.map(\.draft.name), log) else { return nil }
        return Questionnaire(
            code: draft.code, version: draft.version, procedure: draft.procedure, title: draft.title, isSample: draft.isSample,
            paper: draft.paper, items: items, order: order, meanings: meanings)
    }

    private mutating func flatten(_ item: ItemDraft, parent: Int?, repeated: Int?, depth: Int) {
        guard flat.count < Questionnaire.Limit.items else {
            if flat.count == Questionnaire.Limit.items {
                log.add("forms.items_excess", at: item.name.place, ["most": "\(Questionnaire.Limit.items)"])
            }
            return
        }
        if depth > Questionnaire.Limit.depth {
            return log.add("forms.too_deep", at: item.name.place, ["most": "\(Questionnaire.Limit.depth)"])
        }
        let index = flat.count
        flat.append(Flat(draft: item, parent: parent, repeated: repeated))
        switch item.content {
        case .question: break
        case .group(let children):
            if children.isEmpty { log.add("forms.group_empty", at: item.name.place, ["name": item.name.text]) }
            for child in children { flatten(child, parent: index, repeated: repeated, depth: depth + 1) }
        case .repeated(let least, let most, _, let children):
            if repeated != nil { log.add("forms.repeat_in_repeat", at: item.name.place, ["name": item.name.text]) }
            if most > Questionnaire.Limit.rows {
                log.add("forms.repeat_huge", at: item.name.place, ["name": item.name.text, "most": "\(Questionnaire.Limit.rows)"])
            }
            if least < 0 || most < max(least, 1) { log.add("forms.repeat_bounds", at: item.name.place, ["name": item.name.text]) }
            if children.isEmpty { log.add("forms.group_empty", at: item.name.place, ["name": item.name.text]) }
            for child in children { flatten(child, parent: index, repeated: index, depth: depth + 1) }
        }
    }

    private func checkNames() {
        var lines: [String: Int] = [:]
        for item in flat {
            let name = item.draft.name
            if !Expression.Variable.isName(name.text) || Self.reserved.contains(name.text) {
                log.add("forms.name_unfit", at: name.place, ["name": name.text])
            } else if name.text.hasPrefix("count_of_") || name.text.hasPrefix("sum_of_") {
                log.add("forms.name_of_sums", at: name.place, ["name": name.text])
            } else if let line = lines[name.text] {
                log.add("forms.name_twice", at: name.place, ["name": name.text, "line": "\(line)"])
            }
            if lines[name.text] == nil { lines[name.text] = name.place.line }
        }
    }
}

// Formulas.
extension QuestionnaireBuilder {
    /// Names for formulas; the kind of a calculation is the kind of its formula, which may stand on others.
    private mutating func declare() {
        func add(_ name: String, _ kind: Expression.Kind, _ meaning: Questionnaire.Meaning) {
            variables.append(Expression.Variable(name, kind))
            meanings.append(meaning)
        }
        add("today", .number, .today)
        add("row", .number, .row)
        var calculated: [(variable: Int, source: String)] = []
        for (index, item) in flat.enumerated() {
            let name = item.draft.name.text
            switch item.draft.content {
            case .group: break
            case .repeated: add("count_of_\(name)", .number, .count(index))
            case .question(let question):
                if let source = question.calculation { calculated.append((variables.count, source.text)) }
                guard question.kind != .note else { continue }
                let kind = question.kind.valueKind ?? .number
                add(name, kind, .value(index))
                if question.kind.isMany { add("count_of_\(name)", .number, .count(index)) }
                if kind == .number, item.repeated != nil { add("sum_of_\(name)", .number, .sum(index)) }
            }
        }
        // Each round settles at least those that stand on settled ones.
        for _ in calculated {
            var isSettled = true
            for (variable, source) in calculated {
                guard let kind = try? Expression.parse(source, variables: variables).kind, kind != variables[variable].kind else {
                    continue
                }
                variables[variable] = Expression.Variable(variables[variable].name, kind)
                isSettled = false
            }
            if isSettled { break }
        }
    }

    private func item(_ index: Int) -> Item {
        let flat = flat[index]
        let draft = flat.draft
        let content: Item.Content =
            switch draft.content {
            case .group: .group
            case .repeated(let least, let most, let count, _):
                .repeated(Rows(least: least, most: most, count: count.flatMap { formula($0, .number, of: index, scope: nil) }))
            case .question(let question): .question(self.question(question, index))
            }
        return Item(
            name: draft.name.text, label: draft.label, help: draft.help,
            condition: draft.condition.flatMap { formula($0, .truth, of: index, scope: flat.repeated) }, parent: flat.parent,
            repeated: flat.repeated, content: content)
    }

    private func question(_ draft: QuestionDraft, _ index: Int) -> Question {
        let scope = flat[index].repeated
        let requirement = draft.requirement.flatMap { formula($0, .truth, of: index, scope: scope) }
        let checks = draft.checks.compactMap { check in
            formula(check.condition, .truth, of: index, scope: scope).map { Question.Check(condition: $0, message: check.message) }
        }
        return Question(
            kind: draft.kind, requirement: requirement.map { .when($0) } ?? (draft.isRequired ? .always : .never), checks: checks,
            prefill: draft.prefill, calculation: draft.calculation.flatMap { formula($0, nil, of: index, scope: scope) }, place: draft.place
        )
    }

    /// A formula that uses only what is there where it stands: rows of the same repeat, and what is outside of repeats.
    private func formula(_ written: Written, _ kind: Expression.Kind?, of index: Int, scope: Int?) -> Expression? {
        do throws(ExpressionFaults) {
            let expression = try Expression.parse(written.text, variables: variables, gives: kind)
            for reference in expression.references {
                let name = variables[reference].name
                switch meanings[reference] {
                case .row where scope == nil: log.add("forms.row_outside", at: written.place, ["name": name])
                case .value(let other) where flat[other].repeated != nil && flat[other].repeated != scope:
                    log.add("forms.name_in_rows", at: written.place, ["name": name])
                case .count(let other) where flat[other].repeated != nil && flat[other].repeated != scope:
                    log.add("forms.name_in_rows", at: written.place, ["name": name])
                default: break
                }
            }
            return expression
        } catch {
            for fault in error.faults { log.add(told(fault, written)) }
            return nil
        }
    }

    private func told(_ fault: ExpressionFault, _ written: Written) -> Fault {
        var told = fault.fault(at: written.place, in: written.text)
        told.details["caret"] = fault.caret(in: written.text)
        return told
    }

    /// What narrows choices must be a text that is there.
    private func checkNarrowing() {
        for item in flat {
            guard let within = item.question?.within else { continue }
            guard let other = flat.first(where: { $0.draft.name.text == within.text }), let kind = other.question?.kind,
                kind.valueKind == .text || other.question?.calculation != nil,
                other.repeated == nil || other.repeated == item.repeated
            else {
                log.add("forms.within_unknown", at: within.place, ["name": within.text])
                continue
            }
        }
    }

    /// Names in braces of the paper's lines.
    private func checkPaper(_ paper: Paper) {
        let texts = ([paper.addressee, paper.pledge].compactMap { $0 } + paper.notes).flatMap { [$0.vi, $0.en] }
        for name in texts.flatMap(Paper.names) where !flat.contains(where: { $0.draft.name.text == name && $0.repeated == nil }) {
            log.add("forms.paper_name_unknown", at: flat.first?.draft.name.place ?? Place(file: ""), ["name": name])
        }
    }
}

extension Paper {
    /// The names that stand in braces.
    static func names(in text: String) -> [String] {
        text.split(separator: "{").dropFirst(text.hasPrefix("{") ? 0 : 1).compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }
}
