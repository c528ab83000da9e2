import Criteria
import Kernel
import Platform
import Scoring

/// One leaf on the page of its field: what is asked, what must be shown, what was stated, and the forms of what may be done now.
struct LeafCard {
    let line: LeafLine
    let address: UnitAddress
    let leafWords: LeafWords
    let actor: Actor
    /// What was refused of this leaf, and how it was typed.
    var refused: Refused?
    /// What was typed comes to, where somebody asked without a script.
    var computed: PreviewPoints.Preview?

    /// A form that was sent back.
    struct Refused {
        var act: LeafAct
        var form: Form
        /// Nil where nothing is wrong: the points were asked for.
        var error: (any DomainError)?
    }

    private var words: Words { leafWords.words }
    private var code: String { line.leaf.code }

    var card: HTML {
        """
        <section class="leaf" id="leaf-\(code)">
        <h2>\(code). \(words(line.criterion.title)) <span class="small">\(words("assessments.leaf.maximum", [
            "points": leafWords.points(line.criterion.maximum),
        ]))</span></h2>
        \(marks)
        \(.split("\(asked)", "\(answered)"))
        </section>

        """
    }

    /// The fields of the form that was refused, with what was wrong of each.
    var wrong: [Field] {
        guard let refused, let error = refused.error else { return [] }
        switch refused.act {
        case .explain: return [explanation].telling(error, words)
        default:
            if case AssessmentsError.conflict = error { return [] }
            return ClaimForm(line: line, leafWords: leafWords, typed: refused.form).fields.telling(
                ClaimForm.told(error, of: code), words)
        }
    }

    private var marks: HTML {
        guard let reopening = line.reopening else { return HTML() }
        return .notice(
            .information, words("assessments.reopening.mark", ["stage": words(reopening.stage.text)]),
            "<p>\(ReopeningText.sentence(reopening, words))</p>")
    }

    // MARK: what is asked

    private var asked: HTML {
        let law = line.criterion.law.map { citation -> String in
            let title = leafWords.framework.laws.first { $0.key == citation.law }.map { words($0.title) } ?? citation.law
            return [citation.article, title].compactMap { $0 }.joined(separator: ", ")
        }
        let entries: [(String, String?)] = [
            ("assessments.leaf.evidence", line.criterion.evidence.map { words($0) }),
            ("assessments.leaf.guide", line.criterion.guide.map { words($0) }),
            ("assessments.leaf.law", law.isEmpty ? nil : law.joined(separator: "; ")),
            ("assessments.leaf.last", last),
        ]
        return """
            \(leafWords.rule(line.criterion))
            \(.definitions(entries.compactMap { key, text in text.map { (term: words(key), text: "\($0)" as HTML) } }))
            """
    }

    private var last: String? {
        guard let last = line.lastVerdict, let points = last.entry.points else { return nil }
        let text = words(
            "assessments.leaf.last_points", ["period": words.numbers.period(last.period), "points": leafWords.points(points)])
        return last.isComparable ? text : "\(text) \(words("assessments.leaf.not_comparable"))"
    }

    // MARK: what was answered

    private var answered: HTML {
        """
        \(LeafEntriesText(line, leafWords).list(withClaim: !line.may(.claim)))
        \(proposal)
        \(if: line.may(.claim), claim)
        \(if: line.may(.explain), explain)
        \(if: !line.may(.claim) && !line.may(.explain), refusal)
        \(CitationList(line: line, address: address, words: words, actor: actor).list)
        <p class="small"><a href="\(address.leaf(code))">\(words("assessments.leaf.history"))<span class="quiet"> \(code)</span></a></p>
        """
    }

    private var refusal: HTML {
        let act: LeafAct = line.stage == .explanation ? .explain : .claim
        return line.refusals[act].map { "<p class=\"small\">\(leafWords.sentence($0))</p>" } ?? HTML()
    }

    private var proposal: HTML {
        guard let proposal = line.proposal else { return HTML() }
        let text = words(
            "assessments.claim.proposal",
            [
                "figures": leafWords.statement(proposal.stated, line.criterion, line.inputs), "source": proposal.value.source,
                "moment": words.numbers.moment(proposal.value.taken),
            ])
        let rows: HTML? = proposal.value.link.map { "<a href=\"\($0)\">\(words("assessments.claim.proposal_rows"))</a>" }
        let overruled = line.entries.claim.map { $0.stated != proposal.stated } ?? false
        return .notice(
            .information, words("assessments.claim.proposal_title"),
            "<p>\(text) \(rows)</p>\(if: overruled, "<p>\(words("assessments.claim.overruled"))</p>")")
    }

    private var claim: HTML {
        let refused = refused?.act == .claim ? refused : nil
        let form = ClaimForm(line: line, leafWords: leafWords, typed: refused?.form)
        let told = refused?.error.map { form.fields.telling(ClaimForm.told($0, of: code), words) } ?? form.fields
        func shown(_ fields: [Field]) -> HTML {
            HTML(joining: fields.compactMap { field in told.first { $0.name == field.name } }.map(HTML.field))
        }
        let isWrong = { (fields: [Field]) in fields.contains { field in told.contains { $0.name == field.name && $0.error != nil } } }
        return """
            \(conflict)
            <form class="claim" method="post" action="\(address.claim(code))" data-leaf="\(code)" data-claim="\(address.api(code, "claim"))" \
            data-preview="\(address.api(code, "preview"))" data-maximum="\(line.criterion.maximum.description)" novalidate>\(.token(actor))
            <input type="hidden" name="version" value="\(version)">
            \(shown(form.figures))
            \(if: !form.percent.isEmpty, """
                <details\(flag: "open", form.hasPercent || isWrong(form.percent))><summary>\(words("assessments.claim.percent_only"))</summary>
                \(shown(form.percent))</details>
                """)
            <details\(flag: "open", form.hasInstead || isWrong(form.instead))><summary>\(words("assessments.claim.instead"))</summary>
            \(shown(form.instead))</details>
            \(shown([form.comment]))
            <p class="points"><output class="sum" name="sum">\(points)</output></p>
            <div class="actions"><button name="do" value="save">\(words("assessments.claim.save"))<span class="quiet"> \(code)</span></button>
            <button class="plain without-script" name="do" value="compute">\(words("assessments.claim.compute"))</button></div>
            <p class="state small" role="status">\(state)</p>
            </form>
            """
    }

    private var version: Int {
        if let refused, refused.act == .claim {
            // Saving again after a conflict overrules what was seen in it.
            if case AssessmentsError.conflict(let lost)? = refused.error as? AssessmentsError { return lost.theirs?.version ?? 0 }
            return Int(refused.form["version"]) ?? 0
        }
        return line.entries.claim?.version ?? 0
    }

    /// The points of what stands in the form, with the sentence that says why.
    private var points: HTML {
        if let computed {
            return sum(computed.score.points, computed.score.isApplicable, computed.score.because)
        }
        guard refused == nil, let claim = line.entries.claim, let points = claim.points else {
            return "\(words("assessments.claim.points", ["points": leafWords.points(nil, of: line.criterion.maximum)]))"
        }
        return sum(points, claim.isApplicable, line.entries.verdict == nil ? line.because : nil)
    }

    private func sum(_ points: Points, _ isApplicable: Bool, _ because: Because?) -> HTML {
        let shown = isApplicable ? leafWords.points(points, of: line.criterion.maximum) : words("assessments.absence.not_applicable")
        return """
            \(words("assessments.claim.points", ["points": shown]))\
            \(because.map { "<span class=\"why\">\(leafWords.wording.because($0))</span>" as HTML })
            """
    }

    private var state: String {
        if refused != nil { return words("assessments.claim.not_saved") }
        guard let claim = line.entries.claim else { return words("assessments.claim.nothing_yet") }
        return words("assessments.claim.saved_by", ["name": claim.by.name, "moment": words.numbers.moment(claim.saved)])
    }

    private var conflict: HTML {
        guard let refused, refused.act == .claim, case AssessmentsError.conflict(let lost)? = refused.error as? AssessmentsError else {
            return HTML()
        }
        let theirs = lost.theirs?.stated.map { leafWords.statement($0, line.criterion, line.inputs) } ?? "–"
        let yours = lost.yours.map { leafWords.statement($0, line.criterion, line.inputs) } ?? "–"
        let maximum = line.criterion.maximum
        let values: [(term: String, text: HTML)] = [
            (
                term: words("assessments.conflict.theirs", ["name": lost.theirs?.by.name ?? ""]),
                text: "\(theirs) (\(leafWords.points(lost.theirs?.points, of: maximum)))"
            ),
            (term: words("assessments.conflict.yours"), text: "\(yours) (\(leafWords.points(lost.yourPoints, of: maximum)))"),
        ]
        return .notice(
            .warning, words("assessments.conflict.title"),
            """
            <p>\(words("assessments.conflict.text"))</p>
            \(.definitions(values))
            <p><a href="\(address.place(line.leaf))">\(words("assessments.conflict.take_theirs"))</a></p>
            """)
    }

    // MARK: explanation

    private var explanation: Field {
        let refused = refused?.act == .explain ? refused : nil
        let text = refused?.form[ClaimForm.name(code, "text")] ?? line.entries[.explanation]?.comment ?? ""
        return Field(
            ClaimForm.name(code, "text"), words("assessments.explain.text"), .area(text, rows: 4),
            hint: words("assessments.explain.hint"))
    }

    private var explain: HTML {
        let refused = refused?.act == .explain ? refused : nil
        let field = [explanation].telling(refused?.error, words)
        let version = refused.flatMap { Int($0.form["version"]) } ?? line.entries[.explanation]?.version ?? 0
        return """
            <form method="post" action="\(address.explaining(code))" novalidate>\(.token(actor))
            <input type="hidden" name="version" value="\(version)">
            \(each: field, HTML.field)
            <div class="actions"><button>\(words("assessments.explain.save"))<span class="quiet"> \(code)</span></button></div>
            </form>
            """
    }
}
