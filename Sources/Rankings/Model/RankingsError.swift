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

    package var code: String {
        switch self {
        case .notFound: "rankings.not_found"
        case .unitNotRanked: "rankings.unit_not_ranked"
        case .alreadyPublished: "rankings.already_published"
        case .compareCount: "rankings.compare_count"
        case .notInForce: "rankings.not_in_force"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .notFound, .unitNotRanked: .missing
        case .alreadyPublished: .conflict
        case .compareCount, .notInForce: .invalid
        }
    }

    package var details: [String: String] {
        switch self {
        case .notFound(let code), .alreadyPublished(let code): ["ranking": code]
        case .unitNotRanked(let unit, let ranking): ["unit": unit, "ranking": ranking]
        case .compareCount: [:]
        case .notInForce(let framework, let validity, let period):
            ["framework": framework, "from": "\(validity.from)", "to": validity.to.map { "\($0)" } ?? "…", "period": "\(period)"]
        }
    }
}
