import Kernel

/// A stretch of work within a day.
///
/// Its text is `07:30-11:30`; the end may be `24:00`.
package struct Shift: Hashable, Sendable, CustomStringConvertible {
    /// Minutes after midnight in Vietnam.
    package let from: Int
    package let to: Int

    package init(_ text: some StringProtocol) throws(WorkingTimeError) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let from = Self.minute(parts[0]), let to = Self.minute(parts[1]) else {
            throw .shiftUnreadable(String(text))
        }
        guard from < to else { throw .shiftBackwards(String(text)) }
        self.init(from: from, to: to)
    }

    fileprivate init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }

    package var description: String { "\(Self.clock(from))-\(Self.clock(to))" }

    private static func clock(_ minute: Int) -> String {
        [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    private static func minute(_ text: some StringProtocol) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        let digits = [0, 1, 3, 4].map { Int(bytes[$0]) - 48 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        return minute < 60 && hour * 60 + minute <= 1440 ? hour * 60 + minute : nil
    }
}

/// The shifts of an ordinary week (OS-52); a day without shifts is a day off.
package struct WorkWeek: Hashable, Sendable {
    /// Monday first, those of a day in their order.
    package let shifts: [[Shift]]

    /// Reads seven days from Monday on, the shifts of each as `07:30-11:30 13:30-17:30`, empty for a day off.
    package init(written days: [String]) throws(WorkingTimeError) {
        guard days.count == 7 else { throw .weekNotSevenDays(days.count) }
        var week: [[Shift]] = []
        for day in days {
            var shifts: [Shift] = []
            for part in day.split(separator: " ") { shifts.append(try Shift(part)) }
            shifts.sort { ($0.from, $0.to) < ($1.from, $1.to) }
            for (one, other) in zip(shifts, shifts.dropFirst()) where other.from < one.to {
                throw .shiftsOverlap(one.description, other.description)
            }
            week.append(shifts)
        }
        if week.allSatisfy(\.isEmpty) { throw .weekWithoutWork }
        shifts = week
    }

    private init(shifts: [[Shift]]) { self.shifts = shifts }

    /// The seven days as ``init(written:)`` reads them.
    package var written: [String] { shifts.map { $0.map(\.description).joined(separator: " ") } }

    /// Monday to Friday, 07:30–11:30 and 13:30–17:30: 8 hours a day (OS-52, OS-56).
    package static let standard = WorkWeek(
        shifts: (0..<7).map { $0 < 5 ? [Shift(from: 450, to: 690), Shift(from: 810, to: 1050)] : [] })
}
