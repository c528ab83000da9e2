import Kernel

/// One stretch of days on the way to a deadline, and why they were counted or not: what a clerk or a complainant reads.
package struct TrailStep: Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// The day of receipt, which is not counted (OS-50).
        case received
        /// Received late in the day or on a day off, so counted from the next working day on (OS-51).
        case receivedLate
        case counted
        /// Not counted: a day off, with its reason.
        case off(DayStatus)
        /// Counted: worked in exchange for another day.
        case swappedWork(for: CalendarDate)
        case suspended(Suspension.Reason, document: String?)
        /// The full dossier is in, and the limit starts from zero.
        case restarted
        /// The limit had ended on a day off.
        case nextWorkingDay
        /// Granted by the new appointment.
        case extended
    }

    /// The days of the stretch, both of them included.
    package let first: CalendarDate
    package private(set) var last: CalendarDate
    package let cause: Cause
    /// What of the limit was counted here, in its unit; zero where nothing was.
    package private(set) var counted: Int64

    fileprivate mutating func absorb(_ next: TrailStep) -> Bool {
        guard next.cause == cause else { return false }
        last = next.last
        counted += next.counted
        return true
    }
}

extension DossierClock {
    /// The way from receipt to deadline, every day of it once; while a suspension lasts, to the moment asked about.
    ///
    /// Of a limit in hours a day can have two steps, one that counts and one that does not.
    package func trail(in calendar: WorkCalendar, at now: Timestamp) throws(WorkingTimeError) -> [TrailStep] {
        let at = finished.map { min($0, now) } ?? now
        var writer = TrailWriter(calendar: calendar, replay: try Replay(self, calendar, at: at))
        try writer.write(self, at: at)
        return writer.steps
    }
}

private struct TrailWriter {
    let calendar: WorkCalendar
    let replay: Replay
    var steps: [TrailStep] = []
    /// What was left out, with the day on which the count went on; later than its end where policy says so.
    private var pauses: [Pause] = []

    private struct Pause {
        let from: Moment
        let to: Moment
        let restart: Moment?
        let cause: TrailStep.Cause
    }

    init(calendar: WorkCalendar, replay: Replay) {
        self.calendar = calendar
        self.replay = replay
    }

    private var table: DayTable { calendar.table }

    mutating func write(_ clock: DossierClock, at now: Timestamp) throws(WorkingTimeError) {
        let receipt = try table.moment(clock.received)
        let start = try table.beginning(receipt, clock.policy)
        let end = replay.standing == nil ? try replay.count.end() : try table.moment(now)
        for suspension in replay.leftOut {
            let restarts = suspension.reason == .supplement && clock.policy.supplement == .restarts
            let to = try suspension.to.map { to throws(WorkingTimeError) in try table.moment(to) }
            pauses.append(
                Pause(
                    from: try table.moment(suspension.from), to: to ?? end,
                    restart: restarts ? try to.map { to throws(WorkingTimeError) in try table.beginning(to, clock.policy) } : nil,
                    cause: .suspended(suspension.reason, document: suspension.document)))
        }
        for day in receipt.day...max(receipt.day, end.day) {
            if day < start.day {
                add(day, .receivedLate)
            } else if replay.count.measure == .workingTime {
                writeHours(day, from: max(start, Moment(day: day, clock: 0)), to: min(end, .end(of: day)), isFirst: day == start.day)
            } else {
                add(day, day == start.day ? .received : cause(day, end: end))
            }
        }
    }

    /// Why a day counts or not, of a limit in days.
    private func cause(_ day: Int, end: Moment) -> TrailStep.Cause {
        for pause in pauses {
            if let restart = pause.restart, day >= pause.to.day, day <= restart.day {
                return day == restart.day ? .restarted : .receivedLate
            }
            if day > pause.from.day, day <= pause.to.day { return pause.cause }
        }
        let isOff = !table.isWorking(day)
        if let before = replay.endBeforeExtension, day > before.moment.day { return isOff ? .off(calendar.status(day)) : .extended }
        let target = replay.endBeforeExtension?.target ?? replay.count.target
        if replay.count.measure == .days, day <= target { return .counted }
        if isOff { return .off(calendar.status(day)) }
        let isMoved = replay.count.measure == .days || (replay.count.hasGrace && day == replay.endBeforeExtension?.moment.day ?? end.day)
        return isMoved ? .nextWorkingDay : worked(day)
    }

    private func worked(_ day: Int) -> TrailStep.Cause {
        if case .swappedWork(let other) = calendar.status(day) { return .swappedWork(for: other) }
        return .counted
    }

    /// The steps of one day of a limit in hours, cut where a suspension begins or ends and where the limit first ended.
    private mutating func writeHours(_ day: Int, from: Moment, to: Moment, isFirst: Bool) {
        var cuts: Set<Moment> = [from, to]
        for pause in pauses { cuts.formUnion([pause.from, pause.to, pause.restart ?? pause.to]) }
        if let end = replay.endBeforeExtension { cuts.insert(end.moment) }
        let moments = cuts.filter { $0 >= from && $0 <= to }.sorted()
        var isTold = false
        for (index, one) in moments.enumerated() {
            if pauses.contains(where: { $0.restart == one }) {
                add(day, .restarted)
                isTold = true
            }
            guard index + 1 < moments.count else { break }
            let other = moments[index + 1]
            let time = table.workingTime(before: other) - table.workingTime(before: one)
            guard time > 0 else { continue }
            isTold = true
            if let pause = pauses.first(where: { $0.from <= one && other <= ($0.restart ?? $0.to) }) {
                add(day, pause.cause)
            } else {
                let isExtended = replay.endBeforeExtension.map { one >= $0.moment } ?? false
                add(day, isExtended ? .extended : worked(day), counted: time)
            }
        }
        if isTold { return }
        let pause = pauses.first { $0.from <= from && to <= $0.to }
        add(day, isFirst ? .received : table.isWorking(day) ? pause?.cause ?? .received : .off(calendar.status(day)))
    }

    private mutating func add(_ day: Int, _ cause: TrailStep.Cause, counted: Int64? = nil) {
        let counts =
            switch cause {
            case .counted, .swappedWork, .extended: true
            default: false
            }
        let step = TrailStep(first: table.date(day), last: table.date(day), cause: cause, counted: counted ?? (counts ? 1 : 0))
        if steps.indices.last.map({ steps[$0].absorb(step) }) != true { steps.append(step) }
    }
}
