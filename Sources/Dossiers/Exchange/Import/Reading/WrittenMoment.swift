import Kernel

/// A moment in Vietnam as other systems write it, read from the bytes of a file.
///
/// `2024-03-04T08:30`, with seconds or without, a space for the T; `20240304083000` (OS-23); `04/03/2024 08:30`; each also as a day alone.
struct WrittenMoment: Hashable {
    /// What comes first where a day is written with strokes.
    enum Order: String, Hashable, Sendable, CaseIterable, Codable {
        case dayFirst = "day_first"
        case monthFirst = "month_first"
    }

    let day: CalendarDate
    /// Seconds since midnight; nil where only the day is said.
    let seconds: Int?

    /// Nil where it is none of these, and for days and times that do not exist: 30 February, 24:00.
    init?(_ text: Span<UInt8>, _ order: Order) {
        var place = Place(text.count)
        guard let first = place.digits(text) else { return nil }
        var year = 0
        var month = 0
        var day = 0
        switch (first.length, place.peek(text)) {
        case (8, nil), (12, nil), (14, nil):
            self.init(compact: first.value, length: first.length)
            return
        case (4, UInt8(ascii: "-")):
            guard let (second, third) = place.pair(text, UInt8(ascii: "-")), second.length == 2, third.length == 2 else { return nil }
            (year, month, day) = (first.value, second.value, third.value)
        case (1...2, UInt8(ascii: "/")):
            guard let (second, third) = place.pair(text, UInt8(ascii: "/")), second.length <= 2, third.length == 4 else { return nil }
            (day, month, year) = order == .dayFirst ? (first.value, second.value, third.value) : (second.value, first.value, third.value)
        default: return nil
        }
        guard let date = CalendarDate(year: year, month: month, day: day) else { return nil }
        if place.isAtEnd {
            self.init(date, nil)
            return
        }
        guard place.take(text, UInt8(ascii: "T")) || place.take(text, UInt8(ascii: " ")), let seconds = place.clock(text), place.isAtEnd
        else {
            return nil
        }
        self.init(date, seconds)
    }

    private init(_ day: CalendarDate, _ seconds: Int?) {
        self.day = day
        self.seconds = seconds
    }

    private init?(compact value: Int, length: Int) {
        let scale = length == 14 ? 1_000_000 : length == 12 ? 10_000 : 1
        let date = value / scale
        guard let day = CalendarDate(year: date / 10_000, month: date / 100 % 100, day: date % 100) else { return nil }
        if length == 8 {
            self.init(day, nil)
            return
        }
        let clock = length == 14 ? value % scale : value % scale * 100
        guard let seconds = Self.seconds(clock / 10_000, clock / 100 % 100, clock % 100) else { return nil }
        self.init(day, seconds)
    }

    fileprivate static func seconds(_ hour: Int, _ minute: Int, _ second: Int) -> Int? {
        (0..<24).contains(hour) && (0..<60).contains(minute) && (0..<60).contains(second) ? hour * 3600 + minute * 60 + second : nil
    }

    /// The moment; of a day alone its first one.
    var start: Timestamp { Timestamp(milliseconds: day.start.milliseconds + Int64(seconds ?? 0) * 1000) }

    /// The moment; of a day alone its last one, for whoever comes on the day of the appointment is on time.
    var end: Timestamp { seconds == nil ? Timestamp(milliseconds: day.end.milliseconds - 1) : start }

    /// The moment; of a day alone its first one that is not before another: what ends on the day on which it began.
    func notBefore(_ other: Timestamp) -> Timestamp { seconds == nil && day == other.vietnamDate ? other : start }
}

/// A place in the bytes of a moment.
private struct Place {
    private let count: Int
    private var offset = 0

    init(_ count: Int) { self.count = count }

    var isAtEnd: Bool { offset == count }

    func peek(_ text: Span<UInt8>) -> UInt8? { isAtEnd ? nil : text[offset] }

    /// A run of figures, at most 14.
    mutating func digits(_ text: Span<UInt8>) -> (value: Int, length: Int)? {
        var value = 0
        let start = offset
        while offset < count, (48...57).contains(text[offset]), offset - start < 15 {
            value = value * 10 + Int(text[offset] - 48)
            offset += 1
        }
        let length = offset - start
        return (1...14).contains(length) ? (value, length) : nil
    }

    mutating func take(_ text: Span<UInt8>, _ byte: UInt8) -> Bool {
        guard peek(text) == byte else { return false }
        offset += 1
        return true
    }

    /// Two numbers, each behind a separator.
    mutating func pair(_ text: Span<UInt8>, _ separator: UInt8) -> ((value: Int, length: Int), (value: Int, length: Int))? {
        guard take(text, separator), let one = digits(text), take(text, separator), let other = digits(text) else { return nil }
        return (one, other)
    }

    /// `08:30` or `08:30:00`, in seconds.
    mutating func clock(_ text: Span<UInt8>) -> Int? {
        guard let hour = digits(text), hour.length <= 2, take(text, UInt8(ascii: ":")), let minute = digits(text), minute.length == 2 else {
            return nil
        }
        var second = 0
        if take(text, UInt8(ascii: ":")) {
            guard let part = digits(text), part.length == 2 else { return nil }
            second = part.value
        }
        return WrittenMoment.seconds(hour.value, minute.value, second)
    }
}
