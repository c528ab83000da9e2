import Kernel
import Platform

/// Says how many of the population would answer a question in which way, for weights to be brought to (SV-31).
package struct SetMargins: Sendable {
    static let mostLines = 500

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// The tables of one group take the place of those before.
    package func callAsFunction(
        _ tables: [MarginTable], group code: String, campaign number: String, version: Int? = nil, by actor: Actor
    ) async throws {
        try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, version: version, for: .plan)
            let instrument = try desk.instrument(desk.group(code, of: campaign).instrument)
            try Self.check(tables, instrument)
            try EstimateStore.setMargins(tables, of: number, code, desk.db)
            try CampaignStore.update(campaign, desk.db)
            try desk.record(
                "surveys.figure.margins_set", campaign,
                after: [
                    "respondents": .text(code),
                    "margins": .map(
                        Dictionary(
                            tables.map { table in
                                (
                                    table.question,
                                    .map(
                                        Dictionary(
                                            table.categories.map { ($0.code, .whole(Int64($0.population))) },
                                            uniquingKeysWith: { first, _ in first }))
                                )
                            }, uniquingKeysWith: { first, _ in first })),
                ])
        }
    }

    private static func check(_ tables: [MarginTable], _ instrument: Instrument) throws(Faults) {
        let log = FaultLog()
        let place = Place(field: "margins")
        if tables.reduce(0, { $0 + $1.categories.count }) > mostLines { log.outside("margins", 0, mostLines) }
        for table in tables {
            guard let codes = instrument.categories(of: table.question) else {
                log.add("surveys.figure.no_categories", at: place, ["question": table.question])
                continue
            }
            let given = table.categories.map(\.code)
            for code in given where !codes.contains(code) {
                log.add("surveys.figure.category_unknown", at: place, ["question": table.question, "category": code])
            }
            for code in codes where given.count(where: { $0 == code }) != 1 {
                log.add("surveys.figure.category_once", at: place, ["question": table.question, "category": code])
            }
            if table.categories.contains(where: { !(0...1_000_000_000).contains($0.population) }) {
                log.outside("margins", 0, 1_000_000_000)
            }
        }
        try log.check()
    }
}
