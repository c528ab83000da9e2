import Kernel

/// Why there is no estimate, no weight or no draw.
///
/// Rows, strata and categories are counted from 0 in the cases and from 1 in the details, as people count.
package enum StatisticsError: DomainError, Hashable {
    // ── the design ──
    case noRows
    /// A column is shorter or longer than the others.
    case lengthsDiffer(String, Int, expected: Int)
    /// Below zero, infinite or not a number.
    case weightInvalid(row: Int)
    case weightsAllZero
    /// Neither weights nor sizes of the population.
    case weightsUnknown
    case clusterInTwoStrata(cluster: Int)
    /// Rows of one stratum (or, at the second stage, of one cluster) name different sizes.
    case populationsDiffer(stratum: Int)
    case populationTooSmall(stratum: Int, sampled: Int)
    /// One unit was drawn where at least two are needed (SV-31).
    case lonelyStratum(stratum: Int, stage: Int)

    // ── estimates ──
    case nobodyInDomain
    case denominatorZero
    /// A question is answered outside 0 and 1 where a share is asked for.
    case notBinary(row: Int)
    case levelInvalid
    case notANumber(String)
    case tooFewAnswers(Int, needed: Int)
    case noVariation
    case tableTooSparse

    // ── calibration ──
    /// The population has a category that nobody in the sample belongs to.
    case emptyCell(margin: Int, category: Int)
    case categoryUnknown(margin: Int, category: Int)
    case marginsDisagree(one: Int, other: Int)
    case notConverged(iterations: Int, margin: Int)
    case columnDependent(column: Int)

    // ── sampling ──
    case errorMarginInvalid
    case shareInvalid
    case sizeInvalid(Int)
    case drawnMoreThanThere(Int, there: Int)
    case minimumsTooLarge(Int, size: Int)
    case sizeMeasureInvalid(row: Int)

    package var code: String {
        switch self {
        case .noRows: "statistics.no_rows"
        case .lengthsDiffer: "statistics.lengths_differ"
        case .weightInvalid: "statistics.weight_invalid"
        case .weightsAllZero: "statistics.weights_all_zero"
        case .weightsUnknown: "statistics.weights_unknown"
        case .clusterInTwoStrata: "statistics.cluster_in_two_strata"
        case .populationsDiffer: "statistics.populations_differ"
        case .populationTooSmall: "statistics.population_too_small"
        case .lonelyStratum: "statistics.lonely_stratum"
        case .nobodyInDomain: "statistics.nobody_in_domain"
        case .denominatorZero: "statistics.denominator_zero"
        case .notBinary: "statistics.not_binary"
        case .levelInvalid: "statistics.level_invalid"
        case .notANumber: "statistics.not_a_number"
        case .tooFewAnswers: "statistics.too_few_answers"
        case .noVariation: "statistics.no_variation"
        case .tableTooSparse: "statistics.table_too_sparse"
        case .emptyCell: "statistics.empty_cell"
        case .categoryUnknown: "statistics.category_unknown"
        case .marginsDisagree: "statistics.margins_disagree"
        case .notConverged: "statistics.not_converged"
        case .columnDependent: "statistics.column_dependent"
        case .errorMarginInvalid: "statistics.error_margin_invalid"
        case .shareInvalid: "statistics.share_invalid"
        case .sizeInvalid: "statistics.size_invalid"
        case .drawnMoreThanThere: "statistics.drawn_more_than_there"
        case .minimumsTooLarge: "statistics.minimums_too_large"
        case .sizeMeasureInvalid: "statistics.size_measure_invalid"
        }
    }

    package var kind: ErrorKind { .invalid }

    package var details: [String: String] {
        switch self {
        case .lengthsDiffer(let column, let count, let expected): ["column": column, "count": "\(count)", "expected": "\(expected)"]
        case .weightInvalid(let row), .notBinary(let row), .sizeMeasureInvalid(let row): ["row": "\(row + 1)"]
        case .clusterInTwoStrata(let cluster): ["cluster": "\(cluster)"]
        case .populationsDiffer(let stratum): ["stratum": "\(stratum)"]
        case .populationTooSmall(let stratum, let sampled): ["stratum": "\(stratum)", "sampled": "\(sampled)"]
        case .lonelyStratum(let stratum, let stage): ["stratum": "\(stratum)", "stage": "\(stage)"]
        case .notANumber(let what): ["what": what]
        case .tooFewAnswers(let count, let needed): ["count": "\(count)", "needed": "\(needed)"]
        case .emptyCell(let margin, let category), .categoryUnknown(let margin, let category):
            ["margin": "\(margin + 1)", "category": "\(category + 1)"]
        case .marginsDisagree(let one, let other): ["one": "\(one + 1)", "other": "\(other + 1)"]
        case .notConverged(let iterations, let margin): ["iterations": "\(iterations)", "margin": "\(margin + 1)"]
        case .columnDependent(let column): ["column": "\(column + 1)"]
        case .sizeInvalid(let size): ["size": "\(size)"]
        case .drawnMoreThanThere(let drawn, let there): ["drawn": "\(drawn)", "there": "\(there)"]
        case .minimumsTooLarge(let sum, let size): ["sum": "\(sum)", "size": "\(size)"]
        default: [:]
        }
    }
}
