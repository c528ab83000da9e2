import Kernel
import Statistics

/// Hides what rests on too few answers, and what a hidden figure could be computed from (SV-54).
///
/// Each node of the index with its parts is a table of units and parts with its totals, from the questions up; what must be hidden in
/// one is hidden in the next. Channels are a table of their own under the index, and a test of them is hidden with any cell that it compares.
package struct FigureHiding {
    private let minimum: Int
    private var small: Set<FigureLine.Key> = []
    private var hidden: Set<FigureLine.Key> = []

    /// `minimum` is the least number of answers that may be shown.
    package init(minimum: Int) { self.minimum = minimum }

    /// The lines of one group and stream, hidden where they must be; `nodes` each before its parts.
    package mutating func hide(_ lines: [FigureLine], nodes: [(figure: String, children: [String])]) throws -> [FigureLine] {
        var counts: [FigureLine.Key: Int] = [:]
        for line in lines { counts[line.key] = line.answered }
        guard let first = lines.first else { return lines }
        let units = Set(lines.map(\.unit)).subtracting([""]).sorted()
        let figures = Set(lines.map(\.figure))
        let channels = figures.filter { $0.hasPrefix("channel/") }.sorted()
        let alone = figures.filter { figure in figure.hasPrefix("item/") && !nodes.contains { $0.children.contains(figure) } }.sorted()
        var tables = nodes.reversed() + alone.map { (figure: "", children: [$0]) }
        if !channels.isEmpty { tables.append((figure: FigurePlan.index, children: channels)) }
        var before = -1
        while hidden.count != before {
            before = hidden.count
            for table in tables { try hide(table.figure, table.children, units, first, counts) }
        }
        let untold = Set(
            (units + [""]).filter { unit in channels.contains { hidden.contains(.init(first.respondents, unit, first.stream, $0)) } })
        // The test of all questions is that of one of them, which it does not name.
        let partly = Set(
            lines.filter { $0.figure.hasPrefix("test/") && $0.value != nil && hidden.contains(Self.base($0)) }.map(\.unit))
        return lines.map { line in
            var line = hiding(line)
            guard line.isTest, line.value != nil else { return line }
            if untold.contains(line.unit) || line.figure == FigureLine.test && partly.contains(line.unit) { line.hide(.complementary) }
            return line
        }
    }

    /// One node with its parts, `parent` empty where there is no node.
    private mutating func hide(
        _ parent: String, _ children: [String], _ units: [String], _ like: FigureLine, _ counts: [FigureLine.Key: Int]
    ) throws {
        func key(_ unit: String, _ figure: String) -> FigureLine.Key { .init(like.respondents, unit, like.stream, figure) }
        func count(_ unit: String, _ figure: String) -> Int { counts[key(unit, figure)] ?? 0 }
        let (names, figures) = (units + [""], children + [parent])
        let lines = names.map { unit in
            let parts = children.map { count(unit, $0) }
            return parts + [parent.isEmpty ? parts.reduce(0, +) : count(unit, parent)]
        }
        let known = hidden
        let cells = try SmallCells(lines: lines, minimum: minimum, columnTotals: !units.isEmpty) { line, column in
            known.contains(key(names[line], figures[column]))
        }
        for (line, unit) in names.enumerated() {
            for (column, figure) in figures.enumerated() where cells.isHidden[line][column] {
                let key = key(unit, figure)
                hidden.insert(key)
                if (1..<minimum).contains(counts[key] ?? 0) { small.insert(key) }
            }
        }
    }

    private func hiding(_ line: FigureLine) -> FigureLine {
        var line = line
        let key = Self.base(line)
        if hidden.contains(key) {
            line.hide(small.contains(key) ? .small : .complementary)
        } else if line.value != nil, line.answered < minimum {
            line.hide(.small)
        }
        return line
    }

    /// All figures of a question stand and fall together.
    private static func base(_ line: FigureLine) -> FigureLine.Key {
        var figure = line.figure
        if let slash = figure.firstIndex(of: "/"), ["satisfied", "mean", "total", "test"].contains(String(figure[..<slash])) {
            figure = "item" + figure[slash...]
        }
        return FigureLine.Key(line.respondents, line.unit, line.stream, figure)
    }
}
