import Kernel

/// What an answer weighs and where it belongs in the design (SV-14): all who were drawn in it had the same chance.
package struct WeightCell: Hashable, Sendable {
    /// Units of one stage: of how many how many were drawn.
    package struct Stage: Hashable, Sendable {
        package let there: Int
        package let drawn: Int

        package init(there: Int, drawn: Int) {
            self.there = there
            self.drawn = drawn
        }
    }

    /// From 1.
    package let number: Int
    package let stratum: String
    /// First-stage unit; empty: people are.
    package let commune: String
    package let village: String
    package let communes: Stage
    package let villages: Stage
    package let people: Stage
    /// Of each stage, to fifteen digits.
    package let chances: [Number]
    /// One over their product.
    package let weight: Number

    /// Whether everybody of it was asked (SV-39).
    package var isCensus: Bool { chances.allSatisfy { $0 == 1 } }
}

/// What is known of a stratum before the draw, and how many fell to it.
package struct Stratum: Hashable, Sendable {
    package let name: String
    package let population: Int
    /// Standard deviation of what is asked, for Neyman's allocation.
    package var deviation: Number
    /// At least so many.
    package var minimum: Int
    /// Everybody is asked.
    package var isCertain: Bool
    package var allocated: Int?

    package init(
        _ name: String, population: Int, deviation: Number = 1, minimum: Int = 0, isCertain: Bool = false, allocated: Int? = nil
    ) {
        self.name = name
        self.population = population
        self.deviation = deviation
        self.minimum = minimum
        self.isCertain = isCertain
        self.allocated = allocated
    }
}
