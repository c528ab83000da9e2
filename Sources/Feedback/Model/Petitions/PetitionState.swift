import Storage

/// Where a petition stands.
package enum PetitionState: String, Hashable, Sendable, CaseIterable, SQLConvertible {
    case received, handling
    /// It waits for what its sender was asked.
    case supplement
    case answered, refused
    /// It went to a body outside the house, which answers (FB-2).
    case forwarded
    /// It waits for the answer to another one of the same content.
    case duplicate

    /// The key of its name.
    package var text: String { "feedback.state.\(rawValue)" }

    /// Whether somebody still has to answer.
    package var isOpen: Bool {
        switch self {
        case .received, .handling, .supplement, .duplicate: true
        case .answered, .refused, .forwarded: false
        }
    }

    /// Where an event leads from here; nil where it cannot happen.
    ///
    /// The table of all moves: what does not stand here is refused.
    package func after(_ event: PetitionEvent.Kind) -> PetitionState? {
        switch (self, event) {
        case (.received, .classified), (.handling, .classified): .handling
        case (.received, .passed), (.handling, .passed): .received
        case (.received, .asked), (.handling, .asked): .supplement
        case (.supplement, .supplied): .handling
        case (.handling, .answered), (.duplicate, .answered): .answered
        case (.received, .refused), (.handling, .refused), (.supplement, .refused), (.duplicate, .refused): .refused
        case (.received, .forwarded), (.handling, .forwarded), (.duplicate, .forwarded): .forwarded
        case (.received, .linked), (.handling, .linked), (.supplement, .linked): .duplicate
        case (.duplicate, .unlinked): .handling
        case (.answered, .reopened), (.refused, .reopened): .handling
        case (.answered, .rated), (.answered, .published), (.answered, .withheld): .answered
        default: nil
        }
    }
}
