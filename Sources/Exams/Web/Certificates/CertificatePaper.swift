import Kernel
import Office
import Platform

/// A certificate on one sheet, A4 across: national motto, number, who passed what and when, and the way to check it.
struct CertificatePaper {
    let certificate: Certificate
    let isGenerated: Bool
    /// Where it is checked; nil where nobody knows the address of the house: then the code itself is printed and drawn.
    let address: String?
    let words: Words

    private func text(_ key: String, _ details: [String: String] = [:]) -> String { words("exams.paper_certificate.\(key)", details) }

    var html: HTML {
        let date = certificate.issued.vietnamDate
        return """
            <!doctype html>
            <html lang="vi">
            <head>
            <meta charset="utf-8">
            <title>\(text("title")) \(certificate.number)</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <p class="nation">\(text("nation"))</p>
            <p class="motto">\(text("motto"))</p>
            <h1>\(text("title").uppercased())</h1>
            \(if: isGenerated, "<p class=\"generated\">\(words("exams.generated.note"))</p>")\
            <p class="name">\(certificate.name)</p>
            <p>\(certificate.agency)</p>
            <p>\(text("passed"))</p>
            <p class="exam">\(certificate.title)</p>
            <table><tr><td>\(QRCode(address ?? certificate.code.text).map { QRPicture.html($0, label: text("qr")) })</td>
            <td><p>\(text("number", ["number": certificate.number]))</p>
            <p>\(text("date", ["day": two(date.day), "month": two(date.month), "year": "\(date.year)"]))</p>
            <p>\(text("check", ["address": address ?? "/exams/certificates", "code": certificate.code.text]))</p></td></tr></table>
            </body>
            </html>

            """
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let style: HTML = """
        @page { size: A4 landscape; margin: 20mm; }
        html { font: 14pt/1.4 "Times New Roman", "Liberation Serif", "Noto Serif", serif; color: #000; }
        body { margin: 0; padding: 8mm; border: 1.5pt solid #000; text-align: center; }
        p { margin: 0 0 6pt; overflow-wrap: anywhere; }
        h1 { margin: 14mm 0 8mm; font-size: 28pt; }
        .nation, .motto, .exam { font-weight: bold; }
        .generated { font-style: italic; }
        .name { font-size: 22pt; font-weight: bold; }
        table { width: 100%; margin-top: 10mm; border-collapse: collapse; text-align: left; font-size: 12pt; }
        td { vertical-align: top; }
        td:first-child { width: 38mm; }
        .qr { width: 34mm; height: 34mm; }
        """
}
