import Foundation
import Kernel
import Office
import Platform

/// A list of procedures out of whatever file it came in: the national portal's lines, plain or packed by gzip, a workbook, CSV, or a
/// table of the steps of internal processes (PR-8).
package struct ProcedureList: Sendable {
    package let procedures: [ReadProcedure]
    /// The parts that the list says something about.
    package let fields: Set<ProcedureField>
    private let ways: StatedWays?

    /// Bytes of a file, and what it may grow to when it is unpacked.
    package static let limit = 64 << 20
    private static let unpackedLimit = 256 << 20

    /// Reads a file, or throws all its faults.
    package init(_ file: InputFile) throws {
        var file = file
        if file.bytes.starts(with: [0x1F, 0x8B]) {
            file = InputFile(name: file.name, bytes: try Self.unpacked(file))
        }
        if Self.isLines(file.bytes) {
            procedures = try PortalLines.read(file)
            fields = Set(PortalRecord.keys.values)
            ways = nil
            return
        }
        let table = try ProcedureTable.table(file)
        if let process = try ProcessTable(table) {
            procedures = process.procedures
            fields = [.code, .process]
            ways = nil
        } else {
            let list = try ProcedureTable(table)
            (procedures, fields, ways) = (list.procedures, list.fields, list.ways)
        }
    }

    /// What a procedure becomes by what the list says of it, which is nothing where it has no column.
    func lay(_ read: Procedure, over present: Procedure) -> Procedure {
        var stated = read
        if let ways { stated.ways = ways.merge(read.ways, into: present.ways) }
        return present.taking(fields, from: stated)
    }

    /// What of the list could not be understood, in its order (PR-3).
    package var unread: [UnreadPart] {
        procedures.flatMap { read in
            read.unread.map { UnreadPart(code: read.procedure.code, name: read.procedure.name, place: read.place, part: $0) }
        }
    }

    private static func unpacked(_ file: InputFile) throws(Faults) -> [UInt8] {
        switch Gzip.unpack(file.bytes, limit: unpackedLimit) {
        case .whole(let bytes): return bytes
        case .tooLarge:
            throw Faults([Fault("procedures.unpacked_too_large", at: Place(file: file.name), ["limit": String(unpackedLimit >> 20)])])
        case .damaged: throw Faults([Fault("procedures.gzip_damaged", at: Place(file: file.name))])
        }
    }

    /// Whether the first thing in the file is an object of JSON.
    private static func isLines(_ bytes: [UInt8]) -> Bool {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return text.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "{")
    }
}

/// One thing of a list that could not be understood, and whose it is.
package struct UnreadPart: Hashable, Sendable {
    package var code: String
    package var name: String
    package var place: Place
    package var part: Unread
}
