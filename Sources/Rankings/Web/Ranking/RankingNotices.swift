import Kernel
import Platform
import Scoring

/// What a reader must know before believing a figure: that data were made by the program, that a set is a sample, a remark.
struct RankingNotices {
    private let ranking: Ranking
    private let framework: Framework
    private let words: Words

    init(_ ranking: Ranking, _ framework: Framework, _ words: Words) {
        self.ranking = ranking
        self.framework = framework
        self.words = words
    }

    var html: HTML {
        guard ranking.nature == .generated else { return HTML() }
        return .notice(.warning, words("rankings.generated"), "<p>\(words("rankings.generated.text"))</p>")
    }
}

extension Ranking.Nature {
    /// The word by which lists tell it.
    func tag(_ words: Words) -> HTML { .tag(words("rankings.nature.\(rawValue)")) }
}
