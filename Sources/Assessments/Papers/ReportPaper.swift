import Kernel
import Platform
import Scoring

/// The report that a head signs, as NĐ 30/2020 sets administrative papers: agency and national motto side by side, place and
/// date, title, text, recipients and signature; A4 with 20 mm above and below, 30 mm left and 15 mm right, pages counted in the
/// upper margin from the second on.
struct ReportPaper {
    private let report: Report
    private let words: Words
    private let leafWords: LeafWords

    init(_ report: Report, _ words: Words) {
        self.report = report
        self.words = words
        leafWords = LeafWords(words, report.framework)
    }

    private var kind: Submission.Kind { report.submission.kind }

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <title>\(title) – \(words(report.unit.name))</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        \(head)
        <h1>\(words("assessments.report.title"))</h1>
        <p class="subject">\(title)<br>\(words(report.unit.name)), \(words.numbers.period(report.round.period))</p>
        \(opening)
        \(sections)
        \(foot)
        </body>
        </html>

        """
    }

    private var title: String { words("assessments.report.\(kind.rawValue)") }

    private var head: HTML {
        let day = report.submission.submitted.vietnamDate
        return """
            <table class="head"><tr>
            <td><p>\(words(report.unit.name).uppercased())</p><hr><p class="number">\(words("assessments.report.number"))</p></td>
            <td><p>\(words("assessments.report.nation"))</p><p>\(words("assessments.report.motto"))</p><hr>
            <p class="date">\(words("assessments.report.date", ["day": "\(day.day)", "month": "\(day.month)", "year": "\(day.year)"]))</p></td>
            </tr></table>
            """
    }

    private var opening: HTML {
        let points = leafWords.points(report.claimed, of: report.maximum)
        let details = [
            "round": words(report.round.title), "framework": words(report.framework.title), "points": points,
            "unit": words(report.unit.name),
        ]
        return "<p>\(words("assessments.report.\(kind.rawValue).opening", details))</p>"
    }

    private var sections: HTML {
        switch kind {
        case .claim:
            """
            <h2>\(words("assessments.report.table"))</h2>
            \(HTML(joining: report.fields.map(scores)))
            <p class="total">\(words("assessments.report.total", [
                "points": leafWords.points(report.claimed, of: report.maximum),
            ]))</p>
            <h2>\(words("assessments.report.explanations"))</h2>
            \(explanations)
            <h2>\(words("assessments.report.difficulties"))</h2>
            \(said(report.submission.difficulties))
            <h2>\(words("assessments.report.proposals"))</h2>
            \(said(report.submission.proposals))
            """
        case .explanation:
            """
            <h2>\(words("assessments.report.answers"))</h2>
            \(HTML(joining: report.fields.map(answers)))
            """
        }
    }

    /// The score table of one field.
    private func scores(_ field: Report.Field) -> HTML {
        let sum = field.lines.compactMap { $0.entries.claim?.points }.reduce(Points.zero) { $0 + $1 }
        return """
            <table class="scores"><caption>\(leafWords.field(field.code, field.title))</caption>
            <thead><tr><th class="code">\(words("assessments.report.column.code"))</th><th>\(words("assessments.report.column.content"))</th>
            <th class="num">\(words("assessments.report.column.maximum"))</th><th class="num">\(words("assessments.report.column.points"))</th>
            <th>\(words("assessments.report.column.evidence"))</th></tr></thead>
            <tbody>\(each: field.lines, { line in
                """
                <tr><td class="code">\(line.criterion.code)</td>
                <td>\(words(line.criterion.title))<br><em>\(stated(line))</em></td>
                <td class="num">\(leafWords.points(line.criterion.maximum))</td>
                <td class="num">\(points(line.entries.claim))</td><td>\(evidence(line))</td></tr>

                """
            })</tbody>
            <tfoot><tr><td></td><td>\(words("assessments.report.sum"))</td><td></td><td class="num">\(leafWords.points(sum))</td><td></td></tr></tfoot>
            </table>
            """
    }

    private func points(_ entry: Entry?) -> String {
        guard let entry, let points = entry.points else { return "–" }
        return entry.isApplicable ? leafWords.points(points) : words("assessments.report.not_applicable")
    }

    private func stated(_ line: Report.Line) -> String {
        line.entries.claim?.stated.map { leafWords.statement($0, line.criterion, line.inputs) } ?? ""
    }

    private func evidence(_ line: Report.Line) -> HTML {
        HTML(
            joining: line.citations.map { citation in
                let place = [
                    citation.section.isEmpty ? nil : words("assessments.evidence.section_is", ["section": citation.section]),
                    citation.page.isEmpty ? nil : words("assessments.evidence.page_is", ["page": citation.page]),
                ].compactMap { $0 }.joined(separator: ", ")
                return "\(EvidenceText(citation.evidence, words).name)\(if: !place.isEmpty, " – \(place)")"
            }, separator: ";<br>")
    }

    /// How leaves were scored, in the unit's words.
    private var explanations: HTML {
        let told = report.fields.flatMap(\.lines).filter { !($0.entries.claim?.comment ?? "").isEmpty }
        if told.isEmpty { return said("") }
        return HTML(
            joining: told.map { line in
                "<p><strong>\(line.criterion.code). \(words(line.criterion.title)):</strong> \(line.entries.claim?.comment)</p>\n"
            })
    }

    private func answers(_ field: Report.Field) -> HTML {
        """
        <table class="scores"><caption>\(leafWords.field(field.code, field.title))</caption>
        <thead><tr><th class="code">\(words("assessments.report.column.code"))</th><th>\(words("assessments.report.column.content"))</th>
        <th class="num">\(words("assessments.report.column.points"))</th><th class="num">\(words("assessments.report.column.judged"))</th>
        <th>\(words("assessments.report.column.answer"))</th></tr></thead>
        <tbody>\(each: field.lines, { line in
            """
            <tr><td class="code">\(line.criterion.code)</td><td>\(words(line.criterion.title))</td>
            <td class="num">\(points(line.entries.claim))</td><td class="num">\(points(line.entries[.appraisal]))</td>
            <td>\(line.entries[.explanation]?.comment)\(if: !line.citations.isEmpty, "<br><em>\(evidence(line))</em>")</td></tr>

            """
        })</tbody></table>
        """
    }

    /// A part in the unit's own words; that there is nothing is said.
    private func said(_ text: String) -> HTML {
        if text.isEmpty { return "<p>\(words("assessments.report.nothing"))</p>" }
        return HTML(joining: text.split(separator: "\n").map { "<p>\($0)</p>\n" })
    }

    private var foot: HTML {
        let submission = report.submission
        return """
            <table class="foot"><tr>
            <td><p class="to">\(words("assessments.report.recipients"))</p><p class="small">\(words("assessments.report.recipients_text"))</p></td>
            <td><p>\(words("assessments.report.signer"))</p><p class="small">\(words("assessments.report.approved", [
                "moment": words.numbers.moment(submission.submitted),
            ]))</p><p class="name">\(submission.by.name)</p></td>
            </tr></table>
            <p class="digest">\(words("assessments.report.digest", ["number": "\(submission.number)", "digest": submission.digest]))</p>
            """
    }

    private static let style: HTML = """
        @page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font-size: 13pt; } }
        @page :first { @top-center { content: ""; } }
        html { font: 13pt/1.35 "Times New Roman", "Liberation Serif", "Noto Serif", serif; color: #000; }
        body { margin: 0; }
        p { margin: 0 0 6pt; text-align: justify; overflow-wrap: anywhere; }
        h1 { margin: 18pt 0 0; font-size: 14pt; text-align: center; }
        h2 { margin: 12pt 0 6pt; font-size: 13pt; break-after: avoid; }
        hr { width: 40%; margin: 2pt auto 4pt; border: 0; border-top: 0.75pt solid #000; }
        table { width: 100%; border-collapse: collapse; }
        .head td, .foot td { width: 50%; padding: 0 2mm; vertical-align: top; }
        .head { font-size: 12pt; }
        .head td:first-child { width: 38%; }
        .head td:last-child { width: 62%; padding: 0; white-space: nowrap; }
        .head p, .foot p { margin: 0; text-align: center; font-weight: bold; }
        .head .number { font-weight: normal; }
        .head .date { font-weight: normal; font-style: italic; }
        .subject { margin-bottom: 12pt; text-align: center; font-weight: bold; }
        .scores { margin-bottom: 8pt; font-size: 11pt; line-height: 1.25; }
        .scores caption { padding: 4pt 0; text-align: left; font-weight: bold; break-after: avoid; }
        .scores thead { display: table-header-group; }
        .scores tfoot { display: table-row-group; font-weight: bold; }
        .scores th, .scores td { padding: 2pt 4pt; border: 0.5pt solid #000; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
        .scores tr { break-inside: avoid; }
        .scores .code { width: 12mm; }
        .scores .num { width: 16mm; text-align: right; }
        .total { font-weight: bold; }
        .foot { margin-top: 18pt; break-inside: avoid; }
        .foot .to { text-align: left; font-style: italic; }
        .foot td:first-child p { text-align: left; }
        .foot .small { font-weight: normal; font-size: 11pt; }
        .foot .name { margin-top: 50pt; }
        .digest { margin-top: 12pt; font-size: 9pt; text-align: left; }
        """
}
