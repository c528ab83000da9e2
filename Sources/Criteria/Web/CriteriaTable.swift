import Kernel
import Platform
import Scoring

/// The table of a decision: code, content with the way of scoring and what must be shown, maximum; one row a node.
///
/// A wide screen sets the way of scoring beside evidence and law, a narrow one below each other; paper prints what is open.
struct CriteriaTable {
    private let sheet: ScoreSheet
    private let words: Words
    private let wording: Wording
    private let laws: [String: Framework.Law]

    init(_ sheet: ScoreSheet, _ words: Words) {
        self.sheet = sheet
        self.words = words
        wording = Wording(words, sheet.framework)
        laws = Dictionary(sheet.framework.laws.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The address of a criterion on its framework's page.
    static func anchor(_ code: String) -> Link { "#c-\(code)" }

    func table(id: StaticString, caption: String, _ criteria: [Criterion], foot: HTML? = nil) -> HTML {
        let rows = criteria.flatMap(\.withDescendants).compactMap { criterion in sheet.row(criterion.code) }
        return .table(
            id: id, caption: caption, isCaptionHidden: true,
            columns: [
                Column(words("criteria.column.code"), .code) { row in
                    let code = sheet.rows[row].code
                    return "<a id=\"c-\(code)\" href=\"\(Self.anchor(code))\">\(code)</a>"
                },
                Column(words("criteria.column.content")) { content($0) },
                Column(words("criteria.column.maximum"), .number) { "\(words.points(sheet.rows[$0].maximum))" },
            ],
            rows: rows, emphasis: { sheet.rows[$0].depth == 0 && !sheet.rows[$0].isLeaf }, foot: foot)
    }

    private func content(_ row: Int) -> HTML {
        let criterion = sheet.rows[row].criterion
        let notes = notes(criterion, isLeaf: sheet.rows[row].isLeaf)
        let about: HTML? = notes.isEmpty ? nil : .definitions(notes)
        guard sheet.rows[row].isLeaf else { return "<strong>\(words(criterion.title))</strong>\(about)" }
        return .split(
            """
            <p>\(words(criterion.title))\(if: criterion.part == .survey, " \(.tag(words("criteria.row.survey")))")</p>
            \(scoring(criterion))
            """,
            "\(about)\(details(row))")
    }

    /// The points as lines, then what happens beyond them.
    private func scoring(_ criterion: Criterion) -> HTML {
        guard let rule = criterion.rule else { return "<p class=\"small\">\(words("criteria.row.no_rule"))</p>" }
        return """
            \(wording.method(of: rule.word, maximum: criterion.maximum).map { "<p>\($0)</p>" as HTML })\
            <ul>\(each: rule.clauses, { clause in
                "<li>\(wording.clause(clause, of: rule.word, maximum: criterion.maximum))</li>"
            })</ul>
            \(each: policies(criterion), { "<p class=\"small\">\(words($0))</p>" })
            """
    }

    /// Keys of what the leaf says otherwise than the rest of the framework.
    private func policies(_ criterion: Criterion) -> [String] {
        let terms = criterion.terms
        var keys: [String] = []
        if terms.over == .cap { keys.append("criteria.policy.over.cap") }
        if terms.zero != .error { keys.append("criteria.policy.zero.\(terms.zero.rawValue)") }
        if terms.missing != sheet.framework.settings.missing { keys.append("criteria.policy.missing.\(terms.missing.rawValue)") }
        return keys
    }

    private func notes(_ criterion: Criterion, isLeaf: Bool) -> [(term: String, text: HTML)] {
        var notes: [(term: String, text: HTML)] = []
        func add(_ name: String, _ text: HTML?) {
            if let text { notes.append((words("criteria.row.\(name)"), text)) }
        }
        add("guide", criterion.guide.map { "\(words($0))" })
        add("evidence", criterion.evidence.map { "\(words($0))" })
        add("law", criterion.law.isEmpty ? nil : HTML(joining: criterion.law.map(citation), separator: "; "))
        if isLeaf { add("appraiser", criterion.appraiser.map { "<span lang=\"vi\">\($0)</span>" }) }
        add("indicator", criterion.indicator.map { "\(indicator($0))" })
        return notes
    }

    private func citation(_ citation: Criterion.Citation) -> HTML {
        let title = laws[citation.law].map { words($0.title) } ?? citation.law
        return "\(citation.article.map { "\($0), " })<a href=\"\("#law-\(citation.law)" as Link)\">\(title)</a>"
    }

    private func indicator(_ name: String) -> String {
        Indicators.all.first { $0.name == name }.map { "\(words($0.title)) (\(name))" } ?? name
    }

    /// What a data file gives for the leaf, and its worked examples; closed, since whoever reads the bill needs neither.
    private func details(_ row: Int) -> HTML {
        let criterion = sheet.rows[row].criterion
        guard criterion.rule != nil else { return HTML() }
        let examples = ExampleText(sheet, words)
        return """
            <details><summary>\(words("criteria.row.examples", ["count": words.numbers.count(criterion.examples.count)]))</summary>
            \(inputs(row, examples))
            \(if: !criterion.examples.isEmpty, """
                <ul>\(each: criterion.examples, { example in
                    """
                    <li>\(examples.outcome(example, row: row))<span class="why">\(examples.given(example, row: row))\
                    \(example.note.map { " – <span lang=\"vi\">\($0)</span>" as HTML })</span></li>
                    """
                })</ul>
                """)
            </details>
            """
    }

    private func inputs(_ row: Int, _ examples: ExampleText) -> HTML {
        let inputs = sheet.rows[row].inputs
        guard !inputs.isEmpty else { return "<p>\(words("criteria.row.no_inputs"))</p>" }
        return """
            <p>\(words("criteria.row.inputs"))</p>
            <ul>\(each: inputs, { input in "<li><code>\(input.name)</code> – \(examples.label(input, row: row))</li>" })</ul>
            """
    }
}
