import Kernel
import Office
import Platform
import Storage
import Units

/// Takes answers that were asked by another tool, from its file: all of it or nothing, or the good rows alone, as whoever sends it chose;
/// what was taken before is known by the tool's ids, or by the person who was drawn, and is not taken twice.
package struct ImportAnswers: Sendable {
    package struct Order: Sendable {
        package var campaign: String
        package var group: String
        package var file: InputFile
        /// Of drawn people; open ones came by the web.
        package var channel: AnswerChannel
        /// Whether good rows are taken although others are not.
        package var takesGoodRows: Bool
        /// Code of the unit of a file that names none.
        package var unit: String?

        package init(
            campaign: String, group: String, file: InputFile, channel: AnswerChannel = .face, takesGoodRows: Bool = false,
            unit: String? = nil
        ) {
            self.campaign = campaign
            self.group = group
            self.file = file
            self.channel = channel
            self.takesGoodRows = takesGoodRows
            self.unit = unit
        }
    }

    package struct Outcome: Sendable {
        package let lines: Int
        package internal(set) var taken = 0
        /// Rows that were there before.
        package internal(set) var known = 0
        /// Rows that were left out.
        package let bad: Int
        package let faults: [Fault]
        package let ignored: [String]
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> Outcome {
        guard [.web, .phone, .face].contains(order.channel) else {
            throw Faults([Fault("surveys.choice_missing", at: Place(field: "channel"))])
        }
        let ground = try await bureau.read(by: actor) { desk in try desk.ground(order) }
        let file = try AnswerFile(
            order.file, ground.instrument, needsNumber: ground.isDrawn, defaultUnit: order.unit, on: ground.day)
        let checked = CheckedAnswers(file, ground)
        let sorted = checked.faults.sorted { $0.place < $1.place }
        let told = Array(sorted.prefix(FaultLog.limit))
        if !told.isEmpty, !order.takesGoodRows { throw Faults(told) }
        let digest = FileDigest(of: order.file.bytes).rawValue
        return try await bureau.write(by: actor) { desk in
            var outcome = Outcome(
                lines: file.lines, known: checked.known, bad: checked.badLines, faults: told, ignored: file.ignored)
            let campaign = try desk.campaign(order.campaign, for: .plan)
            try campaign.requireOpen(on: desk.today)
            outcome.taken = try desk.keep(checked.rows, order, ground, &outcome.known)
            try desk.record(
                "surveys.exchange.imported", campaign,
                after: [
                    "respondents": .text(order.group), "file": .text(digest), "taken": .whole(Int64(outcome.taken)),
                    "known": .whole(Int64(outcome.known)), "left_out": .whole(Int64(outcome.bad)),
                ])
            return outcome
        }
    }
}

/// What rows are held against, read before they are.
private struct ImportGround: Sendable {
    let instrument: Instrument
    let isDrawn: Bool
    /// Ids of the units of the matrix, by code.
    let units: [String: ID<Units.Unit>]
    let askings: [String: ImportStore.Known]
    let day: CalendarDate
}

/// Rows that can be taken, and what is wrong with the others.
private struct CheckedAnswers: Sendable {
    private(set) var rows: [(row: AnswerFile.Row, unit: ID<Units.Unit>, asking: ImportStore.Known?)] = []
    private(set) var faults: [Fault]
    private(set) var badLines: Int
    private(set) var known = 0

    init(_ file: AnswerFile, _ ground: ImportGround) {
        faults = file.faults.values.flatMap { $0 }
        badLines = file.faults.count
        var seen: Set<String> = []
        for row in file.rows {
            guard let unit = ground.units[row.unit] else {
                refuse("surveys.list_unit", row, ["unit": row.unit])
                continue
            }
            guard ground.isDrawn else {
                rows.append((row, unit, nil))
                continue
            }
            let key = ImportStore.key(row.number ?? 0, unit.rawValue)
            guard let asking = ground.askings[key] else {
                refuse("surveys.exchange.not_asked", row, ["number": "\(row.number ?? 0)", "unit": row.unit])
                continue
            }
            if !seen.insert(key).inserted {
                refuse("surveys.exchange.person_twice", row, ["number": "\(row.number ?? 0)", "unit": row.unit])
            } else if asking.outcome == .answered {
                known += 1
            } else if asking.outcome != .open {
                refuse("surveys.exchange.settled", row, ["number": "\(row.number ?? 0)"])
            } else {
                rows.append((row, unit, asking))
            }
        }
    }

    private mutating func refuse(_ code: String, _ row: AnswerFile.Row, _ details: [String: String]) {
        faults.append(Fault(code, at: row.place, details))
        badLines += 1
    }
}

extension SurveysBureau.Desk {
    fileprivate func ground(_ order: ImportAnswers.Order) throws -> ImportGround {
        let campaign = try campaign(order.campaign, for: .plan)
        try campaign.requireOpen(on: today)
        let group = try group(order.group, of: campaign)
        let units = try UnitStore.find(CampaignStore.matrix(of: order.campaign, order.group, db).map(\.unit), db)
        let isDrawn = group.frame != .none
        return ImportGround(
            instrument: try instrument(group.instrument), isDrawn: isDrawn,
            units: Dictionary(units.values.map { ($0.code, $0.id) }, uniquingKeysWith: { first, _ in first }),
            askings: isDrawn ? try ImportStore.askings(of: order.campaign, order.group, db) : [:], day: today)
    }

    /// How many were kept; those whose ids were taken before are known.
    fileprivate func keep(
        _ rows: [(row: AnswerFile.Row, unit: ID<Units.Unit>, asking: ImportStore.Known?)], _ order: ImportAnswers.Order,
        _ ground: ImportGround,
        _ known: inout Int
    ) throws -> Int {
        func word(_ row: AnswerFile.Row) -> String { "\(order.campaign)/\(order.group)/\(row.id)" }
        let taken = ground.isDrawn ? [] : try ImportStore.taken(rows.map { word($0.row) }, db)
        let new = rows.filter { !taken.contains(word($0.row)) }
        known += rows.count - new.count
        if !ground.isDrawn { try ImportStore.take(new.map { word($0.row) }, of: order.campaign, on: today, db) }
        let answers = try new.map { row, unit, asking in
            if let asking {
                guard try AskingStore.settle(asking.person, unit, .answered, order.channel, on: today, db) else {
                    throw SurveysError.changedMeanwhile(order.campaign)
                }
            }
            return KeptAnswer(
                campaign: order.campaign, respondents: order.group, unit: unit, instrument: ground.instrument.id, cell: asking?.cell,
                channel: asking == nil ? .web : order.channel, stream: asking == nil ? .open : .verified,
                enumerator: asking == nil ? nil : row.enumerator, received: asking == nil ? today : nil, record: row.record,
                invalid: row.invalid)
        }
        // Few answers of drawn people wait for others, so that their order tells nothing (SV-50).
        if ground.isDrawn, answers.count < PutAway.least {
            for answer in answers { try AnswerStore.wait(answer, db) }
        } else {
            try AnswerStore.put(answers, db)
        }
        return new.count
    }
}
