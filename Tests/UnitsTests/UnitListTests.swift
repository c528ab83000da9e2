import Kernel
import Office
import Testing
import Units

@Suite struct UnitListTests {
    private func list(_ text: String) throws -> UnitList { try UnitList(InputFile(name: "units.csv", bytes: Array(text.utf8)).table()) }

    @Test func `a list keeps the order of its rows and reads who is not ranked`() throws {
        let list = try list("code,name,block,ranked\nA,Sở A,so,có\nB,Sở B,so,không\nC,Sở C,,\n")
        #expect(list.units.map(\.code) == ["A", "B", "C"])
        #expect(list.units.map(\.isRanked) == [true, false, true])
        #expect(list.units[2].block == nil)
        #expect(list.index(of: "B") == 1)
    }

    @Test func `every fault of a list is told at once with its row`() throws {
        let faults = #expect(throws: Faults.self) { try list("code,name,ranked\nA,Sở A,maybe\nA,Sở B,\n,Sở C,\nD,,\n") }
        #expect(faults?.faults.map(\.code) == ["units.ranked_unknown", "units.code_twice", "units.code_missing", "units.name_missing"])
        #expect(faults?.faults.map(\.place.line) == [2, 3, 4, 5])
    }

    @Test(arguments: [
        ("Huyện Bàu Bàng", "Bàu Bàng District"), ("UBND thành phố Huế", "People's Committee of Huế City"), ("Sở Nội vụ", "Sở Nội vụ"),
    ])
    func `an English name is made of the kind and the name`(name: String, expected: String) {
        #expect(EnglishName.of(name) == expected)
    }
}
