import Kernel
import Platform
import Units

/// That somebody appraises one field of one block, or of one unit of it only (US-4).
package struct Assignment: Sendable, Hashable {
    package var block: String
    /// Code of a top node of the framework, ``Leaf/bonus`` or ``Leaf/penalty``.
    package var field: String
    /// A substitute where the regular appraiser works in the unit; nil for every unit of the block.
    package var unit: ID<Unit>?
    package var appraiser: Appraiser

    package init(block: String, field: String, unit: ID<Unit>? = nil, appraiser: Appraiser) {
        self.block = block
        self.field = field
        self.unit = unit
        self.appraiser = appraiser
    }

    /// What is left of it by a grant for one unit or one field; nil when that is nothing.
    func limited(by grant: Grant) -> Assignment? {
        guard grant.field == nil || grant.field == field else { return nil }
        guard let only = grant.unit else { return self }
        guard unit == nil || unit?.rawValue == only else { return nil }
        var part = self
        part.unit = ID(rawValue: only)
        return part
    }

    package func covers(_ leaf: Leaf, of unit: RoundUnit) -> Bool {
        block == unit.block && field == leaf.field && (self.unit == nil || self.unit == unit.id)
    }
}

/// A person who appraises, as far as assigning must know.
package struct Appraiser: Sendable, Hashable {
    /// The person's id.
    package var person: String
    package var name: String
    /// Where the person works: nobody appraises the own unit (PI-76).
    package var home: ID<Unit>?

    package init(person: String, name: String, home: ID<Unit>?) {
        self.person = person
        self.name = name
        self.home = home
    }
}

/// Who did something, as rows keep it: the person's id, and the name at that time (US-31).
package struct Signature: Sendable, Hashable {
    package var person: String
    package var name: String

    package init(person: String, name: String) {
        self.person = person
        self.name = name
    }

    init(_ actor: Actor) {
        person = actor.person ?? actor.name
        name = actor.title
    }
}
