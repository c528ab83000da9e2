import Criteria
import Kernel
import Platform
import Scoring
import Storage
import Units

/// Prepares a round: which units are scored by which frameworks, and when (PI-70).
package struct CreateRound: Sendable {
    package struct Order: Sendable {
        package var code: String
        package var title: Bilingual
        package var period: Period
        package var kind: Round.Kind
        /// Identities, `code@version`; each scores the block that it is made for.
        package var frameworks: [String]
        package var units: [Member]
        package var deadlines: Deadlines

        package init(
            code: String, title: Bilingual, period: Period, kind: Round.Kind, frameworks: [String], units: [Member], deadlines: Deadlines
        ) {
            self.code = code
            self.title = title
            self.period = period
            self.kind = kind
            self.frameworks = frameworks
            self.units = units
            self.deadlines = deadlines
        }
    }

    /// A unit that takes part, by its code.
    package struct Member: Sendable, Hashable {
        package var unit: String
        package var block: String
        package var isRanked: Bool

        package init(unit: String, block: String, isRanked: Bool = true) {
            self.unit = unit
            self.block = block
            self.isRanked = isRanked
        }
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> Round {
        try await workplace.write(by: actor) { desk in
            try Rights(actor).check(.administer)
            return try desk.create(order)
        }
    }
}

extension Workplace.Desk {
    func create(_ order: CreateRound.Order) throws -> Round {
        let title = Bilingual(
            vi: try WrittenText.required(order.title.vi, field: "title.vi", limit: WrittenText.titleLimit),
            en: try WrittenText.required(order.title.en, field: "title.en", limit: WrittenText.titleLimit))
        let code = try WrittenText.code(order.code, field: "code")
        if try RoundStore.find(code, db) != nil { throw AssessmentsError.roundExists(code) }
        let round = Round(
            id: newID(), code: code, title: title, period: order.period, kind: order.kind, status: .preparing, deadlines: order.deadlines,
            created: now)
        let log = FaultLog()
        let blocks = try blocks(order.frameworks, log)
        let units = try members(order.units, blocks, log)
        try log.check()
        try RoundStore.insert(round, db)
        try RoundStore.insert(blocks, of: round.id, db)
        try RoundStore.insert(units, of: round.id, db)
        try record(
            "round_created", round.subject,
            after: [
                "period": .text(round.period.description), "kind": .text(round.kind.rawValue), "units": .whole(Int64(units.count)),
                "frameworks": .list(blocks.map { .text($0.framework) }), "deadlines": AuditValue(round.deadlines),
            ])
        return round
    }

    /// A framework that is shipped and not yet published is published with its first round: its text is fixed from then on.
    private func blocks(_ frameworks: [String], _ log: FaultLog) throws -> [RoundBlock] {
        var blocks: [RoundBlock] = []
        for (index, name) in frameworks.enumerated() {
            let place = Place(file: "frameworks", line: index + 1)
            if try FrameworkStore.digest(name, db) == nil {
                guard let file = FrameworkLibrary.shipped(name), file.framework.identity == name else {
                    log.add("criteria.not_found", at: place, ["name": name])
                    continue
                }
                try PublishFramework(services)(file, by: actor, db)
            }
            let framework = try self.frameworks.sheet(name, db).framework
            if framework.isPartial { log.add("criteria.partial", at: place, ["name": name]) }
            if blocks.contains(where: { $0.code == framework.block.code }) {
                log.add("assessments.block_twice", at: place, ["block": framework.block.code])
                continue
            }
            blocks.append(RoundBlock(code: framework.block.code, framework: name))
        }
        return blocks
    }

    private func members(_ members: [CreateRound.Member], _ blocks: [RoundBlock], _ log: FaultLog) throws -> [RoundUnit] {
        var seen: Set<String> = []
        return try members.enumerated().compactMap { index, member in
            func fault(_ code: String, _ field: String, _ text: String) {
                log.add(code, at: Place(file: "units", line: index + 1, field: field), ["code": text, "near": ""])
            }
            if !seen.insert(member.unit).inserted { fault("units.code_twice", "unit", member.unit) }
            if !blocks.contains(where: { $0.code == member.block }) { fault("assessments.no_such_block", "block", member.block) }
            guard let unit = try UnitStore.find(code: member.unit, db) else {
                fault("units.not_found", "unit", member.unit)
                return nil
            }
            return RoundUnit(id: unit.id, code: unit.code, name: unit.name, block: member.block, isRanked: member.isRanked)
        }
    }
}

extension AuditValue {
    init(_ deadlines: Deadlines) {
        self = .map(Dictionary(uniqueKeysWithValues: zip(Deadlines.names, deadlines.days.map(AuditValue.init))))
    }
}
