import Kernel

/// Shapes as markup.
///
/// A level place is a share of the width (0…1), a height is in pixels where letters have 12; positions are
/// the one place where `Double` is allowed.
enum SVG {
    /// A coordinate with at most one decimal: `12`, `12.5`.
    static func number(_ value: Double) -> String { decimal(value, digits: 1) }

    /// A share as a percentage: `62.58%`.
    static func percent(_ share: Double) -> String { decimal(share * 100, digits: 3) + "%" }

    /// Pixels at letters of 12 as a multiple of the letters: `1.5em`.
    static func em(_ pixels: Double) -> String { decimal(pixels / 12, digits: 3) + "em" }

    /// Written by hand, so that no locale and no last binary digit decides.
    private static func decimal(_ value: Double, digits: Int) -> String {
        let power = [1.0, 10, 100, 1000][digits]
        guard value.isFinite, abs(value) < 1e12 else { return "0" }
        let units = Int64((value * power).rounded())
        return Number(digits: units, scale: digits).description
    }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: ChartStyle) -> HTML {
        """
        <line x1="\(percent(x1))" y1="\(em(y1))" x2="\(percent(x2))" y2="\(em(y2))"\(style.paint)/>
        """
    }

    /// A rectangle; nothing when it would have no width.
    static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: ChartStyle, title: String? = nil) -> HTML {
        guard width > 0 else { return HTML() }
        return """
            <rect x="\(percent(x))" y="\(em(y))" width="\(percent(width))" height="\(em(height))"\(style.paint)\(closed(title, "rect"))
            """
    }

    static func circle(_ x: Double, _ y: Double, _ radius: Double, _ style: ChartStyle, title: String? = nil) -> HTML {
        """
        <circle cx="\(percent(x))" cy="\(em(y))" r="\(em(radius))"\(style.paint)\(closed(title, "circle"))
        """
    }

    /// The end of an element, with the words that show when one points at it.
    private static func closed(_ title: String?, _ element: StaticString) -> HTML {
        guard let title else { return "/>" }
        return "><title>\(title)</title></\(element.description)>"
    }

    /// `shift` moves the text by pixels from its place.
    static func text(
        _ x: Double, _ y: Double, _ text: String, _ style: ChartStyle = .label, anchor: Anchor = .start, shift: Double = 0
    ) -> HTML {
        """
        <text x="\(percent(x))" y="\(em(y))"\(attribute: "dx", shift == 0 ? nil : em(shift))\
        \(attribute: "text-anchor", anchor == .start ? nil : anchor.rawValue)\(style.paint)>\(text)</text>
        """
    }

    /// A bar of a series with its texture.
    static func bar(_ x: Double, _ y: Double, _ width: Double, _ height: Double, series: Int, title: String? = nil) -> HTML {
        guard width > 0 else { return HTML() }
        let texture = ChartStyle.texture(series, height: height).map { texture in
            stroke(x, y + height / 2, x + width, width: texture.width, texture.style)
        }
        return "\(box(x, y, width, height, .series(series), title: title))\(texture)"
    }

    /// What is missing to the maximum: outlined and hatched, so that it is not told by colour.
    static func rest(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> HTML {
        guard width > 0 else { return HTML() }
        return "\(box(x, y, width, height, .rest))\(stroke(x, y + height / 2, x + width, width: height - 1.5, .hatch))"
    }

    /// A level line of a given thickness; dashed, it is a hatch.
    private static func stroke(_ x1: Double, _ y: Double, _ x2: Double, width: Double, _ style: ChartStyle) -> HTML {
        """
        <line x1="\(percent(x1))" y1="\(em(y))" x2="\(percent(x2))" y2="\(em(y))" stroke-width="\(em(width))"\(style.paint)/>
        """
    }

    /// A group that is shown in some tiers only.
    static func group(_ tiers: Tiers, _ content: HTML) -> HTML { tiers == .all ? content : "<g\(tiers.attributes)>\(content)</g>" }

    /// A series as it stands in a key, in a square of 14 pixels.
    static func swatch(_ series: Int) -> HTML {
        let texture = ChartStyle.texture(series, height: 13).map { texture -> HTML in
            """
            <line x1="0.5" y1="7" x2="13.5" y2="7" stroke-width="\(number(texture.width))"\(texture.style.paint)/>
            """
        }
        return """
            <rect x="0.5" y="0.5" width="13" height="13"\(ChartStyle.series(series).paint)/>\(texture)
            """
    }

    enum Anchor: String {
        case start, middle, end
    }

    /// The widths at which something is shown.
    ///
    /// What is not shown at medium width is hidden by attribute as well, because paper
    /// knows no other.
    enum Tiers {
        case all, small, medium, large, notSmall

        /// Any set of tiers as groups that may be shown.
        static func covering(_ tiers: Set<ChartTier>) -> [Tiers] {
            if tiers.count == ChartTier.allCases.count { return [.all] }
            if tiers == [.medium, .large] { return [.notSmall] }
            return [(ChartTier.small, Tiers.small), (.medium, .medium), (.large, .large)].filter { tiers.contains($0.0) }.map(\.1)
        }

        fileprivate var attributes: HTML {
            switch self {
            case .all: HTML()
            case .small: #" class="at-small" display="none""#
            case .medium: #" class="at-medium""#
            case .large: #" class="at-large" display="none""#
            case .notSmall: #" class="not-small""#
            }
        }
    }
}

extension Ratio {
    /// The share of a length in pixels, for drawing only.
    func pixels(of length: Double) -> Double { Self.double(numerator) / Self.double(denominator) * length }

    /// A number of 128 bits is converted bit by bit, one of 64 by the processor.
    private static func double(_ number: Int128) -> Double {
        let word = Int64(truncatingIfNeeded: number)
        return Int128(word) == number ? Double(word) : Double(number)
    }
}
