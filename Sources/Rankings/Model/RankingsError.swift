import Kernel

/// What can go wrong in this room.
///
/// Each case has a text in `Locales/`.
package enum RankingsError: DomainError, Hashable {
    case notFound(String)
    case unitNotRanked(unit: String, ranking: String)
    case alreadyPublished(String)
    case compareCount

    package var code: String {
        switch self {
        case .notFound: "rankings.not_found"
        case .unitNotRanked: "rankings.unit_not_ranked"
        case .alreadyPublished: "rankings.already_published"
        case .compareCount: "rankings.compare_count"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .notFound, .unitNotRanked: .missing
        case .alreadyPublished: .conflict
        case .compareCount: .invalid
        }
    }

    package var details: [String: String] {
        switch self {
        case .notFound(let code), .alreadyPublished(let code): ["ranking": code]
        case .unitNotRanked(let unit, let ranking): ["unit": unit, "ranking": ranking]
        case .compareCount: [:]
        }
    }
}
