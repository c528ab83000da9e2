/// One row of a procedure's manner: a way to hand in, with the time it takes and what it costs (PR-2).
///
/// A way may come more than once, where cases differ.
package struct SubmissionWay: Hashable, Sendable {
    package enum Channel: String, Hashable, Sendable, CaseIterable {
        case counter, online, post
    }

    package var channel: Channel
    /// Nil where nothing is said.
    package var time: StatedTime?
    package var fee: Fee
    package var description: String

    package init(_ channel: Channel, time: StatedTime? = nil, fee: Fee, description: String = "") {
        self.channel = channel
        self.time = time
        self.fee = fee
        self.description = description
    }
}
