import Facts
import Kernel
import WorkingTime

/// The generated province at its counters: departments and communes of `Facts/sample-province` with the procedures of their level.
///
/// Units are named by their agency codes, so that what is written can be imported. How busy staff are is drawn for each unit; who
/// is late comes out of that.
package enum SampleProvince {
    /// So many dossiers at the units of these codes; nil: at all.
    ///
    /// Throws where the table of units cannot be read.
    package static func plan(
        _ dossiers: Int, from first: CalendarDate, through last: CalendarDate, calendar: WorkCalendar, of codes: Set<String>? = nil
    ) throws -> DeskPlan {
        let rows = try DemoTable("sample-province/units.csv").rows
        let own = rows.enumerated().filter { _, row in levels[row("kind")] != nil && codes?.contains(row("code")) != false }
        var units = own.map { number, row in
            DeskPlan.Unit(
                code: agencyCode(number), staff: 1, staffing: 100_000,
                streams: [
                    DeskPlan.Stream(
                        row("kind") == "commune" ? 5 + number % 7 : 14 + number % 9, of: levels[row("kind")] ?? [])
                ])
        }
        DeskPlan.share(dossiers, among: &units)
        let days = first.daysSince1970...last.daysSince1970
        let working = try days.count { try CalendarDate(daysSince1970: $0).map(calendar.isWorking) ?? false }
        for unit in units.indices { employ(&units[unit], over: max(working, 1)) }
        return DeskPlan(
            seed: 766, from: first, through: last, calendar: calendar, procedures: DeskPlan.Procedure.common, units: units)
    }

    /// As the state writes codes (OS-31), by the place in the table of units.
    static func agencyCode(_ number: Int) -> String { "M00.\(number)" }

    private static let levels = ["department": DeskPlan.Procedure.ofDepartments, "commune": DeskPlan.Procedure.ofCommunes]

    /// Gives a unit so many people, with so much time, that they are busy from 55 to 95 of a hundred hours.
    private static func employ(_ unit: inout DeskPlan.Unit, over days: Int) {
        let kinds = unit.streams[0].procedures.map { DeskPlan.Procedure.common[$0].minutes }
        let minutes = unit.arrivals * kinds.reduce(0, +) / kinds.count
        let chance = unit.code.utf8.reduce(7) { ($0 * 131 + Int($1)) % 1009 }
        let busy = 55 + chance % 41
        unit.staff = max(1, minutes / (days * 240))
        unit.staffing = min(100_000, max(6_000, minutes * 100 * 100_000 / (unit.staff * days * 480 * busy)))
        unit.digital = 350 + chance % 600
    }
}
