import Expressions
import Kernel

/// The order in which items can be worked out, each behind those it needs.
struct NeedOrder {
    private let items: [Item]
    private var needs: [[Int]]

    init(_ items: [Item], _ meanings: [Questionnaire.Meaning]) {
        self.items = items
        needs = items.map { item in
            let formulas = [item.condition, item.rows?.count, item.question?.calculation].compactMap { $0 }
            let named = formulas.flatMap(\.references).compactMap { reference -> Int? in
                switch meanings[reference] {
                case .today, .row: nil
                case .value(let index), .count(let index), .sum(let index): index
                }
            }
            let within = item.question?.kind.choices?.within.flatMap { name in items.firstIndex { $0.name == name } }
            return [item.parent, item.repeated, within].compactMap { $0 } + named
        }
    }

    /// Nil where items need each other in a circle; each circle is told at the first of its items.
    func order(_ names: [Written], _ log: FaultLog) -> [Int]? {
        enum Mark { case new, open, done }
        var marks = Array(repeating: Mark.new, count: items.count)
        var order: [Int] = []
        var way: [Int] = []
        var isSound = true
        func visit(_ index: Int) {
            switch marks[index] {
            case .done: return
            case .open:
                let circle = way.drop { $0 != index } + [index]
                let text = circle.map { items[$0].name }.joined(separator: " → ")
                log.add("forms.circle", at: names[index].place, ["names": text])
                isSound = false
            case .new:
                marks[index] = .open
                way.append(index)
                for need in needs[index] { visit(need) }
                way.removeLast()
                marks[index] = .done
                order.append(index)
            }
        }
        for index in items.indices { visit(index) }
        return isSound ? order : nil
    }
}
