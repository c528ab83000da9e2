import Kernel
import Platform
import Storage
import Units

/// Hands the measures of a period over to whoever scores: for each unit an indicator with its parts, the moment, the digest of the
/// dossiers counted and the way back to them (HOUSE 1, PE-N6).
///
/// Measures that are not connected, or of nothing, are not handed over; those of petitions hand themselves over.
package struct MeasureUnits: Sendable {
    private let figures: ShowFigures

    package init(_ bureau: Bureau) { figures = ShowFigures(bureau: bureau, memory: FigureMemory()) }

    init(figures: ShowFigures) { self.figures = figures }

    /// How many values were handed over.
    @discardableResult
    package func callAsFunction(_ period: Period, by actor: Actor) async throws -> Int {
        try actor.require(.procedureController)
        let services = figures.bureau.services
        if period.last >= services.now().vietnamDate { throw DossiersError.periodNotOver(services.now().vietnamDate) }
        let all = try await figures(ShowFigures.Question(period: period), by: actor)
        var values: [IndicatorValue] = []
        for (id, unit) in all.book.unitNames where all.book.units.number(unit.code) != nil {
            let view = try await figures(ShowFigures.Question(period: period, unit: unit.code), by: actor)
            values += try await figures.measures(view).measures.compactMap { $0.value(of: id, view) }
        }
        let found = values.sorted { ($0.unit, $0.indicator) < ($1.unit, $1.indicator) }
        return try await services.database.write { db in
            try HandOverIndicators(services)(found, of: period, from: "dossiers", by: actor, in: db)
        }
    }
}

extension Measure766 {
    fileprivate func value(of unit: String, _ view: ShowFigures.View) -> IndicatorValue? {
        guard case .share(let share, let quality) = value, share.denominator > 0, !indicator.hasPrefix("feedback."),
            let code = view.unit?.code
        else { return nil }
        let page: Link = "/dossiers/figures/index"
        return IndicatorValue(
            unit: unit, indicator: indicator, period: view.period,
            measure: .ratio(numerator: Number(share.numerator), denominator: Number(share.denominator)), taken: view.book.taken,
            source: "dossiers \(view.period), \(quality.rawValue), sha256 \(view.digest)",
            link: page.setting("period", to: view.period.description).setting("unit", to: code))
    }
}

extension ShowFigures.View {
    /// Of the codes of all dossiers that the period counts, in order.
    fileprivate var digest: String {
        let rows = book.columns.rows(slice(by: []), group: 0, counted: .handled)
        return FileDigest(of: Array(rows.map { book.codes[$0] }.sorted().joined(separator: "\n").utf8)).rawValue
    }
}
