import Kernel
import Scoring
import Testing

@Suite("PI-53 to PI-56: ranks within a block, from exact values")
struct StandingsTests {
    private static let hundred = UnitBlock.criteria(UnitBlock.criterion("A", "100"))

    @Test(arguments: [
        ("\"1224\"", ["1", "2", "2", "2", "5", "6"]),
        ("\"1334\"", ["1", "4", "4", "4", "5", "6"]),
        ("average", ["1", "3", "3", "3", "5", "6"]),
        ("dense", ["1", "2", "2", "2", "3", "4"]),
        ("[A]", ["1", "2", "2", "2", "5", "6"]),
    ])
    func `One block under each of the five policies for ties (PI-55)`(_ ties: String, _ expected: [String]) throws {
        let units = ["A: 95", "A: 90", "A: 90", "A: 90", "A: 80.000001", "A: 80"]
        #expect(try UnitBlock(total: "100", head: "ties: \(ties)", criteria: Self.hundred, units: units).ranks() == expected)
    }

    @Test func `Without a word about ties, equal units share the better place`() throws {
        let block = try UnitBlock(total: "100", criteria: Self.hundred, units: ["A: 80", "A: 90", "A: 90"])
        #expect(block.ranks() == ["3", "1", "1"])
        #expect(block.sheet.standings(block.scores).order == [1, 2, 0])
    }

    @Test func `Two units between two places stand at a half`() throws {
        let block = try UnitBlock(total: "100", head: "ties: average", criteria: Self.hundred, units: ["A: 9", "A: 8", "A: 9", "A: 7"])
        #expect(block.ranks() == ["1.5", "3", "1.5", "4"])
        #expect(block.sheet.standings(block.scores).entries[0].rank?.halves == 3)
    }

    @Test func `Criteria break ties in turn by their share, and one that is left out comes last`() throws {
        let criteria = UnitBlock.criteria(UnitBlock.criterion("A", "50"), UnitBlock.criterion("B", "40"), UnitBlock.criterion("C", "10"))
        let units = [
            "A: 40, B: 32, C: 8", "A: 40, B: 33, C: 7", "A: not_applicable no_such_task, B: 32, C: 8", "A: 40, B: 33, C: 7",
            "A: 41, B: 31, C: 8",
        ]
        let block = try UnitBlock(total: "100", head: "ties: [A, B]", criteria: criteria, units: units)
        #expect(Set(block.percents) == ["4/5"])
        #expect(block.ranks() == ["4", "2", "5", "2", "1"])
    }

    @Test func `A share breaks ties, not points: 8 of 10 stands before 39 of 50`() throws {
        let criteria = """
            criteria:
              - code: A
                vi: Lĩnh vực
                en: Field
                points: 50
                children:
                  - {code: A.1, vi: Một, en: One, points: 10, rule: external_grade, by: {vi: Sở, en: Department}}
                  - {code: A.2, vi: Hai, en: Two, points: 40, rule: external_grade, by: {vi: Sở, en: Department}}
            \(UnitBlock.criterion("B", "50"))
            """
        let units = ["A.1: 9, A.2: 30, B: 41", "A.1: 8, A.2: not_applicable no_such_task, B: 40"]
        let block = try UnitBlock(total: "100", head: "ties: [A]", criteria: criteria, units: units)
        #expect(block.percents == ["4/5", "4/5"])
        #expect(block.ranks() == ["2", "1"])
    }

    @Test func `Ranks come from exact values, whatever is displayed (PI-54)`() throws {
        let block = try UnitBlock(
            total: "100", head: "display: {digits: 0}", criteria: Self.hundred, units: ["A: 80.000001", "A: 80.000002", "A: 80"])
        #expect(block.ranks() == ["2", "1", "3"])
    }

    @Test func `Units outside the common list and units with missing data are scored, not ranked (PI-4, PI-45)`() throws {
        let block = try UnitBlock(
            total: "100", head: "missing: unranked", criteria: Self.hundred, units: ["A: 90", "A: 99", "A: missing lost", "A: 80"])
        #expect(block.ranks { $0 != 1 } == ["1", "–", "–", "2"])
        #expect(block.totals == ["90", "99", "0", "80"])
        #expect(block.scores.totals.map(\.isUnranked) == [false, false, true, false])
        #expect(block.sheet.standings(block.scores) { $0 != 1 }.order == [0, 3, 1, 2])
    }

    @Test func `Phú Giáo leads by its direct part and falls behind Dầu Tiếng (Bình Dương 2017, PI-56)`() throws {
        let criteria = UnitBlock.criteria(UnitBlock.criterion("A", "65"), UnitBlock.criterion("S", "35", "survey"))
        let block = try UnitBlock(total: "100", criteria: criteria, units: ["A: 46, S: 30.03", "A: 44, S: 32.22"])
        let standings = block.sheet.standings(block.scores)
        #expect(block.totals == ["76.03", "76.22"])
        #expect(
            standings.entries.map {
                "\($0.rank?.description ?? "–") \($0.directRank?.description ?? "–") \($0.surveyRank?.description ?? "–")"
            } == ["2 1 2", "1 2 1"])
    }

    @Test func `A block without a survey has no survey ranks`() throws {
        let block = try UnitBlock(total: "100", criteria: Self.hundred, units: ["A: 90"])
        #expect(block.sheet.standings(block.scores).entries[0].surveyRank == nil)
        #expect(block.sheet.standings(block.scores).entries[0].directRank == Rank(1))
    }

    @Test func `Tam Phước gains 9.554 points and loses a place (PI-58)`() {
        func standing(_ direct: Int64, _ survey: Int64, _ rank: Int) -> Change.Standing {
            Change.Standing(
                total: Points(micro: direct + survey), direct: Points(micro: direct), survey: Points(micro: survey), rank: Rank(rank))
        }
        let change = Change(from: standing(50_000_000, 20_000_000, 3), to: standing(55_904_000, 23_650_000, 4), comparable: true)
        #expect(change.points == Points(micro: 9_554_000))
        #expect(change.direct == Points(micro: 5_904_000))
        #expect(change.survey == Points(micro: 3_650_000))
        #expect(change.placesInHalves == -2)
        let changed = Change(from: standing(1, 1, 1), to: standing(2, 2, 2), comparable: false)
        #expect(changed.isSetChanged && changed.points == nil && changed.placesInHalves == nil)
    }
}

@Suite("PI-50 and PI-51: bands apply to the exact value")
struct BandTests {
    private static let bands = """
        bands:
          - {code: good, vi: Tốt, en: Good, from: 80%}
          - {code: fair, vi: Khá, en: Fair, above: 60%, below: 80%}
          - {code: poor, vi: Yếu, en: Poor}
        """

    @Test func `A bound that includes and one that excludes, exactly, a millionth below and above`() throws {
        let units = ["A: 80", "A: 79.999999", "A: 80.000001", "A: 60", "A: 60.000001", "A: 59.999999", "A: 0", "A: 100"]
        let block = try UnitBlock(
            total: "100", head: Self.bands, criteria: UnitBlock.criteria(UnitBlock.criterion("A", "100")), units: units)
        #expect(block.bands == ["good", "fair", "good", "poor", "fair", "poor", "poor", "good"])
    }

    @Test func `A percent is never rounded before it is banded`() throws {
        let criteria = UnitBlock.criteria(UnitBlock.criterion("A", "3"))
        let head = Self.bands.replacing("80%", with: "66.67%")
        #expect(
            try UnitBlock(total: "3", head: head, criteria: criteria, units: ["A: 2", "A: 2.0001", "A: 2.000101"]).bands == [
                "fair", "good", "good",
            ])
    }

    /// TT 01/2018: nine indicators of two points, bands on points, indicators left out without conversion.
    private static let circular = """
        decimals: 1
        not_applicable: reduce
        bands_on: points
        bands:
          - {code: excellent, vi: Xuất sắc, en: Excellent, from: 15}
          - {code: good, vi: Tốt, en: Good, from: 12}
          - {code: fair, vi: Khá, en: Fair, from: 9}
          - {code: average, vi: Trung bình, en: Average, from: 6}
          - {code: weak, vi: Yếu, en: Weak}
        """

    @Test(arguments: [
        ("18", "excellent"), ("15", "excellent"), ("14.9", "good"), ("12", "good"), ("11.9", "fair"), ("9", "fair"), ("8.9", "average"),
        ("6", "average"), ("5.9", "weak"), ("0", "weak"),
    ])
    func `TT 01/2018 bands points: 15, 12, 9 and 6 belong to the better band (OS-63)`(_ points: String, _ band: String) throws {
        let criteria = UnitBlock.criteria(UnitBlock.criterion("A", "18"))
        #expect(try UnitBlock(total: "18", head: Self.circular, criteria: criteria, units: ["A: \(points)"]).bands == [band])
    }

    @Test func `Bands on points look at the converted total before it is rounded (PI-50)`() throws {
        let head = "bands_on: points\nbands: [{code: good, vi: Tốt, en: Good, from: 6.666667}, {code: fair, vi: Khá, en: Fair}]"
        let criteria = UnitBlock.criteria(UnitBlock.criterion("A", "3"), UnitBlock.criterion("B", "7"))
        let units = ["A: 2, B: not_applicable not_assessed", "A: 2.000001, B: not_applicable not_assessed"]
        let block = try UnitBlock(total: "10", head: head, criteria: criteria, units: units)
        #expect(block.totals == ["6.666667", "6.66667"])
        #expect(block.bands == ["fair", "good"])
    }

    @Test func `Bands on points count bonus and penalty in, after conversion (PI-44)`() throws {
        let head = "bands_on: points\nbands: [{code: good, vi: Tốt, en: Good, from: 7}, {code: fair, vi: Khá, en: Fair}]"
        let criteria =
            UnitBlock.criteria(UnitBlock.criterion("A", "5"), UnitBlock.criterion("B", "5")) + """

                bonus: {criteria: [{code: T, vi: Thưởng, en: Bonus, points: 2, rule: bonus}]}
                penalty: {criteria: [{code: P, vi: Trừ, en: Penalty, points: -2, rule: penalty}]}
                """
        let half = "A: 3, B: not_applicable not_assessed"
        let block = try UnitBlock(
            total: "10", head: head, criteria: criteria, units: ["\(half), T: 1", "\(half), T: 0.999999", "\(half), T: 2, P: -1.000001"])
        #expect(block.bands == ["good", "fair", "fair"])
    }

    @Test func `Bands on points stay while the maximum shrinks (OS-62)`() throws {
        let criteria = UnitBlock.criteria(UnitBlock.criterion("A", "14"), UnitBlock.criterion("B", "4"))
        let block = try UnitBlock(total: "18", head: Self.circular, criteria: criteria, units: ["A: 14, B: not_applicable not_assessed"])
        #expect(block.totals == ["14"])
        #expect(block.scores.totals[0].maximum == Points(micro: 14_000_000))
        #expect(block.percents == ["1"])
        #expect(block.bands == ["good"])
    }
}
