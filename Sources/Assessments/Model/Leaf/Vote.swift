import Kernel

/// What a member of the council would give a disputed leaf; nobody else reads it before the council has concluded (US-5).
package struct Vote: Sendable, Hashable {
    package var points: Points
    package var comment: String
    package var by: Signature
    package var saved: Timestamp

    package init(points: Points, comment: String, by: Signature, saved: Timestamp) {
        self.points = points
        self.comment = comment
        self.by = by
        self.saved = saved
    }
}
