import Facts
import Kernel
import Office
import Platform
import Storage
import Units

/// Where another system's list and ours do not agree about dossiers received in a period, line by line and by unit.
package struct ReconcileDossiers: Sendable {
    package struct Line: Hashable, Sendable {
        package enum Kind: String, Hashable, Sendable, CaseIterable {
            case missingHere = "missing_here"
            case missingThere = "missing_there"
            /// Twice in their list.
            case duplicate
            /// A field says one thing here and another there.
            case contradictory
            /// Late in their figures, on time in ours: what was late is the synchronisation (OS-57).
            case lateBySync = "late_by_sync"
            /// A row of theirs that cannot be read.
            case faulty

            /// The key of its name.
            package var text: String { "dossiers.exchange.line.\(rawValue)" }
        }

        package let kind: Kind
        package let code: String
        /// The code of the unit; empty where it is not known.
        package let unit: String
        package var field = ""
        package var ours = ""
        package var theirs = ""
    }

    package struct Report: Sendable {
        package fileprivate(set) var lines: [Line] = []
        /// Dossiers that both tell of in the same way.
        package fileprivate(set) var agreed = 0

        /// How many lines of each kind a unit has, by its code.
        package var units: [(unit: String, counts: [Line.Kind: Int])] {
            let groups = Dictionary(grouping: lines, by: \.unit)
            return groups.map { unit, lines in (unit, Dictionary(grouping: lines, by: \.kind).mapValues(\.count)) }.sorted { $0.0 < $1.0 }
        }

        /// A line each, for programs.
        package var csv: [UInt8] {
            CSVWriter.write(
                ["kind", "code", "unit", "field", "ours", "theirs"],
                lines.map { line in [line.kind.rawValue, line.code, line.unit, line.field, line.ours, line.theirs].map { .text($0) } },
                .machine)
        }
    }

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// The days of receipt, both included; of their list other days are passed over.
    package func callAsFunction(
        _ input: InputFile, _ order: ImportDossiers.Order, from first: CalendarDate, through last: CalendarDate, by actor: Actor
    ) async throws -> Report {
        try ImportDossiers.require(actor)
        guard let scheme = ForeignCatalogue.Scheme(rawValue: order.scheme) else { throw ExchangeError.noSuchScheme(order.scheme) }
        let (services, calendars) = (bureau.services, WorkCalendars(bureau.services))
        return try await services.database.read { db in
            let mapping = try MappingStore.mapping(order.mapping, db)
            let catalogue = try ForeignCatalogue(scheme, db)
            let file = try ImportFile(input, mapping)
            let now = services.now()
            let reader = ImportReader(file, mapping, catalogue, try calendars.calendar(in: db), now: now)
            let scan = try ImportScan(file, reader, ImportProgress())
            var rows = ImportRows(file, reader)
            var comparison = Comparison(catalogue, try UnitStore.all(db), first.start..<last.end, at: now)
            comparison.addFaults(scan, file)
            for block in ImportRows.blocks(scan.entries[...]) {
                let told = block.map { rows.dossier(at: $0) }
                let known = try ForeignStore.known(told.map(\.code), db)
                for dossier in told { comparison.compare(dossier, known[dossier.code]?.dossier) }
            }
            for unit in catalogue.units {
                for code in try ForeignStore.codes(of: unit, from: first.start, before: last.end, db) { comparison.look(for: code, unit) }
            }
            return comparison.report
        }
    }

    /// What was found so far.
    private struct Comparison {
        var report = Report()
        private let catalogue: ForeignCatalogue
        private let names: [ID<Units.Unit>: String]
        private let period: Range<Timestamp>
        private let now: Timestamp
        private var seen: Set<String> = []

        init(_ catalogue: ForeignCatalogue, _ units: [Units.Unit], _ period: Range<Timestamp>, at now: Timestamp) {
            self.catalogue = catalogue
            names = Dictionary(units.map { ($0.id, $0.code) }, uniquingKeysWith: { first, _ in first })
            self.period = period
            self.now = now
        }

        mutating func addFaults(_ scan: ImportScan, _ file: ImportFile) {
            var cursor = file.reader.rows()
            for fault in scan.faults {
                cursor.move(to: CSVPosition(offset: Int(fault.offset), line: Int(fault.line)))
                guard (try? cursor.next()) == true, let place = file.columns[.code] else { continue }
                let code = cursor.text(place).uppercased()
                // What was told of twice was compared once.
                if fault.fault.kind != .codeTwice { seen.insert(code) }
                report.lines.append(
                    Line(
                        kind: fault.fault.kind == .codeTwice ? .duplicate : .faulty, code: code, unit: "", field: fault.fault.column.name,
                        theirs: fault.fault.kind.word))
            }
        }

        mutating func compare(_ theirs: ForeignDossier, _ ours: Dossier?) {
            seen.insert(theirs.code)
            guard period.contains(theirs.received) || ours.map({ period.contains($0.received) }) == true else { return }
            guard let ours else {
                report.lines.append(
                    Line(kind: .missingHere, code: theirs.code, unit: names[catalogue.units[theirs.unit]] ?? ""))
                return
            }
            let unit = names[ours.unit] ?? ""
            let before = report.lines.count
            for (field, one, other) in differences(ours, theirs) where one != other {
                report.lines.append(Line(kind: .contradictory, code: theirs.code, unit: unit, field: field, ours: one, theirs: other))
            }
            if isLate(theirs.due ?? ours.due, theirs.finished), !isLate(ours.due, ours.finished), ours.finished != nil {
                report.lines.append(Line(kind: .lateBySync, code: theirs.code, unit: unit))
            }
            if report.lines.count == before { report.agreed += 1 }
        }

        mutating func look(for code: String, _ unit: ID<Units.Unit>) {
            if !seen.contains(code) { report.lines.append(Line(kind: .missingThere, code: code, unit: names[unit] ?? "")) }
        }

        private func isLate(_ due: Timestamp?, _ finished: Timestamp?) -> Bool { due.map { (finished ?? now) > $0 } ?? false }

        private func differences(_ ours: Dossier, _ theirs: ForeignDossier) -> [(String, String, String)] {
            func text(_ moment: Timestamp?) -> String { moment.map { "\($0.vietnamDate)T\($0.vietnamClock)" } ?? "" }
            return [
                ("unit", names[ours.unit] ?? "", names[catalogue.units[theirs.unit]] ?? ""),
                ("procedure", ours.procedure.rawValue, catalogue.versions[theirs.version].id.rawValue),
                ("channel", ours.channel.rawValue, theirs.channel.rawValue), ("state", ours.state.rawValue, theirs.state.rawValue),
                ("received", text(ours.received), text(theirs.received)), ("due", text(ours.due), text(theirs.due)),
                ("finished", text(ours.finished), text(theirs.finished)), ("returned", text(ours.returned), text(theirs.returned)),
            ]
        }
    }
}
