import Kernel

extension Deadlines {
    /// How many days a stage is given where nobody says otherwise: 20 to score oneself, 15 to appraise, 7 to explain, 10 to
    /// appraise again, 7 for the council; the survey ends with the first appraisal.
    ///
    /// No law fixes them (PI-80); they fit the observed order from the plan in January to publication by April (PI-70…77).
    private static let usual = [0, 19, 34, 34, 41, 51, 58]

    /// Days for a round on a period, in the order of ``names``: from the day after the period on, or from today if that is later.
    package static func proposed(for period: Period, today: CalendarDate) -> [CalendarDate] {
        let start = max(period.last.dayAfter ?? period.last, today)
        return usual.map { days in Timestamp(milliseconds: start.start.milliseconds + Int64(days) * 86_400_000).vietnamDate }
    }
}
