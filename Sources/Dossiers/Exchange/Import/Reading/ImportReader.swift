import Kernel
import Office
import WorkingTime

/// Understands the rows of a list by their bytes: a million of them in a second or two.
struct ImportReader: Sendable {
    private let catalogue: ForeignCatalogue
    private let calendar: WorkCalendar
    private let order: WrittenMoment.Order
    private let now: Timestamp
    /// The place of each column in a row by the column's own; -1 where the file has none.
    private let places: [Int]
    /// What the words of a column mean, as places in ``ImportColumn/words``.
    private let words: [WordTable]

    static let textLimit = 200

    init(_ file: ImportFile, _ mapping: ImportMapping, _ catalogue: ForeignCatalogue, _ calendar: WorkCalendar, now: Timestamp) {
        self.catalogue = catalogue
        self.calendar = calendar
        self.now = now
        order = mapping.order
        places = ImportColumn.allCases.map { file.columns[$0] ?? -1 }
        words = ImportColumn.allCases.map { column in
            var table = WordTable()
            let others = column.others.merging(mapping.words[column.name] ?? [:], uniquingKeysWith: { $1 })
            // Theirs first, for a word of theirs may look like another one of ours.
            for (theirs, ours) in others { if let number = column.words.firstIndex(of: ours) { table.insert(theirs, number) } }
            for (number, word) in column.words.enumerated() { table.insert(word, number) }
            return table
        }
    }

    /// Reads the cursor's row; gives what is wrong with it, of several things the first.
    func read(_ cursor: CSVCursor, _ bytes: Span<UInt8>, into dossier: inout ForeignDossier) -> ImportFault? {
        do throws(ImportFault) { dossier = try understand(cursor, bytes) } catch { return error }
        return dossier.fault(at: now)
    }

    private func understand(_ cursor: CSVCursor, _ bytes: Span<UInt8>) throws(ImportFault) -> ForeignDossier {
        var dossier = ForeignDossier()
        let code = bytes.extracting(try needed(.code, cursor, bytes))
        guard let written = WrittenCode(code) else { throw ImportFault(.notACode, .code) }
        dossier.code = written.text(code)
        guard let received = try moment(.received, cursor, bytes) else { throw ImportFault(.missing, .received) }
        dossier.received = received.start
        let day = received.day.daysSince1970
        guard let unit = catalogue.unit(bytes.extracting(try needed(.unit, cursor, bytes)), on: day) else {
            throw ImportFault(.unknownUnit, .unit)
        }
        dossier.unit = unit
        guard let procedure = catalogue.procedure(bytes.extracting(try needed(.procedure, cursor, bytes))) else {
            throw ImportFault(.unknownProcedure, .procedure)
        }
        guard let version = catalogue.version(of: procedure, on: day) else { throw ImportFault(.notInForce, .procedure) }
        if catalogue.versions[version].isAbolished { throw ImportFault(.abolished, .procedure) }
        dossier.version = version
        dossier.clock = catalogue.clock(of: procedure, on: day)
        guard let channel = try word(.channel, cursor, bytes, among: Dossier.Channel.allCases) else {
            throw ImportFault(.missing, .channel)
        }
        guard let subject = try word(.subject, cursor, bytes, among: Dossier.Subject.allCases) else {
            throw ImportFault(.missing, .subject)
        }
        guard let state = try word(.state, cursor, bytes, among: DossierState.allCases) else { throw ImportFault(.missing, .state) }
        (dossier.channel, dossier.subject, dossier.state) = (channel, subject, state)
        dossier.cause = try word(.cause, cursor, bytes, among: Dossier.Cause.allCases)
        dossier.fee = try word(.fee, cursor, bytes, among: Dossier.Fee.allCases) ?? .none
        dossier.delivery = try word(.delivery, cursor, bytes, among: Dossier.Delivery.allCases) ?? .counter
        dossier.supplements = try number(.supplements, cursor, bytes) ?? 0
        try readTimes(into: &dossier, cursor, bytes)
        dossier.digital.isDigitised = try mark(.isDigitised, cursor, bytes)
        dossier.digital.hasElectronicResult = try mark(.hasElectronicResult, cursor, bytes)
        dossier.digital.reusesData = try mark(.reusesData, cursor, bytes)
        dossier.digital.isInStore = try mark(.isInStore, cursor, bytes)
        dossier.digital.usesPopulationData = try mark(.usesPopulationData, cursor, bytes)
        dossier.officer = try text(.officer, cursor)
        dossier.applicant = try text(.applicant, cursor)
        return dossier
    }

    private func readTimes(into dossier: inout ForeignDossier, _ cursor: CSVCursor, _ bytes: Span<UInt8>) throws(ImportFault) {
        let unit = try word(.limitUnit, cursor, bytes, among: ImportColumn.limitUnit.words)
        let count = try number(.limit, cursor, bytes)
        if let unit, let count {
            guard let limit = TimeLimit(count, unit) else { throw ImportFault(.notANumber, .limit) }
            dossier.limit = limit
        } else if unit != nil || count != nil {
            throw ImportFault(.limitIncomplete, unit == nil ? .limitUnit : .limit)
        }
        dossier.due = try moment(.due, cursor, bytes)?.end
        dossier.finished = try moment(.finished, cursor, bytes)?.notBefore(dossier.received)
        dossier.returned = try moment(.returned, cursor, bytes)?.notBefore(dossier.finished ?? dossier.received)
        dossier.entered = try moment(.entered, cursor, bytes)?.start
        if dossier.due == nil, let limit = dossier.limit, ![.registered, .refused, .supplement, .payment].contains(dossier.state) {
            // Nobody said when it was due: the limit says it.
            do throws(WorkingTimeError) {
                dossier.due = try calendar.deadline(limit, from: dossier.received, policy: catalogue.clocks[dossier.clock].policy).due
            } catch {
                throw ImportFault(.noCalendar, .received)
            }
        }
    }

    // MARK: one field

    /// Where a field is, spaces around it taken off; empty where there is none.
    @inline(__always)
    private func field(_ column: ImportColumn, _ cursor: CSVCursor, _ bytes: Span<UInt8>) -> Range<Int> {
        let place = places[column.rawValue]
        guard place >= 0 else { return 0..<0 }
        var range = cursor[place].range
        while let first = range.first, bytes[first] == UInt8(ascii: " ") { range.removeFirst() }
        while let last = range.last, bytes[last] == UInt8(ascii: " ") { range.removeLast() }
        return range
    }

    private func needed(_ column: ImportColumn, _ cursor: CSVCursor, _ bytes: Span<UInt8>) throws(ImportFault) -> Range<Int> {
        let range = field(column, cursor, bytes)
        guard !range.isEmpty else { throw ImportFault(.missing, column) }
        return range
    }

    private func word<Word>(
        _ column: ImportColumn, _ cursor: CSVCursor, _ bytes: Span<UInt8>, among all: [Word]
    ) throws(ImportFault) -> Word? {
        let range = field(column, cursor, bytes)
        if range.isEmpty { return nil }
        guard let number = words[column.rawValue].find(bytes.extracting(range)) else { throw ImportFault(.unknownWord, column) }
        return all[number]
    }

    private func mark(_ column: ImportColumn, _ cursor: CSVCursor, _ bytes: Span<UInt8>) throws(ImportFault) -> Bool {
        try word(column, cursor, bytes, among: [false, true]) ?? false
    }

    private func moment(_ column: ImportColumn, _ cursor: CSVCursor, _ bytes: Span<UInt8>) throws(ImportFault) -> WrittenMoment? {
        let range = field(column, cursor, bytes)
        if range.isEmpty { return nil }
        guard let moment = WrittenMoment(bytes.extracting(range), order) else { throw ImportFault(.notAMoment, column) }
        return moment
    }

    private func number(_ column: ImportColumn, _ cursor: CSVCursor, _ bytes: Span<UInt8>) throws(ImportFault) -> Int? {
        let range = field(column, cursor, bytes)
        if range.isEmpty { return nil }
        var value = 0
        for index in range {
            guard (48...57).contains(bytes[index]), range.count <= 5 else { throw ImportFault(.notANumber, column) }
            value = value * 10 + Int(bytes[index] - 48)
        }
        return value
    }

    private func text(_ column: ImportColumn, _ cursor: CSVCursor) throws(ImportFault) -> String? {
        let place = places[column.rawValue]
        guard place >= 0, !cursor[place].isEmpty else { return nil }
        let text = cursor.text(place)
        // There are no more signs than bytes, and bytes are counted faster.
        if text.utf8.count > Self.textLimit, text.count > Self.textLimit { throw ImportFault(.tooLong, column) }
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
            throw ImportFault(.control, column)
        }
        return text.allSatisfy(\.isWhitespace) ? nil : text
    }
}
