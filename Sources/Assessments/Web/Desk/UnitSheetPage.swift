import Kernel
import Platform
import Scoring

/// A unit's sheet in a round: points and counts of each field, what is open, and what its head may do (US-2, US-3).
struct UnitSheetPage {
    let screen: ShowUnitSheet.Screen
    let now: Timestamp
    let context: Context

    private var words: Words { context.words }
    private var leafWords: LeafWords { LeafWords(words, screen.framework) }
    private var address: UnitAddress { UnitAddress(screen.round, screen.unit) }

    func page() -> Page {
        Page(
            words(screen.unit.name), kicker: words(screen.round.title), lead: lead, crumbs: .round(screen.round, words),
            room: "assessments", isIndexed: false,
            content: """
                \(context.told)\
                \(marks)
                \(SheetSummary(screen, words).figures)
                \(acts)
                \(SheetSummary(screen, words).fields(address))
                \(if: !screen.openLeaves.isEmpty, .section(words("assessments.sheet.open"), open))
                \(if: !screen.unanswered.isEmpty, .section(words("assessments.sheet.unanswered"), unanswered))
                \(if: screen.line.submissions.claim != nil, .section(words("assessments.sheet.handed_in"), handedIn))
                <p><a href="\(address.evidence)">\(words("assessments.evidence.papers"))</a></p>
                """)
    }

    private var lead: String {
        let day = screen.round.deadlines.end(of: screen.stage)?.lastDay
        let sentence = StageText.sentence(screen.stage, day, words)
        return day.map { "\(sentence) \(StageText.left($0, at: now, words))" } ?? sentence
    }

    private var marks: HTML {
        """
        \(if: screen.line.isLate, .notice(.warning, words("assessments.sheet.late")))\
        \(screen.sentBack.map { entry in
            .notice(
                .warning, words("assessments.sheet.sent_back", ["name": entry.actor, "moment": words.numbers.moment(entry.at)]),
                "<p>\(entry.reason)</p>")
        } ?? HTML())\
        \(each: screen.reopenings, { reopening in
            let what = reopening.criterion ?? words("assessments.reopening.whole")
            return .notice(
                .information, words("assessments.reopening.mark", ["stage": words(reopening.stage.text)]),
                "<p>\(what): \(ReopeningText.sentence(reopening, words))</p>")
        })
        """
    }

    /// What the head may do now; for others why not is no matter.
    private var acts: HTML {
        var links: [(link: Link, text: String, isMain: Bool)] = []
        if screen.may(.submitClaim) {
            links.append((address.submission, "assessments.submit.claim", true))
            links.append((address.sendingBack, "assessments.sending_back.title", false))
        }
        if screen.may(.withdrawClaim) { links.append((address.withdrawal, "assessments.withdrawal.title", false)) }
        if screen.may(.submitExplanation) { links.append((address.explanation, "assessments.submit.explanation", true)) }
        if links.isEmpty { return HTML() }
        return """
            <ul class="acts">\(each: links, { link, text, isMain in
                "<li><a\(attribute: "class", isMain ? "button" : nil) href=\"\(link)\">\(words(text))</a></li>"
            })</ul>
            """
    }

    /// A long list is folded: most of it is the same sentence, and the table above counts it.
    private var open: HTML {
        """
        <details\(flag: "open", screen.openLeaves.count <= 12)>\
        <summary>\(words("assessments.submit.open", ["count": "\(screen.openLeaves.count)"]))</summary>
        <ul>\(each: screen.openLeaves, { fault in
            "<li><a href=\"\(address.leaf(fault.place.field ?? ""))\">\(words.message(fault))</a></li>"
        })</ul></details>
        """
    }

    private var unanswered: HTML {
        "<ul>\(each: screen.unanswered, { "<li><a href=\"\(address.leaf($0))\">\($0)</a></li>" })</ul>"
    }

    private var handedIn: HTML {
        HTML(joining: Submission.Kind.allCases.compactMap { screen.line.submissions[$0] }.map(handedIn))
    }

    private func handedIn(_ submission: Submission) -> HTML {
        """
        <h3>\(words("assessments.report.\(submission.kind.rawValue)"))</h3>
        <p>\(words("assessments.sheet.submitted", [
            "name": submission.by.name, "moment": words.numbers.moment(submission.submitted),
        ]))</p>
        <p class="small">\(words("assessments.sheet.digest")) <code>\(submission.digest)</code></p>
        <p class="downloads"><a href="\(address.report(submission.kind))" download>\(words("assessments.report.download"))</a></p>
        """
    }
}
