import Criteria
import Kernel
import Platform
import Scoring
import Storage
import Units

/// Computes a block's results from its figures and publishes them: figures, results and audit in one transaction.
package struct PublishRanking: Sendable {
    /// What the ranking is, beside its figures.
    package struct Order: Sendable {
        package var code: String
        package var series: String
        package var title: Bilingual
        package var period: Period
        package var nature: Ranking.Nature
        package var source: String
        package var note: Bilingual?

        package init(
            code: String, series: String, title: Bilingual, period: Period, nature: Ranking.Nature, source: String, note: Bilingual? = nil
        ) {
            self.code = code
            self.series = series
            self.title = title
            self.period = period
            self.nature = nature
            self.source = source
            self.note = note
        }
    }

    let services: Services

    package init(_ services: Services) { self.services = services }

    /// The framework, which must have been in force over the whole period, is published first if it is not yet.
    ///
    /// Every unit of the figures must exist. Faults of the figures are
    /// thrown together, and then nothing is stored.
    package func callAsFunction(
        _ order: Order, _ file: FrameworkFile, _ figures: FigureFile, intervals: [MeasuredLeaf] = [], by actor: Actor
    ) async throws {
        guard !file.framework.isPartial else { throw CriteriaError.partial(file.framework.identity) }
        guard file.framework.valid.covers(order.period) else {
            throw RankingsError.notInForce(framework: file.framework.identity, validity: file.framework.valid, period: order.period)
        }
        let block = try ScoredBlock(file, figures, intervals: intervals)
        let publishFramework = PublishFramework(services)
        let ranking = Ranking(
            id: services.newID(), code: order.code, series: order.series, framework: file.framework.identity, title: order.title,
            period: order.period, nature: order.nature, source: order.source, note: order.note, published: services.now())
        let audit = services.audit
        try await services.database.write { db in
            guard try RankingStore.find(code: order.code, db) == nil else { throw RankingsError.alreadyPublished(order.code) }
            guard try RankingStore.versions(series: order.series, period: order.period, db).isEmpty else {
                throw RankingsError.periodTaken(series: order.series, period: order.period)
            }
            try publishFramework(file, by: actor, db)
            try block.insert(ranking, db)
            try audit.record(
                "rankings.published", by: actor, subject: order.code,
                after: ["framework": .text(ranking.framework), "units": .text("\(block.units.count)")], in: db)
        }
        services.publicData.changed()
    }
}

extension ScoredBlock {
    /// Stores the ranking with its figures and results; every unit of the figures must exist.
    func insert(_ ranking: Ranking, _ db: any Connection) throws {
        let units = try units.map { listed in
            guard let unit = try UnitStore.find(code: listed.code, db) else { throw UnitsError.notFound(listed.code) }
            return unit
        }
        try RankingStore.insert(ranking, db)
        try FigureStore.insert(figures.table, of: sheet, units: units.map(\.id), ranking: ranking.id, db)
        let ids = Dictionary(units.map { ($0.code, $0.id) }, uniquingKeysWith: { first, _ in first })
        for measured in intervals {
            if let unit = ids[measured.unit] { try IntervalStore.insert(measured, of: unit, ranking: ranking.id, db) }
        }
        for result in results(units) { try RankingStore.insert(result, of: ranking.id, db) }
    }
}

extension RankingResult {
    /// The line of a unit as it came out.
    init(_ unit: Unit, _ total: UnitTotal, _ entry: Standings.Entry, position: Int) {
        self.init(
            unit: unit.id, unitCode: unit.code, unitName: unit.name, sortKey: VietnameseOrder.key(unit.name.vi),
            searchText: SearchText.fold(unit.name.vi), position: position, rank: entry.rank, directRank: entry.directRank,
            surveyRank: entry.surveyRank, direct: total.direct, directMaximum: total.directMaximum, survey: total.survey,
            surveyMaximum: total.surveyMaximum, bonus: total.bonus, penalty: total.penalty, total: total.total, maximum: total.maximum,
            percent: total.percent?.ratio, band: entry.band)
    }
}
