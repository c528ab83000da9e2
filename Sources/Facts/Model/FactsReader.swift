import Kernel
import Office

/// Reads the tables of figures and statements; all faults at once.
enum FactsReader {
    private static let figureColumns = [
        "id", "place", "period", "block", "unit", "metric", "written", "number", "measure", "qualifier", "rank", "of", "band", "doubt",
        "source", "rule",
    ]
    private static let statementColumns = ["id", "rule", "vi", "en", "formula", "given", "expect", "digits", "holds"]

    static func figures(_ table: Table) throws -> [PublishedFigure] {
        let log = FaultLog()
        let columns = table.columns(required: figureColumns, log: log)
        try log.check()
        var ids: Set<String> = []
        let figures = table.rows.compactMap { row -> PublishedFigure? in
            func text(_ name: String) -> String { columns[name].map { row[$0].text } ?? "" }
            func fault(_ code: String, _ name: String) { log.add(code, at: table.place(row, columns[name] ?? 0), ["text": text(name)]) }
            if !ids.insert(text("id")).inserted { fault("facts.id_twice", "id") }
            let number = text("number").isEmpty ? nil : Number(text("number"))
            if number == nil, !text("number").isEmpty { fault("facts.number_unreadable", "number") }
            guard let period = Period(text("period")) else {
                fault("facts.period_unreadable", "period")
                return nil
            }
            guard let measure = PublishedFigure.Measure(rawValue: text("measure")) else {
                fault("facts.measure_unknown", "measure")
                return nil
            }
            return PublishedFigure(
                id: text("id"), place: text("place"), period: period, block: text("block"), unit: text("unit"), metric: text("metric"),
                written: text("written"), number: number, measure: measure, qualifier: text("qualifier"), rank: text("rank"),
                unitCount: Int(text("of")), band: text("band"), doubts: text("doubt").split(separator: ";").map(String.init),
                source: text("source"), rule: text("rule"))
        }
        try log.check()
        return figures
    }

    static func statements(_ table: Table) throws -> [PressStatement] {
        let log = FaultLog()
        let columns = table.columns(required: statementColumns, log: log)
        try log.check()
        let statements = table.rows.compactMap { row -> PressStatement? in
            func text(_ name: String) -> String { columns[name].map { row[$0].text } ?? "" }
            let given = text("given").split(separator: ";").compactMap { pair -> PressStatement.Binding? in
                let parts = pair.split(separator: "=", maxSplits: 1)
                return parts.count == 2 ? PressStatement.Binding(name: String(parts[0]), figure: String(parts[1])) : nil
            }
            if given.isEmpty { log.add("facts.given_empty", at: table.place(row, columns["given"] ?? 0), ["text": text("id")]) }
            return PressStatement(
                id: text("id"), rule: text("rule"), text: Bilingual(vi: text("vi"), en: text("en")), formula: text("formula"), given: given,
                expected: text("expect"), digits: Int(text("digits")), holds: text("holds") == "yes")
        }
        try log.check()
        return statements
    }
}
