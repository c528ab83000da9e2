import Kernel

/// One figure over the periods, as a line that is cut where the framework changed: figures on the two sides of a cut are not of
/// one kind (PI-57).
package struct HistoryChart: Chart {
    package struct Point: Sendable {
        /// The period as text.
        package var period: String
        /// Nil when nothing was published for the period.
        package var value: Ratio?
        /// The value as text.
        package var figure: String
        /// Set when the set changed since the point before: what the cut is called.
        package var cut: String?

        package init(_ period: String, _ value: Ratio?, figure: String, cut: String? = nil) {
            self.period = period
            self.value = value
            self.figure = figure
            self.cut = cut
        }
    }

    package let id: String
    package let title: String
    package let summary: String
    let points: [Point]
    let numbers: NumberFormat

    package init(id: String, title: String, summary: String, points: [Point], numbers: NumberFormat) {
        self.id = id
        self.title = title
        self.summary = summary
        self.points = points
        self.numbers = numbers
    }

    package func drawing(_ size: ChartSize, name: String) -> Drawing {
        let top = points.contains { $0.cut != nil } ? 40.0 : 24
        let ground = top + 170
        let values = points.compactMap(\.value)
        let scale = ChartScale(covering: values, from: ground, to: top, steps: 4)
        let left = 44.0
        let gap = (size.width - left - 28) / Double(max(points.count - 1, 1))
        let places = points.indices.map { points.count == 1 ? (left + size.width) / 2 : left + 14 + Double($0) * gap }
        let grid = scale.marks.map { mark -> HTML in
            let y = scale.position(mark)
            return """
                \(SVG.line(left, y, size.width, y, class: "grid"))\
                \(SVG.text(left - 8, y + 4, numbers.fixed(mark, digits: scale.digits), anchor: .end))
                """
        }
        let marks = zip(points, places).enumerated().map { number, pair in
            mark(pair.0, at: pair.1, scale, ground, gap: gap, isShown: shows(number, size))
        }
        return Drawing(
            height: ground + 28,
            content: "\(HTML(joining: grid))\(cuts(places, gap, ground, size))\(lines(places, scale))\(HTML(joining: marks))")
    }

    /// On a narrow screen only every n-th period is written, the last one always.
    private func shows(_ number: Int, _ size: ChartSize) -> Bool {
        let room = size == .wide ? 12 : 5
        let every = (points.count + room - 1) / room
        return (points.count - 1 - number).isMultiple(of: max(every, 1))
    }

    private func mark(_ point: Point, at x: Double, _ scale: ChartScale, _ ground: Double, gap: Double, isShown: Bool) -> HTML {
        let period = isShown ? SVG.text(x, ground + 20, point.period, anchor: .middle) : HTML()
        guard let value = point.value else { return period }
        let y = scale.position(value)
        return """
            <circle cx="\(SVG.number(x))" cy="\(SVG.number(y))" r="4.5" class="dot"><title>\(point.period): \(point.figure)</title></circle>\
            \(if: isShown, SVG.text(x, y - 10, point.figure, anchor: .middle, class: "strong"))\(period)
            """
    }

    /// The stretches of the line between cuts and gaps.
    private func lines(_ places: [Double], _ scale: ChartScale) -> HTML {
        var stretches: [[String]] = [[]]
        for (point, x) in zip(points, places) {
            if point.cut != nil || point.value == nil { stretches.append([]) }
            if let value = point.value {
                stretches[stretches.count - 1].append("\(SVG.number(x)),\(SVG.number(scale.position(value)))")
            }
        }
        return "\(each: stretches.filter { $0.count > 1 }, { "<polyline class=\"trend\" points=\"\($0.joined(separator: " "))\"/>" })"
    }

    private func cuts(_ places: [Double], _ gap: Double, _ ground: Double, _ size: ChartSize) -> HTML {
        HTML(
            joining: zip(points, places).compactMap { point, place -> HTML? in
                guard let cut = point.cut else { return nil }
                let x = place - gap / 2
                let isRight = x > size.width / 2
                return """
                    \(SVG.line(x, 8, x, ground, class: "cut"))\
                    \(SVG.text(x + (isRight ? -6 : 6), 18, SVG.fitted(cut, width: size.width / 2), anchor: isRight ? .end : .start))
                    """
            })
    }
}
