import Kernel
import Platform
import Scoring

/// One draft: what it would change, what its author should know, and the ways on.
struct DraftPage {
    private let review: FindDrafts.Review
    private let context: Context
    private let words: Words
    private var draft: Draft { review.draft }
    private var framework: Framework { review.file.framework }

    init(_ review: FindDrafts.Review, _ context: Context) {
        self.review = review
        self.context = context
        words = context.words
    }

    var page: Page {
        Page(
            words(framework.title), kicker: draft.identity, lead: lead,
            crumbs: [Crumb(words("criteria.navigation"), "/criteria"), Crumb(words("criteria.drafts"), "/criteria/drafts")], room: "drafts",
            isIndexed: false,
            content: """
                \(if: context.query["done"] == "saved", .notice(.success, words("criteria.draft.done.saved")))
                <p class="downloads">\
                <a href="\("/criteria/drafts/\(draft.identity)/edit" as Link)">\(words("criteria.draft.edit"))</a>\
                <a href="\("/criteria/drafts/\(draft.identity)/shown" as Link)">\(words("criteria.draft.shown"))</a>\
                \(if: !framework.isPartial, "<a href=\"\("/rankings/preview/\(draft.identity)" as Link)\">\(words("criteria.draft.preview"))</a>")</p>
                \(if: !review.laws.isEmpty, laws)
                \(if: !review.file.warnings.isEmpty, .notice(
                    .warning, words("criteria.draft.warnings", ["count": words.numbers.count(review.file.warnings.count)]),
                    .faults(review.file.warnings, words)))
                \(.section(words("criteria.draft.difference"), difference))
                \(.section(words("criteria.draft.publish"), publish))
                \(.section(words("criteria.draft.discard"), discard))
                """)
    }

    private var lead: String {
        words(
            "criteria.draft.lead",
            ["person": draft.savedBy, "date": words.numbers.date(draft.saved.vietnamDate), "revision": "\(draft.revision)"])
    }

    private var laws: HTML {
        .notice(
            .warning, words("criteria.draft.laws"),
            """
            <ul>\(each: review.laws, { entry in
                """
                <li><a href="\(entry.law.link)">\(words(entry.law.title))</a> (\(words.validity(entry.law.valid))): \
                \(entry.leaves.leaves.map(\.criterion.code).joined(separator: ", "))</li>
                """
            })</ul>
            """)
    }

    private var difference: HTML {
        guard let earlier = review.earlier, let difference = review.difference else { return "<p>\(words("criteria.draft.first"))</p>" }
        let lines = DifferenceText(words).lines(difference, earlier, framework)
        return """
            <p>\(words("criteria.draft.against", ["name": earlier.identity]))</p>
            <ul>\(each: lines, { "<li>\($0)</li>" })</ul>
            """
    }

    private var revision: Field { Field("revision", "", .hidden("\(draft.revision)")) }

    private var publish: HTML {
        """
        <p>\(words("criteria.draft.publish.text"))</p>
        \(.form(.post, to: "/criteria/drafts/\(draft.identity)/publish", [revision], submit: words("criteria.draft.publish.submit"), by: context.actor))
        """
    }

    private var discard: HTML {
        """
        <p>\(words("criteria.draft.discard.text"))</p>
        \(.form(.post, to: "/criteria/drafts/\(draft.identity)/discard", [revision], submit: words("criteria.draft.discard.submit"), by: context.actor))
        """
    }
}

/// The text of a draft to be changed; what was refused comes back with every fault, or with what somebody else saved meanwhile.
struct DraftTextPage {
    private let draft: Draft
    private let context: Context
    private let words: Words
    private let text: String
    private let revision: Int
    private let faults: [Fault]
    private let wrong: String?
    private let isConflict: Bool

    init(
        _ draft: Draft, _ context: Context, text: String, revision: Int? = nil, faults: [Fault] = [], wrong: String? = nil,
        isConflict: Bool = false
    ) {
        self.draft = draft
        self.context = context
        words = context.words
        self.text = text
        self.revision = revision ?? draft.revision
        self.faults = faults
        self.wrong = wrong
        self.isConflict = isConflict
    }

    var page: Page {
        let fields = [
            Field(
                "text", words("criteria.draft.text"), .area(text, rows: 30),
                error: wrong ?? (faults.isEmpty ? nil : words("criteria.draft.faults")), isRequired: true),
            Field("revision", "", .hidden("\(revision)")),
        ]
        return Page(
            words("criteria.draft.edit"), kicker: draft.identity,
            crumbs: [Crumb(words("criteria.drafts"), "/criteria/drafts"), Crumb(draft.identity, DraftForms.link(draft.identity))],
            room: "drafts", status: isConflict ? 409 : fields[0].error == nil ? 200 : 422, isIndexed: false,
            content: """
                \(.errorSummary(fields, words))
                \(if: !faults.isEmpty, .notice(
                    .warning, words("input.faults", ["count": words.numbers.count(faults.count)]), .faults(faults, words)))
                \(if: isConflict, conflict)
                \(.form(.post, to: "/criteria/drafts/\(draft.identity)/edit", fields, submit: words("criteria.draft.check"), by: context.actor))
                """)
    }

    /// Both texts: the stored one above, what was typed in the form below.
    private var conflict: HTML {
        .notice(
            .warning, words("criteria.draft.conflict", ["person": draft.savedBy]),
            """
            <p>\(words("criteria.draft.conflict.text"))</p>
            <details><summary>\(words("criteria.draft.conflict.theirs"))</summary><pre>\(draft.text)</pre></details>
            """)
    }
}
