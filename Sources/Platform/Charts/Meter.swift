import Kernel

/// A share of a maximum as a small bar in a cell or beside a figure; what is missing is hatched.
package struct Meter: Sendable {
    private let share: Ratio
    private let label: String
    private static let height = 10.0

    /// `share` is 0…1, what lies beyond is drawn as the end; `label` says in words what the bar shows.
    package init(_ share: Ratio, label: String) {
        self.share = share
        self.label = label
    }

    /// As wide as its place.
    package var picture: HTML {
        let full = share.pixels(of: 1).clamped(to: 0...1)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="chart-meter" width="100%" height="\(SVG.em(Self.height))" font-size="12" role="img" \
            aria-label="\(label)"><title>\(label)</title>\(SVG.rest(full, 0, 1 - full, Self.height))\
            \(SVG.bar(0, 0, full, Self.height, series: 1))</svg>
            """
    }
}
