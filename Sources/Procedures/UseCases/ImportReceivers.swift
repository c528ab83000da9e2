import Kernel
import Office
import Platform
import Storage
import Units

/// Takes a table of the units that receive procedures, from a day on: shown as a difference, then applied whole or not at all.
package struct ImportReceivers: Sendable {
    package struct Preview: Sendable {
        package var difference: ReceiverDifference
        /// Names the receivers as they were when the difference was made.
        package var mark: String
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func preview(_ file: InputFile, by actor: Actor) async throws -> Preview {
        try actor.require(.administrator)
        let table = try ReceiverTable(file)
        let today = services.now().vietnamDate
        return try await services.database.read { db in
            let plan = try Plan(table, on: today, db)
            return Preview(difference: plan.difference, mark: plan.mark)
        }
    }

    /// Applies a table from a day on; `seen` is the mark of its preview, and receivers that changed since are a conflict.
    @discardableResult
    package func callAsFunction(
        _ file: InputFile, from day: CalendarDate, seen: String, by actor: Actor
    ) async throws -> ReceiverDifference {
        try actor.require(.administrator)
        let table = try ReceiverTable(file)
        let now = services.now()
        let (audit, newID) = (services.audit, services.newIDText)
        let difference = try await services.database.write { db in
            let plan = try Plan(table, on: now.vietnamDate, db)
            if seen != plan.mark { throw ProceduresError.changedSincePreview }
            for receiver in plan.ended { try ReceiverStore.end(receiver, on: day, db) }
            let begun = plan.begun.map { (id: newID(), receiver: Receiver(code: $0.code, unit: $0.unit, from: day)) }
            try ReceiverStore.insert(begun, db)
            if day > now.vietnamDate { try ReleaseStore.set("procedures/\(day)", at: day.start, db) }
            try audit.record(
                "procedures.receivers_imported", by: actor, subject: "procedures",
                after: [
                    "file": .text(file.name), "digest": .text(FileDigest(of: file.bytes).rawValue), "from": AuditValue(day),
                    "changed": .list(plan.difference.changes.map { .text($0.code) }),
                ], in: db)
            return plan.difference
        }
        services.publicData.changed()
        return difference
    }

    private struct Plan {
        var difference = ReceiverDifference()
        var begun: [(code: String, unit: ID<Unit>)] = []
        var ended: [Receiver] = []
        let mark: String

        init(_ table: ReceiverTable, on today: CalendarDate, _ db: any Connection) throws {
            let current = try ReceiverStore.current(db)
            mark = FileDigest(of: Array(current.map { "\($0.code) \($0.unit) \($0.from)" }.joined(separator: "\n").utf8)).rawValue
            let units = Dictionary(uniqueKeysWithValues: try UnitStore.all(db).map { ($0.code, $0) })
            let byID = Dictionary(uniqueKeysWithValues: units.values.map { ($0.id, $0) })
            let known = Set(try ProcedureStore.standing(on: today, db).map(\.code))
            let log = FaultLog()
            for line in table.lines {
                if !known.contains(line.code) { log.add("procedures.not_in_catalogue", at: line.codePlace, ["code": line.code]) }
                if !line.unit.isEmpty, units[line.unit]?.isOpen(on: today) != true {
                    log.add("procedures.unit_unknown", at: line.unitPlace, ["unit": line.unit])
                }
            }
            try log.check()
            let wanted = Dictionary(grouping: table.lines, by: \.code)
            let present = Dictionary(grouping: current, by: \.code)
            for code in wanted.keys.sorted() {
                let asked = Set((wanted[code] ?? []).compactMap { units[$0.unit]?.id })
                let there = present[code] ?? []
                let new = asked.subtracting(there.map(\.unit)).sorted()
                let gone = there.filter { !asked.contains($0.unit) }
                if new.isEmpty, gone.isEmpty {
                    difference.unchanged += 1
                    continue
                }
                begun += new.map { (code, $0) }
                ended += gone
                difference.changes.append(
                    ReceiverDifference.Change(
                        code: code, added: new.compactMap { byID[$0] }, removed: gone.compactMap { byID[$0.unit] }))
            }
        }
    }
}
