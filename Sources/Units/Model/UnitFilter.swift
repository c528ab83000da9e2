import Kernel

/// What somebody looks for among the units.
package struct UnitFilter: Sendable, Hashable {
    /// Folded words, each of which must occur.
    package var words: [String]
    package var kind: Unit.Kind?
    package var block: String?
    /// Only units that are open on this day; nil: closed ones too.
    package var openOn: CalendarDate?

    package init(_ text: String = "", kind: Unit.Kind? = nil, block: String? = nil, openOn: CalendarDate? = nil) {
        words = SearchText.words(text, most: 8)
        self.kind = kind
        self.block = block
        self.openOn = openOn
    }

    package var isEmpty: Bool { words.isEmpty && kind == nil && block == nil }
}
