import Dossiers
import Kernel
import TestNumbers

/// Dossiers at random, the odd ones among them: without a deadline, received on the last second of a day, ended before they came.
struct RandomDossiers {
    let rows: [DossierColumns.Row]
    let columns: DossierColumns

    /// All moments lie within 2024 and the month before and after.
    init(seed: UInt64, count: Int) {
        var chance = SeededGenerator(seed: seed)
        let start = day("2023-12-01").start.milliseconds
        let states: [DossierColumns.State] = [.processing, .supplement, .refused, .withdrawn, .finished, .returned, .stopped]
        rows = (0..<count).map { _ in
            func moment() -> Timestamp {
                let day = start + Int64(chance.below(425)) * 86_400_000
                let seconds = [0, 86_399, 59_400, chance.below(86_400)]
                return Timestamp(milliseconds: day + Int64(seconds[chance.below(4)]) * 1000 + Int64(chance.below(1000)))
            }
            let procedure = chance.below(7)
            var row = DossierColumns.Row(
                unit: chance.below(5), procedure: procedure, field: procedure % 3, officer: chance.below(11),
                channel: chance.pick(DossierColumns.Channel.allCases), state: chance.pick(states), received: moment(), due: nil)
            func after(_ days: Int) -> Timestamp {
                Timestamp(milliseconds: row.received.milliseconds + Int64(chance.below(days * 86_400)) * 1000)
            }
            if !chance.once(in: 12) {
                row.due = chance.once(in: 3) ? endOfDay(after(20)) : after(30)
            } else if chance.once(in: 2) {
                row.maximum = Int64(chance.below(20)) * 86_400_000
            }
            if chance.once(in: 6) { row.waited = Int64(chance.below(9)) * 86_400_000 }
            if !chance.once(in: 4) { row.finished = chance.once(in: 8) ? row.due ?? moment() : after(45) }
            if chance.once(in: 3) { row.returned = after(60) }
            if chance.once(in: 9) { row.closed = after(60) }
            if row.state == .supplement { row.asked = after(25) }
            row.supplements = chance.below(3)
            row.cause = chance.once(in: 3) ? chance.pick(DossierColumns.Cause.allCases) : nil
            row.marks = DossierColumns.Marks(rawValue: UInt16(chance.below(512)))
            return row
        }
        columns = rows.reduce(into: DossierColumns(reserving: count)) { $0.append($1) }
    }
}

func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no day: \(text)") }
    return date
}

/// A moment by day and clock in Vietnam: `2024-04-25 08:00`.
func moment(_ text: String) -> Timestamp {
    let parts = text.split(separator: " ")
    let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
    return Timestamp(milliseconds: day(String(parts[0])).start.milliseconds + (clock[0] * 60 + clock[1]) * 60_000)
}

func endOfDay(_ moment: Timestamp) -> Timestamp { Timestamp(milliseconds: moment.vietnamDate.end.milliseconds - 1) }

func period(_ text: String) -> Period {
    guard let period = Period(text) else { preconditionFailure("no period: \(text)") }
    return period
}

/// The figures said by dates alone, one dossier at a time: what the packed pass must agree with.
struct PlainCount {
    let period: Period
    let asOf: CalendarDate

    private func second(_ moment: Timestamp) -> Int64 { moment.milliseconds / 1000 }

    func counts(_ row: DossierColumns.Row) -> Set<Counted> {
        let end = min(period.last, asOf)
        let received = row.received.vietnamDate
        let ended = row.ended.flatMap { $0.vietnamDate <= end ? $0 : nil }
        guard period.first <= asOf, received <= end, (row.ended?.vietnamDate ?? day("2999-12-31")) >= period.first else { return [] }
        var counts: Set<Counted> = [.handled]
        counts.insert(received >= period.first ? .received : .carriedOver)
        let due = row.effectiveDue.map(second)
        func isInTime(_ moment: Timestamp) -> Bool { due.map { second(moment) <= $0 } ?? false }
        if received >= period.first, let all = row.ended, all.vietnamDate <= asOf, isInTime(all) { counts.insert(.receivedOnTime) }
        let lastSecond = Timestamp(milliseconds: end.end.milliseconds - 1)
        if let ended {
            counts.insert(.released)
            counts.insert(isInTime(ended) ? .releasedOnTime : .late)
            if isInTime(ended), let due {
                let dueDay = Timestamp(milliseconds: due * 1000).vietnamDate
                counts.insert(ended.vietnamDate < dueDay ? .early : .onDay)
            }
        } else {
            counts.insert(.open)
            counts.insert(isInTime(lastSecond) ? .openWithin : .openOverdue)
        }
        // RT-21: the end, the request that it waits for, or the end of the period.
        let asked = row.ended == nil && row.state == .supplement ? row.asked : nil
        let judged = min(row.ended ?? asked ?? lastSecond, lastSecond)
        if row.supplements <= 1, isInTime(judged) { counts.insert(.handledOnTime) }
        return counts
    }
}
