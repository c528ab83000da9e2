import Kernel

/// Mean of grades given one by one, dossier by dossier; the mean itself is the points.
///
/// Source: OS-61, OS-62 (TT 01/2018/TT-VPCP Đ13, Đ15.2a): Σ points ÷ dossiers, rounded to one decimal.
struct MeanGradeRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, mean }

    static let word = "mean_grade"

    private let grades: Options<Points>

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        guard let grades = Options(reading: &reader, "grades", worth: { $0.leafPoints("points", terms) }) else { return nil }
        guard grades.options.contains(where: { $0.worth == terms.maximum }) else {
            reader.fault("scoring.no_full_option", at: reader.place(of: "grades"))
            return nil
        }
        self.grades = grades
    }

    var inputs: [Input] { grades.counts() }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let (sum, count) = try Counts.mean(figures, weights: grades.options.map(\.worth.ratio))
        guard count > 0 else { throw .zero }
        guard let mean = try? sum / Ratio(count, 1), let points = Points(mean, decimals: terms.decimals) else { throw .overflow }
        return Outcome(points, points == terms.maximum ? Branch.full : .mean)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        let counted = try? Counts.mean(figures, weights: grades.options.map(\.worth.ratio))
        return ["count": .number(Number(digits: counted?.count ?? 0))]
    }

    var clauses: [Clause] { grades.options.map { Clause("grade", ["grade": .title($0.title)], points: $0.worth) } }
}
