import Kernel

/// What a member of the council would give a disputed leaf; nobody else reads it before the council has concluded (US-5).
package struct Vote: Sendable, Hashable {
    package var points: Points
    package var comment: String
    package var by: Signature
    package var saved: Timestamp
}
