import Criteria
import Facts
import Kernel
import Office
import Platform
import Rankings
import Scoring
import Storage
import Units

/// Puts the units of the demonstration into a database that has no data of its own; units that are there are left.
package struct LoadDemoUnits: Sendable {
    let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(by actor: Actor) async throws {
        let demo = try units()
        let blocks = try self.blocks()
        let (newID, audit) = (services.newIDText, services.audit)
        try await services.database.write { db in
            let stored = try UnitStore.all(db)
            try Self.refuseOwnData(stored.map(\.code), demo.map(\.unit.code), db)
            let known = Set(stored.map(\.code))
            let new = demo.filter { !known.contains($0.unit.code) }
            guard !new.isEmpty else { return }
            let province = stored.first { $0.code == Self.province }?.id
            for var new in new {
                // A load that comes later finds the province under the id of the first.
                if new.unit.parent != nil, let province { new.unit.parent = province }
                try UnitStore.insert(new.unit, db)
                for code in new.codes { try CodeStore.insert(code, of: new.unit.id, id: newID(), db) }
                for (block, members) in blocks where members.contains(new.unit.code) {
                    if try BlockStore.find(block.code, db) == nil { try BlockStore.insert(block, db) }
                    try BlockStore.insert(Membership(block: block.code, unit: new.unit.id), id: newID(), db)
                }
            }
            try audit.record(
                "app.demo_units_loaded", by: actor, subject: "demo", after: ["units": .whole(Int64(new.count))], in: db)
        }
    }

    /// Throws when anything hangs on units, rankings or frameworks that the demonstration did not make.
    private static func refuseOwnData(_ stored: [String], _ demo: [String], _ db: any Connection) throws {
        let units = Set(stored).subtracting(demo)
        let rankings = Set(try RankingStore.codes(db)).subtracting(DemoLoader.rankings)
        let frameworks = Set(try FrameworkStore.identities(db)).subtracting(FrameworkLibrary.files.map(\.framework.identity))
        guard let example = units.min() ?? rankings.min() ?? frameworks.min() else { return }
        throw DemoError.ownData(units: units.count, rankings: rankings.count, frameworks: frameworks.count, example: example)
    }

    // MARK: the units

    /// The code of the generated province.
    private static let province = "M"

    private struct DemoUnit: Sendable {
        var unit: Unit
        var codes: [UnitCode] = []
    }

    private func units() throws -> [DemoUnit] {
        try provinces() + Published.all.filter { $0.kind == .district }.flatMap(districts) + sample()
    }

    private func provinces() throws -> [DemoUnit] {
        try DemoTable("provinces.csv").rows.map { row in
            let unit = Unit(
                id: services.newID(), code: row("agency_code"), name: Bilingual(vi: row("name"), en: row("name_en")), kind: .province,
                source: row("source"))
            // By its codes the national list knows it again.
            return DemoUnit(
                unit: unit,
                codes: [UnitCode(.official, row("code"), source: unit.source), UnitCode(.agency, unit.code, source: unit.source)])
        }
    }

    private func districts(of result: Published) throws -> [DemoUnit] {
        try DemoTable(result.units).rows.map { row in
            DemoUnit(
                unit: Unit(
                    id: services.newID(), code: row("code"), name: Bilingual(vi: row("name"), en: EnglishName.of(row("name"))),
                    kind: .district, source: result.source))
        }
    }

    private func sample() throws -> [DemoUnit] {
        let province: ID<Unit> = services.newID()
        return try DemoTable(Self.sampleUnits).rows.enumerated().map { number, row in
            let isProvince = row("code") == Self.province
            // Codes as the state writes them (OS-31), of a province that the state does not have.
            let code = isProvince ? "M00" : SampleProvince.agencyCode(number)
            return DemoUnit(
                unit: Unit(
                    id: isProvince ? province : services.newID(), code: row("code"),
                    name: Bilingual(vi: row("name_vi"), en: row("name_en")), kind: Unit.Kind(rawValue: row("kind")) ?? .office,
                    parent: isProvince ? nil : province, closed: CalendarDate(row("closed")), source: row("source"), isGenerated: true),
                codes: [UnitCode(.agency, code, to: CalendarDate(row("closed")), source: row("source"))])
        }
    }

    /// The blocks of the generated province and the codes of the units in each.
    private func blocks() throws -> [(Block, members: Set<String>)] {
        let rows = try DemoTable(Self.sampleUnits).rows
        return SampleBlock.all.compactMap { sample in
            guard let block = FrameworkLibrary.shipped(sample.framework)?.framework.block else { return nil }
            let members = rows.filter { sample.blocks.contains($0("block")) }.map { $0("code") }
            return (Block(code: block.code, title: block.title), Set(members))
        }
    }

    private static let sampleUnits = "sample-province/units.csv"
}
