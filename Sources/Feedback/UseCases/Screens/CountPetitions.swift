import Kernel
import Platform
import Storage
import Units

/// What units did with petitions, by unit and month (FB-8, RT-60).
package struct CountPetitions: Sendable {
    package struct Line: Sendable {
        /// Nil: all together.
        package let unit: Units.Unit?
        package let tally: PetitionTally
        /// The twelve months of the year.
        package let months: [PetitionTally]
    }

    package struct Screen: Sendable {
        package let year: Int
        package let lines: [Line]
        package let isGenerated: Bool
    }

    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// The first line is all units together.
    package func callAsFunction(year: Int) async throws -> Screen {
        try await bureau.read(by: .anonymous) { desk in
            let months = (1...12).map { Period.month($0, of: year) }
            var tallies: [ID<Units.Unit>: [PetitionTally]] = [:]
            let period = Period.year(year)
            for stay in try FigureStore.stays(from: period.first.start, before: period.last.end, of: nil, desk.db) {
                for (index, month) in months.enumerated() where month.first.start <= desk.now {
                    tallies[stay.unit, default: Array(repeating: PetitionTally(), count: 12)][index]
                        .add(stay, from: month.first.start, before: month.last.end, at: desk.now)
                }
            }
            let units = try UnitStore.find(tallies.keys, desk.db)
            let own = units.values.inVietnameseOrder.compactMap { unit in tallies[unit.id].map { (unit, $0) } }
            let all = (0..<12).map { month in own.reduce(PetitionTally()) { $0 + $1.1[month] } }
            let lines = [(nil, all)] + own.map { (Optional($0.0), $0.1) }
            return Screen(
                year: year,
                lines: lines.map { unit, months in Line(unit: unit, tally: months.reduce(PetitionTally(), +), months: months) },
                isGenerated: try FigureStore.isGenerated(desk.db))
        }
    }

    /// What everybody counts of one unit in the last twelve months.
    func lastYear(of unit: String) async throws -> PetitionTally {
        try await bureau.read(by: .anonymous) { desk in
            let today = desk.now.vietnamDate
            let first = today.adding(years: -1) ?? today
            var tally = PetitionTally()
            for stay in try FigureStore.stays(from: first.start, before: today.end, of: ID(rawValue: unit), desk.db) {
                tally.add(stay, from: first.start, before: today.end, at: desk.now)
            }
            return tally
        }
    }

    /// Offers the counts of a period to whoever measures them beside other things (RT-60…RT-62).
    static let source: FeedbackCounts.Source = { period, moment, db in
        let (first, end) = (period.first.start, period.last.end)
        var tallies: [String: PetitionTally] = [:]
        var dossiers: [String: Set<String>] = [:]
        for stay in try FigureStore.stays(from: first, before: end, of: nil, db) {
            tallies[stay.unit.rawValue, default: PetitionTally()].add(stay, from: first, before: end, at: moment)
            if stay.class == .conduct, !stay.dossier.isEmpty, stay.arrived >= first {
                dossiers[stay.unit.rawValue, default: []].insert(stay.dossier)
            }
        }
        return Dictionary(
            uniqueKeysWithValues: tallies.map { unit, tally in
                (
                    unit,
                    FeedbackCounts(
                        judged: tally.judged, onTime: tally.onTime, unsatisfied: tally.onlyUnsatisfied, dossiers: dossiers[unit] ?? [])
                )
            })
    }
}
