import Dossiers
import Foundation
import Kernel
import TestNumbers
import Testing

/// Source: RT-10 … RT-71.
///
/// Points are the framework's: these tests end where its figures begin.
@Suite struct Index766Tests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Đắk Lắk on 10/10/2026 as the portal printed it: counts of dossiers, of the catalogue and of feedback.
    static var dakLak: (counts: Counts766, sources: Sources766) {
        var counts = Counts766()
        (counts.handled, counts.onTime, counts.withFee, counts.paidOnline) = (443_565, 393_087, 204_757, 179_460)
        (counts.electronicResult, counts.digitised, counts.reused, counts.personalStore) = (284_995, 93_664, 82_645, 9_499)
        (counts.populationData, counts.synchronised) = (279_339, 370_610)
        (counts.proceduresPaid, counts.proceduresWithPopulationData) = (56, 380)
        var sources = Sources766()
        sources.catalogue = Sources766.Catalogue(
            publishedOnTime: Share(0, of: 82, nothing: .says), madePublicOnTime: Share(79, of: 82, nothing: .says),
            contentComplete: Share(79, of: 79, nothing: .says), procedures: 1346, onlineServices: 0, withFee: 376, paymentIntegrated: 160)
        sources.feedback = Sources766.Feedback(count: 485, onTime: 241, unsatisfied: 55, late: 244, dossiersComplained: 218)
        sources.hasPayments = true
        sources.certifiedCopies = Share(0, of: 0, nothing: .counts)
        sources.dossiersElsewhere = 370_610
        return (counts, sources)
    }

    /// `Facts/acceptance` holds the portal's inputs and that they give 17.72, 3.86, 0.84 …; the measures must come to the same inputs.
    @Test func `Đắk Lắk's counts give the inputs by which its published sub-scores come out`() throws {
        let index = Index766(Self.dakLak.counts, Self.dakLak.sources, in: .year(2026))
        let file = Self.root.appending(path: "Facts/acceptance/dak-lak-2026-10-10/dak-lak.csv")
        let published = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map(String.init)
            .filter { !$0.contains("CLGQ") }
        let own = index.inputs.filter { $0.criterion != "CLGQ" }.map { "H15,\($0.criterion),\($0.input),\($0.value),\($0.reason)" }
        #expect(Set(own) == Set(published))
        #expect(own.count == published.count)
    }

    /// Every leaf of the framework has a measure with its indicator's name, and none is beside it.
    @Test func `criteria and indicators are those of the framework`() throws {
        let text = try String(contentsOf: Self.root.appending(path: "Frameworks/real/qd-766.yaml"), encoding: .utf8)
        var leaves: [String: String] = [:]
        var code = ""
        for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            if line.hasPrefix("- code: ") { code = String(line.dropFirst(8)) }
            if line.hasPrefix("indicator: ") { leaves[code] = String(line.dropFirst(11)) }
        }
        #expect(leaves.count == 18)
        let measures = Index766(Counts766(), Sources766(), in: .year(2026)).measures
        let own = measures.compactMap { measure in measure.criterion.map { ($0, measure.indicator) } }
        #expect(Dictionary(uniqueKeysWithValues: own) == leaves)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `all units counted at once are what each is counted alone`(seed: UInt64) throws {
        let columns = RandomDossiers(seed: seed, count: 3000).columns
        for period in [Period.year(2024), .quarter(2, of: 2024), .month(12, of: 2023)] {
            let asOf = try #require(CalendarDate(daysSince1970: period.last.daysSince1970 - 5))
            let all = Counts766.byUnit(columns, period, asOf: asOf)
            #expect(all.count == 5)
            #expect(all == (0..<5).map { Counts766(columns, period, asOf: asOf, of: [.unit: [$0]]) })
            #expect(Counts766.byUnit(columns, period, asOf: asOf, of: [.unit: [3]]).map(\.handled).count { $0 > 0 } == 1)
        }
    }

    @Test func `what is not connected says so and is never zero`() {
        let index = Index766(Self.dakLak.counts, Sources766(), in: .day(day("2026-10-10")))
        let waiting = index.measures.filter { $0.value == .notConnected }.map(\.indicator)
        #expect(
            waiting == [
                "procedures.published_on_time", "procedures.made_public_on_time", "procedures.content_complete", "dossiers.synchronised",
                "procedures.online", "procedures.online_used", "dossiers.paid_online", "procedures.payment_integrated",
                "procedures.payment_used", "dossiers.certified_copies", "procedures.population_data", "feedback.on_time",
                "feedback.satisfied", "dossiers.satisfied",
            ])
        for measure in index.measures where measure.value == .notConnected {
            #expect(measure.inputs.allSatisfy { $0.input == "missing" && $0.reason == "not_connected" })
        }
    }

    @Test func `provisional and estimated denominators carry their mark`() {
        let index = Index766(Self.dakLak.counts, Self.dakLak.sources, in: .year(2026))
        let provisional = index.measures.filter {
            if case .share(_, .provisionalDenominator) = $0.value { true } else { false }
        }
        #expect(provisional.compactMap(\.criterion) == ["MDSH.1", "MDSH.2", "MDSH.4", "MDSH.5", "MDSH.6", "MDHL.3"])
    }

    @Test func `without other counts, synchronising is measured by a part of last year`() {
        var sources = Sources766()
        sources.dossiersLastYear = 1_000_001
        func value(_ period: Period) -> Measure766.Value? {
            Index766(Self.dakLak.counts, sources, in: period).measures.first { $0.indicator == "dossiers.synchronised" }?.value
        }
        #expect(value(.year(2026)) == .share(Share(370_610, of: 1_000_001, nothing: .says), .estimatedDenominator))
        #expect(value(.quarter(3, of: 2026)) == .share(Share(250_001, of: 250_001, nothing: .says), .estimatedDenominator))
        #expect(value(.month(9, of: 2026)) == .share(Share(83_334, of: 83_334, nothing: .says), .estimatedDenominator))
        #expect(value(.day(day("2026-10-10"))) == .notConnected)
    }

    @Test func `a unit without dossiers has no such task, but no certified copy counts as all`() {
        var sources = Sources766()
        sources.certifiedCopies = Share(0, of: 0, nothing: .counts)
        let inputs = Index766(Counts766(), sources, in: .year(2026)).inputs
        #expect(inputs.contains(FrameworkInput("TDGQ.1", "not_applicable", reason: "no_such_task")))
        #expect(inputs.contains(FrameworkInput("MDSH.3", "denominator", 0)))
    }

    @Test(arguments: seeds(8)) func `marks, channels and procedures are counted as they stand on dossiers`(seed: UInt64) {
        let random = RandomDossiers(seed: seed, count: 500)
        let plain = PlainCount(period: period("2024-Q2"), asOf: period("2024-Q2").last)
        let counts = Counts766(random.columns, period("2024-Q2"), of: [.unit: [1, 3]])
        let handled = random.rows.filter { [1, 3].contains($0.unit) && plain.counts($0).contains(.handled) }
        let received = handled.filter { plain.counts($0).contains(.received) }
        func count(_ marks: DossierColumns.Marks) -> Int { handled.count { $0.marks.isSuperset(of: marks) } }
        func procedures(_ rows: [DossierColumns.Row]) -> Int { Set(rows.map(\.procedure)).count }
        var expected = Counts766()
        expected.handled = handled.count
        expected.onTime = handled.count { plain.counts($0).contains(.handledOnTime) }
        expected.received = received.count
        expected.receivedOnline = received.count { $0.channel == .online }
        expected.withFee = count(.hasFee)
        expected.paidOnline = count([.hasFee, .paidOnline])
        expected.electronicResult = count(.electronicResult)
        expected.digitised = count([.componentsDigitised, .resultDigitised])
        expected.reused = count(.reused)
        expected.personalStore = count(.personalStore)
        expected.populationData = count(.populationData)
        expected.synchronised = count(.synchronised)
        expected.proceduresOnline = procedures(received.filter { $0.channel == .online })
        expected.proceduresPaid = procedures(handled.filter { $0.marks.isSuperset(of: [.hasFee, .paidOnline]) })
        expected.proceduresWithPopulationData = procedures(handled.filter { $0.marks.contains(.populationData) })
        #expect(counts == expected)
    }
}
