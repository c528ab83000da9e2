import App
import Dossiers
import Kernel
import Testing
import WorkingTime

/// Source: PE-N12, SD-43.
///
/// Units that game are planted; the report must find each by its sign and accuse nobody else.
@Suite struct GamingReportTests {
    /// Thirty honest units, some of them short of staff and late, and some that game because they are.
    static func plan(seed: UInt64, gaming: [DeskPlan.Gaming] = DeskPlan.Gaming.allCases) throws -> DeskPlan {
        let units = (0..<30 + gaming.count).map { number in
            var unit = DeskPlan.Unit(
                code: "\(number)", staff: 3, staffing: (number < 30 ? 42_000 : 33_000) + number % 5 * 700,
                streams: [DeskPlan.Stream(2600 + number % 7 * 150, of: [2, 3, 4, 5, 7, 9, 11])])
            if number >= 30 { unit.gaming = gaming[number - 30] }
            // Never late is odd of many alone.
            if unit.gaming == .perfect { (unit.staff, unit.streams[0].arrivals) = (14, 15_000) }
            return unit
        }
        let (first, last) = (CalendarDate(year: 2024, month: 1, day: 1), CalendarDate(year: 2024, month: 12, day: 31))
        return DeskPlan(
            seed: seed, from: try #require(first), through: try #require(last), calendar: try DeskCalendar.shipped.get(),
            procedures: DeskPlan.Procedure.common, units: units)
    }

    static func report(_ plan: DeskPlan) throws -> GamingReport {
        let desks = try Desks(plan)
        return GamingReport(DossierColumns(desks), .year(2024), events: desks.dossierEvents)
    }

    static let signs: [DeskPlan.Gaming: GamingSign] = [
        .restarts: .lateRestart, .lastDay: .lastDay, .bulk: .bulkClosing, .backDating: .backDating, .suspensions: .withoutLetter,
        .perfect: .tooPerfect,
    ]

    @Test(arguments: [1, 2, 3] as [UInt64]) func `each planted unit is found by its sign`(seed: UInt64) throws {
        let plan = try Self.plan(seed: seed)
        let named = try Self.report(plan).named
        for (unit, gaming) in DeskPlan.Gaming.allCases.enumerated() {
            let line = named.first { $0.unit == 30 + unit && $0.sign == Self.signs[gaming] }
            #expect(line != nil, "\(gaming)")
            if let line { #expect(line.rows.count >= line.observed && (line.observed == 0) == (gaming == .perfect)) }
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func `no honest unit is accused, among gaming ones or alone`(seed: UInt64) throws {
        #expect(try Self.report(Self.plan(seed: seed)).named.filter { $0.unit < 30 }.isEmpty)
        #expect(try Self.report(Self.plan(seed: seed, gaming: [])).named.isEmpty)
    }

    @Test func `never late in half a million is flagged, in a few hundred it is not`() throws {
        let calendar = try DeskCalendar.shipped.get()
        let communes = try Desks(ArticlePlans.phucYenCommunes(calendar))
        let ten = try #require(Period("2010-06-01..2020-05-31"))
        let perfect = GamingReport(DossierColumns(communes), ten, events: communes.dossierEvents).named.filter { $0.sign == .tooPerfect }
        #expect(perfect.count == 10)
        #expect(perfect.allSatisfy { $0.observed == 0 && $0.expected > 20 })

        var few = ArticlePlans.phucYenCommunes(calendar)
        for unit in few.units.indices { few.units[unit].streams[0].arrivals = 500 }
        let desks = try Desks(few)
        #expect(GamingReport(DossierColumns(desks), ten, events: desks.dossierEvents).named.filter { $0.sign == .tooPerfect }.isEmpty)
    }

    @Test func `with too few peers nobody is compared`() throws {
        var plan = try Self.plan(seed: 1)
        plan.units = Array(plan.units.suffix(3))
        let report = try Self.report(plan)
        #expect(report.lines.isEmpty)
        #expect(report.incomparable == GamingSign.allCases)
    }
}
