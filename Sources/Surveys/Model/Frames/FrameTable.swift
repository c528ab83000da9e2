import Kernel
import Office
import Platform
import Units

/// A column of a list of people: its name is a promise.
package enum FrameColumn: String, Sendable, Hashable, CaseIterable {
    /// Number or code in the list, one of a kind.
    case reference
    /// Code of the unit that is judged.
    case unit
    case stratum, commune, village, name, address, phone, email

    static let required: [FrameColumn] = [.reference, .unit]

    /// The key of its meaning.
    package var text: String { "surveys.column.\(rawValue)" }
}

/// A file of people as it was read: CSV or the first sheet of a workbook.
package struct FrameTable: Sendable {
    package static let limit = 200 << 20
    static let mostRows = 2_000_000
    private static let longest = 300

    package let rows: [FrameRow]
    /// What somebody should look at, though it was taken: households twice, rows without a way to reach anybody.
    package let doubts: [Fault]

    /// `units` are those that may be judged, by their codes; all faults are told at once, and then nothing is taken.
    package init(_ file: InputFile, units: [String: ID<Units.Unit>], design: SampleDesign) throws {
        let table = try file.table()
        let log = FaultLog()
        let optional = FrameColumn.allCases.filter { !FrameColumn.required.contains($0) }
        let columns = table.columns(required: FrameColumn.required.map(\.rawValue), optional: optional.map(\.rawValue), log: log)
        if table.rows.isEmpty { log.add("surveys.list_empty", at: table.place) }
        if table.rows.count > Self.mostRows { log.add("surveys.list_too_long", at: table.place, ["limit": "\(Self.mostRows)"]) }
        try log.check()
        var reading = Reading(table: table, columns: columns, units: units, needsStages: design.draw == .stages, log: log)
        var rows: [FrameRow] = []
        rows.reserveCapacity(table.rows.count)
        for row in table.rows { if let read = reading.row(row) { rows.append(read) } }
        try log.check()
        self.rows = rows
        doubts = reading.doubts.faults
    }

    private struct Reading {
        let table: Table
        let columns: [String: Int]
        let units: [String: ID<Units.Unit>]
        let needsStages: Bool
        let log: FaultLog
        let doubts = FaultLog()
        private var references: Set<String> = []
        private var households: Set<String> = []
        private var strata: [String: String] = [:]
        private var communes: [String: String] = [:]

        init(table: Table, columns: [String: Int], units: [String: ID<Units.Unit>], needsStages: Bool, log: FaultLog) {
            self.table = table
            self.columns = columns
            self.units = units
            self.needsStages = needsStages
            self.log = log
        }

        mutating func row(_ row: Table.Row) -> FrameRow? {
            func text(_ column: FrameColumn) -> String {
                guard let index = columns[column.rawValue] else { return "" }
                let cell = row[index]
                let text = (cell.numberAsTyped ?? cell.text).trimmed
                if text.count > FrameTable.longest { fault("surveys.list_text_long", column) }
                return text
            }
            func fault(_ code: String, _ column: FrameColumn, _ details: [String: String] = [:]) {
                log.add(code, at: table.place(row, columns[column.rawValue] ?? 0), details)
            }
            let (reference, code) = (text(.reference), text(.unit))
            if reference.isEmpty { fault("surveys.list_missing", .reference) }
            if !reference.isEmpty, !references.insert(reference).inserted { fault("surveys.list_twice", .reference, ["text": reference]) }
            if units[code] == nil { fault("surveys.list_unit", .unit, ["unit": code]) }
            let (stratum, commune, village) = (text(.stratum), text(.commune), text(.village))
            if needsStages {
                if commune.isEmpty { fault("surveys.list_missing", .commune) }
                if village.isEmpty { fault("surveys.list_missing", .village) }
            }
            nest(commune, in: stratum, &strata) { fault("surveys.list_two_strata", .commune, ["text": commune]) }
            nest(village, in: commune, &communes) { fault("surveys.list_two_communes", .village, ["text": village]) }
            let email = text(.email)
            if !email.isEmpty, !Mail.isAddress(email) { fault("surveys.list_email", .email, ["text": email]) }
            guard let unit = units[code] else { return nil }
            let read = FrameRow(
                reference: reference, unit: unit, stratum: stratum, commune: commune, village: village, name: text(.name),
                address: text(.address), phone: text(.phone), email: email)
            doubt(read, row)
            return read
        }

        private func nest(_ inner: String, in outer: String, _ known: inout [String: String], _ fault: () -> Void) {
            guard !inner.isEmpty else { return }
            if known[inner, default: outer] != outer { fault() }
            known[inner] = outer
        }

        private mutating func doubt(_ read: FrameRow, _ row: Table.Row) {
            let place = table.place(row, columns[FrameColumn.name.rawValue] ?? 0)
            let household = "\(SearchText.fold(read.name))|\(SearchText.fold(read.address))|\(read.village)"
            if !read.name.isEmpty, !households.insert(household).inserted {
                doubts.add("surveys.list_same", at: place, ["text": read.name])
            }
            if read.address.isEmpty, read.phone.isEmpty, read.email.isEmpty { doubts.add("surveys.list_unreachable", at: place) }
        }
    }
}
