import Kernel
import Platform
import Procedures

/// A draft whose service is not offered from home any more: why, what was filled in, and the way to be rid of it.
struct ClosedDraftPage {
    let closed: ClosedDraft
    let why: OnlineError
    let context: Context

    var page: Page {
        let (words, draft) = (context.words, closed.draft)
        let papers = closed.files.filter { $0.paper > 0 }
        let review: HTML? = closed.filled.map {
            QuestionnaireReview($0, words, closed.catalogues, files: closed.files.answers(of: draft.id)).html()
        }
        return Page(
            words("online.draft.closed"), kicker: closed.procedure.procedure.name, lead: words(why.code, why.details),
            crumbs: [Crumb(words("citizens.home"), "/citizens")], room: "citizens", isIndexed: false,
            content: """
                <p>\(words("online.draft.closed.text", ["until": words.numbers.moment(draft.expires)]))</p>
                \(DraftPage.dropping(draft, context))
                \(review)
                \(if: !papers.isEmpty, .section(words("online.step.papers"), """
                    <ul>\(each: papers, { "<li><a href=\"\(OnlineLink.file(draft.id, $0))\">\($0.name)</a></li>" })</ul>
                    """))
                """)
    }
}
