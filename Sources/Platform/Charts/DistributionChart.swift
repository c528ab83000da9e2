import Kernel

/// Where all units stand on one scale: a dot for each, or bars of counts where dots would not fit; the bands below.
package struct DistributionChart: Chart {
    package struct Dot: Sendable {
        package var name: String
        package var value: Ratio
        /// The value as text.
        package var figure: String
        /// Marked dots have a ring and their name written.
        package var isMarked: Bool

        package init(_ name: String, _ value: Ratio, figure: String, isMarked: Bool = false) {
            self.name = name
            self.value = value
            self.figure = figure
            self.isMarked = isMarked
        }
    }

    /// A stretch of the scale with a name; without a bound it is open on that side.
    package struct Band: Sendable {
        package var name: String
        package var low: Ratio?
        package var high: Ratio?

        package init(_ name: String, from low: Ratio?, to high: Ratio?) {
            self.name = name
            self.low = low
            self.high = high
        }
    }

    package let id: String
    package let title: String
    package let summary: String
    let dots: [Dot]
    let bands: [Band]
    let mean: (value: Ratio, text: String)?
    let numbers: NumberFormat

    package init(
        id: String, title: String, summary: String, dots: [Dot], bands: [Band] = [], mean: (value: Ratio, text: String)? = nil,
        numbers: NumberFormat
    ) {
        self.id = id
        self.title = title
        self.summary = summary
        self.dots = dots
        self.bands = bands
        self.mean = mean
        self.numbers = numbers
    }

    private static let pitch = 12.0
    private static let tallest = 12

    package func drawing(_ size: ChartSize, name: String) -> Drawing {
        let scale = ChartScale(
            covering: dots.map(\.value) + (mean.map { [$0.value] } ?? []), from: 12, to: size.width - 12, steps: size == .wide ? 8 : 4)
        var columns: [Int: [Dot]] = [:]
        for dot in dots.sorted(by: { ($0.value, $0.name) < ($1.value, $1.name) }) {
            columns[Int(scale.position(dot.value) / Self.pitch), default: []].append(dot)
        }
        let tallest = columns.values.map(\.count).max() ?? 0
        let isCounted = tallest > Self.tallest
        let labels = labelled(scale, size)
        let top = (mean == nil ? 6 : 24) + labels.height
        let ground = top + (isCounted ? 150 : Double(max(tallest, 2)) * Self.pitch)
        let field = isCounted ? bars(columns, tallest, ground, ground - top) : strip(columns, scale, ground)
        let foot = axis(scale, ground)
        return Drawing(
            height: ground + 42,
            content: "\(stretches(scale, ground, size))\(foot)\(average(scale, ground, size))\(field)\(labels.content)")
    }

    /// Dots stand where their value is and one above the other where they would touch.
    private func strip(_ columns: [Int: [Dot]], _ scale: ChartScale, _ ground: Double) -> HTML {
        HTML(
            joining: columns.sorted { $0.key < $1.key }.flatMap { _, dots in
                dots.enumerated().map { level, dot in
                    let x = SVG.number(scale.position(dot.value))
                    let y = SVG.number(ground - 8 - Double(level) * Self.pitch)
                    return """
                        <circle cx="\(x)" cy="\(y)" r="\(if: dot.isMarked, "5.5", else: "4.5")" class="\(if: dot.isMarked, "dot marked", else: "dot")">\
                        <title>\(dot.name) \(dot.figure)</title></circle>
                        """ as HTML
                }
            })
    }

    /// Bars as wide as a dot; each tells its count to those who point at it.
    private func bars(_ columns: [Int: [Dot]], _ tallest: Int, _ ground: Double, _ height: Double) -> HTML {
        HTML(
            joining: columns.sorted { $0.key < $1.key }.map { column, dots in
                let length = Double(dots.count) / Double(tallest) * (height - 4)
                let name = dots.contains(where: \.isMarked) ? "dot marked" : "dot"
                return SVG.box(
                    Double(column) * Self.pitch + 1, ground - 2 - length, Self.pitch - 2, length, class: name,
                    title: numbers.count(dots.count))
            })
    }

    /// The names of marked dots above the field, each on its own line, with a thread down to the ground.
    private func labelled(_ scale: ChartScale, _ size: ChartSize) -> (height: Double, content: HTML) {
        let marked = dots.filter(\.isMarked).sorted { $0.value < $1.value }
        let first = mean == nil ? 14.0 : 32
        let lines = marked.enumerated().map { line, dot -> HTML in
            let x = scale.position(dot.value)
            let isRight = x > size.width / 2
            return SVG.text(
                x + (isRight ? -8 : 8), first + Double(line) * 16, "\(dot.name) \(dot.figure)", anchor: isRight ? .end : .start,
                class: "strong")
        }
        return (Double(marked.count) * 16, HTML(joining: lines))
    }

    private func average(_ scale: ChartScale, _ ground: Double, _ size: ChartSize) -> HTML {
        guard let mean else { return HTML() }
        let x = scale.position(mean.value)
        let isRight = x > size.width * 0.6
        return """
            \(SVG.line(x, 6, x, ground, class: "mean"))\
            \(SVG.text(x + (isRight ? -6 : 6), 14, mean.text, anchor: isRight ? .end : .start))
            """
    }

    private func stretches(_ scale: ChartScale, _ ground: Double, _ size: ChartSize) -> HTML {
        HTML(
            joining: bands.enumerated().compactMap { number, band -> HTML? in
                let low = band.low.map(scale.position(_:)) ?? scale.start
                let high = band.high.map(scale.position(_:)) ?? scale.end
                let (left, right) = (low.clamped(to: scale.start...scale.end), high.clamped(to: scale.start...scale.end))
                guard right - left > 1 else { return nil }
                return """
                    \(SVG.box(left, ground, right - left - 1, 6, class: number.isMultiple(of: 2) ? "band" : "band other"))\
                    \(SVG.text(left, ground + 20, SVG.fitted(band.name, width: right - left)))
                    """
            })
    }

    private func axis(_ scale: ChartScale, _ ground: Double) -> HTML {
        let rule: HTML = bands.isEmpty ? SVG.line(scale.start, ground, scale.end, ground, class: "axis") : HTML()
        return "\(rule)\(each: scale.marks, { mark in SVG.mark(scale, mark, numbers, y: ground + 36) })"
    }
}

extension SVG {
    /// The figure below a mark of a level axis; the outermost ones turn inwards.
    static func mark(_ scale: ChartScale, _ mark: Ratio, _ numbers: NumberFormat, y: Double) -> HTML {
        let anchor: Anchor = mark == scale.marks.first ? .start : mark == scale.marks.last ? .end : .middle
        let x = scale.position(mark)
        return text(anchor == .start ? x - 12 : anchor == .end ? x + 12 : x, y, numbers.fixed(mark, digits: scale.digits), anchor: anchor)
    }
}
