import Facts
import Kernel
import Office
import Platform
import Storage

extension ShowFigures {
    /// The measures of Decision 766 of every unit that had dossiers in the period and that the actor may read, as the framework
    /// `qd-766` takes them.
    func sheet(_ period: Period, by actor: Actor) async throws -> LiveFigures.Sheet {
        let view = try await self(Question(period: period), by: actor)
        let page: Link = "/dossiers/figures/index"
        var units: [LiveFigures.Sheet.Unit] = []
        var rows: [[OutputCell]] = []
        for (unit, index) in try await measuresByUnit(view) {
            rows += index.rows(of: unit.code)
            units.append(
                LiveFigures.Sheet.Unit(
                    code: unit.code, name: unit.name, link: page.setting("period", to: period.description).setting("unit", to: unit.code),
                    provisional: index.measures.count(where: \.isProvisional),
                    notConnected: index.inputs.count { $0.reason == "not_connected" }))
        }
        return LiveFigures.Sheet(
            units: units, file: CSVWriter.write(Index766.columns, rows, .machine),
            isGenerated: view.isGenerated, asOf: view.asOf, taken: view.book.taken)
    }

    /// In the Vietnamese order of the units' names.
    private func measuresByUnit(_ view: View) async throws -> [(unit: (code: String, name: Bilingual), index: Index766)] {
        let counts = Counts766.byUnit(view.book.columns, view.period, asOf: view.asOf, of: view.filters)
        let calendar = try await bureau.calendars.current()
        let moment = judged(view)
        let (catalogue, feedback) = try await bureau.services.database.read { db in
            let petitions = try petitions(view, db)
            return (
                try CatalogueStore.countsByUnit(on: view.asOf, calendar, db),
                try petitions?.mapValues { try Sources766.Feedback($0, at: moment, db) }
            )
        }
        let names = Dictionary(view.book.unitNames.values.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        return counts.enumerated().compactMap { number, counts in
            guard counts.handled > 0, let unit = names[view.book.units.codes[number]] else { return nil }
            var sources = Sources766()
            sources.catalogue = catalogue[unit.code] ?? Sources766.Catalogue(procedures: 0, onlineServices: 0)
            sources.feedback = feedback.map { $0[unit.code] ?? .none }
            return (unit, Index766(counts, sources, in: view.period))
        }.sorted { VietnameseOrder.key($0.unit.name.vi) < VietnameseOrder.key($1.unit.name.vi) }
    }
}

extension Index766 {
    static let columns = ["unit", "criterion", "input", "value", "reason"]

    /// Its inputs as rows of a data file.
    func rows(of unit: String) -> [[OutputCell]] {
        inputs.map { [unit, $0.criterion, $0.input, $0.value, $0.reason].map { .text($0) } }
    }
}

extension Measure766 {
    /// Whether it is taken over a denominator that is not the right one yet (RT-71).
    fileprivate var isProvisional: Bool {
        if case .share(_, let quality) = value { quality != .counted } else { false }
    }
}
