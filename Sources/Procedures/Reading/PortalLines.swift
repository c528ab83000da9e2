import Foundation
import Kernel
import Office

/// Reads the national portal's list of procedures, a JSON object a line, in pieces as they come.
///
/// A line that is wrong is a fault with its number and key, and the lines behind it are read all the same: whoever imports the
/// list takes all of it or nothing.
package struct PortalLines {
    package let log = FaultLog()
    private let file: String
    private let limit: Int
    private let decoder = JSONDecoder()
    private var begun: [UInt8] = []
    private var isTooLong = false
    private var line = 0
    /// The line of each code.
    private var seen: [String: Int] = [:]

    /// `limit` is the number of bytes that a line may have.
    package init(file: String, limit: Int = 1 << 20) {
        self.file = file
        self.limit = limit
    }

    /// All procedures of a file that is whole in memory, or all its faults.
    package static func read(_ file: InputFile) throws(Faults) -> [ReadProcedure] {
        var lines = PortalLines(file: file.name)
        let procedures = lines.take(file.bytes) + lines.end()
        if lines.seen.isEmpty { lines.log.add("procedures.list_empty", at: Place(file: file.name)) }
        try lines.log.check()
        return procedures
    }

    /// The procedures whose lines end in this piece.
    package mutating func take(_ piece: [UInt8]) -> [ReadProcedure] {
        var procedures: [ReadProcedure] = []
        var start = 0
        while start < piece.count {
            let end = piece[start...].firstIndex(of: UInt8(ascii: "\n"))
            append(piece[start..<(end ?? piece.count)])
            guard let end else { break }
            if let procedure = endLine() { procedures.append(procedure) }
            start = end + 1
        }
        return procedures
    }

    /// The procedure of a last line that no line end follows.
    package mutating func end() -> [ReadProcedure] {
        begun.isEmpty && !isTooLong ? [] : [endLine()].compactMap(\.self)
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        if begun.count + bytes.count > limit {
            isTooLong = true
            begun.removeAll()
        } else if !isTooLong {
            begun += bytes
        }
    }

    private mutating func endLine() -> ReadProcedure? {
        line += 1
        defer {
            begun.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        if isTooLong { return refuse("procedures.line_too_long", ["limit": String(limit)]) }
        if line == 1, begun.starts(with: [0xEF, 0xBB, 0xBF]) { begun.removeFirst(3) }
        if begun.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return nil }
        if begun.contains(0) { return refuse("procedures.line_has_nul") }
        guard String(validating: begun, as: UTF8.self) != nil else { return refuse("procedures.line_not_utf8") }
        guard let record = try? decoder.decode(PortalRecord.self, from: Data(begun)) else { return refuse("procedures.line_not_json") }
        for fault in record.faults {
            let details = ["field": fault.key, "text": String((record.parts[.code] ?? "").prefix(100))]
            log.add(fault.code, at: Place(file: file, line: line, field: fault.key), details)
        }
        guard record.faults.isEmpty, let code = record.parts[.code] else { return nil }
        if let first = seen[code] { return refuse("procedures.code_twice", ["code": code, "first": String(first)], "ma_thu_tuc") }
        seen[code] = line
        return ProcedureReading(record.parts, at: Place(file: file, line: line)).read
    }

    private func refuse(_ code: String, _ details: [String: String] = [:], _ field: String? = nil) -> ReadProcedure? {
        log.add(code, at: Place(file: file, line: line, field: field), details)
        return nil
    }
}
