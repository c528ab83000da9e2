import Facts
import Kernel
import Office
import Platform
import Storage

/// Takes a list of dossiers of another system: whole, or where it is so ordered all rows that are good.
///
/// The same list again changes nothing; a row that tells of a dossier otherwise than last time changes it. What the house received
/// itself is never written over. Read and checked without a lock, then saved in one transaction.
package struct ImportDossiers: Sendable {
    /// How a list is to be read.
    package struct Order: Hashable, Sendable {
        /// By which code it names units: `code`, `official`, `agency` or `agency_old`.
        package var scheme: String
        /// Empty: our own columns.
        package var mapping: String
        /// Whether good rows are taken where others are not.
        package var keepsGood: Bool

        package init(scheme: String = "code", mapping: String = "", keepsGood: Bool = false) {
            self.scheme = scheme
            self.mapping = mapping
            self.keepsGood = keepsGood
        }
    }

    package struct Outcome: Sendable {
        package var added = 0
        package var changed = 0
        package var unchanged = 0
        package var faulty = 0
        /// False: nothing was kept, for there are faults.
        package var isKept = true
        /// The first of them.
        package var faults: [Fault] = []
        /// All of them with their rows, as CSV; empty where there are none.
        package var faultyRows: [UInt8] = []
    }

    private let bureau: Bureau
    private let progress: ImportProgress

    /// `tell` hears how far it is.
    package init(_ bureau: Bureau, _ tell: @escaping @Sendable (WorkProgress.State) -> Void = { _ in }) {
        self.bureau = bureau
        progress = ImportProgress(tell)
    }

    package func callAsFunction(_ file: InputFile, _ order: Order, by actor: Actor, words: Words) async throws -> Outcome {
        try Self.require(actor)
        let job = ImportJob(
            id: bureau.services.newIDText(), file: file.name, digest: FileDigest(of: file.bytes), order: order, by: actor.name,
            at: bureau.services.now())
        return try await take(file, job, by: actor, words)
    }

    static func require(_ actor: Actor) throws {
        if actor.kind != .operating { try Access.anyOf([.procedureController, .administrator]).check(actor) }
    }

    /// Works on a list to its end, and says in its row what became of it.
    func take(_ input: InputFile, _ job: ImportJob, by actor: Actor, _ words: Words) async throws -> Outcome {
        let services = bureau.services
        let calendars = WorkCalendars(services)
        guard let scheme = ForeignCatalogue.Scheme(rawValue: job.order.scheme) else { throw ExchangeError.noSuchScheme(job.order.scheme) }
        let (mapping, catalogue, calendar) = try await services.database.read { db in
            (try MappingStore.mapping(job.order.mapping, db), try ForeignCatalogue(scheme, db), try calendars.calendar(in: db))
        }
        let file = try ImportFile(input, mapping)
        let now = services.now()
        let reader = ImportReader(file, mapping, catalogue, calendar, now: now)
        let made = ForeignRows(catalogue, origin: .import, at: now)
        let progress = progress
        let first = try ImportScan(file, reader, progress)
        let (scan, sorting) = try await services.database.read { db in
            var scan = first
            let sorting = try ImportSorting(&scan, ImportRows(file, reader), catalogue, at: now, db)
            scan.sortFaults()
            return (scan, sorting)
        }
        var outcome = Outcome()
        outcome.faulty = scan.faults.count
        outcome.isKept = scan.faults.isEmpty || job.order.keepsGood
        var stored: StoredFile?
        if !scan.faults.isEmpty {
            outcome.faults = FaultyRows.faults(scan, file)
            outcome.faultyRows = FaultyRows.csv(scan, file, words)
            stored = try await services.files.store(outcome.faultyRows, limit: .max)
        }
        if outcome.isKept {
            (outcome.added, outcome.changed, outcome.unchanged) = (sorting.new.count, sorting.changed.count, sorting.unchanged)
        }
        let ended = job.ended(outcome, faults: stored?.digest, at: services.now())
        let audit = services.audit
        try await services.database.write { [stored, isKept = outcome.isKept] db in
            try ImportStore.hold(job.id, db)
            if isKept {
                let rows = ImportRows(file, reader)
                for part in ImportRows.blocks(sorting.new[...], of: ImportRows.part) {
                    let new = rows.made(made, part) { progress.report(.saving, $0, of: sorting.new.count) }
                    try ForeignStore.load(new, db)
                    try ForeignStore.load(applicants: rows.applicants(part), db)
                    try new.outcome.each(catalogue) { try CountStore.add($0, db) }
                }
                try Self.change(sorting.changed, rows, catalogue, at: now, db)
            }
            if let stored { try FileRecordStore.insert(stored, mediaType: "text/csv", at: now, db) }
            try ImportStore.end(ended, db)
            try audit.record(
                isKept ? "dossiers.imported" : "dossiers.import_refused", by: actor, subject: "dossiers/imports", after: ended.audited,
                in: db)
        }
        if outcome.isKept { services.publicData.changed() }
        return outcome
    }

    /// Tells dossiers otherwise, as long as they are what they were when the list was compared with them.
    private static func change(
        _ entries: [ImportScan.Entry], _ rows: ImportRows, _ catalogue: ForeignCatalogue, at now: Timestamp, _ db: any Connection
    ) throws {
        var rows = rows
        for block in ImportRows.blocks(entries[...]) {
            let told = block.map { rows.dossier(at: $0) }
            let known = try ForeignStore.known(told.map(\.code), db)
            let handled = try ForeignStore.handled(told.map(\.code), db)
            for foreign in told {
                guard let old = known[foreign.code],
                    case .changed = ImportSorting.Meaning(foreign, old, isHandled: handled.contains(foreign.code), catalogue, at: now),
                    let new = foreign.dossier(catalogue, origin: old.dossier.origin, entered: now)
                else { throw DossiersError.changedMeanwhile(foreign.code) }
                try ForeignStore.replace(new, db)
                try ForeignStore.put(applicant: foreign.applicant, of: foreign.code, db)
                try CountStore.change(from: old.dossier, to: new, db)
            }
        }
    }
}
