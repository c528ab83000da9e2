import Kernel
import Office
import Platform
import Storage

/// The good rows of a list once more, wherever they are in it.
struct ImportRows: Sendable {
    private let file: ImportFile
    private let reader: ImportReader
    private var cursor: CSVCursor

    /// How many rows are made or asked about at a time.
    static let step = 1024
    /// How many rows are saved before what they count for is: then a list of any length needs the memory of so many.
    static let part = 64 * step

    init(_ file: ImportFile, _ reader: ImportReader) {
        self.file = file
        self.reader = reader
        cursor = file.reader.rows()
    }

    /// A row that was found good before.
    mutating func dossier(at entry: ImportScan.Entry) -> ForeignDossier {
        cursor.move(to: CSVPosition(offset: Int(entry.offset), line: Int(entry.line)))
        let bytes = file.reader.bytes
        var dossier = ForeignDossier()
        guard (try? cursor.next()) == true, reader.read(cursor, bytes.span, into: &dossier) == nil else {
            preconditionFailure("a row is as it was when it was found good")
        }
        return dossier
    }

    /// Rows as they go into the table, made ahead in the order of `entries`, and in the end what they count for.
    ///
    /// `tell` hears the places in the whole list.
    func made(
        _ rows: ForeignRows, _ entries: ArraySlice<ImportScan.Entry>, _ tell: @escaping @Sendable (Int) -> Void
    ) -> MadeAhead<[SQLValue], ForeignCounts> {
        MadeAhead { [self] hand in
            var source = self
            var counts = ForeignCounts()
            for block in Self.blocks(entries) {
                tell(block.startIndex)
                let made = block.map { entry in
                    let dossier = source.dossier(at: entry)
                    counts.add(dossier)
                    return rows.row(dossier)
                }
                guard hand(made) else { break }
            }
            return counts
        }
    }

    /// The names of applicants, made ahead in the order of `entries`; nothing where the list has no column of them.
    func applicants(_ entries: ArraySlice<ImportScan.Entry>) -> MadeAhead<ForeignStore.Applicant, Void> {
        MadeAhead { [self] hand in
            guard file.columns[.applicant] != nil else { return }
            var source = self
            for block in Self.blocks(entries) {
                let named = block.compactMap { entry in
                    let dossier = source.dossier(at: entry)
                    return dossier.applicant.map { ForeignStore.Applicant(dossier: dossier.code, name: $0) }
                }
                guard named.isEmpty || hand(named) else { break }
            }
        }
    }

    /// Entries, some at a time.
    static func blocks(_ entries: ArraySlice<ImportScan.Entry>, of size: Int = step) -> some Sequence<ArraySlice<ImportScan.Entry>> {
        stride(from: entries.startIndex, to: entries.endIndex, by: size).lazy.map { entries[$0..<min($0 + size, entries.endIndex)] }
    }
}

/// What many dossiers count for, by numbers in place of names.
struct ForeignCounts {
    private var tallies: [UInt64: MonthTally] = [:]

    mutating func add(_ dossier: ForeignDossier) {
        tallies[key(dossier, dossier.received), default: MonthTally()].received += 1
        guard let finished = dossier.finished else { return }
        tallies[key(dossier, finished), default: MonthTally()].add(MonthTally.ended(dossier.state, finished, due: dossier.due))
    }

    private func key(_ dossier: ForeignDossier, _ moment: Timestamp) -> UInt64 {
        let day = moment.vietnamDate
        let channel = UInt64(Dossier.Channel.allCases.firstIndex(of: dossier.channel) ?? 0)
        return UInt64(dossier.unit) << 44 | UInt64(dossier.version) << 20 | channel << 16 | UInt64(day.year - 1900) << 4 | UInt64(day.month)
    }

    /// Hands over the same by names, in their order and some thousands at a time, for all of them at once would fill the memory.
    func each(
        _ catalogue: ForeignCatalogue, _ body: ([(place: CountStore.Place, tally: MonthTally)]) throws -> Void
    ) rethrows {
        let units = Self.ranks(catalogue.units.map(\.rawValue))
        let versions = Self.ranks(catalogue.versions.map(\.id.rawValue))
        let order = tallies.keys.map { key in
            let rank = UInt64(units[Int(key >> 44)]) << 44 | UInt64(versions[Int(key >> 20 & 0xFF_FFFF)]) << 20 | key & 0xF_FFFF
            return (rank: rank, key: key)
        }.sorted { $0.rank < $1.rank }
        for start in stride(from: 0, to: order.count, by: Self.step) {
            try body(
                order[start..<min(start + Self.step, order.count)].map { entry in
                    (Self.place(entry.key, catalogue), tallies[entry.key] ?? MonthTally())
                })
        }
    }

    private static let step = 20_000

    private static func place(_ key: UInt64, _ catalogue: ForeignCatalogue) -> CountStore.Place {
        let month = Int(key & 0xF)
        return CountStore.Place(
            unit: catalogue.units[Int(key >> 44)].rawValue, version: catalogue.versions[Int(key >> 20 & 0xFF_FFFF)].id.rawValue,
            channel: Dossier.Channel.allCases[Int(key >> 16 & 0xF)].rawValue,
            month: "\(Int(key >> 4 & 0xFFF) + 1900)-\(month < 10 ? "0" : "")\(month)")
    }

    /// The place of each word in the order of all.
    private static func ranks(_ words: [String]) -> [Int] {
        var ranks = Array(repeating: 0, count: words.count)
        for (rank, index) in words.indices.sorted(by: { words[$0] < words[$1] }).enumerated() { ranks[index] = rank }
        return ranks
    }
}
