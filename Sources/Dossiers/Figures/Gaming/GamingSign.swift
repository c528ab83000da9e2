import Kernel

/// What a unit's record looks like when deadlines are met on paper.
///
/// Source: PE-N12, SD-43.
package enum GamingSign: String, Sendable, CaseIterable {
    /// A supplement asked for when the first limit was about to end, long after such a request should have gone out (OS-12), of all
    /// dossiers.
    case lateRestart = "late_restart"
    /// Ended on the very day of the deadline, as far as more than on the working day before or after it: a bump in the slack, where
    /// a unit short of staff has a slope.
    case lastDay = "last_day"
    /// Ended at night, or by one officer many in the same minute, of all that ended.
    case bulkClosing = "bulk_closing"
    /// Said to be finished in time and entered a day or more later, after the deadline, of all that was finished.
    case backDating = "back_dating"
    /// Suspended without a letter, of all suspensions (OS-53).
    case withoutLetter = "without_letter"
    /// Hardly ever late: here few are odd, not many.
    case tooPerfect = "too_perfect"
}

/// When a record is called odd.
///
/// They are choices of this program, in no rule.
package struct GamingLimits: Sendable {
    /// Units with fewer cases are neither judged nor taken as peers.
    package var leastCases = 30
    /// Below this many peers nobody is compared.
    package var leastPeers = 4
    /// Of so many dossiers by one officer in one minute, all count as closed in bulk.
    package var bulk = 6
    /// From this minute of the day until that one it is night.
    package var night = (from: 22 * 60, until: 6 * 60)
    /// A supplement is asked for late in so many days before the first limit ends, later than so many days after receipt.
    package var daysBeforeEnd = 1
    package var daysAfterReceipt = 3
    /// Seconds after which an entry is late.
    package var lateEntry: Int64 = 86_400
    /// How many standard deviations of chance the count must be away from what is expected.
    package var deviations = 5
    /// How many times the distance of the quarters above the upper quarter of the peers the rate must be.
    package var fences = 3
    /// Even if no peer shows it, so many of a million are expected, and so many late.
    package var leastRate = 5_000
    package var leastLateRate = 1_000
    /// Never late is odd when so many late ones were expected, at the rate of the better quarter.
    package var expectedLate = 20

    package init() {}
}

/// How often each unit shows a sign, and the dossiers that do.
struct SignCounts {
    let sign: GamingSign
    /// By unit: cases that could show it.
    private(set) var cases: [Int]
    private(set) var rows: [[Int]]
    private(set) var observed: [Int]

    init(_ sign: GamingSign, units: Int) {
        self.sign = sign
        observed = Array(repeating: 0, count: units)
        cases = Array(repeating: 0, count: units)
        rows = Array(repeating: [], count: units)
    }

    mutating func add(_ row: Int, of unit: UInt16, shows: Bool) {
        cases[Int(unit)] += 1
        guard shows else { return }
        rows[Int(unit)].append(row)
        observed[Int(unit)] += 1
    }

    /// Takes away what is to be expected of an honest unit as it is.
    mutating func discount(_ usual: [Int]) {
        for unit in observed.indices { observed[unit] = max(0, observed[unit] - usual[unit]) }
    }
}

extension DossierColumns {
    /// Looks through the dossiers of a period, one list for each sign.
    func signs(_ period: Period, _ events: [RecordedEvent], _ limits: GamingLimits) -> [SignCounts] {
        let days = UInt16(clamping: period.first.daysSince1970)...UInt16(clamping: period.last.daysSince1970)
        let units = size(of: .unit)
        var counts = Dictionary(uniqueKeysWithValues: GamingSign.allCases.map { ($0, SignCounts($0, units: units)) })
        func add(_ sign: GamingSign, _ row: Int, _ shows: Bool) { counts[sign]?.add(row, of: unit[row], shows: shows) }

        var askedLate = Set<Int>()
        for event in events where days.contains(Self.day(UInt32(clamping: event.at.milliseconds / 1000))) {
            let at = UInt32(clamping: event.at.milliseconds / 1000)
            switch event.kind {
            case .asked:
                let (day, first) = (Int(Self.day(at)), firstDue[event.row])
                let isLate = day > Int(receivedDay[event.row]) + limits.daysAfterReceipt
                if at <= first, isLate, day + limits.daysBeforeEnd >= Int(Self.day(first)) { askedLate.insert(event.row) }
            case .suspended: add(.withoutLetter, event.row, !event.hasDocument)
            case .finished:
                let isLateEntry = event.entered.milliseconds - event.at.milliseconds >= limits.lateEntry * 1000
                let crossed = at <= due[event.row] && UInt32(clamping: event.entered.milliseconds / 1000) > due[event.row]
                add(.backDating, event.row, isLateEntry && crossed)
            case .resumed, .continued, .extended, .returned: break
            }
        }
        let bursts = bursts(days, limits)
        let workingDays = workingDays()
        var (before, after) = (Array(repeating: 0, count: units), Array(repeating: 0, count: units))
        for row in 0..<count {
            if days.contains(receivedDay[row]) { add(.lateRestart, row, askedLate.contains(row)) }
            guard days.contains(endedDay[row]) else { continue }
            let slack = workingDays[Int(Self.day(due[row]))] - workingDays[Int(endedDay[row])]
            if slack == 1 { before[Int(unit[row])] += 1 }
            if slack == -1 { after[Int(unit[row])] += 1 }
            add(.lastDay, row, slack == 0 && ended[row] <= due[row])
            let minute = (Int(ended[row]) + 25_200) % 86_400 / 60
            let isNight = minute >= limits.night.from || minute < limits.night.until
            add(.bulkClosing, row, isNight || bursts.contains(burstKey(row)))
            add(.tooPerfect, row, ended[row] > due[row])
        }
        counts[.lastDay]?.discount(zip(before, after).map(max))
        return GamingSign.allCases.compactMap { counts[$0] }
    }

    /// How many working days there were up to each day: days on which at least a quarter ended of what ends on an average day.
    private func workingDays() -> [Int] {
        var endings = [Int](repeating: 0, count: Int(UInt16.max) + 1)
        for day in endedDay where day != Self.noDay { endings[Int(day)] += 1 }
        let days = endings.count { $0 > 0 }
        let total = endings.reduce(0, +)
        var past = 0
        return endings.map { count in
            past += count > 0 && count * days * 4 >= total ? 1 : 0
            return past
        }
    }

    /// Officer and minute of an ending.
    private func burstKey(_ row: Int) -> UInt64 { UInt64(officer[row]) << 32 | UInt64(ended[row] / 60) }

    private func bursts(_ days: ClosedRange<UInt16>, _ limits: GamingLimits) -> Set<UInt64> {
        let keys = (0..<count).lazy.filter { days.contains(endedDay[$0]) }.map(burstKey).sorted()
        var found = Set<UInt64>()
        var start = 0
        for place in 1..<max(keys.count, 1) + 1 where place >= keys.count || keys[place] != keys[start] {
            if place - start >= limits.bulk, start < keys.count { found.insert(keys[start]) }
            start = place
        }
        return found
    }
}
