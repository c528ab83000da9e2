import Kernel
import Platform
import Scoring

/// All frameworks: what results were made with, then what the binary carries beside it.
struct FrameworkListPage {
    private let words: Words
    private let published: [Framework]
    private let shipped: [Framework]

    init(_ words: Words, published: [Framework], shipped: [Framework]) {
        self.words = words
        self.published = published
        self.shipped = shipped
    }

    var page: Page {
        let all = published + shipped
        let real = all.count { $0.status == .real }
        return Page(
            words("criteria.list.title"),
            lead: words(
                "criteria.list.lead",
                [
                    "count": words.numbers.count(all.count), "real": words.numbers.count(real),
                    "sample": words.numbers.count(all.count - real),
                ]),
            room: "criteria",
            content: """
                <p><a href="\("/criteria/laws" as Link)">\(words("criteria.laws"))</a></p>
                \(.section(words("criteria.list.published"), table("published", published)))
                \(.section(words("criteria.list.shipped"), table("shipped", shipped)))
                """)
    }

    private func table(_ id: StaticString, _ frameworks: [Framework]) -> HTML {
        let key = "criteria.list.\(id)"
        return .table(
            id: id, caption: words("\(key).caption"), isCaptionHidden: true,
            columns: [
                Column(words("criteria.column.title"), .head) { framework in
                    """
                    <a href="\(framework.link)">\(words(framework.title))</a> <span class="why">\(framework.identity)</span> \
                    \(.status(framework, words))
                    """
                },
                Column(words("criteria.column.block")) { "\(words($0.block.title))" },
                Column(words("criteria.column.issued")) { "\($0.issued.body ?? "–")" },
                Column(words("criteria.column.valid")) { "\(words.validity($0.valid))" },
                Column(words("criteria.column.leaves"), .number) { "\(words.numbers.count($0.leaves.count))" },
                Column(words("criteria.column.total"), .number) { "\(words.points($0.total))" },
            ],
            rows: frameworks, empty: words("\(key).empty"))
    }
}
