import Office

/// A QR code as a picture that stays sharp at any size.
package enum QRPicture {
    /// Modules of white around the code that readers need.
    private static let quiet = 4

    /// `label` says what the code holds.
    package static func html(_ code: QRCode, label: String) -> HTML {
        let side = code.width + 2 * quiet
        return """
            <svg class="qr" viewBox="0 0 \(side) \(side)" role="img" aria-label="\(label)"><rect width="\(side)" height="\(side)" fill="#ffffff"/>\
            <path d="\(path(code))" fill="#000000"/></svg>
            """
    }

    /// Each run of dark modules of a row as one rectangle.
    private static func path(_ code: QRCode) -> String {
        var path = ""
        for row in 0..<code.width {
            var column = 0
            while column < code.width {
                let start = column
                while column < code.width, code.isDark(row: row, column: column) { column += 1 }
                if column > start { path += "M\(start + quiet) \(row + quiet)h\(column - start)v1h-\(column - start)z" }
                column += 1
            }
        }
        return path
    }
}
