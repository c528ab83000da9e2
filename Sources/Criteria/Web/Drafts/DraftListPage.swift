import Kernel
import Platform
import Scoring

/// The drafts, and the two ways to begin one: a text of one's own, or a copy of an earlier issue.
struct DraftListPage {
    private let words: Words
    private let context: Context
    private let drafts: [Draft]
    private let sources: [Framework]
    private let form: Form?
    private let text: String?
    private let wrong: String?
    private let copyWrong: String?
    private let faults: [Fault]
    private let status: Int

    init(
        _ context: Context, _ drafts: [Draft], sources: [Framework], form: Form?, text: String?, wrong: String?, copyWrong: String?,
        faults: [Fault], status: Int
    ) {
        words = context.words
        self.context = context
        self.drafts = drafts
        self.sources = sources
        self.form = form
        self.text = text
        self.wrong = wrong
        self.copyWrong = copyWrong
        self.faults = faults
        self.status = status
    }

    var page: Page {
        Page(
            words("criteria.drafts"), lead: words("criteria.drafts.lead"), crumbs: [Crumb(words("criteria.navigation"), "/criteria")],
            room: "drafts", status: status, isIndexed: false,
            content: """
                \(.errorSummary(copy + own, words))
                \(if: context.query["done"] == "discarded", .notice(.success, words("criteria.draft.discarded")))
                \(if: !faults.isEmpty, .notice(
                    .warning, words("input.faults", ["count": words.numbers.count(faults.count)]), .faults(faults, words)))
                \(table)
                \(.section(words("criteria.draft.copy"), .form(.post, to: "/criteria/drafts/copy", copy, submit: words("criteria.draft.copy.submit"), by: context.actor)))
                \(.section(words("criteria.draft.new"), .form(.post, to: "/criteria/drafts", own, submit: words("criteria.draft.check"), by: context.actor)))
                """)
    }

    private var table: HTML {
        .table(
            id: "drafts", caption: words("criteria.drafts.caption"), isCaptionHidden: true,
            columns: [
                Column(words("criteria.column.title"), .head) { "<a href=\"\(DraftForms.link($0.identity))\">\($0.identity)</a>" },
                Column(words("criteria.draft.saved_by")) { "\($0.savedBy)" },
                Column(words("criteria.draft.saved")) { "\(words.numbers.date($0.saved.vietnamDate))" },
                Column(words("criteria.draft.revision"), .number) { "\(words.numbers.count($0.revision))" },
            ] as [Column<Draft>], rows: drafts, empty: words("criteria.drafts.empty"))
    }

    private var copy: [Field] {
        [
            Field(
                "framework", words("criteria.draft.source"),
                .select(sources.map { Choice($0.identity, "\($0.identity) – \(words($0.title))") }, chosen: form?["framework"])),
            Field(
                "version", words("criteria.draft.version"), .text(form?["version"] ?? ""), hint: words("criteria.draft.version.hint"),
                error: copyWrong, isRequired: true),
        ]
    }

    private var own: [Field] {
        let mark = wrong ?? (faults.isEmpty ? nil : words("criteria.draft.faults"))
        return [
            Field("file", words("criteria.draft.file"), .file(accept: ".yaml,.yml"), hint: words("criteria.draft.file.hint")),
            Field("text", words("criteria.draft.text"), .area(text ?? form?["text"] ?? "", rows: 12), error: mark),
        ]
    }
}
