import Kernel
import Scoring

/// What can go wrong in this room.
///
/// Each case has a text in `Locales/`.
package enum RankingsError: DomainError, Hashable {
    case notFound(String)
    case unitNotRanked(unit: String, ranking: String)
    case alreadyPublished(String)
    case compareCount
    /// The framework was not in force over the whole period (PI-12).
    case notInForce(framework: String, validity: Framework.Validity, period: Period)
    case publicationNotFound(String)
    /// A round for practice: nothing of it is ever published.
    case trainingRound(String)
    case roundPublished(round: String, publication: String)
    /// A result of this series and period is there already; a correction goes through the publication that holds it.
    case periodTaken(series: String, period: Period)
    /// What is asked for is done in another stage of the publication.
    case wrongStage(publication: String, Publication.Stage)
    case correctedAlready(publication: String, by: String)
    case nothingCorrected
    /// Somebody changed the external indexes since the difference was shown.
    case externalsChanged

    package var code: String {
        switch self {
        case .notFound: "rankings.not_found"
        case .unitNotRanked: "rankings.unit_not_ranked"
        case .alreadyPublished: "rankings.already_published"
        case .compareCount: "rankings.compare_count"
        case .notInForce: "rankings.not_in_force"
        case .publicationNotFound: "rankings.publication_not_found"
        case .trainingRound: "rankings.training_round"
        case .roundPublished: "rankings.round_published"
        case .periodTaken: "rankings.period_taken"
        case .wrongStage(_, let stage): "rankings.wrong_stage.\(stage.rawValue)"
        case .correctedAlready: "rankings.corrected_already"
        case .nothingCorrected: "rankings.nothing_corrected"
        case .externalsChanged: "rankings.externals_changed"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .notFound, .unitNotRanked, .publicationNotFound: .missing
        case .alreadyPublished, .roundPublished, .periodTaken, .wrongStage, .correctedAlready, .externalsChanged: .conflict
        case .compareCount, .notInForce, .trainingRound, .nothingCorrected: .invalid
        }
    }

    package var details: [String: String] {
        switch self {
        case .notFound(let code), .alreadyPublished(let code): ["ranking": code]
        case .unitNotRanked(let unit, let ranking): ["unit": unit, "ranking": ranking]
        case .compareCount, .nothingCorrected, .externalsChanged: [:]
        case .publicationNotFound(let code), .wrongStage(let code, _): ["publication": code]
        case .trainingRound(let round): ["round": round]
        case .roundPublished(let round, let publication): ["round": round, "publication": publication]
        case .periodTaken(let series, let period): ["series": series, "period": "\(period)"]
        case .correctedAlready(let publication, let by): ["publication": publication, "by": by]
        case .notInForce(let framework, let validity, let period):
            ["framework": framework, "from": "\(validity.from)", "to": validity.to.map { "\($0)" } ?? "…", "period": "\(period)"]
        }
    }
}
