extension ExpressionFault {
    /// Two lines for a terminal or a `<pre>`: the line of the source, and carets under what is wrong.
    ///
    /// ```
    /// steps(done / du, > 90%: 2, else: 0)
    ///              ^^
    /// ```
    ///
    /// A long line is cut around the fault. Characters that would move the cursor are shown as `·`, so what a stranger wrote
    /// cannot disguise the line.
    package func caret(in source: String) -> String {
        let bytes = Array(source.utf8)
        let start = min(offset, bytes.count)
        let lineStart = bytes[..<start].lastIndex(of: Self.lineEnd).map { $0 + 1 } ?? 0
        var lineEnd = bytes[start...].firstIndex(of: Self.lineEnd) ?? bytes.count
        if lineEnd > start, bytes[lineEnd - 1] == UInt8(ascii: "\r") { lineEnd -= 1 }
        let end = max(start, min(start + length, lineEnd))
        var before = Self.shown(bytes[lineStart..<start])
        var marked = Self.shown(bytes[start..<end])
        var after = Self.shown(bytes[end..<lineEnd])
        if before.count > Self.reach { before = "…" + before.suffix(Self.reach) }
        if marked.count > Self.reach { (marked, after) = (marked.prefix(Self.reach) + "…", "") }
        if after.count > Self.reach { after = after.prefix(Self.reach) + "…" }
        let carets = String(repeating: "^", count: max(1, marked.count))
        return before + marked + after + "\n" + String(repeating: " ", count: before.count) + carets
    }

    /// How many characters are shown on either side of the fault.
    private static let reach = 60
    private static let lineEnd = UInt8(ascii: "\n")

    private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
        var text = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar == "\t": text += " "
            case .control, .format, .lineSeparator, .paragraphSeparator: text += "·"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension String {
    /// The text short enough for a sentence about it.
    var clipped: String { count > 40 ? prefix(40) + "…" : self }
}
