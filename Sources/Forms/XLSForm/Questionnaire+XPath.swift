import Expressions

extension Questionnaire {
    /// A formula of the form as other tools read it (SV-80); `path` gives what an item's answer is called there.
    ///
    /// `own` is the question whose answer a check is about: there it is `.`, and it is always given.
    package func xpath(_ expression: Expression, own: Int? = nil, path: @escaping (Int) -> String) -> XPath {
        XPath(expression) { variable in
            func name(_ index: Int) -> String { index == own ? "." : path(index) }
            switch meanings[variable] {
            case .today: return XPath.Reference("today()", isAlwaysThere: true)
            case .value(let index): return XPath.Reference(name(index), isAlwaysThere: index == own)
            case .count(let index) where items[index].question != nil:
                return XPath.Reference("count-selected(\(name(index)))", isAlwaysThere: true)
            case .row, .count, .sum: return nil
            }
        }
    }
}
