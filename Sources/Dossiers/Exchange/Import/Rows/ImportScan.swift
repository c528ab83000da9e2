import Kernel
import Office

/// A first walk over a list: which rows are good, in the order of their codes, and what is wrong with the others.
///
/// Codes in order go into an index at its end, page by page, and two that are the same lie side by side.
struct ImportScan: Sendable {
    struct Entry: Sendable {
        /// Agency, day and number of its code.
        var key: UInt64
        var offset: UInt32
        var line: UInt32
    }

    /// A row that is not taken.
    struct Fault: Sendable {
        let fault: ImportFault
        let offset: UInt32
        let line: UInt32
    }

    private(set) var entries: [Entry] = []
    private(set) var faults: [Fault] = []
    /// How many rows the list has.
    private(set) var count = 0

    init(_ file: ImportFile, _ reader: ImportReader, _ progress: ImportProgress) throws {
        var cursor = file.reader.rows()
        let bytes = file.reader.bytes.span
        var agencies = WordTable()
        var dossier = ForeignDossier()
        entries.reserveCapacity(min(bytes.count / 120, 4_000_000))
        while try cursor.next() {
            if cursor.isBlank { continue }
            count += 1
            if count & 0xFFF == 0 { progress.report(.reading, cursor.origin.offset, of: bytes.count) }
            if let fault = reader.read(cursor, bytes, into: &dossier) {
                add(fault, cursor.origin)
            } else {
                let code = dossier.code.utf8Span.span
                guard let written = WrittenCode(code) else { continue }
                let agency = agencies.number(of: code.extracting(..<written.agency))
                entries.append(
                    Entry(
                        key: UInt64(agency) << 40 | UInt64(written.day) << 16 | UInt64(written.number),
                        offset: UInt32(cursor.origin.offset), line: UInt32(cursor.origin.line)))
            }
        }
        sort(agencies)
        refuseTwins()
    }

    private mutating func add(_ fault: ImportFault, _ origin: CSVPosition) {
        faults.append(Fault(fault: fault, offset: UInt32(origin.offset), line: UInt32(origin.line)))
    }

    /// Puts the faults into the order of the file.
    mutating func sortFaults() { faults.sort { $0.line < $1.line } }

    /// Refuses a row for what is here already.
    mutating func add(_ fault: ImportFault, _ entry: Entry) {
        faults.append(Fault(fault: fault, offset: entry.offset, line: entry.line))
    }

    private mutating func sort(_ agencies: WordTable) {
        let names = (0..<agencies.count).map { (word: agencies.word(at: $0), number: $0) }.sorted { $0.word < $1.word }
        var ranks = Array(repeating: UInt64(0), count: names.count)
        for (rank, name) in names.enumerated() { ranks[name.number] = UInt64(rank) }
        var isSorted = true
        for index in entries.indices {
            let key = entries[index].key
            entries[index].key = ranks[Int(key >> 40)] << 40 | key & 0xFF_FFFF_FFFF
            if index > 0, entries[index - 1].key >= entries[index].key { isSorted = false }
        }
        if !isSorted { entries.sort { ($0.key, $0.line) < ($1.key, $1.line) } }
    }

    /// Of rows with the same code the first one stays.
    private mutating func refuseTwins() {
        guard zip(entries, entries.dropFirst()).contains(where: { $0.key == $1.key }) else { return }
        var kept: [Entry] = []
        for entry in entries {
            if kept.last?.key == entry.key {
                add(ImportFault(.codeTwice, .code), entry)
            } else {
                kept.append(entry)
            }
        }
        entries = kept
    }
}

extension CSVCursor {
    /// Whether the row has nothing in it but separators.
    fileprivate var isBlank: Bool { fields.allSatisfy(\.isEmpty) }
}
