import Kernel
import Platform
import Storage
import TestSupport
import Testing
import Units

@Suite struct `Every verb of units is whole or not at all` {
    private let more =
        "code,name_vi,kind,parent,blocks,official_code\nT-X1,Xã Mới,commune,T,departments,97003\nT-X7,Xã Bảy,commune,T,,97001\n"

    @Test func `importing a file`() async throws {
        try await failsWhole(ImportUnits.self, given: Sample.load) { try await Sample.take(more, $0, .change(Sample.ground)) }
    }

    @Test func `renaming a unit`() async throws {
        let order = RenameUnit.Order(unit: "T-X1", version: 1, nameVI: "Xã Mới", nameEN: "", ground: Sample.ground)
        try await failsWhole(RenameUnit.self, given: Sample.load) { try await RenameUnit($0)(order, by: .operating) }
    }

    @Test func `closing a unit`() async throws {
        let order = CloseUnit.Order(unit: "T-H1", version: 1, ground: Sample.ground)
        try await failsWhole(CloseUnit.self, given: Sample.load) { try await CloseUnit($0)(order, by: .operating) }
    }

    @Test func `merging units`() async throws {
        let result = MergeUnits.Result.new(UnitDraft(code: "T-X9", nameVI: "Xã Chín", nameEN: ""))
        let order = MergeUnits.Order(unit: "T-X1", version: 1, others: ["T-X2"], result: result, ground: Sample.ground)
        try await failsWhole(MergeUnits.self, given: Sample.load) { try await MergeUnits($0)(order, by: .operating) }
    }

    @Test func `splitting a unit`() async throws {
        let parts = [UnitDraft(code: "T-X8", nameVI: "Xã Tám", nameEN: ""), UnitDraft(code: "T-X9", nameVI: "Xã Chín", nameEN: "")]
        let order = SplitUnit.Order(unit: "T-X1", version: 1, parts: parts, goesOn: false, ground: Sample.ground)
        try await failsWhole(SplitUnit.self, given: Sample.load) { try await SplitUnit($0)(order, by: .operating) }
    }

    /// To fail 7,000 statements in turn would take hours, so all but two communes and a code are there; what is added takes each
    /// kind of statement that the verb has.
    @Test func `loading the units of the country`() async throws {
        try await failsWhole(
            LoadNationalUnits.self,
            given: { services in
                try await LoadNationalUnits(services)(by: .operating)
                try await services.database.write { db in
                    try db.run("DELETE FROM units_codes WHERE scheme = 'agency' AND code = 'H26'")
                    for code in ["00004", "32248"] {
                        try db.run("DELETE FROM units_codes WHERE scheme = 'official' AND code = \(code)")
                        try db.run("DELETE FROM units_units WHERE code = \(code)")
                    }
                }
            }
        ) { services in
            let outcome = try await LoadNationalUnits(services)(by: .operating)
            #expect(outcome.added == 2 && outcome.present == 3353)
        }
    }

    @Test func `adding a block`() async throws {
        try await failsWhole(AddBlock.self) {
            try await AddBlock($0)(Block(code: "x", title: Bilingual(vi: "Khối", en: "Block")), by: .operating)
        }
    }
}
