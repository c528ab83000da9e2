import Kernel

/// How far the council has come with a disputed leaf: who may give points, who did, and whether they can be read (US-5).
package struct Voting: Sendable, Hashable {
    /// The members who may vote, for nobody does on the own unit (PI-76); empty where the house knows none of them.
    package var members: [Appraiser]
    package var votes: [Vote]
    /// The secretary ended it before everybody had voted.
    package var wasEnded: Bool

    package init(members: [Appraiser], votes: [Vote], wasEnded: Bool) {
        self.members = members
        self.votes = votes
        self.wasEnded = wasEnded
    }

    /// No point is given any more, and the council reads those that were.
    package var isClosed: Bool { wasEnded || isComplete }

    /// Every member has voted.
    package var isComplete: Bool {
        let voted = Set(votes.map(\.by.person))
        return !members.isEmpty && members.allSatisfy { voted.contains($0.person) }
    }
}
