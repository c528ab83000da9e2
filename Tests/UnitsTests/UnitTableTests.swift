import Kernel
import Office
import Platform
import Storage
import TestSupport
import Testing
import Units

@Suite struct `A file of units` {
    @Test func `comes back as it was given out, as CSV and as a workbook`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            #expect(try await Set(Sample.export(services).rows) == Set(Sample.csv.rows))
            for format in ExportUnits.Format.allCases {
                let file = try await ExportUnits(services)(format)
                let preview = try await ImportUnits(services).preview(InputFile(name: file.name, bytes: file.bytes), by: .operating)
                #expect(preview.difference.isEmpty, "\(format)")
                #expect(preview.difference.unchanged == 5)
            }
        }
    }

    @Test func `tells every fault with its row and column at once`() throws {
        let text = """
            code,name_vi,kind,opened,closed,blocks,unranked_in,official_code,agency_code
            A,Xã A,commune,2025-07-01,01/06/2025,communes,,1234,
            A,Xã A,village,31/02/2025,,Communes!,,,h41
            ,,commune,,,communes,departments,,
            import,Xã I,commune,,,,,,
            """
        let faults = #expect(throws: Faults.self) { try UnitTable(Sample.file(text)) }
        let told = faults?.faults.map { "\($0.place.line) \($0.place.field ?? "") \($0.code)" }
        #expect(
            told == [
                "2 closed units.closed_before_opened", "2 official_code units.scheme_code_malformed", "3 code units.code_twice",
                "3 kind units.kind_unknown_here", "3 opened units.date_unreadable", "3 blocks units.block_malformed",
                "3 agency_code units.scheme_code_malformed", "4 code units.cell_empty", "4 name_vi units.cell_empty",
                "4 unranked_in units.unranked_elsewhere", "5 code units.code_malformed",
            ])
    }

    @Test func `is refused where it does not fit what is there`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            let text = """
                code,name_vi,kind,parent,blocks,official_code
                B,Xã B,commune,NOWHERE,villages,97001
                T,Tỉnh Thử,province,T-X1,,97
                """
            let faults = await #expect(throws: Faults.self) { try await ImportUnits(services).preview(Sample.file(text), by: .operating) }
            #expect(
                faults?.faults.map { "\($0.place.line) \($0.place.field ?? "") \($0.code)" } == [
                    "2 parent units.parent_unknown", "2 blocks units.block_unknown", "2 official_code units.scheme_code_taken",
                    "3 parent units.parent_round",
                ])
            #expect(faults?.faults[2].details["code"] == "T-X1")
        }
    }

    @Test func `leaves what has no column, empties what has an empty cell, and keeps units it does not name`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            try await Sample.take("code,name_vi,kind,agency_code\nT,Tỉnh Thử nghiệm,province,\n", services)
            let rows = try await Sample.export(services).rows
            #expect(rows.count == 6)
            #expect(rows.contains("T,Tỉnh Thử nghiệm,Test Province,province,,,,,,97,,000.00.00.H97,thử"))
        }
    }

    @Test func `may exchange codes between units`() async throws {
        try await withHouse { services in
            try await Sample.load(services)
            let text = "code,name_vi,kind,official_code\nT-X1,Xã Đồng Nai Thượng,commune,97002\nT-X2,Xã Hòa Bình,commune,97001\n"
            try await Sample.take(text, services, .change(Sample.ground))
            let profile = try await ShowUnit(services)("T-X1")
            #expect(profile.codes.map(\.code) == ["97002", "97001"])
            #expect(profile.codes.map { $0.from?.description } == ["2025-07-01", nil])
            #expect(profile.codes.map { $0.to?.description } == [nil, "2025-06-30"])
        }
    }

    @Test(arguments: [
        (UnitCode.Scheme.official, ["01", "971", "00004"], ["1", "0001", "H41", "01 "]),
        (
            .agency, ["H41", "H41.2.5", "G09.1", "Z01.ABC", "0100109106"],
            ["h41", "H4", "H41.", "H41 1", String(repeating: "A", count: 36)]
        ),
        (.oldAgency, ["000.00.00.H41", "001.02.03.G09"], ["H41.00.00.000", "000.00.H41", "H41"]),
    ])
    func `holds codes of each list in their form only`(scheme: UnitCode.Scheme, sound: [String], wrong: [String]) {
        for code in sound { #expect(scheme.admits(code), "\(code)") }
        for code in wrong { #expect(!scheme.admits(code), "\(code)") }
    }
}
