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
        body, .split { display: block; }
        h1 { font: 600 19pt/1.2 var(--serif); }
        .figures { display: flex; flex-wrap: wrap; }
        .figures > div { flex: 1 1 30mm; }
        .figures dd { font-size: 15pt; }
        tr { break-inside: auto; }
        td, th { vertical-align: top; }
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
        \(page.content)
        <footer><p class="hint">\(words("rankings.paper.source", ["address": (site.publicURL ?? "") + address.text]))</p></footer>
        </main>
        </body>
        </html>

        """
    }
}
