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

    private var series: [Int] { ChartStyle.series(for: units.count) }

    package var key: [KeyEntry] { units.count == 1 ? [] : zip(series, units).map { KeyEntry(series: $0, $1) } }

    /// Names of fields are long.
    package var isBroad: Bool { true }

    package var drawings: [Drawing] {
        // Two stretches that stand beside each other on a wide screen, but none higher than half a page.
        let half = (fields.count + 1) / 2
        return ChartRows.stretches(fields, of: min(max(3, half), Int(480 / pitch))).map { fields in
            Drawing(
                height: Double(fields.count) * pitch - 8,
                HTML(joining: fields.enumerated().map { group($1, at: Double($0) * pitch) }))
        }
    }

    private static let lane = 17.0
    private var pitch: Double { units.count == 1 ? 42 : 20 + Double(units.count) * Self.lane + 12 }

    private func group(_ field: Field, at y: Double) -> HTML {
        if units.count == 1 {
            let figure = field.values[0].map { points($0, of: field.maximum) } ?? absent
            return "\(ChartRows.head(field.name, figure, at: y + 11))\(bar(field, unit: 0, at: y + 17, length: 1, height: 13))"
        }
        let lanes = units.indices.map { unit -> HTML in
            let top = y + 18 + Double(unit) * Self.lane
            guard let value = field.values[unit] else { return SVG.text(0, top + 11, absent) }
            return """
                \(bar(field, unit: unit, at: top + 1, length: length, height: 12))\
                \(SVG.text(1, top + 11, numbers.points(value, digits: digits), .name, anchor: .end))
                """
        }
        return "\(ChartRows.head(field.name, "/ \(numbers.exact(field.maximum, digits: 0))", at: y + 11))\(HTML(joining: lanes))"
    }

    /// The length of a full bar; the rest of the width is for the figures, which stand one below the other.
    private var length: Double {
        let figures = fields.flatMap(\.values).compactMap { $0.map { ChartText.width(numbers.points($0, digits: digits)) } }
        return (1 - ((figures.max() ?? 0) + 10) / ChartTier.small.width).clamped(to: 0.5...0.9)
    }

    private func bar(_ field: Field, unit: Int, at y: Double, length: Double, height: Double) -> HTML {
        guard let value = field.values[unit] else { return HTML() }
        let share = field.maximum.micro > 0 ? Ratio(value.micro, field.maximum.micro).pixels(of: 1).clamped(to: 0...1) : 0
        return """
            \(SVG.rest(share * length, y, (1 - share) * length, height))\
            \(SVG.bar(0, y, share * length, height, series: series[unit], title: "\(units[unit]): \(points(value, of: field.maximum))"))
            """
    }

    private func points(_ value: Points, of maximum: Points) -> String {
        "\(numbers.points(value, digits: digits)) / \(numbers.exact(maximum, digits: 0))"
    }
}
