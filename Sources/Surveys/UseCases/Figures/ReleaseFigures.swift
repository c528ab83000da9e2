import Kernel
import Platform

/// Lets the figures of an edition out: a person does, with the definition, n, response rate and interval of each (SV-55).
///
/// The digest is of formula and lines, and whoever has the file can compute it again.
package struct ReleaseFigures: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ edition: Int, note: String, campaign number: String, version: Int? = nil, by actor: Actor) async throws {
        if note.count > CampaignPlan.textLimit {
            throw Faults([Fault("surveys.text_too_long", at: Place(field: "note"), ["limit": "\(CampaignPlan.textLimit)"])])
        }
        try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, version: version, for: .plan)
            guard let kept = try EstimateStore.editions(of: number, desk.db).first(where: { $0.number == edition }) else {
                throw SurveysError.noSuchEdition(edition)
            }
            if try EstimateStore.releases(of: number, desk.db).contains(where: { $0.edition == edition }) {
                throw SurveysError.releasedAlready(edition)
            }
            let lines = try EstimateStore.lines(of: number, edition: edition, desk.db)
            let digest = FigureDigest(kept.definition, lines).text
            try EstimateStore.insert(
                .init(campaign: number, edition: edition, released: desk.now, digest: digest, login: actor.name, note: note.trimmed),
                desk.db)
            try CampaignStore.update(campaign, desk.db)
            try desk.record("surveys.figure.released", campaign, after: ["edition": .whole(Int64(edition)), "digest": .text(digest)])
        }
        bureau.services.publicData.changed()
    }
}

/// What makes figures known as those that were let out: SHA-256 of the formula and of all lines.
///
/// A line of text each: respondents, id of the unit, stream, figure, asked, answered, weights, estimate, error, low, high, interval, other,
/// design effect, notes, with tabulators between; the formula stands first, and every line ends with a line feed.
package struct FigureDigest: Hashable, Sendable {
    package let text: String

    package init(_ definition: String, _ lines: [FigureLine]) {
        let rows = lines.inOrder.map { line in
            let numbers = [line.value, line.error, line.low, line.high].map { $0?.description ?? "" }
            let more = [line.interval.rawValue, line.other?.description ?? "", line.effect?.description ?? ""]
            let head = [line.respondents, line.unit, line.stream.rawValue, line.figure, "\(line.asked)", "\(line.answered)"]
            return (head + [line.weighted.rawValue] + numbers + more + [line.notes.map(\.rawValue).joined(separator: " ")]).joined(
                separator: "\t")
        }
        text = FileDigest(of: Array(([definition] + rows).map { $0 + "\n" }.joined().utf8)).rawValue
    }
}
