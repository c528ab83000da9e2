/// The shape of a text: a small part of regular expressions that reads the same in every program and never runs away.
///
/// ```
/// pattern = { piece } ;
/// piece   = ( "." | "\d" | class | letter ) [ "?" | "*" | "+" | "{" n [ "," [ m ] ] "}" ] ;
/// class   = "[" [ "^" ] { letter [ "-" letter ] } "]" ;
/// ```
///
/// It is about the whole text. `\` before a sign takes the sign itself; groups and alternatives are refused. A match costs
/// pieces × letters.
package struct Pattern: Hashable, Sendable {
    /// One piece: which letters, and how often.
    package struct Piece: Hashable, Sendable {
        package let ranges: [ClosedRange<Unicode.Scalar>]
        package let isNegated: Bool
        package let least: Int
        /// Nil where there may be any number.
        package let most: Int?
    }

    package let source: String
    package let pieces: [Piece]

    /// Times that a piece may be asked for.
    private static let longest = 1_000
    private static let any: [ClosedRange<Unicode.Scalar>] = ["\u{0}"..."\u{10FFFF}"]

    /// Nil where the text is no pattern of this kind.
    package init?(_ source: String) {
        var reader = Reader(rest: source.unicodeScalars[...])
        var pieces: [Piece] = []
        while !reader.rest.isEmpty {
            guard pieces.count < 200, let piece = reader.piece() else { return nil }
            pieces.append(piece)
        }
        self.source = source
        self.pieces = pieces
    }

    /// Whether the whole text has this shape.
    package func matches(_ text: String) -> Bool {
        let letters = Array(text.unicodeScalars)
        // The places that can be reached with the pieces so far.
        var reached = [Bool](repeating: false, count: letters.count + 1)
        reached[0] = true
        for piece in pieces {
            var next = [Bool](repeating: false, count: letters.count + 1)
            // How far a run of fitting letters goes from each place; filled from the end.
            var run = [Int](repeating: 0, count: letters.count + 1)
            for place in letters.indices.reversed() { run[place] = piece.admits(letters[place]) ? run[place + 1] + 1 : 0 }
            for place in reached.indices where reached[place] && run[place] >= piece.least {
                for length in piece.least...min(run[place], piece.most ?? run[place]) { next[place + length] = true }
            }
            reached = next
        }
        return reached[letters.count]
    }

    private struct Reader {
        var rest: Substring.UnicodeScalarView

        mutating func piece() -> Piece? {
            guard let first = rest.popFirst() else { return nil }
            var ranges: [ClosedRange<Unicode.Scalar>]
            var isNegated = false
            switch first {
            case ".": ranges = Pattern.any
            case "[":
                isNegated = take("^")
                ranges = []
                repeat {
                    guard let low = letter() else { return nil }
                    var high = low
                    if rest.first == "-", rest.dropFirst().first != "]" {
                        rest.removeFirst()
                        guard let end = letter(), end >= low else { return nil }
                        high = end
                    }
                    ranges.append(low...high)
                } while !take("]")
            case "\\":
                guard let sign = rest.popFirst() else { return nil }
                if sign == "d" {
                    ranges = ["0"..."9"]
                } else if sign.properties.isAlphabetic || ("0"..."9").contains(sign) {
                    return nil
                } else {
                    ranges = [sign...sign]
                }
            case "(", ")", "|", "]", "{", "}", "*", "+", "?", "^", "$": return nil
            default: ranges = [first...first]
            }
            guard let times = times() else { return nil }
            return Piece(ranges: ranges, isNegated: isNegated, least: times.least, most: times.most)
        }

        private mutating func take(_ sign: Unicode.Scalar) -> Bool {
            guard rest.first == sign else { return false }
            rest.removeFirst()
            return true
        }

        /// A letter inside a class.
        private mutating func letter() -> Unicode.Scalar? {
            guard let first = rest.popFirst() else { return nil }
            guard first == "\\" else { return first == "[" || first == "]" ? nil : first }
            return rest.popFirst().flatMap { $0.properties.isAlphabetic ? nil : $0 }
        }

        private mutating func times() -> (least: Int, most: Int?)? {
            if take("?") { return (0, 1) }
            if take("*") { return (0, nil) }
            if take("+") { return (1, nil) }
            guard take("{") else { return (1, 1) }
            guard let least = number() else { return nil }
            if take("}") { return (least, least) }
            guard take(",") else { return nil }
            if take("}") { return (least, nil) }
            guard let most = number(), most >= least, take("}") else { return nil }
            return (least, most)
        }

        private mutating func number() -> Int? {
            var figures = ""
            while let first = rest.first, ("0"..."9").contains(first), figures.count < 5 {
                figures.unicodeScalars.append(first)
                rest.removeFirst()
            }
            return Int(figures).flatMap { $0 <= Pattern.longest ? $0 : nil }
        }
    }
}

extension Pattern.Piece {
    func admits(_ letter: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(letter) } != isNegated }
}
