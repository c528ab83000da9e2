import Criteria
import Kernel
import Office
import Units

/// What somebody else published of a unit for a year, with its source.
package struct ExternalIndex: Sendable, Hashable {
    /// The indexes by which provinces are compared nationally.
    package enum Name: String, Sendable, CaseIterable {
        case parIndex = "par_index"
        case sipas, papi, pci

        /// As everybody calls it, in both languages.
        package var title: String {
            switch self {
            case .parIndex: "PAR INDEX"
            case .sipas: "SIPAS"
            case .papi: "PAPI"
            case .pci: "PCI"
            }
        }
    }

    package struct Key: Sendable, Hashable {
        package var unit: String
        package var name: Name
        package var year: Int
    }

    package var key: Key
    /// As published: points of PAPI and PCI, per cent of the others.
    package var value: Points
    package var rank: Int?
    /// Among how many the rank is.
    package var ranked: Int?
    package var source: String
}

/// What a file would change of the indexes that are kept; nothing is ever taken out by a file.
package struct ExternalDifference: Sendable, Hashable {
    package struct Changed: Sendable, Hashable {
        package var old: ExternalIndex
        package var new: ExternalIndex
    }

    package var added: [ExternalIndex] = []
    package var changed: [Changed] = []
    package var unchanged = 0

    package var isEmpty: Bool { added.isEmpty && changed.isEmpty }

    init(_ file: [ExternalIndex], over kept: [ExternalIndex]) {
        let old = Dictionary(kept.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for index in file {
            guard let before = old[index.key] else {
                added.append(index)
                continue
            }
            if before == index { unchanged += 1 } else { changed.append(Changed(old: before, new: index)) }
        }
    }
}

/// A file of indexes, `unit,index,year,value,rank,ranked,source`, in CSV or as a workbook.
struct ExternalFile {
    let indexes: [ExternalIndex]

    static let columns = ["unit", "index", "year", "value", "rank", "ranked", "source"]

    /// Throws all faults of the file together; `units` are the codes that there are.
    init(_ file: InputFile, units: Set<String>) throws {
        let table = try file.table()
        let log = FaultLog()
        let columns = table.columns(required: ["unit", "index", "year", "value", "source"], optional: ["rank", "ranked"], log: log)
        try log.check()
        let style: Language = table.origin == .csv(.semicolon) ? .vi : .en
        var seen: Set<ExternalIndex.Key> = []
        var indexes: [ExternalIndex] = []
        for row in table.rows {
            func text(_ name: String) -> String { columns[name].map { row[$0].isBlank ? "" : row[$0].text } ?? "" }
            func fault(_ code: String, _ name: String) {
                log.add(code, at: table.place(row, columns[name] ?? 0), ["text": text(name)])
            }
            func number(_ name: String) -> Number? {
                guard let column = columns[name], !row[column].isBlank else { return nil }
                let number = row[column].numberAsTyped.flatMap { Number($0) } ?? NumberReading(row[column].text)[style]
                if number == nil { fault("rankings.external_no_number", name) }
                return number
            }
            func count(_ name: String, _ range: ClosedRange<Int>) -> Int? {
                guard let number = number(name) else { return nil }
                guard number.isWhole, let count = Int(number.description), range.contains(count) else {
                    fault("rankings.external_no_number", name)
                    return nil
                }
                return count
            }
            let name = ExternalIndex.Name(rawValue: text("index").lowercased().replacing(" ", with: "_").replacing("-", with: "_"))
            if !units.contains(text("unit")) { fault("rankings.external_no_unit", "unit") }
            if name == nil { fault("rankings.external_no_index", "index") }
            let year = count("year", 2000...2100)
            if year == nil, text("year").isEmpty { fault("rankings.external_no_number", "year") }
            let value = number("value").flatMap { Points($0) }
            if value == nil, text("value").isEmpty { fault("rankings.external_no_number", "value") }
            if text("source").isEmpty { fault("rankings.external_no_source", "source") }
            let (rank, ranked) = (count("rank", 1...1000), count("ranked", 1...1000))
            if let rank, let ranked, rank > ranked { fault("rankings.external_rank_beyond", "rank") }
            guard let name, let year, let value else { continue }
            let key = ExternalIndex.Key(unit: text("unit"), name: name, year: year)
            if !seen.insert(key).inserted { fault("rankings.external_twice", "unit") }
            indexes.append(ExternalIndex(key: key, value: value, rank: rank, ranked: ranked, source: text("source")))
        }
        try log.check()
        self.indexes = indexes
    }
}
