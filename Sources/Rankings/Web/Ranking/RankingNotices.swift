import Kernel
import Platform
import Scoring

/// What a reader must know before believing a figure: that data were made by the program, that a set is a sample, a remark.
struct RankingNotices {
    private let table: RankingTable
    private let words: Words

    init(_ table: RankingTable, _ words: Words) {
        self.table = table
        self.words = words
    }

    var html: HTML {
        """
        \(if: table.ranking.nature == .generated, .notice(.warning, words("rankings.generated"), "<p>\(words("rankings.generated.text"))</p>"))\
        \(table.successor.map(superseded))
        """
    }

    private func superseded(_ successor: Ranking) -> HTML {
        let link: HTML = "<a href=\"\(successor.link)\">\(words(successor.title))</a>"
        return .notice(.warning, words("rankings.superseded"), "<p>\(words.html("rankings.superseded.text", ["successor": link]))</p>")
    }
}

extension Ranking.Nature {
    /// The word by which lists tell it.
    func tag(_ words: Words) -> HTML { .tag(words("rankings.nature.\(rawValue)")) }
}
