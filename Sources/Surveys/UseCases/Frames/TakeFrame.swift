import Kernel
import Office
import Platform
import Storage
import Units

/// Takes a list of people from which a group is drawn (SV-14): settled dossiers of the campaign's period, officials, or a file.
///
/// A newer list takes the place of the one before, until the draw; what was said of strata of the same name is kept.
package struct TakeFrame: Sendable {
    /// What was taken, and what somebody should look at.
    package struct Outcome: Sendable {
        package let rows: Int
        package let strata: Int
        package let doubts: [Fault]
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// `file` is for groups whose list is one.
    @discardableResult
    package func callAsFunction(_ code: String, campaign number: String, file: InputFile? = nil, by actor: Actor) async throws -> Outcome {
        try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            let group = try desk.group(code, of: campaign)
            try desk.require(.changed, campaign)
            let (rows, doubts) = try desk.rows(of: group, campaign, file)
            let digest = FileDigest(of: Array(rows.map(\.line).joined().utf8)).rawValue
            let head = FrameHead(digest: digest, rows: rows.count, file: file?.name ?? "", taken: desk.now, login: actor.name)
            let known = try FrameStore.strata(of: number, code, desk.db)
            try FrameStore.replace(head, rows, of: number, code, desk.db)
            let strata = Self.strata(rows, known)
            try FrameStore.setStrata(strata, of: number, code, desk.db)
            try desk.move(
                campaign, by: .changed,
                after: ["respondents": .text(code), "rows": .whole(Int64(rows.count)), "digest": .text(digest)])
            return Outcome(rows: rows.count, strata: strata.count, doubts: doubts)
        }
    }

    private static func strata(_ rows: [FrameRow], _ known: [Stratum]) -> [Stratum] {
        var counts: [String: Int] = [:]
        for row in rows { counts[row.stratum, default: 0] += 1 }
        return counts.sorted { $0.key < $1.key }.map { name, count in
            let before = known.first { $0.name == name }
            return Stratum(
                name, population: count, deviation: before?.deviation ?? 1, minimum: min(before?.minimum ?? 0, count),
                isCertain: before?.isCertain ?? false)
        }
    }
}

extension SurveysBureau.Desk {
    fileprivate func rows(of group: RespondentGroup, _ campaign: Campaign, _ file: InputFile?) throws -> (rows: [FrameRow], doubts: [Fault])
    {
        let ids = try CampaignStore.matrix(of: campaign.number, group.code, db).map(\.unit)
        let units = try UnitStore.find(ids, db)
        switch group.frame {
        case .none: throw SurveysError.frameMissing(group.code)
        case .list:
            guard let file else { throw Faults([Fault("surveys.file_missing", at: Place(field: "file"))]) }
            let codes = Dictionary(units.values.map { ($0.code, $0.id) }, uniquingKeysWith: { first, _ in first })
            let table = try FrameTable(file, units: codes, design: group.design)
            return (table.rows, table.doubts)
        case .dossiers:
            let period = campaign.plan.period
            var rows: [FrameRow] = []
            try FrameStore.settled(of: ids, from: period.first.start, to: period.last.end, db) { code, unit in
                rows.append(FrameRow(reference: code, unit: unit, stratum: units[unit]?.code ?? ""))
            }
            return (rows, [])
        case .officials:
            return (
                try FrameStore.officials(of: ids, at: now, db).map { row in
                    var row = row
                    row.stratum = units[row.unit]?.code ?? ""
                    return row
                }, []
            )
        }
    }
}
