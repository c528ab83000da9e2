import Kernel
import Storage

/// Something that happened to a petition: never changed, never removed.
package struct PetitionEvent: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case received, classified
        /// To another unit of the house.
        case passed
        case asked, supplied, answered, refused, forwarded
        case linked, unlinked
        /// A second look, after its sender was not satisfied.
        case reopened
        case published, withheld, rated

        /// The key of its name.
        package var text: String { "feedback.event.\(rawValue)" }
    }

    package let id: ID<PetitionEvent>
    package let kind: Kind
    package let at: Timestamp
    /// Of whoever did it; of the sender, how the audit names one.
    package let login: String
    /// In which it left the petition.
    package let state: PetitionState
    /// Reason or content; empty where the event has none.
    package let text: String
}
