import Dossiers
import Kernel
import TestNumbers
import Testing

/// Source: TT 01/2018/TT-VPCP Đ13–Đ15 (OS-61 … OS-63).
///
/// The cases follow from the rule; none is published.
@Suite struct CounterScoreTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let kind: CounterScore.Kind
        /// 2, 1 and 0 of each indicator in order.
        let grades: [(Int, Int, Int)]
        let total: String
        let maximum: Int
        let band: CounterScore.Band?
    }

    static let two = (1, 0, 0)
    static let one = (0, 1, 0)
    static let zero = (0, 0, 1)
    static let none = (0, 0, 0)

    static let cases = [
        Case(testDescription: "all 2", kind: .office, grades: Array(repeating: two, count: 9), total: "18", maximum: 18, band: .excellent),
        Case(
            testDescription: "exactly 15", kind: .office, grades: Array(repeating: two, count: 6) + [one, one, one], total: "15",
            maximum: 18, band: .excellent),
        Case(
            testDescription: "14.94 is 14.9", kind: .office, grades: Array(repeating: two, count: 6) + [one, one, (47, 0, 53)],
            total: "14.9", maximum: 18, band: .good),
        Case(
            testDescription: "each mean is rounded, not the sum", kind: .office,
            grades: Array(repeating: (6, 3, 0), count: 3) + [two, two, two, one, one, one], total: "14.1", maximum: 18, band: .good),
        Case(
            testDescription: "without information", kind: .office, grades: [two, two, two, two, none, two, two, none, two], total: "14",
            maximum: 14, band: .good),
        Case(
            testDescription: "12", kind: .office, grades: Array(repeating: two, count: 3) + Array(repeating: one, count: 6), total: "12",
            maximum: 18, band: .good),
        Case(
            testDescription: "11.9", kind: .office, grades: [two, two, two, (0, 9, 1)] + Array(repeating: one, count: 5), total: "11.9",
            maximum: 18, band: .fair),
        Case(testDescription: "9", kind: .office, grades: Array(repeating: one, count: 9), total: "9", maximum: 18, band: .fair),
        Case(
            testDescription: "8.9", kind: .office, grades: [(0, 9, 1)] + Array(repeating: one, count: 8), total: "8.9", maximum: 18,
            band: .average),
        Case(
            testDescription: "6", kind: .office, grades: Array(repeating: one, count: 6) + [zero, zero, zero], total: "6", maximum: 18,
            band: .average),
        Case(
            testDescription: "5.9", kind: .office, grades: [(0, 9, 1)] + Array(repeating: one, count: 5) + [zero, zero, zero], total: "5.9",
            maximum: 18, band: .weak),
        Case(testDescription: "nothing graded", kind: .office, grades: Array(repeating: none, count: 9), total: "0", maximum: 0, band: nil),
        Case(testDescription: "5.0", kind: .officer, grades: Array(repeating: one, count: 5), total: "5", maximum: 10, band: .fullDuty),
        Case(
            testDescription: "4.9", kind: .officer, grades: Array(repeating: one, count: 4) + [(0, 9, 1)], total: "4.9", maximum: 10,
            band: .mostDuty),
        Case(
            testDescription: "3.5", kind: .officer, grades: [one, one, one, zero, (0, 1, 1)], total: "3.5", maximum: 10, band: .mostDuty),
        Case(
            testDescription: "3.4", kind: .officer, grades: [one, one, one, zero, (0, 2, 3)], total: "3.4", maximum: 10, band: .lessDuty),
        // 19 ÷ 20 is 0.95, and halves go up.
        Case(
            testDescription: "0.95", kind: .officer, grades: [(9, 1, 10), none, none, none, none], total: "1", maximum: 2, band: .lessDuty),
    ]

    @Test(arguments: cases) func `means are rounded one by one, and bands stay`(each: Case) {
        let indicators = each.kind.indicators
        let score = CounterScore(
            each.kind,
            Dictionary(uniqueKeysWithValues: zip(indicators, each.grades).map { ($0, Grades(twos: $1.0, ones: $1.1, zeros: $1.2)) }))
        #expect(score.total == Number(each.total))
        #expect(score.maximum == each.maximum)
        #expect(score.band == each.band)
        for (indicator, grades) in zip(indicators, each.grades) where grades == Self.none {
            #expect(score.mean(of: indicator) == nil)
            #expect(score.inputs.contains(FrameworkInput("\(indicator)", "not_applicable", reason: "not_enough_information")))
        }
    }

    @Test func `an officer has the indicators of article 14 alone`() {
        let score = CounterScore(.officer, Dictionary(uniqueKeysWithValues: (1...9).map { ($0, Grades(2)) }))
        #expect(score.grades.keys.sorted() == [1, 2, 3, 4, 7])
        #expect(score.total == 10)
    }

    @Test func `each rule has its edges`() {
        #expect([0, 1, 2, 7].map(CounterRule.contacts) == [2, 1, 0, 0])
        let cycle = { (whole: Int, level: CounterRule.Level) in CounterRule.fullCycle(whole, received: 99, eligible: 100, at: level) }
        #expect([cycle(19, .provincial), cycle(20, .provincial)] == [0, 2])
        #expect([cycle(49, .district), cycle(50, .district)] == [0, 2])
        #expect([cycle(99, .commune), cycle(100, .commune)] == [0, 2])
        #expect(CounterRule.fullCycle(0, received: 100, eligible: 100, at: .commune) == 1)
        #expect(CounterRule.fullCycle(0, received: 0, eligible: 0, at: .commune) == nil)
        #expect(CounterRule.publicity(isExact: true, posted: true, electronic: true) == 2)
        #expect(CounterRule.publicity(isExact: true, posted: false, electronic: true) == 1)
        #expect(CounterRule.publicity(isExact: true, posted: true, electronic: false) == 1)
        #expect(CounterRule.publicity(isExact: true, posted: false, electronic: false) == 0)
        #expect(CounterRule.publicity(isExact: false, posted: true, electronic: true) == 0)
        #expect(CounterRule.attitude(isEarly: true, complained: false) == 2)
        #expect(CounterRule.attitude(isEarly: false, complained: false) == 1)
        #expect(CounterRule.attitude(isEarly: true, complained: true) == 0)
        #expect(CounterRule.feedback(0, onTime: 0, dragging: 0) == 2)
        #expect(CounterRule.feedback(10, onTime: 10, dragging: 0) == 2)
        #expect(CounterRule.feedback(10, onTime: 9, dragging: 0) == 1)
        #expect(CounterRule.feedback(100, onTime: 89, dragging: 0) == 0)
        #expect(CounterRule.feedback(10, onTime: 10, dragging: 1) == 0)
    }

    @Test func `indicator 9 has four edges and one gap`() {
        func grade(_ procedures: Int, _ dossiers: Int, late: Int = 0) -> Int? {
            CounterRule.online(procedures: procedures, of: 100, dossiers: dossiers, of: 100, late: late)
        }
        #expect(grade(20, 30) == 2)
        #expect(grade(20, 29) == 1)
        #expect(grade(20, 15) == 1)
        #expect(grade(20, 14) == 0)
        #expect(grade(20, 30, late: 1) == 0)
        // In no line of the circular (OS-62).
        #expect(grade(19, 30) == 1)
        #expect(CounterRule.online(procedures: 1, of: 1, dossiers: 0, of: 0, late: 0) == nil)
    }

    @Test(arguments: seeds(8)) func `dossiers give the time and the contacts of each officer`(seed: UInt64) {
        let random = RandomDossiers(seed: seed, count: 600)
        let plain = PlainCount(period: period("2024"), asOf: period("2024").last)
        for (officer, grades) in random.columns.grades(Slice(period("2024"), by: [.officer])).enumerated() {
            let ended = random.rows.filter { $0.officer == officer && plain.counts($0).contains(.released) }
            let counts = ended.map(plain.counts)
            let time = Grades(
                twos: counts.count { $0.contains(.early) }, ones: counts.count { $0.contains(.onDay) },
                zeros: counts.count { $0.contains(.late) })
            let asked = ended.map { $0.cause == .citizen ? 0 : $0.supplements }
            let contacts = Grades(twos: asked.count { $0 == 0 }, ones: asked.count { $0 == 1 }, zeros: asked.count { $0 > 1 })
            #expect(grades == [1: time, 3: contacts])
        }
    }
}
