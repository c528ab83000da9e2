import Kernel
import Platform
import Scoring

/// A made-up framework of four levels and figures for it, the same in every run, for benchmarks.
struct BenchBlock {
    let sheet: ScoreSheet
    private let framework: Framework

    init(fields: Int, criteria: Int, leaves: Int) {
        let log = FaultLog()
        guard let outline = try? OutlineYAML.read(Self.text(fields, criteria, leaves), file: "bench.yaml"),
            let framework = FrameworkReader(log: log, indicators: []).read(outline)
        else { preconditionFailure("the benchmark's framework is sound: \(log.faults)") }
        self.framework = framework
        sheet = ScoreSheet(framework)
    }

    private static func text(_ fields: Int, _ criteria: Int, _ leaves: Int) -> String {
        var text = """
            framework: bench
            version: "1"
            vi: Đo tốc độ
            en: Benchmark
            status: sample
            issued: {source: none}
            valid: {from: 2020-01-01}
            block: {code: bench, vi: Đo, en: Bench}
            total: \(fields * criteria * leaves)
            bands: [{code: a, vi: A, en: A, from: 90%}, {code: b, vi: B, en: B, from: 70%}, {code: c, vi: C, en: C}]
            criteria:

            """
        var number = 0
        for field in 1...fields {
            text += "- {code: \(field), vi: L, en: F, points: \(criteria * leaves), children: ["
            for criterion in 1...criteria {
                text += "{code: \(field).\(criterion), vi: T, en: C, points: \(leaves), children: ["
                for leaf in 1...leaves {
                    text += "{code: \(field).\(criterion).\(leaf), vi: T, en: S, points: 1, \(rule(number))}, "
                    number += 1
                }
                text += "]}, "
            }
            text += "]}\n"
        }
        return text
    }

    private static func rule(_ number: Int) -> String {
        switch number % 5 {
        case 2: "rule: step_ratio, steps: [{above: 90%, points: 1}, {from: 70%, points: 0.5}, {points: 0}]"
        case 3: "rule: binary"
        case 4: "rule: linear_floor, floor: {from: 80%}"
        default: "rule: linear"
        }
    }

    /// Counts as of a province's dossiers: numerators below 700,000 over some 720,000.
    func table(units: Int) -> (ScoreSheet, FigureTable) {
        var table = FigureTable(sheet, units: units)
        var chance = SeededGenerator(seed: 42)
        for unit in 0..<units {
            for row in sheet.rows where row.isLeaf {
                for (cell, input) in zip(row.cells, row.inputs) {
                    switch input.name {
                    case "numerator": table[unit: unit, cell: cell] = Number(Int.random(in: 0..<700_000, using: &chance))
                    case "denominator": table[unit: unit, cell: cell] = Number(Int.random(in: 700_000..<746_305, using: &chance))
                    case "yes": table[unit: unit, cell: cell] = Number(Int.random(in: 0...1, using: &chance))
                    default: break
                    }
                }
            }
        }
        return (sheet, table)
    }

    /// Lines that name every criterion and input of the framework, for whoever generates data files.
    var sample: String {
        sheet.rows.filter(\.isLeaf).map { row in "\(row.code),\(row.inputs.map(\.name).filter { $0 != "value" }.joined(separator: ";"))" }
            .joined(separator: "\n")
    }
}
