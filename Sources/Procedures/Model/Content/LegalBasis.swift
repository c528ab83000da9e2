/// A text of law on which a procedure stands.
package struct LegalBasis: Hashable, Sendable {
    package var name: String
    /// `123/2015/NĐ-CP` as printed; empty where it is not said or could not be told from the name.
    package var number: String

    package init(name: String, number: String) {
        self.name = name
        self.number = number
    }
}
