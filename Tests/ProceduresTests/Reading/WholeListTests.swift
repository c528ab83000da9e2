import Foundation
import Kernel
import Office
import Procedures
import Testing

/// The national portal's list of 2,642 procedures of seven ministries and the list of one ministry, where they lie beside the
/// repository: how much of them is understood, to the last row (PR-3).
@Suite(.enabled(if: NationalList.isThere, "../shared/data/procedures is not there")) struct `The national list` {
    @Test func `is understood as far as was measured`() throws {
        let read = try NationalList.procedures()
        #expect(read.count == 2642)
        let ways = read.flatMap(\.procedure.ways)
        #expect(ways.count == 7120)
        let units: [StatedTime.Unit: Int] = Dictionary(grouping: ways.compactMap(\.time?.span), by: \.unit).mapValues(\.count)
        #expect(units == [.workingDays: 4154, .calendarDays: 1577, .hours: 137, .months: 14])
        #expect(read.flatMap(\.procedure.components).flatMap(\.papers).count == 14444)
        let reasons: [String: Int] = Dictionary(grouping: read.flatMap(\.unread)) { "\($0.field.rawValue) \($0.reason.rawValue)" }
            .mapValues(\.count)
        #expect(
            reasons == [
                "ways time_without_unit": 763, "ways note_without_end": 118, "ways time_runs_into_fee": 98, "ways fee_too_small": 87,
                "ways time_in_words": 43, "components form_runs_into_name": 393, "components count_runs_into_name": 39,
                "components no_table": 25, "components text_behind_table": 14, "components row_without_end": 9,
                "legal_bases row_without_end": 197, "legal_bases text_behind_table": 142, "legal_bases number_runs_into_name": 79,
                "legal_bases no_table": 8, "results code_runs_into_name": 24, "results text_behind_table": 12, "results no_table": 2,
            ])
        var procedures: [String: Int] = [:]
        for one in read { for field in Set(one.unread.map(\.field)) { procedures[field.rawValue, default: 0] += 1 } }
        #expect(procedures == ["ways": 469, "components": 296, "legal_bases": 337, "results": 22])
        #expect(read.count(where: \.unread.isEmpty) == 1676)
    }

    @Test func `comes back where it was understood and is run together again`() throws {
        for read in try NationalList.procedures() {
            let procedure = read.procedure
            let doubtful = Set(read.unread.map(\.field))
            var parts: [String: String] = [:]
            if !doubtful.contains(.ways) { parts["cach_thuc_thuc_hien"] = PortalPrint.ways(procedure.ways) }
            if !doubtful.contains(.components) { parts["thanh_phan_ho_so"] = PortalPrint.components(procedure.components) }
            if !doubtful.contains(.legalBases) { parts["can_cu_phap_ly"] = PortalPrint.legalBases(procedure.legalBases) }
            if !doubtful.contains(.results) { parts["ket_qua_xu_ly"] = PortalPrint.results(procedure.results) }
            var lines = PortalLines(file: "again")
            let again = try #require((lines.take(Array(try PortalSample.line(parts).utf8)) + lines.end()).first)
            #expect(again.unread.isEmpty)
            for field in [ProcedureField.ways, .components, .legalBases, .results] where !doubtful.contains(field) {
                #expect(again.procedure.rows(of: field) == procedure.rows(of: field), "\(procedure.code)")
            }
        }
    }

    @Test func `comes back from its stored form to the last procedure`() throws {
        for read in try NationalList.procedures() { try `The content of a procedure`.roundTrip(read.procedure) }
    }

    @Test func `is the same list in every file`() throws {
        let portal = try NationalList.procedures()
        let index = try ProcedureTable(InputFile(path: NationalList.folder + "dvcqg_procedures_index.csv"))
        let names: [String] = index.procedures.map(\.procedure.name)
        #expect(names == portal.map(\.procedure.name))
        let present = portal.map(\.procedure)
        let difference = CatalogueDifference(present, index.procedures.map(\.procedure), scope: .whole, in: index.fields)
        #expect(difference.isEmpty && difference.unchanged == 2642)

        let ministry = try ProcedureTable(InputFile(path: NationalList.folder + "danh-sach-tthc-BoXayDung.xlsx"))
        #expect(ministry.procedures.count == 525)
        let named = CatalogueDifference(present, ministry.procedures.map(\.procedure), scope: .named, in: [.name, .field])
        #expect(named.added.isEmpty && named.changed.isEmpty)
        #expect(named.unchanged == 525 && named.unnamed == 2117)
    }
}

private enum NationalList {
    static let folder =
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().path + "/shared/data/procedures/"
    static let path = folder + "dvcqg_procedures_2642.jsonl.gz"
    static var isThere: Bool { FileManager.default.fileExists(atPath: path) }

    static func procedures() throws -> [ReadProcedure] { try read.get() }

    private static let read = Result { try readAll() }

    /// Reads the list as it comes out of gzip, in pieces.
    private static func readAll() throws -> [ReadProcedure] {
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", path]
        let pipe = Pipe()
        gzip.standardOutput = pipe
        try gzip.run()
        var lines = PortalLines(file: "dvcqg_procedures_2642.jsonl")
        var read: [ReadProcedure] = []
        while let piece = try pipe.fileHandleForReading.read(upToCount: 1 << 16), !piece.isEmpty { read += lines.take(Array(piece)) }
        gzip.waitUntilExit()
        read += lines.end()
        try lines.log.check()
        return read
    }
}
