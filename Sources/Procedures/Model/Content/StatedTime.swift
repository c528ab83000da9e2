import Kernel

/// A time limit as a procedure states it: what is printed, and what that says where it can be said.
///
/// `Ngày` alone is a day of the calendar (PR-6); whether a bare `Giờ` is an hour of work or of the clock is not printed, so it
/// stays an hour. What cannot be read stays text.
package struct StatedTime: Hashable, Sendable {
    package enum Unit: String, Hashable, Sendable, CaseIterable {
        case workingDays = "working_days"
        case workingHours = "working_hours"
        case hours
        case calendarDays = "calendar_days"
        case months
    }

    package struct Span: Hashable, Sendable {
        /// Half a day is printed as `0.5` or `0,5`.
        package var amount: Number
        package var unit: Unit

        package init(_ amount: Number, _ unit: Unit) {
            self.amount = amount
            self.unit = unit
        }
    }

    package var printed: String
    /// Nil where the text does not say it.
    package var span: Span?

    package init(printed: String) {
        self.printed = printed
        span = Self.span(of: printed)
    }

    /// The units as the portal and officials write them, those that begin like another one first.
    static let units: [(word: String, unit: Unit)] = [
        ("ngày làm việc", .workingDays), ("giờ làm việc", .workingHours), ("ngày", .calendarDays), ("giờ", .hours), ("tháng", .months),
    ]

    private static func span(of text: String) -> Span? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count > 1, let amount = amount(words[0]) else { return nil }
        let unit = words.dropFirst().joined(separator: " ").lowercased()
        return units.first { $0.word == unit }.map { Span(amount, $0.unit) }
    }

    /// `05`, `5`, `1.5` or `1,5`; no more than a person would print.
    private static func amount(_ text: Substring) -> Number? {
        let parts = text.split(whereSeparator: { $0 == "." || $0 == "," })
        guard (1...2).contains(parts.count), parts[0].utf8.count <= 4, parts.count == 1 || parts[1].utf8.count <= 2,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C })
        else { return nil }
        return Number(text.replacing(",", with: "."))
    }
}
