import Expressions
import Kernel

extension Questionnaire {
    /// The form as a program for browsers: the same formulas, order and limits that ``fill(_:on:catalogues:)`` works with.
    ///
    /// ```
    /// {"language":"vi","today":"2026-11-22","meanings":[["today"],["row"],["value",0],["count",3],["sum",4]],"order":[0,1],
    ///  "items":[{"name":"a","label":"A","parent":0,"in":3,"when":F,"is":"question","kind":"text","most":250,…}]}
    /// ```
    /// F is ``Expression/code``. Choices are pairs of a code and the code of the whole they belong to; those of catalogues
    /// stand in the page, and the server knows them all.
    package func compiled(_ language: Language, on today: CalendarDate) -> String {
        object([
            ("language", language.rawValue.jsonLiteral), ("today", today.description.jsonLiteral),
            ("meanings", list(meanings.map(\.code))), ("order", list(order.map { "\($0)" })),
            ("items", list(items.map { code($0, language) })),
        ])
    }

    private func code(_ item: Item, _ language: Language) -> String {
        let own: [(String, String?)] = [
            ("name", item.name.jsonLiteral), ("label", item.label[language].jsonLiteral), ("parent", item.parent.map { "\($0)" }),
            ("in", item.repeated.map { "\($0)" }), ("when", item.condition?.code),
        ]
        switch item.content {
        case .group: return object(own + [("is", "\"group\"")])
        case .repeated(let rows):
            return object(own + [("is", "\"repeat\""), ("least", "\(rows.least)"), ("most", "\(rows.most)"), ("count", rows.count?.code)])
        case .question(let question): return object(own + code(question, language))
        }
    }

    private func code(_ question: Question, _ language: Language) -> [(String, String?)] {
        let required: String? =
            switch question.requirement {
            case .never: nil
            case .always: "true"
            case .when(let condition): condition.code
            }
        let checks = question.checks.map { "[\($0.condition.code),\($0.message[language].jsonLiteral)]" }
        return [
            ("is", "\"question\""), ("kind", question.kind.word.jsonLiteral), ("value", question.valueKind?.rawValue.jsonLiteral),
            ("required", required), ("checks", checks.isEmpty ? nil : list(checks)), ("calculation", question.calculation?.code),
        ] + limits(question.kind)
    }

    private func limits(_ kind: Question.Kind) -> [(String, String?)] {
        switch kind {
        case .text(let most, _): return [("most", "\(most)")]
        case .decimal(let scale): return [("scale", "\(scale)")]
        case .file(let limits):
            return [("most", "\(limits.count)"), ("bytes", "\(limits.bytes)"), ("endings", list(limits.endings.map(\.jsonLiteral)))]
        case .choice(let choices), .choices(let choices):
            let within: (String, String?) = ("within", choices.within.flatMap(index).map { "\($0)" })
            switch choices.source {
            case .catalogue(let catalogue): return [within, ("catalogue", catalogue.rawValue.jsonLiteral)]
            case .list(let list):
                let pairs = list.map { choice in
                    choice.group.map { "[\(choice.code.jsonLiteral),\($0.jsonLiteral)]" } ?? "[\(choice.code.jsonLiteral)]"
                }
                return [within, ("choices", self.list(pairs))]
            }
        case .integer, .date, .yesNo, .phone, .idNumber, .email, .note, .calculated: return []
        }
    }

    private func list(_ parts: [String]) -> String { "[" + parts.joined(separator: ",") + "]" }

    /// Without what is nil.
    private func object(_ entries: [(String, String?)]) -> String {
        "{" + entries.compactMap { key, value in value.map { "\"\(key)\":\($0)" } }.joined(separator: ",") + "}"
    }
}

extension Questionnaire.Meaning {
    fileprivate var code: String {
        switch self {
        case .today: "[\"today\"]"
        case .row: "[\"row\"]"
        case .value(let index): "[\"value\",\(index)]"
        case .count(let index): "[\"count\",\(index)]"
        case .sum(let index): "[\"sum\",\(index)]"
        }
    }
}
