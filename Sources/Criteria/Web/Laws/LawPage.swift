import Kernel
import Platform
import Scoring

/// One text of law: until when it holds, and every leaf that cites it, those that an end touches first.
struct LawPage {
    private let entry: FindLaws.Entry
    private let law: LawText
    private let context: Context
    private let words: Words
    private let form: Form?
    private let faults: [Fault]
    private let isConflict: Bool
    private let mayChange: Bool

    init(_ entry: FindLaws.Entry, _ context: Context, form: Form?, faults: [Fault], isConflict: Bool, mayChange: Bool) {
        self.entry = entry
        law = entry.law
        self.context = context
        words = context.words
        self.form = form
        self.faults = faults
        self.isConflict = isConflict
        self.mayChange = mayChange
    }

    var page: Page {
        let touched = entry.citing.filter(\.isAffected)
        let others = entry.citing.filter { !$0.isAffected }
        return Page(
            words(law.title), kicker: words("criteria.laws.one"), lead: lead,
            crumbs: [Crumb(words("criteria.navigation"), "/criteria"), Crumb(words("criteria.laws"), "/criteria/laws")], room: "criteria",
            status: isConflict ? 409 : faults.isEmpty ? 200 : 422,
            content: """
                \(if: mayChange, .errorSummary(fields, words))
                \(if: context.query["done"] == "changed", .notice(.success, words("criteria.laws.changed")))
                \(if: isConflict, .notice(.warning, words("criteria.laws.conflict"), "<p>\(words("criteria.laws.conflict.text"))</p>"))
                \(.definitions(facts))
                \(if: !touched.isEmpty, .section(
                    words("criteria.laws.touched"), "<p>\(words("criteria.laws.touched.text"))</p>\(leaves("touched", touched))"))
                \(if: !others.isEmpty, .section(words("criteria.laws.untouched"), leaves("untouched", others)))
                \(if: mayChange, .section(words("criteria.laws.change"), .form(
                    .post, to: "/criteria/laws/\(law.key)", fields + [Field("revision", "", .hidden(revision))],
                    submit: words("criteria.laws.submit"), by: context.actor)))
                """)
    }

    private var facts: [(term: String, text: HTML)] {
        [
            (words("criteria.laws.valid"), "\(words.validity(law.valid))"),
            (words("criteria.laws.source"), "\(law.source.isEmpty ? "–" : law.source)"),
        ]
    }

    private var lead: String {
        guard !entry.citing.isEmpty else { return words("criteria.laws.none") }
        return words(
            entry.affected == 0 ? "criteria.laws.page.lead" : "criteria.laws.page.touched",
            [
                "count": words.numbers.count(entry.citing.reduce(0) { $0 + $1.leaves.count }),
                "frameworks": words.numbers.count(entry.citing.count), "affected": words.numbers.count(entry.affected),
            ])
    }

    /// After a conflict the form is about the law as it is now.
    private var revision: String { isConflict ? "\(law.revision)" : form?["revision"] ?? "\(law.revision)" }

    private var fields: [Field] {
        func error(_ name: String) -> String? { faults.first { $0.place.field == name }.map { words.message($0) } }
        return [
            Field(
                "to", words("criteria.laws.to"), .text(form?["to"] ?? law.valid.to.map { words.numbers.date($0) } ?? ""),
                hint: words("criteria.laws.to.hint"), error: error("to")),
            Field(
                "source", words("criteria.laws.ground"), .text(form?["source"] ?? ""), hint: words("criteria.laws.ground.hint"),
                error: error("source"), isRequired: true),
        ]
    }

    private struct Line {
        let citing: CitingLeaves
        let criterion: Criterion
        let article: String?
    }

    private func leaves(_ id: StaticString, _ citing: [CitingLeaves]) -> HTML {
        let lines = citing.flatMap { framework in
            framework.leaves.map { Line(citing: framework, criterion: $0.criterion, article: $0.article) }
        }
        return .table(
            id: id, caption: words("criteria.laws.leaves"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("criteria.laws.framework")) { framework($0.citing) },
                Column(words("criteria.column.code")) { "\($0.criterion.code)" },
                Column(words("criteria.laws.leaf"), .head) { "\(words($0.criterion.title))" },
                Column(words("criteria.laws.article")) { "\($0.article ?? "")" },
            ] as [Column<Line>], rows: lines)
    }

    private func framework(_ citing: CitingLeaves) -> HTML {
        let framework = citing.framework
        guard citing.isDraft else {
            return "<a href=\"\(framework.link)\">\(framework.identity)</a> <span class=\"why\">\(words.validity(framework.valid))</span>"
        }
        return "<a href=\"\(DraftForms.link(framework.identity))\">\(framework.identity)</a> \(.tag(words("criteria.draft")))"
    }
}
