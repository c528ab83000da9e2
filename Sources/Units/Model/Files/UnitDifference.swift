import Kernel

/// What a file would change among the units: shown before it is applied.
package struct UnitDifference: Sendable {
    package struct Change: Sendable, Hashable {
        package var field: UnitField
        package var old: String
        package var new: String
    }

    package struct Changed: Sendable {
        package var code: String
        package var name: Bilingual
        package var changes: [Change]
        var before: UnitRecord
        var after: UnitRecord
    }

    package private(set) var added: [UnitRecord] = []
    package private(set) var changed: [Changed] = []
    /// Units of the file that are as they were.
    package private(set) var unchanged = 0
    /// Units that the file does not name; they stay.
    package private(set) var unnamed = 0

    package var isEmpty: Bool { added.isEmpty && changed.isEmpty }

    /// Sets a file against the units that are there; throws all faults that show only so, and then nothing is to be done.
    init(_ table: UnitTable, _ present: [UnitRecord], blocks: Set<String>) throws(Faults) {
        let known = Dictionary(present.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let log = FaultLog()
        var outcome = known
        for line in table.lines {
            var record = line.record
            if let old = known[record.code] {
                for field in UnitField.allCases where !table.fields.contains(field) { record[field] = old[field] }
            }
            if record[.nameEN].isEmpty { record[.nameEN] = EnglishName.of(record[.nameVI]) }
            outcome[record.code] = record
            compare(record, with: known[record.code])
        }
        unnamed = known.count - changed.count - unchanged
        Self.check(table, outcome, blocks, log)
        try log.check()
    }

    private mutating func compare(_ record: UnitRecord, with old: UnitRecord?) {
        guard let old else {
            added.append(record)
            return
        }
        let changes = UnitField.allCases.filter { old[$0] != record[$0] }.map { Change(field: $0, old: old[$0], new: record[$0]) }
        if changes.isEmpty {
            unchanged += 1
        } else {
            changed.append(Changed(code: record.code, name: record.name, changes: changes, before: old, after: record))
        }
    }

    /// Parents that do not exist or go round in a circle, unknown blocks, codes that two open units would have.
    private static func check(_ table: UnitTable, _ outcome: [String: UnitRecord], _ blocks: Set<String>, _ log: FaultLog) {
        var taken: [UnitField: [String: Int]] = [:]
        for record in outcome.values where record.closed == nil {
            for field in UnitField.allCases where field.scheme != nil && !record[field].isEmpty {
                taken[field, default: [:]][record[field], default: 0] += 1
            }
        }
        for line in table.lines {
            guard let record = outcome[line.record.code] else { continue }
            func fault(_ code: String, _ field: UnitField, _ details: [String: String]) {
                log.add(code, at: table.place(line, field), details)
            }
            if let parent = record.parent {
                if outcome[parent] == nil {
                    fault("units.parent_unknown", .parent, ["code": parent])
                } else if isRound(record.code, outcome) {
                    fault("units.parent_round", .parent, ["code": record.code])
                }
            }
            if let block = record.blocks.subtracting(blocks).min() { fault("units.block_unknown", .blocks, ["block": block]) }
            for (field, codes) in taken where codes[record[field], default: 0] > 1 && record.closed == nil {
                let other = outcome.values.filter { $0[field] == record[field] && $0.code != record.code && $0.closed == nil }.map(\.code)
                    .min()
                fault("units.scheme_code_taken", field, ["text": record[field], "code": other ?? ""])
            }
        }
    }

    private static func isRound(_ code: String, _ units: [String: UnitRecord]) -> Bool {
        var steps = 0
        var next = units[code]?.parent
        while let parent = next, steps <= units.count {
            if parent == code { return true }
            next = units[parent]?.parent
            steps += 1
        }
        return steps > units.count
    }
}
