import Kernel
import WorkingTime

/// What a simulated one-stop shop is made of: procedures, units with their staff, and who comes when.
///
/// Rates of lateness are not among it. They come out of queues, absence and consultations; ``DeskCalibration`` looks for the
/// staffing at which they come out as published.
package struct DeskPlan: Sendable {
    package var seed: UInt64
    /// Dossiers come in from the first day to the last.
    package var first: CalendarDate
    package var last: CalendarDate
    /// What happens after this day is not recorded.
    package var asOf: CalendarDate
    package var calendar: WorkCalendar
    package var procedures: [Procedure]
    package var units: [Unit]

    package init(
        seed: UInt64, from first: CalendarDate, through last: CalendarDate, asOf: CalendarDate? = nil, calendar: WorkCalendar,
        procedures: [Procedure], units: [Unit]
    ) {
        self.seed = seed
        self.first = first
        self.last = last
        self.asOf = asOf ?? last
        self.calendar = calendar
        self.procedures = procedures
        self.units = units
    }

    /// One procedure as a desk knows it.
    ///
    /// Shares are of a thousand.
    package struct Procedure: Sendable {
        package var code: String
        package var field: String
        package var limit: TimeLimit
        /// Work in minutes, on average.
        package var minutes: Int
        /// Settled while the citizen waits.
        package var isImmediate = false
        package var hasFee = false
        package var online = 200
        package var supplements = 60
        /// Another body is asked.
        package var consultations = 50
        package var certifiesPopulation = false

        package init(code: String, field: String, limit: TimeLimit, minutes: Int) {
            self.code = code
            self.field = field
            self.limit = limit
            self.minutes = minutes
        }
    }

    package struct Unit: Sendable {
        /// The agency's code, the first part of its dossiers' codes (OS-30).
        package var code: String
        package var staff: Int
        /// How much of their time staff have for dossiers, of 100,000; what calibration changes.
        package var staffing: Int
        /// Days on which one is away, of a thousand.
        package var absence = 60
        package var streams: [Stream]
        package var gaming: Gaming?
        /// Finished dossiers typed in a day or more later, of a thousand.
        package var lateEntries = 15
        /// Digital habits, of a thousand: how often a mark is set that may be.
        package var digital = 600

        package init(code: String, staff: Int, staffing: Int, streams: [Stream]) {
            self.code = code
            self.staff = staff
            self.staffing = staffing
            self.streams = streams
        }

        package var arrivals: Int { streams.reduce(0) { $0 + $1.arrivals } }
    }

    /// An exact number of dossiers of some procedures.
    package struct Stream: Sendable {
        package var arrivals: Int
        /// Indices of ``DeskPlan/procedures``; one that stands twice comes twice as often.
        package var procedures: [Int]
        /// How many exactly come online; nil where the procedures' shares decide.
        package var online: Int?
        /// What nobody completes after a request, is refused or withdrawn, of a thousand.
        package var abandoned = 0
        package var refused = 8
        package var withdrawn = 3

        package init(_ arrivals: Int, of procedures: [Int], online: Int? = nil) {
            self.arrivals = arrivals
            self.procedures = procedures
            self.online = online
        }
    }

    /// Shares an exact number out by the weights that stand in the first streams; what is left by rounding goes to the first units.
    static func share(_ total: Int, among units: inout [Unit]) {
        let weights = units.reduce(0) { $0 + $1.arrivals }
        for unit in units.indices { units[unit].streams[0].arrivals = total * units[unit].arrivals / weights }
        let rest = total - units.reduce(0) { $0 + $1.arrivals }
        for unit in 0..<rest { units[unit % units.count].streams[0].arrivals += 1 }
    }

    /// How a unit hides what comes too late.
    package enum Gaming: String, Sendable, CaseIterable {
        /// Asks for a supplement before the limit ends, so that it starts anew.
        case restarts
        /// Writes the day of the deadline, in office hours.
        case lastDay = "last_day"
        /// Closes what is due at a minute before midnight.
        case bulk
        /// Writes the day of the deadline when the work is done.
        case backDating = "back_dating"
        /// Suspends without a letter.
        case suspensions
        /// Writes some earlier day, so that nothing was ever late.
        case perfect
    }
}
