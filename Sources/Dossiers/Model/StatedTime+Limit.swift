import Kernel
import Procedures
import WorkingTime

extension StatedTime {
    /// The limit as the clock counts it; nil where nothing countable is stated.
    ///
    /// Half a working day is 4 working hours, for a day has 8 (OS-52); a bare hour is taken for one of work.
    package var limit: TimeLimit? {
        guard let span else { return nil }
        func whole(times factor: Int64) -> Int? {
            let (product, power) = (span.amount.digits * factor, Number.powerOfTen(span.amount.scale))
            return product > 0 && product % power == 0 ? Int(product / power) : nil
        }
        switch span.unit {
        case .workingDays: return whole(times: 1).map(TimeLimit.workingDays) ?? whole(times: 8).map(TimeLimit.workingHours)
        case .workingHours, .hours: return whole(times: 1).map(TimeLimit.workingHours)
        case .calendarDays: return whole(times: 1).map(TimeLimit.days)
        case .months: return whole(times: 1).map(TimeLimit.months)
        }
    }
}

extension Procedure {
    /// The limit of a dossier that came one way; nil where the procedure states none, or several.
    package func limit(_ channel: Dossier.Channel) -> TimeLimit? {
        limit(by: channel.way)?.limit
    }
}

extension Dossier.Channel {
    /// The rows of a procedure's manner that speak of it.
    var way: SubmissionWay.Channel {
        switch self {
        case .direct: .counter
        case .online: .online
        case .post: .post
        }
    }
}
