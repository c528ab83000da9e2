import Foundation

/// The time a figure is about.
///
/// Every figure carries one (SD-53): a year, a quarter, a month, a day, or from–to.
///
/// Its text is the code in files, addresses and the database: `2019`, `2020-Q3`, `2026-10`, `2026-10-10`,
/// `2020-01-01..2020-09-30`. Codes of one kind sort by time.
package enum Period: Hashable, Sendable {
    case year(Int)
    case quarter(Int, of: Int)
    case month(Int, of: Int)
    case day(CalendarDate)
    case span(CalendarDate, CalendarDate)

    package var first: CalendarDate { bounds.first }
    package var last: CalendarDate { bounds.last }

    private var bounds: (first: CalendarDate, last: CalendarDate) {
        switch self {
        case .year(let year): Self.months(1, 12, year)
        case .quarter(let quarter, let year): Self.months(quarter * 3 - 2, quarter * 3, year)
        case .month(let month, let year): Self.months(month, month, year)
        case .day(let day): (day, day)
        case .span(let first, let last): (first, last)
        }
    }

    private static func months(_ first: Int, _ last: Int, _ year: Int) -> (first: CalendarDate, last: CalendarDate) {
        guard let start = CalendarDate(year: year, month: first, day: 1),
            let end = CalendarDate(year: year, month: last, day: CalendarDate.days(in: last, of: year))
        else { preconditionFailure("a period is made from a checked year and month") }
        return (start, end)
    }
}

extension Period: Comparable {
    package static func < (one: Period, other: Period) -> Bool { (one.last, other.first) < (other.last, one.first) }
}

extension Period: CustomStringConvertible {
    package init?(_ text: some StringProtocol) {
        if let dots = text.range(of: "..") {
            guard let first = CalendarDate(text[..<dots.lowerBound]), let last = CalendarDate(text[dots.upperBound...]), first <= last
            else {
                return nil
            }
            self = .span(first, last)
        } else if let day = CalendarDate(text) {
            self = .day(day)
        } else {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard let year = Number(parts[0]), year.isWhole, (1900...2999).contains(year.digits), parts[0].utf8.count == 4 else {
                return nil
            }
            switch parts.count {
            case 1: self = .year(Int(year.digits))
            case 2 where parts[1].utf8.count == 2 && parts[1].first == "Q":
                guard let quarter = parts[1].last?.wholeNumberValue, (1...4).contains(quarter) else { return nil }
                self = .quarter(quarter, of: Int(year.digits))
            case 2 where parts[1].utf8.count == 2:
                guard let month = Number(parts[1]), month.isWhole, (1...12).contains(month.digits) else { return nil }
                self = .month(Int(month.digits), of: Int(year.digits))
            default: return nil
            }
        }
    }

    package var description: String {
        switch self {
        case .year(let year): "\(year)"
        case .quarter(let quarter, let year): "\(year)-Q\(quarter)"
        case .month(let month, let year): "\(year)-\(month < 10 ? "0" : "")\(month)"
        case .day(let day): "\(day)"
        case .span(let first, let last): "\(first)..\(last)"
        }
    }
}

extension Period {
    /// The last twelve months, the quarters they lie in, this year and the last: what pages offer to choose from.
    package static func recent(_ today: CalendarDate) -> [Period] {
        let months = (0..<12).map { back in
            let number = today.year * 12 + today.month - 1 - back
            return Period.month(number % 12 + 1, of: number / 12)
        }
        let quarters = (0..<4).map { back in
            let number = today.year * 4 + (today.month - 1) / 3 - back
            return Period.quarter(number % 4 + 1, of: number / 4)
        }
        return months + quarters + [.year(today.year), .year(today.year - 1)]
    }
}
