import Kernel
import WorkingTime

/// How a unit's record is made to look in time when the work was not.
extension DeskSimulation {
    /// What is written instead of the moment at which the work was done, and when it is written.
    mutating func paper(
        _ number: Int, _ done: Timestamp, _ gaming: DeskPlan.Gaming
    ) throws(WorkingTimeError) -> (at: Timestamp, entered: Timestamp) {
        let dossier = dossiers[number]
        let day = dossier.due.vietnamDate
        func clock(_ hour: Int, _ minute: Int) -> Timestamp {
            let moment = Timestamp(milliseconds: day.start.milliseconds + Int64(hour * 60 + minute) * 60_000)
            return max(min(moment, dossier.due), dossier.received)
        }
        switch gaming {
        case .restarts:
            // Once only: who asked already is late.
            if dossier.supplements > 0 { return (done, done) }
            let asked = clock(16, Int.random(in: 0..<60, using: &chance))
            try ask(number, at: asked, backAfter: 1)
            let earliest = Timestamp(milliseconds: asked.milliseconds + 86_400_000 + 3_600_000)
            return (max(done, earliest), max(done, earliest))
        case .lastDay:
            let moment = clock(15, Int.random(in: 0..<145, using: &chance))
            return (moment, moment)
        case .bulk:
            assign(number, to: firstOfficer)
            let moment = clock(23, 59)
            return (moment, moment)
        case .backDating: return (clock(15, Int.random(in: 0..<145, using: &chance)), done)
        case .suspensions:
            record(number, .suspended, at: clock(10, Int.random(in: 0..<60, using: &chance)), reason: "other_body")
            record(number, .continued, at: done)
            moveDue(number, to: Timestamp(milliseconds: done.vietnamDate.end.milliseconds - 1))
            return (done, done)
        case .perfect:
            let days = Int64(Int.random(in: 0...4, using: &chance))
            let earlier = Timestamp(milliseconds: clock(14, Int.random(in: 0..<200, using: &chance)).milliseconds - days * 86_400_000)
            let moment = max(earlier, min(dossier.due, Timestamp(milliseconds: dossier.received.milliseconds + 3_600_000)))
            return (moment, moment)
        }
    }
}
