import Kernel
import Office
import Testing

@Suite struct `Numbers as stored and as typed` {
    @Test(arguments: [
        ("9.9499999999999993", "9.95"), ("0.30000000000000004", "0.3"), ("61904.000000000007", "61904"), ("85.60", "85.6"),
        ("1E-3", "0.001"), ("1.5e+3", "1500"), ("-0.0", "0"), ("+7", "7"), (".5", "0.5"), ("5.", "5"),
        ("123456789012345678", "123456789012346000"),
        ("999999999999999.5", "1000000000000000"), ("0.99999999999999999", "1"), ("1.00000000000000445", "1"),
        ("1.00000000000000500", "1.00000000000001"),
        ("0", "0"), ("0E308", "0"), ("100", "100"), ("-12.5", "-12.5"), ("9.99999999999999E1", "99.9999999999999"),
    ])
    func `A stored number is read as its typist saw it`(stored: String, typed: String) {
        #expect(Cell(.number, stored).numberAsTyped == typed)
        #expect(Cell(.percent, stored).numberAsTyped == typed)
    }

    @Test(arguments: [
        "", ".", "-", "1,5", "1.2.3", "NaN", "INF", "0x10", "1E", "1E+", "1E309", "1E9999999999999999999", " 1", "1 ", "--1", "１",
    ])
    func `What is no number is none`(text: String) {
        #expect(Cell(.number, text).numberAsTyped == nil)
    }

    @Test func `Only numbers have one`() {
        #expect(Cell(.text, "1").numberAsTyped == nil)
        #expect(Cell(.boolean, "1").numberAsTyped == nil)
        #expect(Cell(.date(.from1900), "45940").numberAsTyped == "45940")
    }

    @Test(arguments: [("85.60", "85.60"), ("-0.5", "-0.5"), ("007", "7"), ("0.00", "0.00"), ("-0", "0")])
    func `Decimal text keeps its decimals`(text: String, expected: String) {
        #expect(DecimalText(text)?.description == expected)
    }

    @Test(arguments: ["", "+1", ".5", "5.", "1e3", "1,5", "-", "1.2.3"])
    func `Decimal text is canonical or none`(text: String) {
        #expect(DecimalText(text) == nil)
    }

    @Test func `Decimal text of a number has at least the decimals asked for`() {
        #expect(DecimalText(Number(digits: 61904, scale: 3), decimals: 2).description == "61.904")
        #expect(DecimalText(Number(digits: 856, scale: 1), decimals: 2).description == "85.60")
        #expect(DecimalText(Number(digits: -5, scale: 2)).description == "-0.05")
        #expect(DecimalText(Number.zero, decimals: 2).description == "0.00")
    }
}

@Suite struct `Days and times of sheets` {
    @Test(arguments: [
        ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("36526", "2000-01-01"), ("36585", "2000-02-29"),
        ("43895", "2020-03-05"),
        ("46305", "2026-10-10"), ("401768", "2999-12-31"),
    ])
    func `Days are counted from 1900 with the day that never was`(serial: String, day: String) {
        #expect(Cell(.date(.from1900), serial).moment?.date?.description == day)
        #expect(Cell(.date(.from1900), serial).moment?.seconds == 0)
    }

    @Test(arguments: [("0", "1904-01-01"), ("1", "1904-01-02"), ("44843", "2026-10-10")])
    func `Days are counted from 1904`(serial: String, day: String) {
        #expect(Cell(.date(.from1904), serial).moment?.date?.description == day)
    }

    @Test(arguments: [
        ("0.5", 43_200), ("0.99999", 86_399), ("0.604166666666667", 52_200), ("0.60416666666666663", 52_200), ("1.1574074074074073E-5", 1),
        ("0", 0),
    ])
    func `A fraction alone is a time of day`(serial: String, seconds: Int) {
        let moment = Cell(.date(.from1900), serial).moment
        #expect(moment?.date == nil)
        #expect(moment?.seconds == seconds)
    }

    @Test func `A day with a time keeps both, and the last half second is the next day`() {
        let afternoon = Cell(.date(.from1900), "46305.604166666664").moment
        #expect(afternoon?.date?.description == "2026-10-10")
        #expect(afternoon?.seconds == 14 * 3600 + 30 * 60)
        let midnight = Cell(.date(.from1900), "46304.999999").moment
        #expect(midnight?.date?.description == "2026-10-10")
        #expect(midnight?.seconds == 0)
    }

    @Test(arguments: [("2026-10-10", 0), ("2026-10-10T14:30:05", 52_205), ("2026-10-10T14:30:05.123Z", 52_205)])
    func `A written date is read as written`(text: String, seconds: Int) {
        let moment = Cell(.date(.iso), text).moment
        #expect(moment?.date?.description == "2026-10-10")
        #expect(moment?.seconds == seconds)
    }

    @Test(arguments: [
        ("60", DateSystem.from1900), ("-1", .from1900), ("401769", .from1900), ("99999999999", .from1900), ("1E300", .from1900),
        ("x", .from1900),
        ("2026-02-30", .iso), ("2026-10-10 14:30:05", .iso), ("2026-10-10T24:00:00", .iso), ("10/10/2026", .iso),
    ])
    func `There is no such moment`(text: String, system: DateSystem) {
        #expect(Cell(.date(system), text).moment == nil)
    }
}

@Suite struct `Addresses of cells` {
    @Test(arguments: [("A1", 1, 1), ("B7", 7, 2), ("Z9", 9, 26), ("AA10", 10, 27), ("$C$3", 3, 3), ("XFD1048576", 1_048_576, 16_384)])
    func `An address is read and written`(text: String, row: Int, column: Int) {
        let reference = CellReference(text)
        #expect(reference == CellReference(row: row, column: column))
        #expect(reference?.description == text.replacing("$", with: ""))
    }

    @Test(arguments: ["", "A", "7", "A0", "XFE1", "A1048577", "a1", "A1B", "AAAA1", "A-1", "A99999999999999999999", "R1C1", "A1:B2"])
    func `What lies outside a sheet is no address`(text: String) {
        #expect(CellReference(text) == nil)
    }

    @Test func `A range runs from upper left to lower right`() {
        #expect(CellRange("A1:E1")?.description == "A1:E1")
        #expect(CellRange("B2:A1") == nil)
        #expect(CellRange("A1") == nil)
        #expect(CellRange("A1:B2:C3") == nil)
    }
}
