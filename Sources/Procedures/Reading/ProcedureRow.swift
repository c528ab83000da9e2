import Foundation
import Kernel
import Office

/// Reads one row of a list into a procedure; what is wrong with a cell goes to the log with row and column.
struct ProcedureRow {
    let table: Table
    let row: Table.Row
    let columns: [ProcedureColumn: Int]
    let log: FaultLog

    func fault(_ code: String, _ column: ProcedureColumn, _ details: [String: String] = [:]) {
        var details = details
        details["field"] = columns[column].map { table.header[$0] } ?? column.name
        log.add(code, at: table.place(row, columns[column] ?? 0), details)
    }

    mutating func read() -> ReadProcedure {
        var parts: [ProcedureField: String] = [:]
        for case .part(let field) in columns.keys { parts[field] = text(.part(field)) }
        // A list may leave names out: of procedures that the catalogue has.
        for field in [ProcedureField.code, .name]
        where columns[.part(field)] != nil && parts[field, default: ""].isEmpty && isBlank(.part(field)) {
            fault("procedures.value_missing", .part(field))
        }
        if let code = parts[.code], !code.isEmpty, !ProcedureCode.isCode(code) {
            fault("procedures.code_malformed", .part(.code), ["text": code])
        }
        var reading = ProcedureReading(parts, at: table.place(row, columns[.part(.code)] ?? 0))
        let version = version(parts)
        let services = services()
        reading.set { procedure in
            procedure.version.decided = version.decided
            procedure.version.change = version.change
            procedure.version.from = version.from
            procedure.version.to = version.to
            procedure.services = services
        }
        for channel in SubmissionWay.Channel.allCases { way(channel, &reading) }
        var read = reading.read
        read.source = text(.source)
        return read
    }

    private func isBlank(_ column: ProcedureColumn) -> Bool { columns[column].map { row[$0].isBlank } ?? true }

    private func text(_ column: ProcedureColumn) -> String {
        guard let index = columns[column], !row[index].isBlank else { return "" }
        let cell = row[index]
        let text = cell.text.trimmed
        if Self.dates.contains(column), let date = cell.moment?.date { return date.description }
        if Self.numbers.contains(column), let number = cell.numberAsTyped { return number }
        guard cell.kind == .text else {
            fault("procedures.cell_not_text", column, ["text": text])
            return ""
        }
        guard text.utf8.count <= Self.longest, !text.utf8.contains(0) else {
            fault("procedures.text_too_long", column, ["limit": String(Self.longest)])
            return ""
        }
        return text
    }

    /// A day as `2020-03-05` or `05/03/2020`.
    private func day(_ column: ProcedureColumn) -> CalendarDate? {
        let text = text(column)
        if text.isEmpty { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        let written = parts.count == 3 ? parts[2].flatMap { CalendarDate(year: $0, month: parts[1] ?? 0, day: parts[0] ?? 0) } : nil
        guard let day = CalendarDate(text) ?? written else {
            fault("procedures.date_unreadable", column, ["text": text])
            return nil
        }
        return day
    }

    private func version(_ parts: [ProcedureField: String]) -> ProcedureVersion {
        var version = ProcedureVersion(decision: parts[.decision] ?? "")
        version.decided = day(.part(.decided))
        version.from = day(.part(.from))
        version.to = day(.part(.to))
        if let from = version.from, let to = version.to, to < from { fault("procedures.ends_before_it_begins", .part(.to)) }
        let change = text(.part(.change))
        version.change = ProcedureVersion.Change(rawValue: change)
        if !change.isEmpty, version.change == nil { unknown(change, .part(.change), ProcedureVersion.Change.allCases.map(\.rawValue)) }
        return version
    }

    private func unknown(_ word: String, _ column: ProcedureColumn, _ words: [String]) {
        fault("procedures.word_unknown", column, ["text": word, "words": words.joined(separator: ", ")])
    }

    /// A service is said with the day from which it holds, or not at all (OL-3).
    private func services() -> [DatedService] {
        var services: [DatedService] = []
        func add(_ extent: DatedService.Extent, _ column: ProcedureColumn, _ from: ProcedureColumn) {
            if let day = day(from) {
                services.append(DatedService(extent, from: day))
            } else if isBlank(from) {
                fault("procedures.service_without_day", column)
            }
        }
        let level = text(.level)
        if let known = Int(level).flatMap(DatedService.Level.init) {
            add(.level(known), .level, .levelFrom)
        } else if !level.isEmpty {
            unknown(level, .level, DatedService.Level.allCases.map { String($0.rawValue) })
        }
        switch text(.extent) {
        case "": break
        case "full": add(.full, .extent, .extentFrom)
        case "partial": add(.partial(reason: text(.partialReason)), .extent, .extentFrom)
        case let word: unknown(word, .extent, ["full", "partial"])
        }
        return services
    }

    private func way(_ channel: SubmissionWay.Channel, _ reading: inout ProcedureReading) {
        let (time, fee) = (text(.time(channel)), text(.fee(channel)))
        if time.saysNothing, fee.saysNothing { return }
        let amount = fee.saysNothing ? Fee.Amount.unstated : Money.amount(written: fee)
        let number = reading.read.procedure.ways.count + 1
        let way = SubmissionWay(
            channel, time: time.saysNothing ? nil : StatedTime(printed: time), fee: Fee(printed: fee, amount))
        reading.set { $0.ways.append(way) }
        if let stated = way.time, stated.span == nil {
            reading.tell(Unread(Unread.Reason(time: stated), in: .ways, row: number, time))
        }
        if amount == .unread { reading.tell(Unread(.feeUnreadable, in: .ways, row: number, fee)) }
    }

    /// Excel's longest text, in UTF-8.
    private static let longest = 131_068
    private static let dates: Set<ProcedureColumn> = [.part(.decided), .part(.from), .part(.to), .levelFrom, .extentFrom]
    private static let numbers = Set([ProcedureColumn.level] + SubmissionWay.Channel.allCases.map { .fee($0) })
}
