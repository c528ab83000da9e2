import Kernel

/// Shapes as markup.
///
/// Positions are pixels and so the one place where `Double` is allowed; colours are classes of the stylesheet,
/// so that a chart on a page and in a printed paper is the same.
enum SVG {
    /// A coordinate with at most one decimal: `12`, `12.5`.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }

    static func text(_ x: Double, _ y: Double, _ text: String, anchor: Anchor = .start, class name: String? = nil) -> HTML {
        """
        <text x="\(number(x))" y="\(number(y))"\(attribute: "text-anchor", anchor == .start ? nil : anchor.rawValue)\
        \(attribute: "class", name)>\(text)</text>
        """
    }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: StaticString) -> HTML {
        """
        <line x1="\(number(x1))" y1="\(number(y1))" x2="\(number(x2))" y2="\(number(y2))" class="\(name.description)"/>
        """
    }

    /// A rectangle; nothing when it would have no width.
    static func box(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, class name: String? = nil, fill: String? = nil, title: String? = nil
    ) -> HTML {
        guard width > 0 else { return HTML() }
        return """
            <rect x="\(number(x))" y="\(number(y))" width="\(number(width))" height="\(number(height))"\(attribute: "class", name)\
            \(attribute: "fill", fill)>\(title.map { "<title>\($0)</title>" as HTML })</rect>
            """
    }

    enum Anchor: String {
        case start, middle, end
    }

    /// As much of a text as fits into `width` pixels at the charts' size of letters, by their usual width.
    static func fitted(_ text: String, width: Double) -> String {
        let room = Int(width / 6.4)
        return text.count <= room ? text : text.prefix(max(1, room - 1)) + "…"
    }

    /// The six patterns in which series are drawn, as definitions of one drawing; nobody needs to tell colours apart.
    static func patterns(_ drawing: String, _ series: ClosedRange<Int>) -> HTML {
        """
        <defs>\(each: series, { number in
            """
            <pattern id="\(drawing)-s\(number)" width="8" height="8" patternUnits="userSpaceOnUse">\
            <rect width="8" height="8" class="s\(number)"/>\(texture(number))</pattern>
            """
        })</defs>
        """
    }

    static func fill(_ drawing: String, _ series: Int) -> String { "url(#\(drawing)-s\(series))" }

    /// A square of 14 pixels as it stands in a key.
    static func swatch(_ series: Int) -> HTML {
        "<rect width=\"14\" height=\"14\" rx=\"2\" class=\"s\(series)\"/>\(if: series != 1, "<g>\(texture(series, size: 14))</g>")"
    }

    private static func texture(_ series: Int, size: Int = 8) -> HTML {
        let steps = Array(stride(from: 0, through: size * 2, by: 8))
        switch series {
        case 2: return "\(each: steps, { "<path class=\"t\" d=\"M\($0 - size) \(size)L\($0) 0\"/>" })"
        case 3: return "\(each: steps.filter { $0 < size }, { "<circle class=\"t\" cx=\"\($0 + 4)\" cy=\"4\" r=\"1.5\"/>" })"
        case 4: return "\(each: steps.filter { $0 < size }, { "<path class=\"t\" d=\"M0 \($0 + 4)H\(size)\"/>" })"
        case 5: return "\(each: steps.filter { $0 < size }, { "<path class=\"t\" d=\"M\($0 + 4) 0V\(size)\"/>" })"
        case 6: return "\(each: steps, { "<path class=\"t\" d=\"M\($0 - size) 0L\($0) \(size)\"/>" })"
        default: return HTML()
        }
    }
}

extension Ratio {
    /// The share of a length in pixels.
    ///
    /// For drawing only.
    func pixels(of length: Double) -> Double { Double(numerator) / Double(denominator) * length }
}
