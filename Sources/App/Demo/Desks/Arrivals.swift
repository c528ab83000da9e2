import Kernel
import WorkingTime

/// Who comes when: an exact number of dossiers, spread over seasons, weekdays and hours by chance.
struct Arrivals {
    struct Arrival {
        let at: Timestamp
        let procedure: Int
        let stream: Int
        let channel: DeskDossier.Channel
    }

    /// How busy months are against each other: after Tết, before the school year, before the year ends.
    private static let seasons = [90, 70, 115, 110, 105, 100, 95, 105, 110, 100, 100, 105]
    /// Monday to Sunday; at weekends only what is sent online.
    private static let weekdays = [118, 106, 102, 98, 92, 30, 25]

    private let start: Int64
    private let counter: [Int]
    private let network: [Int]

    init(_ plan: DeskPlan) throws(WorkingTimeError) {
        start = plan.first.start.milliseconds
        var (counter, network): ([Int], [Int]) = ([], [])
        var date: CalendarDate? = plan.first
        while let today = date, today <= plan.last {
            let weight = Self.seasons[today.month - 1] * Self.weekdays[(today.daysSince1970 + 3) % 7]
            let isWorking = try plan.calendar.isWorking(today)
            counter.append((counter.last ?? 0) + (isWorking ? weight : 0))
            network.append((network.last ?? 0) + (isWorking ? weight : weight / 4))
            date = today.dayAfter
        }
        (self.counter, self.network) = (counter, network)
    }

    /// All arrivals at a unit in order of time.
    func of(_ unit: DeskPlan.Unit, procedures: [DeskPlan.Procedure], _ chance: inout SeededGenerator) -> [Arrival] {
        var arrivals: [Arrival] = []
        arrivals.reserveCapacity(unit.arrivals)
        for (index, stream) in unit.streams.enumerated() {
            var online = stream.online ?? 0
            for left in stride(from: stream.arrivals, to: 0, by: -1) {
                let procedure = stream.procedures[Int.random(in: stream.procedures.indices, using: &chance)]
                let isOnline: Bool
                if stream.online != nil {
                    // As many as are still wanted of as many as still come.
                    isOnline = Int.random(in: 0..<left, using: &chance) < online
                    online -= isOnline ? 1 : 0
                } else {
                    isOnline = chance.happens(procedures[procedure].online)
                }
                let channel: DeskDossier.Channel = isOnline ? .online : chance.happens(25) ? .post : .direct
                arrivals.append(Arrival(at: moment(isOnline: isOnline, &chance), procedure: procedure, stream: index, channel: channel))
            }
        }
        return arrivals.sorted { $0.at < $1.at }
    }

    private func moment(isOnline: Bool, _ chance: inout SeededGenerator) -> Timestamp {
        let sums = isOnline ? network : counter
        let draw = Int.random(in: 0..<(sums.last ?? 1), using: &chance)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > draw { high = middle } else { low = middle + 1 }
        }
        let second: Int
        if isOnline {
            second = Int.random(in: 6 * 3600..<23 * 3600, using: &chance)
        } else if chance.happens(620) {
            second = Int.random(in: 27_300..<41_100, using: &chance)
        } else {
            second = Int.random(in: 48_900..<62_400, using: &chance)
        }
        return Timestamp(milliseconds: start + Int64(low) * 86_400_000 + Int64(second) * 1000)
    }
}
