import Kernel
import WorkingTime

/// Plans whose dossiers give the figures that articles print.
///
/// Numbers of dossiers are exact; rates come out at the staffing that ``DeskCalibration`` found, with the seed that stands here.
package enum ArticlePlans {
    private typealias Procedure = DeskPlan.Procedure

    /// Thái Nguyên 2017: 746,305 dossiers received and solved, 98.6 % on time (SD-35).
    ///
    /// 22 departments, 9 districts and 180 communes; counted on the day of the conference.
    package static func thaiNguyen(_ calendar: WorkCalendar) -> DeskPlan {
        let departments = (1...22).map { unit("000.00.\(two($0)).H55", weight: 9 + $0 % 5, staff: 9, of: Procedure.ofDepartments) }
        let districts = (1...9).map { unit("000.\(two($0 + 30)).00.H55", weight: 26 + $0 % 4 * 3, staff: 16, of: Procedure.ofDistricts) }
        let communes = (1...180).map {
            unit("\(three($0)).\(two($0 % 9 + 31)).00.H55", weight: 5 + $0 % 7, staff: 2 + $0 % 2, of: Procedure.ofCommunes)
        }
        let plan = DeskPlan(
            seed: 2017, from: day(2017, 1, 1), through: day(2017, 12, 31), asOf: day(2018, 3, 8), calendar: calendar,
            procedures: Procedure.common, units: shared(746_305, departments + districts + communes))
        return DeskCalibration.staffed(plan, at: 46_519)
    }

    /// Sở Văn hóa, Thể thao và Du lịch of Cần Thơ, 2016: 1,265 dossiers, 70 of them online (SD-18).
    package static func canThoCulture(_ calendar: WorkCalendar) -> DeskPlan {
        let unit = DeskPlan.Unit(
            code: "000.00.21.H13", staff: 3, staffing: 70_000, streams: [DeskPlan.Stream(1265, of: [11, 12], online: 70)])
        return DeskPlan(
            seed: 2016, from: day(2016, 1, 1), through: day(2016, 12, 31), calendar: calendar, procedures: Procedure.common, units: [unit])
    }

    /// Sở Nội vụ of Cần Thơ since the beginning of 2016: 515 dossiers, 282 under ISO and 233 one-stop, 173 at once, none late (SD-21).
    ///
    /// The article does not say of which the 173 are part; here of the one-stop's. The way of handling stands for the field.
    package static func canThoHome(_ calendar: WorkCalendar) -> DeskPlan {
        var iso = Procedure(code: "iso", field: "iso", limit: .workingDays(15), minutes: 90)
        iso.consultations = 0
        var ordinary = Procedure(code: "one-stop", field: "one_stop", limit: .workingDays(7), minutes: 45)
        ordinary.consultations = 0
        var atOnce = Procedure(code: "one-stop-at-once", field: "one_stop", limit: .workingDays(1), minutes: 15)
        (atOnce.isImmediate, atOnce.online) = (true, 0)
        let streams = [(282, 0), (60, 1), (173, 2)].map { count, procedure in
            var stream = DeskPlan.Stream(count, of: [procedure])
            (stream.refused, stream.withdrawn) = (0, 0)
            return stream
        }
        return DeskPlan(
            seed: 515, from: day(2016, 1, 1), through: day(2016, 12, 31), asOf: day(2017, 2, 10), calendar: calendar,
            procedures: [iso, ordinary, atOnce], units: [DeskPlan.Unit(code: "000.00.17.H13", staff: 4, staffing: 70_000, streams: streams)]
        )
    }

    /// The city of Phúc Yên in ten years: 29,940 dossiers, 94.9 % of them settled (SD-43).
    package static func phucYenCity(_ calendar: WorkCalendar) -> DeskPlan {
        let unit = unit("000.00.32.V01", weight: 1, staff: 4, of: Procedure.ofDistricts)
        let plan = DeskPlan(
            seed: 29_940, from: day(2010, 6, 1), through: day(2020, 5, 31), calendar: calendar, procedures: Procedure.common,
            units: shared(29_940, [unit]))
        return DeskCalibration.staffed(plan, at: 40_431)
    }

    /// Its ten communes and wards in ten years: 586,600 dossiers, 100 % on time (SD-43).
    package static func phucYenCommunes(_ calendar: WorkCalendar) -> DeskPlan {
        let units = (1...10).map { unit("\(three($0)).32.00.V01", weight: 8 + $0 % 4, staff: 6, of: [0, 0, 0, 1, 1, 4, 5]) }
        var plan = DeskPlan(
            seed: 586_600, from: day(2010, 6, 1), through: day(2020, 5, 31), asOf: day(2020, 7, 31), calendar: calendar,
            procedures: Procedure.common, units: shared(586_600, units))
        for procedure in plan.procedures.indices { plan.procedures[procedure].consultations = 0 }
        return plan
    }

    private static func unit(_ code: String, weight: Int, staff: Int, of procedures: [Int]) -> DeskPlan.Unit {
        // The weight stands in the stream until it is shared out.
        DeskPlan.Unit(
            code: code, staff: staff, staffing: 90_000 + code.utf8.reduce(0) { ($0 * 31 + Int($1)) % 25_100 },
            streams: [
                DeskPlan.Stream(weight, of: procedures)
            ])
    }

    private static func shared(_ total: Int, _ units: [DeskPlan.Unit]) -> [DeskPlan.Unit] {
        var units = units
        DeskPlan.share(total, among: &units)
        return units
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        guard let date = CalendarDate(year: year, month: month, day: day) else { preconditionFailure("a plan names real days") }
        return date
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    private static func three(_ number: Int) -> String { number < 100 ? "0" + two(number) : "\(number)" }
}
