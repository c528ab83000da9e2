import Kernel
import Platform
import Synchronization

/// A clock that is set to the days of a play, counted from the moment of loading.
final class DemoClock: Sendable {
    private static let day: Int64 = 86_400_000

    private let start: Timestamp
    private let moment: Mutex<Timestamp>

    init(_ start: Timestamp) {
        self.start = start
        moment = Mutex(start)
    }

    var now: Timestamp { moment.withLock { $0 } }
    var today: CalendarDate { now.vietnamDate }

    func stand(at day: Int) { moment.withLock { $0 = moment(of: day) } }

    /// At a minute of a day in Vietnam; of today not later than the moment of loading.
    func stand(at day: Int, minute: Int) {
        let wanted = moment(of: day).vietnamDate.start.milliseconds + Int64(minute) * 60_000
        moment.withLock { $0 = min(Timestamp(milliseconds: wanted), start) }
    }

    func day(at day: Int) -> CalendarDate { moment(of: day).vietnamDate }

    private func moment(of day: Int) -> Timestamp { Timestamp(milliseconds: start.milliseconds + Int64(day) * Self.day) }
}

extension Services {
    /// The same house at the times of a play.
    func moved(to clock: DemoClock) -> Services {
        var moved = self
        moved.now = { clock.now }
        return moved
    }
}
