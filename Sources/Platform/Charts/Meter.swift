import Kernel

/// A share as a small bar in a cell or beside a figure; what was lost to a maximum is hatched.
package struct Meter: Sendable {
    private let share: Ratio
    private let label: String
    private let isLoss: Bool
    private static let height = 10.0

    /// `share` is 0…1, what lies beyond is drawn as the end; `label` says in words what the bar shows.
    ///
    /// `isLoss` is false where the rest is no loss, as for a part of a whole.
    package init(_ share: Ratio, label: String, isLoss: Bool = true) {
        self.share = share
        self.label = label
        self.isLoss = isLoss
    }

    /// As wide as its place.
    package var picture: HTML {
        let full = share.pixels(of: 1).clamped(to: 0...1)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="chart-meter" width="100%" height="\(SVG.em(Self.height))" font-size="12" role="img" \
            aria-label="\(label)"><title>\(label)</title>\(isLoss ? SVG.rest(full, 0, 1 - full, Self.height) : SVG.box(full, 0, 1 - full, Self.height, .outline))\
            \(SVG.bar(0, 0, full, Self.height, series: 1))</svg>
            """
    }
}
