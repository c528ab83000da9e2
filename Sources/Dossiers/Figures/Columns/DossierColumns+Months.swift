import Kernel

extension DossierColumns {
    /// Counts whole months by one denominator: received in the month, released in it, or handled in it.
    ///
    /// What is *received* is judged as known at the end of `asOf`; what is *handled* counts in every month in which it was open
    /// or came in, judged at that month's end (RT-20), so its months do not sum to the year.
    package func months(
        _ denominator: OnTime.Denominator, from first: CalendarDate, through last: CalendarDate, by groups: [Slice.Dimension] = [],
        filters: [Slice.Dimension: Set<Int>] = [:], asOf: CalendarDate? = nil, threads: Int = 2
    ) -> MonthTable {
        let calendar = MonthCalendar(from: first, through: last, asOf: asOf)
        let pass = ColumnPass(self, by: groups, filters: filters)
        let width = calendar.width
        let sums = pass.sums(cells: (pass.groupCount + 1) * width * 2, threads: threads) { rows, keys, counters in
            switch denominator {
            case .received: byMonth(of: receivedDay, endedBy: calendar.asOf, rows, keys, counters, calendar)
            case .released: byMonth(of: endedDay, endedBy: calendar.asOf, rows, keys, counters, calendar)
            case .handled: handledByMonth(rows, keys, counters, calendar)
            }
        }
        var cells: [MonthTable.Cell] = []
        for group in 0..<pass.groupCount {
            var running = MonthTable.Cell()
            for month in 0..<calendar.months.count {
                let place = (group * width + month) * 2
                if denominator == .handled {
                    running.total = running.total &+ sums[place]
                    running.onTime = running.onTime &+ sums[place + 1]
                } else {
                    running = MonthTable.Cell(total: sums[place] + sums[place + 1], onTime: sums[place + 1])
                }
                cells.append(running)
            }
        }
        return MonthTable(months: calendar.months, groupCount: pass.groupCount, cells: cells)
    }

    private typealias Counters = ColumnPass.Words

    /// One sum a row: the first counter of a month for what is not on time, the second for what is.
    private func byMonth(
        of days: [UInt16], endedBy asOf: UInt16, _ rows: Range<Int>, _ keys: Counters, _ counters: Counters, _ calendar: MonthCalendar
    ) {
        let width = UInt32(calendar.width)
        calendar.monthOfDay.withUnsafeBufferPointer { months in
            days.withUnsafeBufferPointer { days in
                endedDay.withUnsafeBufferPointer { ended in
                    verdict.withUnsafeBufferPointer { verdict in
                        guard let months = months.baseAddress, let days = days.baseAddress, let ended = ended.baseAddress,
                            let verdict = verdict.baseAddress
                        else { return }
                        for row in 0..<rows.count {
                            let place = rows.lowerBound + row
                            let inTime = UInt32(Cell.inTime(UInt16(verdict[place] & 3))) & (ended[place] <= asOf ? 1 : 0)
                            let month = UInt32(months[Int(days[place])])
                            counters[Int((keys[row] &* width &+ month) &* 2 &+ inTime)] &+= 1
                        }
                    }
                }
            }
        }
    }

    /// Writes where a dossier's months begin and where they are over; the sums are made afterwards.
    private func handledByMonth(_ rows: Range<Int>, _ keys: Counters, _ counters: Counters, _ calendar: MonthCalendar) {
        let (width, firstDay, lastDay) = (calendar.width, calendar.firstDay, min(calendar.lastDay, calendar.asOf))
        for row in 0..<rows.count {
            let place = rows.lowerBound + row
            let (received, ended) = (receivedDay[place], endedDay[place])
            guard received <= lastDay, ended >= firstDay else { continue }
            let start = Int(keys[row]) * width
            let from = Int(calendar.monthOfDay[Int(max(received, firstDay))])
            let end = Int(calendar.monthOfDay[Int(min(ended, lastDay))]) + 1
            counters[(start + from) * 2] &+= 1
            counters[(start + end) * 2] &-= 1
            guard verdict[place] & 8 == 0 else { continue }
            // Late from the month on whose end it is overdue.
            let overdue = overdueDay[place]
            let stays = verdict[place] & 4 != 0 || overdue > lastDay
            let until = stays ? end : min(end, overdue < firstDay ? 0 : Int(calendar.monthOfDay[Int(overdue)]))
            guard until > from else { continue }
            counters[(start + from) * 2 + 1] &+= 1
            counters[(start + until) * 2 + 1] &-= 1
        }
    }
}

/// The months from one day to another, and of each day since 1970 which of them it is in.
private struct MonthCalendar {
    let months: [Period]
    /// The number of the month, or how many there are where the day is in none or after `asOf`.
    let monthOfDay: [UInt16]
    let firstDay: UInt16
    let lastDay: UInt16
    let asOf: UInt16

    /// Counters of a group: one for each month, and one for what is outside.
    var width: Int { months.count + 1 }

    init(from first: CalendarDate, through last: CalendarDate, asOf: CalendarDate?) {
        let start = first.year * 12 + first.month - 1
        months = (start...max(last.year * 12 + last.month - 1, start)).map { .month($0 % 12 + 1, of: $0 / 12) }
        firstDay = UInt16(clamping: months[0].first.daysSince1970)
        lastDay = UInt16(clamping: months[months.count - 1].last.daysSince1970)
        self.asOf = asOf.map { UInt16(clamping: $0.daysSince1970) } ?? lastDay
        var days = [UInt16](repeating: UInt16(months.count), count: Int(UInt16.max) + 1)
        for (index, month) in months.enumerated() {
            for day in month.first.daysSince1970...month.last.daysSince1970 where (0...Int(self.asOf)).contains(day) {
                days[day] = UInt16(index)
            }
        }
        monthOfDay = days
    }
}
