import Kernel

/// A picture of figures, drawn by the server: the same on a page and on paper, the same bytes for the same values.
///
/// A drawing has no fixed width. Places along it are shares of the width, heights and letters are in `em`: so letters keep
/// their size on a phone, at 1280 px and on A4, and grow with the reader's own text size. What cannot fit everywhere (the
/// stacking of dots, long names) is drawn once for each width that needs it, and `style.css` shows the one that fits. Every
/// shape carries its paint as attributes too, because the printer of papers knows no stylesheet inside a drawing.
///
/// A chart never stands alone: the caller puts the table it was drawn from below it.
package protocol Chart: Sendable {
    /// The chart's own name on its page, in small letters.
    var id: String { get }
    /// What the chart shows, for those who do not see it.
    var title: String { get }
    /// What can be seen in it, in a sentence.
    var summary: String { get }
    /// One drawing, or several that follow one another where a tall one could not be broken over pages and columns.
    var drawings: [Drawing] { get }
    /// Whether each of several drawings needs half a page, not a third, where they stand beside each other.
    var isBroad: Bool { get }
}

/// The inside of one drawing and how high it is, in pixels where letters have 12.
package struct Drawing: Sendable {
    let height: Double
    let content: HTML

    init(height: Double, _ content: HTML) {
        self.height = height
        self.content = content
    }
}

extension HTML {
    /// A chart under its caption.
    ///
    /// ```swift
    /// \(.chart(DistributionChart(id: "spread", title: …), caption: words("rankings.spread")))
    /// ```
    package static func chart(_ chart: some Chart, caption: String, key: [KeyEntry] = []) -> HTML {
        """
        <figure class="chart"><figcaption>\(caption)</figcaption>
        \(if: !key.isEmpty, .key(key))\
        \(chart.picture)
        </figure>
        """
    }
}

extension Chart {
    package var isBroad: Bool { false }

    /// The drawings alone, without caption and key.
    package var picture: HTML {
        let drawings = drawings
        return """
            <div class="drawings\(if: drawings.count > 1, " several")\(if: isBroad, " broad")">\
            \(each: drawings.indices, { drawing(drawings[$0], isFirst: $0 == 0) })</div>
            """
    }

    /// One image to those who hear it: the first drawing speaks for all.
    private func drawing(_ drawing: Drawing, isFirst: Bool) -> HTML {
        let speech: HTML =
            isFirst
            ? """
            role="img" aria-labelledby="\(id)-title \(id)-summary"><title id="\(id)-title">\(title)</title>\
            <desc id="\(id)-summary">\(summary)</desc>
            """
            : """
            aria-hidden="true">
            """
        return """
            <div class="drawing"><svg xmlns="http://www.w3.org/2000/svg" width="100%" height="\(SVG.em(drawing.height))" overflow="visible" font-size="12" \
            font-family="Be Vietnam Pro, Noto Sans, Liberation Sans, sans-serif" \(speech)\(drawing.content)</svg></div>

            """
    }
}

/// The widths for which a drawing is thought out: the inside of a phone's page at 320 px, half a page, a whole one.
///
/// Each holds up to where the next begins; `style.css` states the same bounds (30 and 55 rem).
enum ChartTier: CaseIterable {
    case small, medium, large

    /// What is shown in this tier and in no other.
    var only: SVG.Tiers {
        switch self {
        case .small: .small
        case .medium: .medium
        case .large: .large
        }
    }

    /// The narrowest the drawing gets in this tier, in pixels where letters have 12.
    var width: Double {
        switch self {
        case .small: 280
        case .medium: 480
        case .large: 880
        }
    }
}
