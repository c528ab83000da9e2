import Kernel

/// Points given by another body, as given; the unit never scores itself.
///
/// Source: PI-35; criterion 1.2.2 of Table 1 of 4361, the Chair's points.
struct ExternalGradeRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, graded, capped }

    static let word = "external_grade"
    static let isSelfScored = false

    private let grader: Bilingual
    let inputs: [Input]

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        guard let outline = reader.required("by") else { return nil }
        var by = OutlineReader(outline, log: reader.log)
        let grader = by.bilingual()
        by.finish()
        guard let grader else { return nil }
        self.grader = grader
        inputs = [StatedPoints.input(upTo: terms)]
    }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let graded = try StatedPoints.read(figures[0])
        guard graded >= .zero else { throw .negative }
        if graded < terms.maximum { return Outcome(graded, Branch.graded) }
        guard graded > terms.maximum else { return Outcome(graded, Branch.full) }
        guard terms.over == .cap else { throw .over }
        return Outcome(terms.maximum, Branch.capped)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] { ["grader": .title(grader)] }

    var clauses: [Clause] { [Clause("graded", ["grader": .title(grader)])] }
}
