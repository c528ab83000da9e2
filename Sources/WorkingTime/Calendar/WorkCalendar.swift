import Kernel

/// Which days are worked, and when: the legal calendar of an office.
///
/// Made from dated tables that people edit: special days, the years of which they tell, and the shifts of the week (OS-52). All
/// counting is by running sums, so a deadline costs the same for one day and for ten years.
package struct WorkCalendar: Sendable {
    let table: DayTable
    private let special: [Int: SpecialDay]
    private let undecidedYears: [Int]

    /// In the last days of a year work is swapped for the next year's first (27/12/2014 for 02/01/2015), so they share its doubt.
    private static let daysSharedWithNextYear = 8

    /// The first and the last day of which the calendar knows; nothing is counted beyond.
    package var first: CalendarDate { table.firstDate }
    package var last: CalendarDate { table.lastDate }

    /// The years must follow each other; days are of these years, each once; hours of work are known from the first day on.
    package init(days: [SpecialDay], years: [CalendarYear], weeks: [Dated<WorkWeek>]) throws(Faults) {
        let log = FaultLog()
        let years = years.sorted { $0.year < $1.year }
        for (one, other) in zip(years, years.dropFirst()) where other.year != one.year + 1 {
            log.add(
                one.year == other.year ? "working_time.year_twice" : "working_time.year_gap", at: other.place, ["year": "\(other.year)"])
        }
        guard let firstYear = years.first, let lastYear = years.last, let first = CalendarDate(year: firstYear.year, month: 1, day: 1),
            let last = CalendarDate(year: lastYear.year, month: 12, day: 31)
        else { throw Faults([Fault("working_time.no_years", at: Place(file: "years"))]) }
        if weeks.value(on: first) == nil {
            log.add("working_time.no_hours", at: Place(file: "weeks"), ["day": "\(first)"])
        }
        var special: [Int: SpecialDay] = [:]
        for day in days {
            if day.date < first || day.date > last {
                log.add("working_time.day_of_no_year", at: day.place, ["day": "\(day.date)"])
            } else if special.updateValue(day, forKey: day.date.daysSince1970 - first.daysSince1970) != nil {
                log.add("working_time.day_twice", at: day.place, ["day": "\(day.date)"])
            }
        }
        Self.checkPairs(days, log: log)
        try log.check()

        let shifts = Self.shifts(from: first, to: last, special, weeks)
        for (day, special) in special where special.kind == .swapWork && shifts[day].isEmpty {
            log.add("working_time.swap_for_day_off", at: special.place, ["day": "\(special.date)"])
        }
        try log.check()
        undecidedYears = years.filter { !$0.swapsAreDecided }.map(\.year)
        var isInDoubt = [Bool](repeating: false, count: shifts.count)
        for start in undecidedYears.compactMap({ CalendarDate(year: $0, month: 1, day: 1) }) {
            let day = start.daysSince1970 - first.daysSince1970
            let length = CalendarDate.days(in: 2, of: start.year) == 29 ? 366 : 365
            for day in max(0, day - Self.daysSharedWithNextYear)..<day + length { isInDoubt[day] = true }
        }
        for (day, special) in special where !special.isDecided { isInDoubt[day] = true }
        table = DayTable(first: first, shifts: shifts, isInDoubt: isInDoubt)
        self.special = special
    }

    /// What is worked on each day: nothing on days off, on a worked Saturday the shifts of the day for which it is worked.
    private static func shifts(
        from first: CalendarDate, to last: CalendarDate, _ special: [Int: SpecialDay], _ weeks: [Dated<WorkWeek>]
    ) -> [[Shift]] {
        var changes = weeks.sorted { $0.from < $1.from }[...]
        var week = WorkWeek.standard
        return (first.daysSince1970...last.daysSince1970).map { day in
            while let next = changes.first, next.from.daysSince1970 <= day {
                week = next.value
                changes.removeFirst()
            }
            guard let special = special[day - first.daysSince1970] else { return week.shifts[weekday(day)] }
            guard special.kind == .swapWork, let paired = special.paired else { return [] }
            return week.shifts[weekday(paired.daysSince1970)]
        }
    }

    /// A swap names two days that name each other; a compensatory day names a holiday.
    private static func checkPairs(_ days: [SpecialDay], log: FaultLog) {
        let byDate = Dictionary(days.map { ($0.date, $0) }, uniquingKeysWith: { first, _ in first })
        let partners: [SpecialDay.Kind: SpecialDay.Kind] = [.swapOff: .swapWork, .swapWork: .swapOff, .compensatory: .holiday]
        for day in days {
            guard let kind = partners[day.kind], let paired = day.paired else { continue }
            let partner = byDate[paired]
            if partner?.kind != kind || (day.kind != .compensatory && partner?.paired != day.date) {
                log.add("working_time.pair_wrong", at: day.place, ["day": "\(day.date)", "paired": "\(paired)"])
            }
        }
    }

    /// Monday is 0.
    private static func weekday(_ daysSince1970: Int) -> Int { (((daysSince1970 + 3) % 7) + 7) % 7 }
}

extension WorkCalendar {
    /// What a day is, and why.
    package func status(of date: CalendarDate) throws(WorkingTimeError) -> DayStatus { status(try table.day(date)) }

    func status(_ day: Int) -> DayStatus {
        guard let special = special[day] else { return table.isWorking(day) ? .working : .weekend }
        return switch (special.kind, special.paired) {
        case (.swapWork, let paired?): .swappedWork(for: paired)
        case (.swapOff, let paired?): .swappedOff(for: paired)
        case (.compensatory, let paired?): .compensatory(special.name, for: paired)
        default: .holiday(special.name)
        }
    }

    /// Whether a day has shifts.
    package func isWorking(_ date: CalendarDate) throws(WorkingTimeError) -> Bool { table.isWorking(try table.day(date)) }

    /// The day itself, or the first working day after it.
    package func workingDay(onOrAfter date: CalendarDate) throws(WorkingTimeError) -> CalendarDate {
        table.date(try table.workingDay(onOrAfter: table.day(date)))
    }

    /// The day itself, or the last working day before it; nil when the calendar knows none.
    package func workingDay(onOrBefore date: CalendarDate) throws(WorkingTimeError) -> CalendarDate? {
        let number = table.workingDays(through: try table.day(date))
        return number == 0 ? nil : table.date(try table.workingDay(number))
    }

    /// Working days after one day, up to and with another; negative when they lie the other way round.
    package func workingDays(after one: CalendarDate, through other: CalendarDate) throws(WorkingTimeError) -> Int {
        table.workingDays(through: try table.day(other)) - table.workingDays(through: try table.day(one))
    }

    /// The moment by which a directly received dossier is handed on: the close of the day of receipt; of one received after
    /// 15:00, or on a day off, the start of the next working day.
    ///
    /// Source: NĐ 61/2018 Đ18.2–18.3 (OS-6).
    package func forwarding(of receipt: Timestamp, policy: ClockPolicy = .standard) throws(WorkingTimeError) -> Timestamp {
        let moment = try table.moment(receipt)
        if policy.isLate(moment) || !table.isWorking(moment.day) {
            return table.timestamp(table.opening(try table.workingDay(after: moment)))
        }
        return table.timestamp(table.closing(moment.day))
    }

    /// Why a count over these days is not certain, the first reason first.
    package func doubts(from one: CalendarDate, through other: CalendarDate) throws(WorkingTimeError) -> [Doubt] {
        let (from, to) = (try table.day(one), try table.day(other))
        guard from <= to else { return [] }
        let shared = to + Self.daysSharedWithNextYear
        let lastYear = shared < table.count ? table.date(shared).year : last.year
        let years = undecidedYears.filter { $0 >= one.year && $0 <= lastYear }
        let days = (from...to).compactMap { special[$0] }.filter { !$0.isDecided && !years.contains($0.date.year) }
        return years.map { .swapsUndecided(year: $0) } + days.map { .dayUndecided($0.date, name: $0.name) }
    }
}
