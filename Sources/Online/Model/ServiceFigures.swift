import Kernel

/// What is counted of one service in a year so far, over all the units that receive it.
///
/// Source: TT 32/2017 Đ11.3 (OL-16).
package struct ServiceFigures: Hashable, Sendable {
    /// Some of all, kept as both numbers, so that nobody takes a share of three for one of three thousand.
    package struct Part: Hashable, Sendable {
        package let some: Int
        package let all: Int

        package init(_ some: Int, of all: Int) {
            self.some = some
            self.all = all
        }

        /// Nil of nothing.
        package var ratio: Ratio? { all > 0 ? Ratio(some, all) : nil }
    }

    /// Its code.
    package let procedure: String
    package let name: String
    /// By whatever way.
    package let received: Int
    package let online: Int
    /// Of those that came online, wherever from: those that ended with a result, and those of them on time.
    package let solved: Int
    package let onTime: Int
    /// Sent by the pages of this house.
    package var sent = 0
    /// Of what was sent here: answered within 8 working hours, among those whose answer came or was due (OS-3).
    ///
    /// What was taken back in time needed none; what was taken back after the 8 hours had waited too long.
    package var answered = Part(0, of: 0)
    /// Of what was sent here and cost something (RT-40).
    package var paidOnline = Part(0, of: 0)
    /// "Satisfied" and "very satisfied" among those who said something of it (OL-15).
    package var satisfied: [Rating.Aspect: Part] = [:]

    package var share: Part { Part(online, of: received) }
    package var onTimeShare: Part { Part(onTime, of: solved) }
}
