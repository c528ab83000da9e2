import Kernel
import Platform
import Scoring
import Units

/// How sure the ranks of a table are: how it was computed, and which units chance alone could have put in another order (PI-61, SV-37).
struct CertaintyNote {
    private let table: RankingTable
    private let certainty: Certainty
    private let words: Words

    /// Nil where no survey measured anything: then there is nothing to tell.
    init?(_ table: RankingTable, _ words: Words) {
        guard let certainty = table.certainty else { return nil }
        self.table = table
        self.certainty = certainty
        self.words = words
    }

    var html: HTML {
        .section(
            words("rankings.certainty"), id: "certainty",
            """
            <p>\(words("rankings.certainty.lead", ["level": level]))</p>
            \(if: certainty.hasRanks, groups)
            \(if: !certainty.hasRanks, "<p>\(words("rankings.certainty.no_ranks", ["count": words.numbers.count(Certainty.mostUnits)]))</p>")
            <p class="hint">\(words("rankings.certainty.how", ["methods": methods, "samples": words.numbers.count(certainty.samples)]))</p>
            """)
    }

    private var level: String { words.numbers.plain(certainty.level) }
    private var methods: String { certainty.methods.map { words("rankings.certainty.method.\($0.rawValue)") }.joined(separator: ", ") }

    private var groups: HTML {
        let names = Dictionary(table.lines.map { ($0.result.unit, words($0.result.unitName)) }, uniquingKeysWith: { first, _ in first })
        guard !certainty.groups.isEmpty else { return "<p>\(words("rankings.certainty.groups.none"))</p>" }
        return """
            <p>\(words("rankings.certainty.groups"))</p>
            <ul>\(each: certainty.groups, { group in "<li>\(group.compactMap { names[$0] }.joined(separator: ", "))</li>" })</ul>
            """
    }
}

extension FigureWords {
    /// `60,12–64,90`; nothing where none is known.
    func interval(_ place: Certainty.Place?) -> String? {
        place?.total.map { "\(points($0.lowerBound))–\(points($0.upperBound))" }
    }

    /// `3` or `2–5`; nothing for a unit without rank.
    func possible(_ place: Certainty.Place?) -> String? {
        place?.possible.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
    }
}
