import Platform

/// How forms look on paper: Times or what has its measures, black on white, hairlines.
enum FormStyle {
    static let common: HTML = """
        * { box-sizing: border-box; }
        html { color: #000; font-family: "Times New Roman", "Liberation Serif", "Noto Serif", serif; }
        body { margin: 0; }
        p { margin: 0 0 2.5pt; overflow-wrap: anywhere; }
        table { width: 100%; border-collapse: collapse; table-layout: fixed; }
        td { padding: 0; vertical-align: top; }
        strong, .strong { font-weight: bold; }
        .part + .part { break-before: page; }
        .head p { margin: 0; text-align: center; }
        .head td:first-child { width: 44%; padding-right: 2mm; }
        .rule { width: 36%; margin: 1.5pt auto 3pt; border-top: 0.75pt solid #000; }
        .day { font-style: italic; }
        .form { margin: 3pt 0 2pt; text-align: right; font-size: 8.5pt; font-style: italic; }
        .code { margin: 1pt 0 3pt; }
        .code td:last-child { width: 21mm; text-align: right; }
        .code-text { string-set: code content(); }
        .barcode { display: block; width: 100%; height: 11mm; }
        .qr { width: 20mm; height: 20mm; margin-top: -1mm; }
        .volume { margin: 0 0 6pt; text-align: center; font-style: italic; }
        h1 { margin: 4pt 0 5pt; text-align: center; overflow-wrap: anywhere; }
        h2 { margin: 5pt 0 3pt; font-size: 1em; break-after: avoid; }
        .field { text-align: left; }
        .pair { table-layout: auto; }
        .pair td + td { padding-left: 4mm; }
        .said { text-align: justify; text-indent: 5mm; }
        .blank { display: inline-block; width: 40mm; border-bottom: 0.75pt dotted #000; }
        .pair .blank { width: 22mm; }
        .data { margin: 3pt 0 5pt; }
        .data thead { display: table-header-group; }
        .data th, .data td { padding: 1.5pt 3pt; border: 0.5pt solid #000; text-align: left; overflow-wrap: anywhere; }
        .data th { text-align: center; vertical-align: middle; }
        .data .num { text-align: center; }
        .data tr { break-inside: avoid; }
        .sign { margin-top: 8pt; break-inside: avoid; }
        .sign td { padding: 0 1mm; text-align: center; }
        .sign p { margin: 0; }
        .sign .hint { font-style: italic; font-size: 0.85em; }
        .sign .space { height: 16mm; }
        .sign .to { text-align: left; font-size: 0.85em; font-style: italic; }
        .small { font-size: 0.85em; }
        """

    /// A5 upright.
    static let small: HTML = """
        @page { size: 148mm 210mm; margin: 9mm 10mm 11mm 14mm; @bottom-left { content: string(code); font: 8pt "Liberation Serif", serif; } \
        @bottom-right { content: counter(page); font: 8pt "Liberation Serif", serif; } }
        body { font-size: 10.5pt; line-height: 1.25; }
        .head { font-size: 9pt; line-height: 1.2; }
        h1 { font-size: 12pt; line-height: 1.25; }
        .data { font-size: 9pt; line-height: 1.2; }
        """

    /// A4 lying, for books and lists.
    static let wide: HTML = """
        @page { size: A4 landscape; margin: 15mm 12mm 15mm 20mm; @bottom-right { content: counter(page) "/" counter(pages); font: 10pt "Liberation Serif", serif; } }
        body { font-size: 12pt; line-height: 1.3; }
        .head { font-size: 12pt; line-height: 1.25; }
        h1 { font-size: 14pt; line-height: 1.3; }
        .data { font-size: 9pt; line-height: 1.2; }
        .sign .space { height: 22mm; }
        """
}
