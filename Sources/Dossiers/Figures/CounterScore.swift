import Kernel

/// The score of an officer or of an office by TT 01/2018/TT-VPCP.
///
/// Source: Đ13–Đ15 (OS-61 … OS-63). What is graded comes from the dossiers where they know it; the rest is told by people, and an
/// indicator that nobody can grade is left out: bands stay, so the reduced maximum is shown beside them.
package struct CounterScore: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case officer, office

        /// Source: Đ14, Đ15: an officer has indicators 1, 2, 3, 4 and 7.
        package var indicators: [Int] { self == .officer ? [1, 2, 3, 4, 7] : Array(1...9) }

        /// From the best down: from how many points, in tenths.
        fileprivate var bands: [(from: Int64, band: Band)] {
            switch self {
            case .officer: [(50, .fullDuty), (35, .mostDuty), (0, .lessDuty)]
            case .office: [(150, .excellent), (120, .good), (90, .fair), (60, .average), (0, .weak)]
            }
        }
    }

    package enum Band: String, Sendable, CaseIterable {
        case excellent, good, fair, average, weak
        /// 100 % of duty, 70 to below 100 %, below 70 %.
        case fullDuty = "full", mostDuty = "most", lessDuty = "less"
    }

    package let kind: Kind
    /// How often each indicator got 2, 1 and 0; without an entry, or with an empty one, it is left out (Đ15.4b).
    package let grades: [Int: Grades]

    package init(_ kind: Kind, _ grades: [Int: Grades]) {
        self.kind = kind
        self.grades = grades.filter { kind.indicators.contains($0.key) && $0.value.count > 0 }
    }

    /// The mean of an indicator, rounded to one decimal by itself (Đ15.2a); nil where it is left out.
    package func mean(of indicator: Int) -> Number? { grades[indicator].flatMap(\.mean) }

    /// The sum of the rounded means.
    package var total: Number { Number(digits: kind.indicators.reduce(0) { $0 + (tenths(of: $1) ?? 0) }, scale: 1) }

    /// What could be reached with the indicators that are graded: 2 each.
    package var maximum: Int { kind.indicators.count { grades[$0] != nil } * 2 }

    /// Nil where nothing was graded.
    package var band: Band? {
        grades.isEmpty ? nil : kind.bands.first { total >= Number(digits: $0.from, scale: 1) }?.band
    }

    /// What a framework of the circular takes as the inputs of one body.
    package var inputs: [FrameworkInput] {
        kind.indicators.flatMap { indicator -> [FrameworkInput] in
            guard let grades = grades[indicator] else {
                return [FrameworkInput("\(indicator)", "not_applicable", reason: "not_enough_information")]
            }
            return [("count:2", grades.twos), ("count:1", grades.ones), ("count:0", grades.zeros)].map {
                FrameworkInput("\(indicator)", $0.0, $0.1)
            }
        }
    }

    private func tenths(of indicator: Int) -> Int64? { grades[indicator].map(\.tenths) }
}
