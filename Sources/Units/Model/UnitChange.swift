import Kernel

/// What became of units on a day, with its legal text (PI-17): a new name, a new place, a merger, a split, an end.
///
/// A unit that goes on stands on both sides: one that is renamed or moved always, one that takes others in or gives a part away too.
package struct UnitChange: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case renamed, moved, merged, split, closed
    }

    /// A unit on one side of a change, under its name and in its place of that time.
    package struct Side: Sendable, Hashable {
        package var unit: ID<Unit>
        package var name: Bilingual
        package var parent: ID<Unit>?

        package init(unit: ID<Unit>, name: Bilingual, parent: ID<Unit>?) {
            self.unit = unit
            self.name = name
            self.parent = parent
        }

        package init(_ unit: Unit) { self.init(unit: unit.id, name: unit.name, parent: unit.parent) }
    }

    package var id: ID<UnitChange>
    package var kind: Kind
    /// The first day on which it holds; of a closing the first day without the unit.
    package var effective: CalendarDate
    /// The decision or resolution.
    package var source: String
    package var before: [Side]
    package var after: [Side]

    package init(id: ID<UnitChange>, kind: Kind, effective: CalendarDate, source: String, before: [Side], after: [Side]) {
        self.id = id
        self.kind = kind
        self.effective = effective
        self.source = source
        self.before = before
        self.after = after
    }
}

extension [UnitChange] {
    /// The units that this one was made from, the latest change first; a unit that only went on is not among them.
    package func predecessors(of unit: ID<Unit>) -> [UnitChange.Side] { others(than: unit, \.before, \.after) }

    /// The units that were made from this one.
    package func successors(of unit: ID<Unit>) -> [UnitChange.Side] { others(than: unit, \.after, \.before) }

    private func others(
        than unit: ID<Unit>, _ side: KeyPath<UnitChange, [UnitChange.Side]>, _ own: KeyPath<UnitChange, [UnitChange.Side]>
    ) -> [UnitChange.Side] {
        filter { ($0.kind == .merged || $0.kind == .split) && $0[keyPath: own].contains { $0.unit == unit } }
            .flatMap { $0[keyPath: side].filter { $0.unit != unit } }
    }

    /// What the unit was called on a day; nil when it was called as it is now.
    package func name(of unit: ID<Unit>, on day: CalendarDate) -> Bilingual? {
        filter { $0.kind == .renamed && $0.effective > day && $0.before.contains { $0.unit == unit } }
            .min { $0.effective < $1.effective }?.before.first { $0.unit == unit }?.name
    }
}
