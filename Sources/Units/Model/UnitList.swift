import Kernel
import Office

/// The units of one evaluation as a file names them: `code,name,block,ranked`.
///
/// The list belongs to the round (PI-5): who is scored, and who is scored but not ranked (PI-4).
package struct UnitList: Sendable, Hashable {
    package private(set) var units: [Listed]
    private var indexes: [String: Int]

    package struct Listed: Sendable, Hashable {
        package var code: String
        package var name: String
        package var block: String?
        package var isRanked: Bool

        package init(code: String, name: String, block: String? = nil, isRanked: Bool = true) {
            self.code = code
            self.name = name
            self.block = block
            self.isRanked = isRanked
        }
    }

    /// Later units of a code already there are left out.
    package init(_ units: [Listed] = []) {
        self.units = []
        indexes = [:]
        for unit in units { add(unit) }
    }

    package func index(of code: String) -> Int? { indexes[code] }

    /// Adds a unit and tells its index; nil when the code is taken.
    @discardableResult package mutating func add(_ unit: Listed) -> Int? {
        guard indexes[unit.code] == nil else { return nil }
        indexes[unit.code] = units.count
        units.append(unit)
        return units.count - 1
    }

    /// Reads a table with the columns `code,name` and, if need be, `block,ranked`; throws all faults at once.
    package init(_ table: Table) throws(Faults) {
        self.init()
        let log = FaultLog()
        let columns = table.columns(required: ["code", "name"], optional: ["block", "ranked"], log: log)
        try log.check()
        for row in table.rows {
            func text(_ name: String) -> String { columns[name].map { row[$0].isBlank ? "" : row[$0].text } ?? "" }
            func fault(_ code: String, _ name: String) {
                log.add(code, at: table.place(row, columns[name] ?? 0), ["code": text("code"), "text": text(name)])
            }
            if let column = columns["code"], row[column].kind == .number { fault("units.code_is_number", "code") }
            if text("code").isEmpty { fault("units.code_missing", "code") }
            if text("name").isEmpty { fault("units.name_missing", "name") }
            let isRanked = Self.flag(text("ranked"))
            if isRanked == nil { fault("units.ranked_unknown", "ranked") }
            let block = text("block")
            let unit = Listed(code: text("code"), name: text("name"), block: block.isEmpty ? nil : block, isRanked: isRanked ?? true)
            if !unit.code.isEmpty, add(unit) == nil { fault("units.code_twice", "code") }
        }
        if units.isEmpty { log.add("units.list_empty", at: table.place) }
        try log.check()
    }

    /// An empty cell means ranked.
    private static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "", "yes", "có", "1", "true": true
        case "no", "không", "0", "false": false
        default: nil
        }
    }
}
