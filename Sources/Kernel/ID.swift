/// Names one thing of one kind; an id of a unit is never an id of a framework.
///
/// The text is made by the program, ordered by time for things that are created, and is stored as it is.
package struct ID<Of>: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    // What every raw value gets for nothing asks through witnesses, each time a dictionary is looked into.
    package static func == (one: Self, other: Self) -> Bool { one.rawValue == other.rawValue }
    package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}
