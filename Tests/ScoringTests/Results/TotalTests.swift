import Kernel
import Scoring
import Testing

@Suite("PI-41 to PI-44: from leaves to the total")
struct TotalTests {
    private static let hue = UnitBlock.criteria(UnitBlock.criterion("A", "48"), UnitBlock.criterion("B", "2"))
    private static let parts = UnitBlock.criteria(
        UnitBlock.criterion("A", "70"), UnitBlock.criterion("S", "20", "survey"), UnitBlock.criterion("T", "10", "survey"))
    private static let extras = """
        bonus:
          cap: 5
          criteria: [{code: T1, vi: Một, en: One, points: 4, rule: bonus}, {code: T2, vi: Hai, en: Two, points: 4, rule: bonus}]
        penalty:
          cap: -3
          criteria: [{code: P1, vi: Một, en: One, points: -2, rule: penalty}, {code: P2, vi: Hai, en: Two, points: -2, rule: penalty}]
        """

    @Test func `Thành phố Huế: 42.63 of 48 is 44.40625 of 50, never 44.50 (PI-41)`() throws {
        let block = try UnitBlock(total: "50", criteria: Self.hue, units: ["A: 42.63, B: not_applicable not_assessed"])
        #expect(block.totals == ["44.40625"])
        #expect(block.percents == ["1421/1600"])
        #expect(block.scores.totals[0].isConverted)
        #expect(block.scores.totals[0].maximum == Points(micro: 48_000_000))
    }

    @Test func `With reduce the points stay and the maximum shrinks (OS-62)`() throws {
        let block = try UnitBlock(
            total: "50", head: "not_applicable: reduce", criteria: Self.hue, units: ["A: 42.63, B: not_applicable not_assessed"])
        #expect(block.totals == ["42.63"])
        #expect(block.percents == ["1421/1600"])
        #expect(!block.scores.totals[0].isConverted)
    }

    @Test func `Without a survey, 63 of 70 is 90 (PI-38)`() throws {
        let silent = "A: 63, S: not_applicable no_survey, T: not_applicable no_survey"
        let mixed = "A: 63, S: not_applicable no_survey, T: not_applicable no_such_task"
        for policy in ["renormalise", "reduce"] {
            let block = try UnitBlock(
                total: "100", head: "survey_absent: rescale\nnot_applicable: \(policy)", criteria: Self.parts, units: [silent, mixed])
            #expect(block.totals == ["90", "90"])
            #expect(block.percents == ["9/10", "9/10"])
            #expect(block.sheet.standings(block.scores).entries.map(\.surveyRank) == [nil, nil])
        }
    }

    @Test func `A survey held in part is not absent: reduce then only shrinks`() throws {
        let unit = "A: 63, S: 10, T: not_applicable no_survey"
        let block = try UnitBlock(total: "100", head: "survey_absent: rescale\nnot_applicable: reduce", criteria: Self.parts, units: [unit])
        #expect(block.totals == ["73"])
        #expect(block.percents == ["73/90"])
    }

    @Test func `Where nothing is said of absent surveys, no survey is no data (PI-38)`() throws {
        let block = try UnitBlock(
            total: "100", criteria: Self.parts, units: ["A: 63, S: not_applicable no_survey, T: not_applicable no_such_task"])
        #expect(block.faults == ["0 S absent"])
    }

    @Test func `51 of 60 is 85 % (PI-39)`() throws {
        let block = try UnitBlock(
            total: "60", criteria: UnitBlock.criteria(UnitBlock.criterion("A", "40"), UnitBlock.criterion("S", "20", "survey")),
            units: ["A: 36, S: 15"])
        #expect(block.totals == ["51"])
        #expect(block.percents == ["17/20"])
    }

    @Test func `Bonus and penalty have caps of their own and never enter a denominator (PI-30, PI-31, PI-44)`() throws {
        let units = ["A: 42, B: 1, T1: 4, T2: 4", "A: 42, B: 1, P1: -2, P2: -2", "A: 42, B: 1, T1: 1, P1: -0.5", "A: 42, B: 1"]
        let block = try UnitBlock(total: "50", criteria: Self.hue + "\n" + Self.extras, units: units)
        #expect(block.totals == ["48", "40", "43.5", "43"])
        #expect(block.scores.totals.map { "\($0.bonus) \($0.penalty)" } == ["5 0", "0 -3", "1 -0.5", "0 0"])
        #expect(block.scores.totals.allSatisfy { $0.maximum == Points(micro: 50_000_000) })
        #expect(block.percents == ["24/25", "4/5", "87/100", "43/50"])
    }

    @Test func `Extras outside the percent change the points alone`() throws {
        let block = try UnitBlock(
            total: "50", criteria: Self.hue + "\n" + Self.extras + "\nextras: outside",
            units: ["A: 42, B: 1, T1: 4, T2: 4", "A: 42, B: 1, P1: -2"])
        #expect(block.totals == ["48", "41"])
        #expect(block.percents == ["43/50", "43/50"])
    }

    @Test func `The total may pass the maximum, the percent stays between 0 and 100`() throws {
        let block = try UnitBlock(
            total: "50", criteria: Self.hue + "\n" + Self.extras, units: ["A: 48, B: 2, T1: 4", "A: 0, B: 1, P1: -2"])
        #expect(block.totals == ["54", "-1"])
        #expect(block.percents == ["1", "0"])
    }

    @Test func `Extras are added after the conversion (PI-41, PI-44)`() throws {
        let unit = "A: 42.63, B: not_applicable not_assessed, T1: 1"
        let block = try UnitBlock(total: "50", criteria: Self.hue + "\n" + Self.extras, units: [unit])
        #expect(block.totals == ["45.40625"])
        #expect(block.percents == ["1453/1600"])
    }

    @Test func `A unit to which nothing applies has no percent, no rank and no band, and its extras stand`() throws {
        let criteria = Self.hue + "\n" + Self.extras
        let units = ["A: not_applicable not_competent, B: not_applicable not_competent, T1: 2", "A: 1, B: 1"]
        let block = try UnitBlock(total: "50", head: "bands: [{code: any, vi: Mọi, en: Any}]", criteria: criteria, units: units)
        #expect(block.percents == ["–", "1/25"])
        #expect(block.totals == ["2", "2"])
        #expect(block.ranks() == ["–", "1"])
        #expect(block.bands == ["–", "any"])
    }

    @Test func `Points of an inner node stand for all below it, which must then be silent`() throws {
        let criteria = """
            criteria:
              - code: A
                vi: Lĩnh vực
                en: Field
                points: 10
                children:
            \(UnitBlock.criterion("A.1", "4").indented)
            \(UnitBlock.criterion("A.2", "6").indented)
            """
        let block = try UnitBlock(
            total: "10", criteria: criteria, units: ["A: 7.5", "A: 7.5, A.1: 2", "A: 10.1", "A.1: 2", "A: not_applicable not_assessed"])
        #expect(Set(block.faults) == ["1 A.1 twofold", "2 A over", "3 A.2 absent"])
        #expect(block.totals[0] == "7.5")
        #expect(block.percents[4] == "–")
    }
}

extension String {
    /// A child's line, four places further in.
    fileprivate var indented: String { "    " + self }
}
