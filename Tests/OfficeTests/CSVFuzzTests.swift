import Kernel
import Office
import TestNumbers
import Testing

@Suite struct `Any bytes as CSV` {
    /// Pieces that the grammar cares about, and a few that it must carry through.
    private static let pieces: [[UInt8]] =
        ["a", "b1", ",", ";", "\t", "\"", "\"\"", "\r", "\n", "\r\n", "sep=;\n", "=", " ", "ộ", "e\u{301}", "12,5", "-", "𝄞"].map {
            Array($0.utf8)
        }
        + [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0], [0xC3], [0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]

    private static func bytes(_ random: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        // Most cases are nearly CSV; the encodings come at the front, or seldom.
        if random.once(in: 8) { bytes += random.pick(pieces[18..<21]) }
        let usual = random.once(in: 6) ? pieces.count : 18
        for _ in 0..<random.below(40) { bytes += random.pick(pieces[..<usual]) }
        if random.once(in: 10), !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next()) }
        return bytes
    }

    @Test func `Every input gives a table or an error with its place`() {
        let limits = CSVLimits(fileBytes: 4096, fieldBytes: 24, columns: 6)
        var tables = 0
        var refusals: Set<String> = []
        for seed in fuzzSeeds(20_000) {
            var random = SeededGenerator(seed: seed)
            let bytes = Self.bytes(&random)
            let separator = random.once(in: 3) ? random.pick(CSVSeparator.allCases) : nil
            do throws(OfficeError) {
                let table = try CSVReader(InputFile(name: "f.csv", bytes: bytes), separator: separator, limits: limits).table()
                tables += 1
                let isWhole = !table.header.isEmpty && table.rows.allSatisfy { $0.number > table.place.line }
                #expect(isWhole, "seed \(seed): \(bytes)")
            } catch {
                refusals.insert(error.code)
                let isPlaced = error.fault?.place.file == "f.csv" && error.details["file"] == "f.csv"
                #expect(isPlaced, "seed \(seed): \(bytes)")
            }
        }
        // A generator that no longer reaches the parser would make this suite worthless.
        #expect(tables > 0)
        #expect(refusals.count >= 10)
    }

    @Test func `Fields are those that a reader of one byte at a time finds`() {
        let limits = CSVLimits()
        var rowsCompared = 0
        for seed in fuzzSeeds(20_000) {
            var random = SeededGenerator(seed: seed)
            var text: [UInt8] = Array("h,h,h,h\n".utf8)
            for _ in 0..<random.below(60) { text += random.pick(Self.pieces[..<10]) }
            let expected = PlainCSV.rows(text)
            var found: [[String]]? = []
            do throws(OfficeError) {
                var rows = try CSVReader(InputFile(name: "f.csv", bytes: text), separator: .comma, limits: limits).rows()
                while try rows.next() { found?.append((0..<rows.count).map { rows.text($0) }) }
            } catch {
                found = nil
            }
            rowsCompared += found?.count ?? 0
            #expect(found == expected, "seed \(seed): \(String(decoding: text, as: UTF8.self).debugDescription)")
        }
        #expect(rowsCompared > 1000)
    }

    @Test func `What is written is read back, whatever it is`() throws {
        for seed in fuzzSeeds(5_000) {
            var random = SeededGenerator(seed: seed)
            let columns = 1 + random.below(5)
            let rows = (0..<1 + random.below(6)).map { _ in
                (0..<columns).map { _ in
                    String(decoding: (0..<random.below(5)).flatMap { _ in random.pick(Self.pieces[..<18]) }, as: UTF8.self)
                }
            }
            let header = (0..<columns).map { "c\($0)" }
            let bytes = CSVWriter.write(header, rows.map { $0.map { .text($0) } }, .machine)
            var found: [[String]] = []
            var cursor = try CSVReader(InputFile(name: "f.csv", bytes: bytes)).rows()
            while try cursor.next() { found.append((0..<columns).map { cursor.text($0) }) }
            #expect(found == rows, "seed \(seed): \(rows)")
        }
    }
}

/// CSV with commas and four columns, read as plainly as can be: the yardstick for the reader that is fast.
///
/// Nil is an error.
private enum PlainCSV {
    static func rows(_ bytes: [UInt8]) -> [[String]]? {
        var rows: [[String]] = []
        var row: [[UInt8]] = []
        var field: [UInt8] = []
        enum State { case start, plain, quoted, closed }
        var state = State.start
        func endRow() -> Bool {
            defer { (row, field, state) = ([], [], .start) }
            if row.isEmpty, state == .start { return true }
            row.append(field)
            if row.dropFirst(4).contains(where: { !$0.isEmpty }) { return false }
            rows.append(row.prefix(4).map { String(decoding: $0, as: UTF8.self) })
            return true
        }
        for (index, byte) in bytes.enumerated() {
            switch (state, byte) {
            case (.quoted, UInt8(ascii: "\"")): state = .closed
            case (.quoted, _): field.append(byte)
            case (.closed, UInt8(ascii: "\"")):
                field.append(byte)
                state = .quoted
            case (_, UInt8(ascii: ",")):
                row.append(field)
                (field, state) = ([], .start)
            case (_, UInt8(ascii: "\r")), (_, UInt8(ascii: "\n")):
                if byte == UInt8(ascii: "\n"), index > 0, bytes[index - 1] == UInt8(ascii: "\r"), row.isEmpty, state == .start { continue }
                guard endRow() else { return nil }
            case (.start, UInt8(ascii: "\"")): state = .quoted
            case (.plain, UInt8(ascii: "\"")), (.closed, _): return nil
            case (.start, _), (.plain, _):
                field.append(byte)
                state = .plain
            }
        }
        if state == .quoted || !endRow() { return nil }
        return Array(rows.dropFirst())
    }
}
