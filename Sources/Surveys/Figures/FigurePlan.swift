import Kernel
import Statistics

/// Which figures an instrument gives, and of which questions each is made, by what shares (SV-5).
///
/// A part is the mean of its questions' means, an index the mean of its parts by their weights; pooled, all questions below count
/// alike. So no question weighs more because more people answered it.
package struct FigurePlan: Sendable {
    /// A part of the index tree, the index itself among them.
    package struct Part: Hashable, Sendable {
        /// `part/access`, `index`.
        package let figure: String
        package let title: Bilingual
        package let shares: [Share]
        /// The figures it is made of: parts, or questions.
        package let children: [String]
    }

    package struct Share: Hashable, Sendable {
        package let question: String
        package let share: Ratio
    }

    /// Questions on scales, in the order of the instrument.
    package let questions: [String]
    /// The index first, each before its parts.
    package let parts: [Part]

    package init(_ instrument: Instrument) {
        questions = instrument.rated
        parts = instrument.index.all.enumerated().map { index, node in
            Part(
                figure: index == 0 ? Self.index : "part/\(node.code)", title: node.title,
                shares: Self.shares(node, of: .one).map { Share(question: $0.0, share: $0.1) },
                children: node.parts.map { "part/\($0.code)" } + node.questions.map { "item/\($0)" })
        }
    }

    package static let index = "index"

    private static func shares(_ node: IndexNode, of whole: Ratio) -> [(String, Ratio)] {
        switch node.joining {
        case .pooled:
            let questions = node.allQuestions
            let each = (try? whole * Ratio(1, questions.count)) ?? .zero
            return questions.map { ($0, each) }
        case .weighted(let weights):
            let sum = weights.reduce(Ratio.zero) { sum, weight in (try? sum + weight.ratio) ?? sum }
            return zip(node.parts, weights).flatMap { part, weight in
                shares(part, of: (try? whole * (try weight.ratio / sum)) ?? .zero)
            }
        }
    }
}

extension FigurePlan.Part {
    /// Without the questions that `isAsked` refuses, their shares gone to the others.
    ///
    /// Nil where nothing is left.
    func without(_ isAbsent: (String) -> Bool) -> (shares: [FigurePlan.Share], isWhole: Bool)? {
        let present = shares.filter { !isAbsent($0.question) }
        if present.count == shares.count { return (shares, true) }
        let sum = present.reduce(Ratio.zero) { sum, share in (try? sum + share.share) ?? sum }
        guard sum > .zero else { return nil }
        return (present.map { FigurePlan.Share(question: $0.question, share: (try? $0.share / sum) ?? .zero) }, false)
    }
}
