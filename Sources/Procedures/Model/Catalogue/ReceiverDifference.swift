import Kernel
import Units

/// What a table of receivers changes: shown before it is applied.
package struct ReceiverDifference: Sendable {
    /// The units that begin and those that end to receive one procedure.
    package struct Change: Sendable {
        package var code: String
        package var added: [Unit]
        package var removed: [Unit]
    }

    package var changes: [Change] = []
    /// Procedures whose receivers stay as they are.
    package var unchanged = 0

    package var isEmpty: Bool { changes.isEmpty }
}
