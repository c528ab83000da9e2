import Kernel

/// What a person states of one leaf or node: figures by input name, or why there are none.
package struct Statement: Sendable, Hashable {
    /// Input name to value as written, canonical numbers: `numerator: 27`, `choice: late`, `yes: no`.
    package var values: [Value] = []
    package var absence: Absence?

    package init(values: [Value] = [], absence: Absence? = nil) {
        self.values = values
        self.absence = absence
    }

    package struct Value: Sendable, Hashable {
        package var input: String
        package var text: String
        package var place: Place

        package init(input: String, text: String, place: Place) {
            self.input = input
            self.text = text
            self.place = place
        }
    }

    /// Not applicable or missing, with its reason code.
    package struct Absence: Sendable, Hashable {
        package var kind: Kind
        package var reason: String
        package var place: Place

        package init(kind: Kind, reason: String, place: Place) {
            self.kind = kind
            self.reason = reason
            self.place = place
        }

        package enum Kind: String, Sendable, CaseIterable {
            case notApplicable = "not_applicable"
            case missing
        }
    }
}

/// A worked example of a leaf (PI-14): it runs on every check, and a framework with a failing one opens no round.
package struct LeafExample: Sendable {
    package var given: Statement
    package var expected: Expected
    package var note: String?
    package var place: Place

    package enum Expected: Sendable, Hashable {
        case points(Points)
        case notApplicable
        /// No points, and the unit leaves the ranking.
        case unranked
        /// The word of a ``RuleFault``.
        case fails(String)
    }
}

/// A worked example of a whole unit; what is nil is not compared.
package struct UnitExample: Sendable {
    package var given: [(code: String, statement: Statement)]
    package var points: Points?
    package var maximum: Points?
    package var percent: Ratio?
    package var band: String?
    package var note: String?
    package var place: Place
}
