import Kernel
import Platform

/// A page set for paper: the same words and pictures on A4, everything it needs inside it, so that a printer fetches nothing.
///
/// Margins as NĐ 30/2020 sets them for administrative papers: 20 mm above and below, 30 mm on the left, 15 mm on the right;
/// the number of the page in the middle of the upper margin, none on the first.
struct Paper {
    let page: Page
    let site: Site
    let words: Words
    /// Where the same page stands on the web.
    let address: Link
    /// Tables of many columns need the paper across.
    let isWide: Bool

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <title>\(page.title) – \(words("platform.name"))</title>
        <style>
        \(HTML(file: site.assets.styleSheet))
        @page { size: \(if: isWide, "A4 landscape", else: "A4 portrait"); margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font-size: 10pt; } }
        @page :first { @top-center { content: ""; } }
        body { display: block; }
        h1 { font: 600 19pt/1.2 var(--serif); }
        .figures { display: flex; flex-wrap: wrap; }
        .figures > div { flex: 1 1 30mm; }
        .figures dd { font-size: 15pt; }
        th, td { padding: 1mm 1.4mm; }
        thead th, thead th.num, thead th.rank { white-space: normal; }
        tr { break-inside: auto; }
        td, th { vertical-align: top; }
        tfoot { display: table-row-group; }
        td.rank { width: auto; font-size: 9pt; }
        </style>
        </head>
        <body>
        <main class="wrap">
        <header class="page">
        \(page.kicker.map { "<p class=\"kicker\">\($0)</p>" as HTML })
        <h1>\(page.title)</h1>
        \(page.lead.map { "<p class=\"lead\">\($0)</p>" as HTML })
        </header>
        \(PictureStyle(site.assets.styleSheet).applied(to: page.content))
        <footer><p class="hint">\(words("rankings.paper.source", ["address": (site.publicURL ?? "") + address.text]))</p></footer>
        </main>
        </body>
        </html>

        """
    }
}

/// The part of the stylesheet that colours pictures, with its tokens filled in: WeasyPrint draws each `svg` by itself and looks
/// at no rule outside of it.
struct PictureStyle {
    private let rules: String

    /// Takes the rules whose selectors could be of a shape, and drops what stands in a block of its own (`@media`).
    init(_ sheet: String) {
        let tokens = Self.tokens(sheet)
        let shapes = ["fill:", "stroke:", "stroke-"]
        // It knows no `font` in one word either, so letters are told apart.
        var kept = ["text { font-size: 12px; font-family: var(--sans); fill: var(--ink-soft); }"]
        for line in sheet.split(separator: "\n") where line.first != " " && line.hasSuffix("}") && !line.contains("font:") {
            if shapes.contains(where: { line.contains($0) }) { kept.append(String(line)) }
        }
        rules = kept.map { Self.filled($0, tokens) }.joined(separator: "\n")
    }

    /// `--name: value;` of the sheet.
    private static func tokens(_ sheet: String) -> [Substring: Substring] {
        var tokens: [Substring: Substring] = [:]
        for line in sheet.split(separator: "\n") {
            let bare = line.drop { $0 == " " }
            guard bare.hasPrefix("--"), let colon = bare.firstIndex(of: ":"), let end = bare.lastIndex(of: ";") else { continue }
            let name = bare[..<colon]
            if tokens[name] == nil { tokens[name] = bare[bare.index(after: colon)..<end].drop { $0 == " " } }
        }
        return tokens
    }

    private static func filled(_ rule: String, _ tokens: [Substring: Substring]) -> String {
        var text = ""
        var rest = rule[...]
        while let open = rest.firstRange(of: "var("), let close = rest[open.upperBound...].firstIndex(of: ")") {
            text += rest[..<open.lowerBound]
            text += tokens[rest[open.upperBound..<close]] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    /// Puts the rules into every picture.
    func applied(to content: HTML) -> HTML {
        let pieces = content.text.split(separator: "<svg", omittingEmptySubsequences: false)
        guard let first = pieces.first else { return content }
        return pieces.dropFirst().reduce(into: HTML(file: String(first))) { html, piece in
            let end = piece.firstIndex(of: ">").map { piece.index(after: $0) } ?? piece.endIndex
            html += HTML(file: "<svg\(piece[..<end])<style>\(rules)</style>\(piece[end...])")
        }
    }
}
