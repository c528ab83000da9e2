import Kernel
import WorkingTime

/// Seconds of work on one line: 28,800 a working day, from the first day of a plan on, and back to moments.
///
/// Desks work 07:30–11:30 and 13:30–17:30 on every day that the calendar works.
struct WorkClock {
    static let day = 28_800
    private static let half = 14_400
    private static let (morning, afternoon) = (27_000, 48_600)

    /// The moments at which the working days begin, at midnight.
    private let starts: [Int64]
    /// By days since ``origin``: the working day that it is, or that comes next.
    private let indices: [Int32]
    private let isWorking: [Bool]
    private let origin: Int64

    init(_ calendar: WorkCalendar, from first: CalendarDate, days: Int) throws(WorkingTimeError) {
        origin = first.start.milliseconds
        var starts: [Int64] = []
        var indices: [Int32] = []
        var isWorking: [Bool] = []
        var date: CalendarDate? = first
        for day in 0..<days {
            guard let today = date else { break }
            indices.append(Int32(starts.count))
            isWorking.append(try calendar.isWorking(today))
            if isWorking[day] { starts.append(today.start.milliseconds) }
            date = today.dayAfter
        }
        (self.starts, self.indices, self.isWorking) = (starts, indices, isWorking)
    }

    /// The working time that has passed at a moment.
    func work(at moment: Timestamp) -> Int {
        let (day, rest) = (moment.milliseconds - origin).quotientAndRemainder(dividingBy: 86_400_000)
        let place = min(max(Int(day), 0), indices.count - 1)
        let start = Int(indices[place]) * Self.day
        if !isWorking[place] { return start }
        let second = Int(rest) / 1000
        if second < Self.afternoon { return start + min(max(second - Self.morning, 0), Self.half) }
        return start + Self.half + min(second - Self.afternoon, Self.half)
    }

    func moment(of work: Int) -> Timestamp {
        let (day, second) = work.quotientAndRemainder(dividingBy: Self.day)
        let start = starts[min(day, starts.count - 1)]
        return Timestamp(
            milliseconds: start + Int64(second < Self.half ? Self.morning + second : Self.afternoon + second - Self.half) * 1000)
    }
}
