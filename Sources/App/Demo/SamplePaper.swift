/// A paper of the demonstration: one page of lines in the letters that every reader of PDF has, so without accents.
enum SamplePaper {
    static func pdf(_ lines: [String]) -> [UInt8] {
        let text = lines.map { "(\($0.filter { $0.isASCII && !"()\\".contains($0) })) Tj 0 -24 Td" }.joined(separator: "\n")
        let content = "BT /F1 14 Tf 72 760 Td\n\(text)\nET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            """
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
            /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >> >>
            """,
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
        ]
        var file = "%PDF-1.4\n"
        var table = "0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let place = String(file.utf8.count)
            table += String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        let count = objects.count + 1
        return Array(
            "\(file)xref\n0 \(count)\n\(table)trailer\n<< /Size \(count) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n".utf8)
    }
}
