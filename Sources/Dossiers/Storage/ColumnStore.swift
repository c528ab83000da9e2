import Kernel
import Storage

/// Reads all accepted dossiers into columns (``DossierColumns``), and knows whether they are still what they were.
enum ColumnStore {
    /// Changes with every event of a dossier and every import.
    static func mark(_ db: any Connection) throws -> String {
        let event = try db.row("SELECT MAX(id) AS last FROM dossiers_events")?.optionalString("last")
        let list = try db.row("SELECT MAX(id) AS last FROM platform_audit WHERE subject = 'dossiers/lists'")?.optionalString("last")
        return "\(event ?? "") \(list ?? "")"
    }

    /// Dossiers that were never accepted are no dossiers of a report (OS-60).
    static func read(taken: Timestamp, _ db: any Connection) throws -> FigureBook {
        let mark = try mark(db)
        var book = FigureBook(taken: taken, mark: mark)
        var versions: [String: (procedure: Int, field: Int)] = [:]
        for row in try db.rows("SELECT id, code, name_vi, field FROM procedures_catalogue") {
            versions[try row.string("id")] = (
                book.procedures.number(try row.string("code"), name: try row.string("name_vi")),
                book.fields.number(try row.string("field"), name: try row.string("field"))
            )
        }
        for row in try db.rows("SELECT id, code, name_vi, name_en, is_generated FROM units_units") {
            if try row.bool("is_generated") { book.generated.insert(try row.string("code")) }
            book.unitNames[try row.string("id")] = (
                code: try row.string("code"), name: Bilingual(vi: try row.string("name_vi"), en: try row.string("name_en"))
            )
        }
        try db.each(
            """
            SELECT d.code, d.unit_id, d.version_id, d.channel, d.state, d.received_ms, d.first_due_ms, d.due_ms, d.finished_ms,
                d.returned_ms, d.supplements, d.cause, d.officer, d.fee, d.synced_ms, d.is_digitised, d.has_electronic_result,
                d.reuses_data, d.is_in_store, d.uses_population_data, s.from_ms
            FROM dossiers_dossiers d LEFT JOIN dossiers_suspensions s ON s.dossier = d.code AND s.to_ms IS NULL
            WHERE d.state NOT IN ('registered', 'refused')
            """
        ) { row in
            guard let version = versions[try row.string("version_id")] else { return }
            try book.append(row, version)
        }
        return book
    }

    /// What happened to dossiers in a period and may look odd (PE-N12), by their rows in the book.
    static func events(of book: FigureBook, in period: Period, _ db: any Connection) throws -> [RecordedEvent] {
        let rows = Dictionary(book.codes.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var events: [RecordedEvent] = []
        try db.each(
            """
            SELECT dossier, event, at_ms, entered_ms, document FROM dossiers_events
            WHERE at_ms >= \(period.first.start) AND at_ms < \(period.last.end)
                AND event IN ('supplement_asked', 'supplement_received', 'extended', 'finished', 'returned')
            """
        ) { row in
            guard let index = rows[try row.string("dossier")] else { return }
            let kinds: [String: RecordedEvent.Kind] = [
                "supplement_asked": .asked, "supplement_received": .resumed, "extended": .extended, "finished": .finished,
                "returned": .returned,
            ]
            guard let kind = kinds[try row.string("event")] else { return }
            let hasDocument = try !row.string("document").isEmpty
            let (at, entered) = (try row.timestamp("at_ms"), try row.timestamp("entered_ms"))
            events.append(RecordedEvent(row: index, kind, at: at, entered: entered, hasDocument: hasDocument))
            if kind == .asked { events.append(RecordedEvent(row: index, .suspended, at: at, entered: entered, hasDocument: hasDocument)) }
        }
        return events
    }
}

extension FigureBook {
    fileprivate mutating func append(_ row: Row, _ version: (procedure: Int, field: Int)) throws {
        let unit = try row.string("unit_id")
        let known = unitNames[unit]
        let channel = try row.word("channel", as: Dossier.Channel.self)
        let state = try row.word("state", as: DossierState.self)
        var line = DossierColumns.Row(
            unit: units.number(known?.code ?? unit, name: known?.name.vi ?? unit), procedure: version.procedure, field: version.field,
            officer: officers.number(try row.optionalString("officer") ?? "", name: ""), channel: channel.column, state: state.column,
            received: try row.timestamp("received_ms"), due: try row.optionalTimestamp("due_ms"))
        line.firstDue = try row.optionalTimestamp("first_due_ms")
        let end = try row.optionalTimestamp("finished_ms")
        if [.withdrawn, .stopped].contains(state) { line.closed = end } else { line.finished = end }
        line.returned = try row.optionalTimestamp("returned_ms")
        line.supplements = try row.integer("supplements")
        line.cause = try row.optionalWord("cause", as: Dossier.Cause.self)?.column
        if state == .supplement {
            line.asked = try row.optionalTimestamp("from_ms")
            // While it stands still, it is judged by the appointment that it had.
            if line.due == nil { line.due = line.firstDue }
        }
        switch try row.word("fee", as: Dossier.Fee.self) {
        case .none: break
        case .unpaid, .counter: line.marks.insert(.hasFee)
        case .online: line.marks.formUnion([.hasFee, .paidOnline])
        }
        if try row.bool("is_digitised") { line.marks.formUnion([.componentsDigitised, .resultDigitised]) }
        if try row.bool("has_electronic_result") { line.marks.insert(.electronicResult) }
        if try row.bool("reuses_data") { line.marks.insert(.reused) }
        if try row.bool("is_in_store") { line.marks.insert(.personalStore) }
        if try row.bool("uses_population_data") { line.marks.insert(.populationData) }
        if try row.optionalTimestamp("synced_ms") != nil { line.marks.insert(.synchronised) }
        columns.append(line)
        codes.append(try row.string("code"))
    }
}

extension Dossier.Channel {
    var column: DossierColumns.Channel {
        switch self {
        case .direct: .direct
        case .online: .online
        case .post: .post
        }
    }
}

extension DossierState {
    fileprivate var column: DossierColumns.State { DossierColumns.State(rawValue: UInt8(national)) ?? .processing }
}

extension Dossier.Cause {
    fileprivate var column: DossierColumns.Cause {
        switch self {
        case .handling: .handling
        case .citizen: .citizen
        case .otherBody: .otherBody
        case .sync: .sync
        }
    }
}
