import Kernel
import WorkingTime

/// One unit at work: dossiers wait, and whoever of the staff is free takes the most urgent.
struct DeskSimulation {
    let plan: DeskPlan
    let unit: DeskPlan.Unit
    let clock: WorkClock
    /// The number of the unit's first officer over all units.
    let firstOfficer: Int
    let cut: Timestamp
    var chance: SeededGenerator
    private(set) var dossiers: [DeskDossier] = []
    /// Their dossiers are numbered within the unit.
    private(set) var events: [DeskEvent] = []
    private let streams: [Int]
    private let absences: UInt64
    private let visits: UInt64
    private var waiting = WaitingLine()
    private var returning = WaitingLine()
    /// For each officer the working time up to which they are busy.
    private var busy: [Int]

    init(_ plan: DeskPlan, unit number: Int, firstOfficer: Int, arrivals: Arrivals, clock: WorkClock) throws(WorkingTimeError) {
        self.plan = plan
        unit = plan.units[number]
        self.clock = clock
        self.firstOfficer = firstOfficer
        cut = plan.asOf.end
        chance = SeededGenerator(seed: "\(plan.seed)/\(unit.code)")
        (absences, visits) = (chance.next(), chance.next())
        busy = Array(repeating: 0, count: unit.staff)
        let all = arrivals.of(unit, procedures: plan.procedures, &chance)
        streams = all.map(\.stream)
        dossiers.reserveCapacity(all.count)
        var (day, sequence) = (Int64.min, 0)
        for arrival in all {
            let today = arrival.at.vietnamDate.start.milliseconds
            (day, sequence) = (today, today == day ? sequence + 1 : 1)
            let due = try plan.calendar.deadline(plan.procedures[arrival.procedure].limit, from: arrival.at).due
            let subject: DeskDossier.Subject = chance.happens(800) ? .citizen : chance.happens(750) ? .enterprise : .organisation
            dossiers.append(
                DeskDossier(
                    unit: number, procedure: arrival.procedure, sequence: sequence, channel: arrival.channel, subject: subject,
                    received: arrival.at, entered: arrival.at, firstDue: due, due: due))
        }
    }

    /// Plays until everything is done or the plan's last day is over.
    mutating func run() throws(WorkingTimeError) {
        var arrived = 0
        while let officer = busy.indices.min(by: { busy[$0] < busy[$1] }) {
            let now = clock.moment(of: busy[officer])
            if now >= cut { return }
            while arrived < dossiers.count, dossiers[arrived].received <= now {
                join(arrived)
                arrived += 1
            }
            while let first = returning.first, first.key <= now.milliseconds, let number = returning.next() { join(number) }
            if isAway(officer, on: busy[officer] / WorkClock.day) {
                busy[officer] = (busy[officer] / WorkClock.day + 1) * WorkClock.day
            } else if let number = waiting.next() {
                try handle(number, by: officer)
            } else {
                // Nobody waits: until the next one comes.
                var next = returning.first?.key
                if arrived < dossiers.count { next = min(next ?? .max, dossiers[arrived].received.milliseconds) }
                guard let next else { return }
                busy[officer] = max(busy[officer], clock.work(at: Timestamp(milliseconds: next)))
            }
        }
    }

    /// Half by who came first and half by whose limit ends first.
    private mutating func join(_ number: Int) {
        let dossier = dossiers[number]
        waiting.add(number, key: dossier.received.milliseconds / 2 + dossier.due.milliseconds / 2)
    }

    private func isAway(_ officer: Int, on day: Int) -> Bool {
        var luck = SeededGenerator(seed: absences &+ UInt64(officer) &* 0x9E37_79B9 &+ UInt64(day) &* 0x85EB_CA77_C2B2)
        return luck.happens(unit.absence)
    }

    private mutating func handle(_ number: Int, by officer: Int) throws(WorkingTimeError) {
        // The same chance at any staffing, so that calibration compares like with like.
        chance = SeededGenerator(seed: visits &+ UInt64(number * 4 + dossiers[number].supplements) &* 0x9E37_79B9_7F4A_7C15)
        let procedure = plan.procedures[dossiers[number].procedure]
        let stream = unit.streams[streams[number]]
        let mean = procedure.minutes * 6_000_000 / unit.staffing
        let effort = 30 + Int.random(in: 0...mean, using: &chance) + Int.random(in: 0...mean, using: &chance)
        let start = busy[officer]
        dossiers[number].officer = firstOfficer + officer
        if dossiers[number].supplements == 0, !procedure.isImmediate {
            if chance.happens(stream.withdrawn) {
                busy[officer] = start + 300
                end(number, at: clock.moment(of: busy[officer]), .withdrawn)
                return
            }
            if chance.happens(procedure.supplements) {
                busy[officer] = start + effort / 4
                let days = 1 + Int.random(in: 0...3, using: &chance) + Int.random(in: 0...3, using: &chance)
                let isAbandoned = chance.happens(stream.abandoned)
                if let back = try ask(number, at: clock.moment(of: busy[officer]), backAfter: isAbandoned ? nil : days) {
                    returning.add(number, key: back.milliseconds)
                }
                return
            }
        }
        busy[officer] = start + effort
        var done = start + effort
        var isConsulted = false
        if !procedure.isImmediate, chance.happens(procedure.consultations) {
            isConsulted = true
            done += consultation(within: procedure.limit) * WorkClock.day
        }
        if !procedure.isImmediate, chance.happens(15) {
            let days = Int.random(in: 1...4, using: &chance)
            done += days * WorkClock.day
            suspend(number, by: days, isLettered: chance.happens(980))
        }
        // A citizen who waits at the counter is not sent away when it closes.
        let moment =
            procedure.isImmediate
            ? Timestamp(milliseconds: clock.moment(of: start).milliseconds + Int64(effort) * 1000) : clock.moment(of: done)
        if !procedure.isImmediate, chance.happens(stream.refused) {
            end(number, at: moment, .refused)
        } else {
            try finish(number, at: moment, isConsulted: isConsulted, isImmediate: procedure.isImmediate)
        }
    }

    /// Working days until another body answers: mostly within half the limit, sometimes long after.
    private mutating func consultation(within limit: TimeLimit) -> Int {
        let days: Int =
            switch limit {
            case .workingHours: 1
            case .workingDays(let count): count
            case .days(let count): count * 5 / 7
            case .months(let count): count * 21
            }
        let usual = Int.random(in: 0...max(0, days / 2), using: &chance)
        return chance.happens(40) ? usual + days : usual
    }

    // MARK: What is written down

    /// Asks for a supplement; when it is in, the limit starts anew (OS-12).
    ///
    /// Nil when it does not come in.
    @discardableResult
    mutating func ask(_ number: Int, at moment: Timestamp, backAfter days: Int?) throws(WorkingTimeError) -> Timestamp? {
        if moment >= cut { return nil }
        dossiers[number].supplements += 1
        record(number, .asked, at: moment, reason: "supplement", document: "02")
        let back = days.map { Timestamp(milliseconds: moment.milliseconds + Int64($0) * 86_400_000) }
        guard let back, back < cut else {
            (dossiers[number].state, dossiers[number].asked) = (.supplement, moment)
            return nil
        }
        record(number, .resumed, at: back)
        dossiers[number].due = try plan.calendar.deadline(plan.procedures[dossiers[number].procedure].limit, from: back).due
        return back
    }

    /// Stops the clock for some working days before the deadline, which moves by as many.
    private mutating func suspend(_ number: Int, by days: Int, isLettered: Bool) {
        let dossier = dossiers[number]
        let from = clock.moment(of: busy[dossier.officer - firstOfficer])
        if from >= cut { return }
        record(number, .suspended, at: from, reason: "other_body", document: isLettered ? "CV" : "")
        dossiers[number].due = moved(dossier.due, by: days)
        let to = clock.moment(of: clock.work(at: from) + days * WorkClock.day)
        if to < cut { record(number, .continued, at: to) }
    }

    func moved(_ due: Timestamp, by days: Int) -> Timestamp {
        let day = clock.moment(of: clock.work(at: due.vietnamDate.start) + days * WorkClock.day).vietnamDate
        return Timestamp(milliseconds: day.end.milliseconds - 1)
    }

    private mutating func end(_ number: Int, at done: Timestamp, _ state: DeskDossier.State) {
        let moment = unit.gaming == .perfect ? min(done, dossiers[number].due) : done
        if moment >= cut { return }
        dossiers[number].closed = moment
        dossiers[number].state = state
    }

    private mutating func finish(_ number: Int, at done: Timestamp, isConsulted: Bool, isImmediate: Bool) throws(WorkingTimeError) {
        var moment = done
        var entered = chance.happens(unit.lateEntries) ? Timestamp(milliseconds: done.milliseconds + 90_000_000) : done
        if done > dossiers[number].due, let gaming = unit.gaming {
            (moment, entered) = try paper(number, done, gaming)
        }
        if moment >= cut { return }
        dossiers[number].finished = moment
        dossiers[number].state = .finished
        if moment > dossiers[number].due { dossiers[number].cause = isConsulted ? .otherBody : .handling }
        record(number, .finished, at: moment, entered: entered)
        let waits = isImmediate || dossiers[number].channel == .online ? 0 : Int.random(in: 0...5, using: &chance)
        let returned = Timestamp(milliseconds: moment.milliseconds + Int64(waits) * 86_400_000)
        if returned < cut { (dossiers[number].returned, dossiers[number].state) = (returned, .returned) }
        mark(number)
    }

    mutating func record(
        _ number: Int, _ kind: DeskEvent.Kind, at moment: Timestamp, entered: Timestamp? = nil, reason: String = "", document: String = ""
    ) {
        events.append(
            DeskEvent(
                dossier: number, kind: kind, at: moment, entered: entered ?? moment, officer: dossiers[number].officer, reason: reason,
                document: document))
    }

    mutating func assign(_ number: Int, to officer: Int) { dossiers[number].officer = officer }
    mutating func moveDue(_ number: Int, to due: Timestamp) { dossiers[number].due = due }

    /// Digital marks, by the unit's habits.
    private mutating func mark(_ number: Int) {
        let procedure = plan.procedures[dossiers[number].procedure]
        let isOnline = dossiers[number].channel == .online
        let hasResult = chance.happens(unit.digital)
        let isDigitised = chance.happens(unit.digital)
        let marks = [
            procedure.hasFee, procedure.hasFee && chance.happens(isOnline ? 950 : unit.digital / 3), hasResult, isDigitised,
            isDigitised && hasResult && chance.happens(500), chance.happens(unit.digital / 3), hasResult && chance.happens(40),
            procedure.certifiesPopulation && chance.happens(900), chance.happens(985),
        ]
        for (bit, isSet) in marks.enumerated() where isSet { dossiers[number].marks |= 1 << UInt16(bit) }
    }
}
