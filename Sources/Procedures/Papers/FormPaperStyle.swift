import Platform

/// How forms look on paper: A4 upright, as NĐ 30/2020 sets pages.
enum FormPaperStyle {
    static let sheet: HTML = """
        @page { size: A4; margin: 20mm 15mm 20mm 30mm; @bottom-right { content: counter(page) "/" counter(pages); font: 9pt "Liberation Serif", serif; } }
        * { box-sizing: border-box; }
        html { color: #000; font-family: "Times New Roman", "Liberation Serif", "Noto Serif", serif; }
        body { margin: 0; font-size: 13pt; line-height: 1.35; }
        p { margin: 0 0 3pt; overflow-wrap: anywhere; }
        .number { text-align: right; font-size: 10pt; font-style: italic; }
        .state { text-align: center; }
        .rule { width: 34%; margin: 2pt auto 8pt; border-top: 0.75pt solid #000; }
        h1 { margin: 10pt 0 8pt; text-align: center; font-size: 14pt; line-height: 1.3; }
        h2 { margin: 8pt 0 3pt; font-size: 13pt; break-after: avoid; }
        .to { margin-bottom: 8pt; text-align: center; }
        .line { display: flex; flex-wrap: wrap; gap: 0 8mm; }
        .line > span { flex: 1 1 40%; }
        .blank { display: inline-block; width: 45mm; border-bottom: 0.75pt dotted #000; }
        .choice { display: inline-block; margin-right: 5mm; }
        .box { display: inline-block; width: 10pt; height: 10pt; border: 0.75pt solid #000; font-size: 9pt; line-height: 9pt; text-align: center; }
        .said { margin-top: 8pt; text-align: justify; text-indent: 10mm; }
        .day { margin: 8pt 0 0; text-align: right; font-style: italic; }
        table { width: 100%; border-collapse: collapse; table-layout: fixed; }
        .data { margin: 3pt 0 5pt; font-size: 11pt; line-height: 1.2; }
        .data thead { display: table-header-group; }
        .data th, .data td { padding: 2pt 3pt; border: 0.5pt solid #000; vertical-align: top; overflow-wrap: anywhere; }
        .data td { height: 16pt; }
        .data .no { width: 12mm; text-align: center; }
        .data tr { break-inside: avoid; }
        .sign { margin-top: 4pt; break-inside: avoid; }
        .sign td { height: 34mm; text-align: center; vertical-align: top; }
        .sign .hint, .small { font-size: 10pt; font-style: italic; }
        """
}
