import Kernel

/// Each field's points against its maximum, for one unit or up to four beside each other.
///
/// All bars have the length of a full score, so that fields of 5 and of 20 points can be compared; the figures are points.
package struct FieldProfileChart: Chart {
    package struct Field: Sendable {
        package var name: String
        package var maximum: Points
        /// One value for each unit; nil where the field does not apply to it.
        package var values: [Points?]

        package init(_ name: String, maximum: Points, values: [Points?]) {
            self.name = name
            self.maximum = maximum
            self.values = values
        }
    }

    package let id: String
    package let title: String
    package let summary: String
    let units: [String]
    let fields: [Field]
    /// What stands where a field does not apply.
    let absent: String
    let numbers: NumberFormat
    let digits: Int

    package init(
        id: String, title: String, summary: String, units: [String], fields: [Field], absent: String, numbers: NumberFormat, digits: Int = 2
    ) {
        precondition(
            (1...4).contains(units.count) && fields.allSatisfy { $0.values.count == units.count },
            "one value for each of at most four units")
        self.id = id
        self.title = title
        self.summary = summary
        self.units = units
        self.fields = fields
        self.absent = absent
        self.numbers = numbers
        self.digits = digits
    }

    package var key: [KeyEntry] { units.count == 1 ? [] : units.enumerated().map { KeyEntry(series: $0 + 1, $1) } }

    package func drawing(_ size: ChartSize, name: String) -> Drawing {
        let isWide = size == .wide
        let left = isWide ? 300.0 : 0
        let length = size.width - left - 104
        let bar = 13.0
        let head = isWide ? 0.0 : 18
        let pitch = head + Double(units.count) * (bar + 5) + 12
        let groups = fields.enumerated().map { number, field -> HTML in
            let y = Double(number) * pitch + 4
            let label =
                isWide
                ? SVG.text(left - 12, y + 11, SVG.fitted(field.name, width: left - 12), anchor: .end)
                : SVG.text(0, y + 10, SVG.fitted(field.name, width: size.width))
            let bars = field.values.enumerated().map { unit, value -> HTML in
                let top = y + head + Double(unit) * (bar + 5)
                return one(value, of: field.maximum, unit, left, top, length, bar, name, end: size.width)
            }
            return "\(label)\(HTML(joining: bars))"
        }
        return Drawing(
            height: Double(fields.count) * pitch, content: "\(SVG.patterns(name, 1...units.count))\(HTML(joining: groups))")
    }

    private func one(
        _ value: Points?, of maximum: Points, _ unit: Int, _ left: Double, _ top: Double, _ length: Double, _ bar: Double, _ name: String,
        end: Double
    ) -> HTML {
        guard let value else { return SVG.text(left, top + 11, absent) }
        let share = maximum.micro > 0 ? Ratio(value.micro, maximum.micro).pixels(of: length).clamped(to: 0...length) : 0
        let figure = "\(numbers.points(value, digits: digits)) / \(numbers.exact(maximum, digits: 0))"
        return """
            \(SVG.box(left, top, length, bar, class: "rest"))\(SVG.box(left, top, share, bar, fill: SVG.fill(name, unit + 1)))\
            \(SVG.text(end, top + 11, figure, anchor: .end, class: "figure"))
            """
    }
}
