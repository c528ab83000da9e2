import Kernel
import Platform

/// A paper of the state as NĐ 30/2020 sets it (PI-84): motto, agency, number, place and day, and below them what it says.
///
/// Margins, fonts and places follow its Appendix I: 20 mm above and below, 30 mm left, 15 mm right, Times or what has its
/// measures, size 13 to 14; the number of the page above, none on the first.
struct StatePaper {
    let publication: Publication
    let words: Words

    private var paper: DecisionPaper { publication.paper }

    /// The whole document; `isWide` for annexes of many columns.
    func document(_ title: String, isWide: Bool = false, _ body: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <title>\(title)</title>
        <style>
        @page { size: A4 portrait; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt "Times New Roman", "Liberation Serif", serif; } }
        @page :first { @top-center { content: ""; } }
        @page wide { size: A4 landscape; margin: 20mm 15mm 20mm 30mm; }
        \(if: isWide, "@page { size: A4 landscape; }")
        * { box-sizing: border-box; }
        body { margin: 0; font: 14pt/1.35 "Times New Roman", "Liberation Serif", serif; color: #000; }
        p { margin: 0 0 6pt; text-align: justify; text-indent: 10mm; }
        h1, h2, h3 { margin: 0; font-size: 14pt; text-align: center; font-weight: bold; break-after: avoid; }
        .head { width: 100%; border-collapse: collapse; margin-bottom: 12pt; }
        .head td { width: 42%; vertical-align: top; text-align: center; padding: 0; }
        .head td + td { width: 58%; }
        .head p, .sign p { text-indent: 0; text-align: center; margin: 0; font-size: 13pt; }
        .strong { font-weight: bold; }
        .rule { width: 36%; margin: 2pt auto 6pt; border-top: 0.75pt solid #000; }
        .motto { font-weight: bold; font-size: 14pt !important; }
        .motto + .rule { width: 60%; }
        .day, .ground, .note { font-style: italic; }
        .ground { text-indent: 10mm; }
        .note { text-align: center; text-indent: 0; margin-bottom: 12pt; }
        .seal { font-family: "DejaVu Sans Mono", monospace; font-size: 10pt; overflow-wrap: anywhere; text-indent: 0; text-align: center; }
        .sign { width: 100%; margin-top: 12pt; border-collapse: collapse; break-inside: avoid; }
        .sign td { width: 50%; vertical-align: top; padding: 0; text-align: center; }
        .sign td:first-child { text-align: left; font-size: 11pt; }
        .sign td:first-child p { text-align: left; font-size: 11pt; }
        .sign .space { height: 22mm; }
        .annex { break-before: page; page: wide; }
        \(if: isWide, ".annex { break-before: auto; page: auto; }")
        table.data { width: 100%; border-collapse: collapse; font-size: 11pt; line-height: 1.25; margin-bottom: 12pt; }
        table.data th, table.data td { border: 0.5pt solid #000; padding: 2pt 4pt; vertical-align: top; text-align: left; }
        table.data thead { display: table-header-group; }
        table.data th { text-align: center; }
        table.data tr { break-inside: avoid; }
        table.data .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        table.data caption { caption-side: top; font-weight: bold; text-align: left; padding-bottom: 4pt; }
        .unofficial { font: italic 10pt "Liberation Sans", sans-serif; text-indent: 0; text-align: center; }
        </style>
        </head>
        <body>
        \(if: words.language != .vi, "<p class=\"unofficial\">\(words("rankings.paper.unofficial"))</p>")
        \(body)
        </body>
        </html>

        """
    }

    /// The agency with its number at the left, the motto with place and day at the right.
    var head: HTML {
        """
        <table class="head"><tr><td>\
        \(if: !paper.superior.isEmpty, "<p>\(paper.superior.uppercased())</p>")\
        <p class="strong">\(paper.agency.uppercased())</p><div class="rule"></div><p>\(words("rankings.paper.number", ["number": number]))</p>\
        </td><td><p class="strong">\(words("rankings.paper.country"))</p><p class="motto">\(words("rankings.paper.motto"))</p>\
        <div class="rule"></div><p class="day">\(paper.place), \(day)</p></td></tr></table>
        """
    }

    /// The number with room to write it in where there is none yet.
    var number: String { publication.decision?.number ?? "      /QĐ-UBND" }

    /// `ngày 05 tháng 3 năm 2026`: days below ten and the first two months have a zero before them (NĐ 30/2020, Appendix I).
    var day: String {
        guard let date = publication.decision?.date else { return words("rankings.paper.day_open") }
        func two(_ number: Int, below limit: Int) -> String { number < limit ? "0\(number)" : "\(number)" }
        return words(
            "rankings.paper.day", ["day": two(date.day, below: 10), "month": two(date.month, below: 3), "year": "\(date.year)"])
    }

    /// Recipients at the left, who signs at the right.
    var signature: HTML {
        let titles = paper.signerTitle.split(separator: "\n").map(String.init)
        let recipients = paper.recipients.split(separator: "\n").map { $0.hasPrefix("-") ? String($0) : "- \($0)" }
        return """
            <table class="sign"><tr><td><p class="strong day">\(words("rankings.paper.recipients"))</p>\
            \(each: recipients, { "<p>\($0)</p>" })</td><td>\
            \(each: titles, { "<p class=\"strong\">\($0)</p>" })<div class="space"></div>\
            <p class="strong">\(publication.decision?.signer ?? "")</p></td></tr></table>
            """
    }
}
