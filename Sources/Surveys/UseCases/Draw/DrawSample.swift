import Kernel
import Platform
import Storage
import Units

/// Draws the sample and the reserve of every group that has a list, by one stored seed (SV-13, SV-14).
///
/// The seed of a group is made of the campaign's and of the group's word, so that one list does not change the draw from another.
package struct DrawSample: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// `seed` nil: one of chance.
    package func callAsFunction(_ number: String, seed: UInt64? = nil, version: Int? = nil, by actor: Actor) async throws {
        let seed = seed ?? UInt64.random(in: 0 ... .max)
        try await bureau.write(by: actor) { desk in
            var campaign = try desk.campaign(number, version: version, for: .plan)
            try desk.require(.drawn, campaign)
            let groups = try CampaignStore.groups(of: number, desk.db).filter { $0.frame != .none }
            if groups.isEmpty { throw SurveysError.groupMissing }
            var counts: [String: AuditValue] = [:]
            for group in groups { counts[group.code] = .whole(Int64(try desk.draw(group, campaign, Self.seed(seed, group.code)))) }
            campaign.seed = seed
            campaign.drawn = desk.now
            try desk.move(campaign, by: .drawn, after: ["seed": .text("\(seed)"), "drawn": .map(counts)])
        }
    }

    static func seed(_ seed: UInt64, _ group: String) -> UInt64 {
        UInt64(FileDigest(of: Array("\(seed)/\(group)".utf8)).rawValue.prefix(16), radix: 16) ?? seed
    }
}

extension SurveysBureau.Desk {
    /// How many were drawn, without the reserve.
    fileprivate func draw(_ group: RespondentGroup, _ campaign: Campaign, _ seed: UInt64) throws -> Int {
        let number = campaign.number
        var strata = try FrameStore.strata(of: number, group.code, db)
        guard let head = try FrameStore.head(of: number, group.code, db), head.rows > 0 else { throw SurveysError.frameMissing(group.code) }
        let sizes = try SampleSizes(group.design, among: strata)
        let list = try FrameStore.list(of: number, group.code, db)
        let draw = try SampleDraw(list, group.design, strata: strata, sizes: sizes.strata, seed: seed)
        let matrix = try CampaignStore.matrix(of: number, group.code, db).map(\.unit)
        let people = try people(draw, group, number)
        try PersonStore.insert(draw.cells, of: number, group.code, db)
        try PersonStore.insert(people.map { ($0.person, $0.row) }, db)
        let askings = people.filter { $0.person.role == .sample }.flatMap { drawn -> [(person: ID<DrawnPerson>, unit: ID<Units.Unit>)] in
            let judged = group.judges == .all ? matrix : [drawn.unit]
            return judged.map { (drawn.person.id, $0) }
        }
        try AskingStore.insert(askings, db)
        for (unit, all) in Dictionary(grouping: askings, by: \.unit) {
            try CampaignStore.setQuota(all.count, of: unit, number, group.code, db)
        }
        for index in strata.indices { strata[index].allocated = draw.drawn[strata[index].name] ?? 0 }
        try FrameStore.setStrata(strata, of: number, group.code, db)
        return draw.drawn.values.reduce(0, +)
    }

    /// Those who were drawn, with what is needed to reach them; numbers go in the order of the list, which tells nothing of the draw.
    private func people(_ draw: SampleDraw, _ group: RespondentGroup, _ campaign: String) throws -> [(
        person: DrawnPerson, row: Int, unit: ID<Units.Unit>
    )] {
        let drawn = draw.persons.sorted { $0.row < $1.row }
        let rows = try FrameStore.rows(drawn.map { $0.row + 1 }, of: campaign, group.code, db)
        let applicants = group.frame == .dossiers ? try FrameStore.applicants(rows.values.map(\.reference).sorted(), db) : [:]
        return drawn.enumerated().compactMap { index, person in
            guard let row = rows[person.row + 1] else { return nil }
            let known = applicants[row.reference]
            let found = DrawnPerson(
                id: newPersonID(), campaign: campaign, respondents: group.code, number: index + 1, cell: person.cell,
                role: person.isReserve ? .reserve : .sample, place: person.place, standsFor: nil, reason: "", name: known?.name ?? row.name,
                address: known?.address ?? row.address, phone: known?.phone ?? row.phone, email: known?.email ?? row.email, enumerator: nil)
            return (found, person.row + 1, row.unit)
        }
    }

    private func newPersonID() -> ID<DrawnPerson> { services.newID() }
}
