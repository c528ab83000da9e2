import App
import Dossiers
import Foundation
import Kernel
import Testing
import WorkingTime

/// Simulated dossiers.
///
/// Source of the figures: SD-18, SD-21, SD-35, SD-43.
@Suite struct DeskTests {
    private func percent(_ count: Int, of all: Int, decimals: Int = 1) -> Number? {
        Share(count, of: all, nothing: .says).percent(decimals: decimals)
    }

    @Test func `Thái Nguyên 2017 has 746,305 dossiers received and solved, 98.6 % on time`() throws {
        let desks = try Desks(ArticlePlans.thaiNguyen(DeskCalendar.shipped.get()))
        #expect(desks.dossiers.count == 746_305)
        #expect(desks.ended == 746_305)
        #expect(percent(desks.endedOnTime, of: 746_305) == Number("98.6"))
        // The room's own figure, whatever the denominator, since all are solved when it is taken.
        let columns = DossierColumns(desks)
        let onTime = OnTime(columns.tally(Slice(.year(2017), asOf: CalendarDate(year: 2018, month: 3, day: 8)))[0])
        #expect(onTime[.received].percent(decimals: 1) == Number("98.6"))
        #expect(onTime[.received].denominator == 746_305)
    }

    @Test func `Cần Thơ's culture department has 1,265 dossiers, 70 of them online`() throws {
        let desks = try Desks(ArticlePlans.canThoCulture(DeskCalendar.shipped.get()))
        #expect(desks.dossiers.count == 1265)
        #expect(desks.dossiers.count { $0.channel == .online } == 70)
        #expect(percent(70, of: 1265, decimals: 2) == Number("5.53"))
    }

    @Test func `Cần Thơ's home affairs has 515 dossiers, 282 and 233, 173 at once, none late`() throws {
        let desks = try Desks(ArticlePlans.canThoHome(DeskCalendar.shipped.get()))
        let procedures = desks.plan.procedures
        #expect(desks.dossiers.count { procedures[$0.procedure].field == "iso" } == 282)
        #expect(desks.dossiers.count { procedures[$0.procedure].field == "one_stop" } == 233)
        let atOnce = desks.dossiers.filter { procedures[$0.procedure].isImmediate }
        #expect(atOnce.count == 173)
        #expect(atOnce.allSatisfy { $0.finished?.vietnamDate == $0.received.vietnamDate && $0.returned == $0.finished })
        #expect(desks.endedOnTime == 515)
    }

    @Test func `Phúc Yên has 29,940 dossiers at 94.9 % settled, and 586,600 on time in its communes`() throws {
        let calendar = try DeskCalendar.shipped.get()
        let city = try Desks(ArticlePlans.phucYenCity(calendar))
        #expect(city.dossiers.count == 29_940)
        #expect(percent(city.ended, of: 29_940) == Number("94.9"))
        let communes = try Desks(ArticlePlans.phucYenCommunes(calendar))
        #expect(communes.dossiers.count == 586_600)
        #expect(percent(communes.endedOnTime, of: 586_600, decimals: 0) == 100)
    }

    @Test func `the same plan gives the same files, another seed gives others`() throws {
        var plan = ArticlePlans.canThoCulture(try DeskCalendar.shipped.get())
        func file(_ plan: DeskPlan) throws -> [UInt8] {
            var bytes: [UInt8] = []
            let files = DeskFiles(try Desks(plan))
            files.writeDossiers { bytes += $0 }
            files.writeEvents { bytes += $0 }
            return bytes
        }
        let first = try file(plan)
        #expect(try file(plan) == first)
        plan.seed += 1
        #expect(try file(plan) != first)
    }

    @Test func `the files have the columns they name, a row a dossier, each code once`() throws {
        let desks = try Desks(ArticlePlans.canThoHome(DeskCalendar.shipped.get()))
        var bytes: [UInt8] = []
        DeskFiles(desks).writeDossiers { bytes += $0 }
        let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(rows[0] == DeskFiles.dossierColumns)
        #expect(rows.count == 516)
        #expect(rows.allSatisfy { $0.count == DeskFiles.dossierColumns.count })
        #expect(Set(rows.map { $0[0] }).count == 516)
        #expect(rows.dropFirst().allSatisfy { $0[0].wholeMatch(of: /000\.00\.17\.H13-16\d{4}-\d{4}/) != nil })
    }

    @Test func `time runs forward in every dossier of an honest unit`() throws {
        let desks = try Desks(ArticlePlans.phucYenCity(DeskCalendar.shipped.get()))
        for dossier in desks.dossiers {
            let steps = [dossier.received, dossier.finished, dossier.returned].compactMap(\.self)
            #expect(steps == steps.sorted())
            #expect(dossier.received <= dossier.due && dossier.firstDue <= dossier.due)
            #expect(dossier.supplements <= 1)
        }
    }

    @Test func `more staff make fewer late, and calibration finds a printed rate`() throws {
        var plan = ArticlePlans.phucYenCity(try DeskCalendar.shipped.get())
        plan.units[0].streams[0].arrivals = 6000
        let rates = try [40_000, 60_000, 100_000].map { try Desks(DeskCalibration.staffed(plan, at: $0 / 4)).endedOnTime }
        #expect(rates == rates.sorted() && rates[0] < rates[2])
        let staffing = try #require(try DeskCalibration.staffing(for: 90, decimals: 0, of: plan, share: \.endedOnTime))
        #expect(percent(try Desks(DeskCalibration.staffed(plan, at: staffing)).endedOnTime, of: 6000, decimals: 0) == 90)
    }
}

/// The calendar of `Facts/` with the standard hours.
enum DeskCalendar {
    static let shipped = Result { () throws -> WorkCalendar in
        let start = try #require(CalendarDate("2010-01-01"))
        return try WorkCalendar(
            days: CalendarReader.days(try rows("holidays.csv"), file: "holidays.csv"),
            years: CalendarReader.years(try rows("holiday-years.csv"), file: "holiday-years.csv"), weeks: [Dated(from: start, .standard)])
    }

    private static func rows(_ file: String) throws -> [PlainRow] {
        let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { path, _ in path.deletingLastPathComponent() }
        let lines = try String(contentsOf: root.appending(path: "Facts/\(file)"), encoding: .utf8).split(separator: "\n")
        let columns = try #require(lines.first).split(separator: ",").map(String.init)
        return lines.enumerated().dropFirst().map { index, line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return PlainRow(line: index + 1, cells: Dictionary(uniqueKeysWithValues: zip(columns, cells)))
        }
    }
}
