import Kernel
import Platform
import Storage
import Units

/// On time by unit and month of a year, from the summary: no dossier is read, whatever their number (OS-59).
struct ShowMonths: Sendable {
    struct View: Sendable {
        /// A unit, or nil for all that may be seen, and its twelve months.
        struct Line: Sendable {
            var unit: Units.Unit?
            var months: [MonthTally]

            var year: MonthTally { months.reduce(into: MonthTally()) { $0.add($1) } }
        }

        let year: Int
        /// All together first, then by name.
        let lines: [Line]
    }

    let bureau: Bureau

    func callAsFunction(_ year: Int, by actor: Actor) async throws -> View {
        try await bureau.read(by: actor) { desk in
            let months = (1...12).map { Period.month($0, of: year).description }
            let visible = DossierDuty.read.units(of: actor)
            var all = View.Line(unit: nil, months: Array(repeating: MonthTally(), count: 12))
            var lines: [ID<Units.Unit>: View.Line] = [:]
            for (place, tally) in try CountStore.unitMonths(from: months[0], through: months[11], desk.db) {
                guard visible?.contains(place.unit) != false, let month = months.firstIndex(of: place.month) else { continue }
                all.months[month].add(tally)
                lines[ID(rawValue: place.unit), default: View.Line(months: Array(repeating: MonthTally(), count: 12))].months[month].add(
                    tally)
            }
            for (id, unit) in try UnitStore.find(lines.keys, desk.db) { lines[id]?.unit = unit }
            let named = lines.values.map { (name: VietnameseOrder.key($0.unit?.name.vi ?? ""), code: $0.unit?.code ?? "", line: $0) }
            return View(year: year, lines: [all] + named.sorted { ($0.name, $0.code) < ($1.name, $1.code) }.map(\.line))
        }
    }
}

extension MonthTally {
    /// Of those that were worked to an end and had an appointment: what was refused, withdrawn, stopped or without limit is not in it.
    var share: Share { Share(early + onTime, of: early + onTime + late, nothing: .says) }
}
