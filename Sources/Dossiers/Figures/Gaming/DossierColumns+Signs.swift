import Kernel

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

        let workingDays = workingDays()
        func slack(_ day: UInt16, to due: UInt32) -> Int { workingDays[Int(Self.day(due))] - workingDays[Int(day)] }
        var (before, after) = (Array(repeating: 0, count: units), Array(repeating: 0, count: units))
        var askedBefore = before
        var askedLate = Set<Int>()
        for event in events where days.contains(Self.day(UInt32(clamping: event.at.milliseconds / 1000))) {
            let at = UInt32(clamping: event.at.milliseconds / 1000)
            switch event.kind {
            case .asked:
                let first = firstDue[event.row]
                let left = slack(Self.day(at), to: first)
                if at > first || left > limits.daysBeforeEnd * 2 + 1 { continue }
                let used = workingDays[Int(Self.day(at))] - workingDays[Int(receivedDay[event.row])]
                if left > limits.daysBeforeEnd {
                    askedBefore[Int(unit[event.row])] += 1
                } else if used > limits.daysAfterReceipt {
                    askedLate.insert(event.row)
                }
            case .suspended: add(.withoutLetter, event.row, !event.hasDocument)
            case .finished:
                let isLateEntry = event.entered.milliseconds - event.at.milliseconds >= limits.lateEntry * 1000
                let crossed = at <= due[event.row] && UInt32(clamping: event.entered.milliseconds / 1000) > due[event.row]
                add(.backDating, event.row, isLateEntry && crossed)
            case .resumed, .continued, .extended, .returned: break
            }
        }
        let bursts = bursts(days, limits)
        for row in 0..<count {
            if days.contains(receivedDay[row]) { add(.lateRestart, row, askedLate.contains(row)) }
            guard days.contains(endedDay[row]) else { continue }
            let slack = slack(endedDay[row], to: due[row])
            if slack == 1 { before[Int(unit[row])] += 1 }
            if slack == -1 { after[Int(unit[row])] += 1 }
            add(.lastDay, row, slack == 0 && ended[row] <= due[row])
            let minute = (Int(ended[row]) + 25_200) % 86_400 / 60
            let isNight = minute >= limits.night.from || minute < limits.night.until
            add(.bulkClosing, row, isNight || bursts.contains(burstKey(row)))
            add(.tooPerfect, row, ended[row] > due[row])
        }
        counts[.lateRestart]?.discount(askedBefore)
        counts[.lastDay]?.discount(zip(before, after).map(max))
        return GamingSign.allCases.compactMap { counts[$0] }
    }

    /// How many working days there were up to each day: days on which at least a quarter ended of what ends on an average
    /// day, and every day before the first and after the last of them.
    private func workingDays() -> [Int] {
        var endings = [Int](repeating: 0, count: Int(UInt16.max) + 1)
        for day in endedDay where day != Self.noDay { endings[Int(day)] += 1 }
        let days = endings.count { $0 > 0 }
        let total = endings.reduce(0, +)
        let known = (endings.firstIndex { $0 > 0 } ?? 0)...(endings.lastIndex { $0 > 0 } ?? 0)
        var past = 0
        return endings.enumerated().map { day, count in
            past += !known.contains(day) || (count > 0 && count * days * 4 >= total) ? 1 : 0
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
