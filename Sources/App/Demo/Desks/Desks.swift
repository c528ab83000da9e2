import Dispatch
import Kernel
import Synchronization
import WorkingTime

/// All dossiers of a plan, unit by unit, and what was recorded about them: the same for the same plan on every machine.
package struct Desks: Sendable {
    package let plan: DeskPlan
    package private(set) var dossiers: [DeskDossier] = []
    package private(set) var events: [DeskEvent] = []

    /// Simulates every unit; a calendar that reaches two years beyond the plan leaves nothing out.
    package init(_ plan: DeskPlan) throws(WorkingTimeError) {
        self.plan = plan
        let arrivals = try Arrivals(plan)
        // Work that is left over, and the longest waits, end within two years of the last day.
        let end = min(plan.asOf.daysSince1970 + 800, plan.calendar.last.daysSince1970 + 1)
        let clock = try WorkClock(plan.calendar, from: plan.first, days: end - plan.first.daysSince1970)
        let firstOfficers = plan.units.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.staff) }
        let results = Mutex<[Int: Result<DeskSimulation, WorkingTimeError>]>([:])
        DispatchQueue.concurrentPerform(iterations: plan.units.count) { number in
            let result = Result { () throws(WorkingTimeError) -> DeskSimulation in
                var simulation = try DeskSimulation(
                    plan, unit: number, firstOfficer: firstOfficers[number], arrivals: arrivals, clock: clock)
                try simulation.run()
                return simulation
            }
            results.withLock { $0[number] = result }
        }
        let played = results.withLock { $0 }
        dossiers.reserveCapacity(plan.units.reduce(0) { $0 + $1.arrivals })
        for number in plan.units.indices {
            guard let simulation = try played[number]?.get() else { continue }
            let offset = dossiers.count
            dossiers += simulation.dossiers
            for var event in simulation.events {
                event.dossier += offset
                events.append(event)
            }
        }
    }

    /// How many ended, and ended in time, whatever the denominator is then.
    package var ended: Int { dossiers.count { $0.ended != nil } }
    package var endedOnTime: Int { dossiers.count { dossier in dossier.ended.map { $0 <= dossier.due } ?? false } }

    /// `H55.01-170105-0042` (OS-30).
    package func code(of dossier: DeskDossier) -> String {
        let date = dossier.received.vietnamDate
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let sequence = String("0000\(dossier.sequence)".suffix(4))
        return "\(plan.units[dossier.unit].code)-\(two(date.year % 100))\(two(date.month))\(two(date.day))-\(sequence)"
    }
}
