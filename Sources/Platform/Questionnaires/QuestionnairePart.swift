import Forms
import Kernel

/// What of a form stands on one screen: a group, or questions that follow one another at the top.
package struct QuestionnairePart: Sendable {
    package let title: Bilingual?
    package let items: [Int]

    /// Screens of a form in their order.
    package static func parts(of questionnaire: Questionnaire) -> [QuestionnairePart] {
        var parts: [QuestionnairePart] = []
        var loose: [Int] = []
        func close() {
            if !loose.isEmpty { parts.append(QuestionnairePart(title: nil, items: loose)) }
            loose = []
        }
        for index in questionnaire.children(of: nil) {
            if questionnaire.items[index].question != nil {
                loose.append(index)
            } else {
                close()
                parts.append(QuestionnairePart(title: questionnaire.items[index].label, items: [index]))
            }
        }
        close()
        return parts
    }

    /// All items of the part, those inside others too.
    func all(in questionnaire: Questionnaire) -> Set<Int> {
        var all = Set(items)
        for (index, item) in questionnaire.items.enumerated() where item.parent.map(all.contains) == true { all.insert(index) }
        return all
    }

    /// Whether anything of it is asked of this person.
    package func isAsked(_ filled: Filled) -> Bool { items.contains { filled.isVisible($0) } }
}
