import Foundation
import Kernel

/// How the lists of another system are read: which of its columns is which of ours, and what its words mean.
package struct ImportMapping: Hashable, Sendable, Codable {
    /// What it is called, and asked for by.
    package var name: String
    /// Our columns by their headings; one of theirs that is not named is taken for ours of the same name, or left out.
    package var columns: [String: String] = [:]
    /// Our words by theirs, by our columns.
    package var words: [String: [String: String]] = [:]
    /// What comes first in a day that is written with strokes.
    package var monthFirst = false

    package init(name: String) { self.name = name }

    /// The mapping of lists with our own columns and words.
    package static let own = ImportMapping(name: "")

    var order: WrittenMoment.Order { monthFirst ? .monthFirst : .dayFirst }

    static let nameLimit = 60
    static let entryLimit = 500

    /// Throws what is wrong with it; faults name `name`, `columns` and `words`.
    package func checked() throws(Faults) -> ImportMapping {
        let log = FaultLog()
        let place = Place(file: name)
        let isName =
            (1...Self.nameLimit).contains(name.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
        if !isName { log.add("dossiers.import.mapping_name", at: place.field("name")) }
        if columns.count > Self.entryLimit || words.values.reduce(0, { $0 + $1.count }) > Self.entryLimit {
            log.add("dossiers.import.mapping_too_long", at: place.field("columns"), ["limit": "\(Self.entryLimit)"])
        }
        var taken: [String: String] = [:]
        for (theirs, ours) in columns.sorted(by: { $0.key < $1.key }) {
            if ImportColumn(name: ours) == nil { log.add("dossiers.import.mapping_column", at: place.field("columns"), ["column": ours]) }
            if let other = taken[ours] {
                log.add("dossiers.import.mapping_twice", at: place.field("columns"), ["column": ours, "one": other, "other": theirs])
            }
            taken[ours] = theirs
        }
        for (column, meanings) in words.sorted(by: { $0.key < $1.key }) {
            let known = ImportColumn(name: column)?.words ?? []
            for (theirs, ours) in meanings.sorted(by: { $0.key < $1.key }) where !known.contains(ours) {
                log.add("dossiers.import.mapping_word", at: place.field("words"), ["column": column, "word": ours, "theirs": theirs])
            }
        }
        try log.check()
        return self
    }
}

extension ImportMapping {
    /// The mapping as lines that a person edits: `Mã hồ sơ = code`, and `state: Đã trả = returned`.
    package var lines: (columns: String, words: String) {
        let columns = columns.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { "\($0.key) = \($0.value)" }
        let words = words.sorted { $0.key < $1.key }.flatMap { column, meanings in
            meanings.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { "\(column): \($0.key) = \($0.value)" }
        }
        return (columns.joined(separator: "\n"), words.joined(separator: "\n"))
    }

    /// Reads ``lines``; a line that is none is a fault with its number.
    package init(name: String, columns: String, words: String, monthFirst: Bool) throws(Faults) {
        let log = FaultLog()
        self.init(name: name)
        self.monthFirst = monthFirst
        for (number, line) in Self.lines(columns) {
            guard let (theirs, ours) = Self.halves(line) else {
                log.add("dossiers.import.mapping_line", at: Place(file: name, line: number, field: "columns"), ["line": line])
                continue
            }
            self.columns[theirs] = ours
        }
        for (number, line) in Self.lines(words) {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2, let (theirs, ours) = Self.halves(parts[1]) else {
                log.add("dossiers.import.mapping_line", at: Place(file: name, line: number, field: "words"), ["line": line])
                continue
            }
            self.words[parts[0], default: [:]][theirs] = ours
        }
        try log.check()
    }

    private static func lines(_ text: String) -> [(Int, String)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .map { ($0.offset + 1, $0.element.trimmingCharacters(in: .whitespaces)) }.filter { !$0.1.isEmpty }
    }

    /// What stands before and behind the last sign of equality.
    private static func halves(_ line: String) -> (String, String)? {
        guard let sign = line.lastIndex(of: "=") else { return nil }
        let theirs = line[..<sign].trimmingCharacters(in: .whitespaces).precomposedStringWithCanonicalMapping
        let ours = line[line.index(after: sign)...].trimmingCharacters(in: .whitespaces)
        return theirs.isEmpty || ours.isEmpty ? nil : (theirs, ours)
    }
}
