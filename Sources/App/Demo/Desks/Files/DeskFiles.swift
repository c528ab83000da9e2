import Kernel
import WorkingTime

/// The files of simulated dossiers with all that the simulation knows, `docs/data-files.md#simulated-dossiers`.
package struct DeskFiles {
    let desks: Desks

    package init(_ desks: Desks) { self.desks = desks }

    package static let dossierColumns =
        [
            "code", "unit", "procedure", "field", "channel", "subject", "state", "received", "limit", "limit_unit", "first_due", "due",
            "finished",
            "returned", "closed", "asked", "supplements", "cause", "officer", "entered",
        ] + DeskDossier.marks

    package static let eventColumns = ["code", "event", "at", "entered", "by", "reason", "document"]

    /// One row a dossier, given to `write` in pieces of about a megabyte.
    package func writeDossiers(_ write: (ArraySlice<UInt8>) throws -> Void) rethrows {
        var text = CSVBytes(Self.dossierColumns)
        for dossier in desks.dossiers {
            let procedure = desks.plan.procedures[dossier.procedure]
            let (count, unit) = Self.limit(procedure.limit)
            text.cell(desks.code(of: dossier))
            text.cell(desks.plan.units[dossier.unit].code)
            text.cell(procedure.code)
            text.cell(procedure.field)
            text.cell(dossier.channel.rawValue)
            text.cell(dossier.subject.rawValue)
            text.cell(dossier.state.rawValue)
            text.cell(dossier.received)
            text.cell("\(count)")
            text.cell(unit)
            text.cell(dossier.firstDue)
            text.cell(dossier.due)
            text.cell(dossier.finished)
            text.cell(dossier.returned)
            text.cell(dossier.closed)
            text.cell(dossier.asked)
            text.cell("\(dossier.supplements)")
            text.cell(dossier.cause?.rawValue ?? "")
            text.cell("\(dossier.officer)")
            text.cell(dossier.entered)
            for bit in DeskDossier.marks.indices { text.cell(dossier.marks >> UInt16(bit) & 1 == 1 ? "1" : "0") }
            text.endRow()
            try text.flush(above: 1 << 20, write)
        }
        try text.flush(above: 0, write)
    }

    /// One row an event.
    package func writeEvents(_ write: (ArraySlice<UInt8>) throws -> Void) rethrows {
        var text = CSVBytes(Self.eventColumns)
        for event in desks.events {
            text.cell(desks.code(of: desks.dossiers[event.dossier]))
            text.cell(event.kind.rawValue)
            text.cell(event.at)
            text.cell(event.entered)
            text.cell("\(event.officer)")
            text.cell(event.reason)
            text.cell(event.document)
            text.endRow()
            try text.flush(above: 1 << 20, write)
        }
        try text.flush(above: 0, write)
    }

    static func limit(_ limit: TimeLimit) -> (count: Int, unit: String) {
        switch limit {
        case .workingHours(let count): (count, "working_hours")
        case .workingDays(let count): (count, "working_days")
        case .days(let count): (count, "days")
        case .months(let count): (count, "months")
        }
    }
}

/// Rows of plain cells, which need no quotes.
struct CSVBytes {
    private var bytes: [UInt8] = []
    private var isFirst = true
    /// The day of the last moment written, as text: neighbours share it.
    private var day: (start: Int64, text: String) = (.min, "")

    init(_ header: [String]) {
        for name in header { cell(name) }
        endRow()
    }

    mutating func cell(_ text: String) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes.append(contentsOf: text.utf8)
    }

    /// As clocks in Vietnam show it, `2017-03-05 14:30:00`.
    mutating func cell(_ moment: Timestamp?) {
        guard let moment else { return cell("") }
        if moment.milliseconds < day.start || moment.milliseconds >= day.start + 86_400_000 {
            let date = moment.vietnamDate
            day = (date.start.milliseconds, "\(date)")
        }
        cell(day.text)
        let second = Int(moment.milliseconds - day.start) / 1000
        bytes.append(UInt8(ascii: " "))
        for (place, part) in [second / 3600, second / 60 % 60, second % 60].enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ":")) }
            bytes.append(UInt8(48 + part / 10))
            bytes.append(UInt8(48 + part % 10))
        }
    }

    mutating func endRow() {
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }

    mutating func flush(above size: Int, _ write: (ArraySlice<UInt8>) throws -> Void) rethrows {
        guard bytes.count > size else { return }
        try write(bytes[...])
        bytes.removeAll(keepingCapacity: true)
    }
}
