import Facts
import Kernel
import Office
import Platform
import Storage

/// Loads the 34 provinces and 3,321 communes of 2026, all or nothing; a unit that is there already is left as it is.
///
/// Who is there already is told by codes and never by name: sources write Thanh Hóa and Thanh Hoá (OS-31).
package struct LoadNationalUnits: Sendable {
    package struct Outcome: Sendable, Hashable {
        package private(set) var added = 0
        package private(set) var present = 0

        mutating func count(isNew: Bool) {
            if isNew { added += 1 } else { present += 1 }
        }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    @discardableResult
    package func callAsFunction(by actor: Actor) async throws -> Outcome {
        try actor.require(.administrator)
        let national = try Self.units()
        let audit = services.audit
        let newID = services.newIDText
        let outcome = try await services.database.write { db in
            let known = Set(try UnitStore.all(db).map(\.code))
            var owners: [UnitCode.Scheme: [String: ID<Unit>]] = [:]
            for (unit, code) in try CodeStore.lasting(db) where code.to == nil { owners[code.scheme, default: [:]][code.code] = unit }
            var outcome = Outcome()
            var ids: [String: ID<Unit>] = [:]
            for line in national {
                let present = line.codes.compactMap { owners[$0.scheme]?[$0.code] }.first
                let id = present ?? ID(rawValue: newID())
                ids[line.code] = id
                if present == nil {
                    // The own code is taken by a unit that no list of the state knows: nobody can say whether it is the same.
                    guard !known.contains(line.code) else { throw UnitsError.codeMeansAnother(line.code) }
                    let unit = Unit(
                        id: id, code: line.code, name: line.name, kind: line.province == nil ? .province : .commune,
                        parent: line.province.flatMap { ids[$0] }, source: line.source)
                    try UnitStore.insert(unit, db)
                }
                outcome.count(isNew: present == nil)
                for code in line.codes where owners[code.scheme]?[code.code] == nil {
                    try CodeStore.insert(code, of: id, id: newID(), db)
                }
            }
            try audit.record(
                "units.national_loaded", by: actor, subject: "units",
                after: ["added": .whole(Int64(outcome.added)), "present": .whole(Int64(outcome.present))], in: db)
            return outcome
        }
        services.publicData.changed()
        return outcome
    }

    private struct Line: Sendable {
        var code: String
        var name: Bilingual
        /// The code of the province that a commune lies in.
        var province: String?
        var codes: [UnitCode]
        var source: String
    }

    /// The shipped tables, provinces first.
    private static func units() throws -> [Line] {
        let provinces = try rows("provinces.csv").map { row in
            Line(
                code: row("code"), name: Bilingual(vi: row("name"), en: row("name_en")),
                codes: [
                    UnitCode(.official, row("code"), source: row("source")), UnitCode(.agency, row("agency_code"), source: row("source")),
                ], source: row("source"))
        }
        let communes = try rows("communes.csv").map { row in
            Line(
                code: row("code"), name: name(row("name"), kind: row("kind")), province: row("province"),
                codes: [UnitCode(.official, row("code"), source: row("source"))], source: row("source"))
        }
        return provinces + communes
    }

    /// The name with the word for what it is, as papers write it.
    private static func name(_ name: String, kind: String) -> Bilingual {
        let word =
            switch kind {
            case "ward": "Phường"
            case "special_zone": "Đặc khu"
            default: "Xã"
            }
        return Bilingual(vi: "\(word) \(name)", en: EnglishName.of("\(word) \(name)"))
    }

    /// The rows of a shipped table by the names of their columns.
    private static func rows(_ name: String) throws -> [(String) -> String] {
        let table = try FactTables.table(name)
        let columns = Dictionary(uniqueKeysWithValues: table.header.enumerated().map { ($0.element, $0.offset) })
        return table.rows.map { row in { name in columns[name].map { row[$0].text } ?? "" } }
    }
}
