import Kernel

/// A rating from a versioned list, each worth a share of the maximum.
///
/// Source: PI-28; excellent 100 %, good 75 %, fulfilled 50 %: good of 4 is 3.
struct PercentOfMaxRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, rating }

    static let word = "percent_of_max"

    private let ratings: Options<Ratio>

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        guard let ratings = Options(reading: &reader, "ratings", worth: { $0.sharePercent("percent") }) else { return nil }
        guard ratings.options.contains(where: { $0.worth == .one }) else {
            reader.fault("scoring.no_full_option", at: reader.place(of: "ratings"))
            return nil
        }
        self.ratings = ratings
    }

    var inputs: [Input] { [ratings.choice] }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let rating = try ratings.chosen(figures[0])
        if rating.worth == .one { return Outcome(terms.maximum, Branch.full) }
        return Outcome(try Share(rating.worth).of(terms), Branch.rating)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        guard let rating = try? ratings.chosen(figures[0]) else { return [:] }
        return ["rating": .title(rating.title), "percent": .percent(rating.worth)]
    }

    var clauses: [Clause] { ratings.options.map { Clause("rating", ["rating": .title($0.title), "percent": .percent($0.worth)]) } }
}

extension OutlineReader {
    /// A percentage from 0 to 100.
    mutating func sharePercent(_ key: String) -> Ratio? {
        guard let share = percent(key) else { return nil }
        guard share >= .zero, share <= .one else {
            fault("scoring.share_range", at: place(of: key))
            return nil
        }
        return share
    }
}
