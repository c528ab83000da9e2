import Kernel

/// The lists of the house as forms ask for them.
package struct Catalogues: Sendable {
    /// What can be chosen; `within` is the code of the whole they are parts of, where a form names one.
    package var choices: @Sendable (Catalogue, _ within: String?) -> [Question.Choice]
    package var find: @Sendable (Catalogue, _ code: String) -> Question.Choice?

    package init(
        choices: @escaping @Sendable (Catalogue, String?) -> [Question.Choice],
        find: @escaping @Sendable (Catalogue, String) -> Question.Choice?
    ) {
        self.choices = choices
        self.find = find
    }

    /// Lists as they are held; a choice's group is the code of the whole.
    package init(_ lists: [Catalogue: [Question.Choice]]) {
        let found = lists.mapValues { Dictionary($0.map { ($0.code, $0) }) { first, _ in first } }
        let parts = lists.mapValues { Dictionary(grouping: $0) { $0.group ?? "" } }
        self.init(
            choices: { list, whole in whole.map { parts[list]?[$0] ?? [] } ?? lists[list] ?? [] },
            find: { list, code in found[list]?[code] })
    }

    /// No list has an entry.
    package static let none = Catalogues([:])

    /// Whether a code stands in a list, in the part that `whole` names.
    func holds(_ code: String, in list: Catalogue, within whole: String?) -> Bool {
        guard let choice = find(list, code) else { return false }
        return whole == nil || choice.group == whole
    }
}
