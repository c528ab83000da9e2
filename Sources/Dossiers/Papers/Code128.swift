import Platform

/// A text as the stripes that scanners at a counter read (ISO/IEC 15417), in the code sets B and C.
struct Code128 {
    /// Widths of stripes in modules: dark, light, dark … with the dark stop at the end.
    let widths: [Int]

    private enum Symbol {
        static let startB = 104
        static let startC = 105
        static let toB = 100
        static let toC = 99
        static let stop = 106
    }

    /// Nil for what is no printable ASCII, or nothing.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        let values = Self.values(bytes)
        let check = values.enumerated().reduce(0) { $0 + $1.element * max(1, $1.offset) } % 103
        widths = (values + [check, Symbol.stop]).flatMap { Self.patterns[$0].map { Int($0) - 48 } }
    }

    /// Digits go in pairs where that is shorter: four and more at an end, six and more between others.
    private static func values(_ bytes: [UInt8]) -> [Int] {
        var values: [Int] = []
        var inPairs: Bool?
        var index = 0
        while index < bytes.count {
            let digits = bytes[index...].prefix { (48...57).contains($0) }.count
            let isAtEnd = index == 0 || index + digits == bytes.count
            let pairs = inPairs == true ? digits >= 2 : digits >= (isAtEnd ? 4 : 6)
            // Of an odd run the first digit stays single, so that the rest is pairs.
            if pairs, inPairs == true || digits % 2 == 0 {
                if inPairs != true { values.append(inPairs == nil ? Symbol.startC : Symbol.toC) }
                inPairs = true
                values.append(Int(bytes[index] - 48) * 10 + Int(bytes[index + 1] - 48))
                index += 2
            } else {
                if inPairs != false { values.append(inPairs == nil ? Symbol.startB : Symbol.toB) }
                inPairs = false
                values.append(Int(bytes[index]) - 32)
                index += 1
            }
        }
        return values
    }

    /// The picture, as wide as its place; ten modules of white at both sides, which readers need.
    func html(label: String) -> HTML {
        var path = ""
        var position = Self.quiet
        for (index, width) in widths.enumerated() {
            if index % 2 == 0 { path += "M\(position) 0h\(width)v20h-\(width)z" }
            position += width
        }
        return """
            <svg class="barcode" viewBox="0 0 \(position + Self.quiet) 20" preserveAspectRatio="none" role="img" aria-label="\(label)">\
            <path d="\(path)"/></svg>
            """
    }

    private static let quiet = 10

    /// The widths of each value's stripes, the stop last.
    private static let patterns: [[UInt8]] = """
        212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 \
        223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 \
        112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 \
        311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 \
        122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 \
        214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
        """.split(separator: " ").map { Array($0.utf8) }
}
