import Exams
import Kernel
import Testing

/// Papers drawn by seed (SV-70).
@Suite struct `A paper` {
    private let pool =
        (1...4).map { Paper.Candidate(part: 1, question: Question.Key(code: "A-\($0)", version: 1), choices: 4) }
        + [("B-1", 2), ("B-2", 1)].map { Paper.Candidate(part: 2, question: Question.Key(code: $0.0, version: $0.1), choices: 3) }

    @Test func `is the one that the algorithm of the handbook gives, worked out by another program`() {
        #expect(Paper(seed: 42, sitter: 3, counts: [2, 1], from: pool).text == "2 B-1 2 123\n1 A-3 1 3214\n1 A-4 1 2143")
        #expect(Paper(seed: 42, sitter: 4, counts: [2, 1], from: pool).text == "2 B-1 2 123\n1 A-4 1 2134\n1 A-3 1 4213")
    }

    @Test func `holds what the plan asks for, each question once, all choices once, and is read back`() {
        var orders: Set<[Int]> = []
        for sitter in 1...200 {
            let paper = Paper(seed: 7, sitter: sitter, counts: [3, 2], from: pool)
            #expect(paper.items.count { $0.part == 1 } == 3 && paper.items.count { $0.part == 2 } == 2)
            #expect(Set(paper.items.map(\.question)).count == 5)
            for item in paper.items { #expect(item.order.sorted() == Array(1...(item.part == 1 ? 4 : 3))) }
            #expect(Paper(paper.text) == paper)
            orders.formUnion(paper.items.map(\.order))
        }
        // All 24 orders of four choices and all 6 of three come up.
        #expect(orders.count == 30)
    }

    @Test func `gives each question the same chance`() {
        var counts: [String: Int] = [:]
        for sitter in 1...4000 {
            for item in Paper(seed: 1, sitter: sitter, counts: [1, 0], from: pool).items { counts[item.question.code, default: 0] += 1 }
        }
        // 1,000 expected of each; five standard errors are 137.
        #expect(counts.count == 4 && counts.values.allSatisfy { (863...1137).contains($0) })
    }

    @Test(arguments: ["1 A-1 1", "x A-1 1 12", "1 A-1 x 12", "1 A-1 1 1x", "1 A 1 1 12"]) func `is not read from other text`(text: String) {
        #expect(Paper(text) == nil)
    }
}

/// Points and pass marks, exactly.
@Suite struct `A score` {
    private func exam(_ hundredths: Int) -> Exam {
        let plan = ExamPlan(
            title: "x", units: [], opens: Timestamp(milliseconds: 0), closes: Timestamp(milliseconds: 1), minutes: 1,
            passHundredths: hundredths, seed: 1,
            parts: [ExamPlan.Part(topic: "x", level: 1, count: 3, points: Points(micro: 333_333))])
        return Exam(number: "KT", plan: plan, announced: nil, released: nil, isGenerated: false, version: 1)
    }

    @Test func `passes at the mark itself and not a millionth below`() {
        // Two thirds of 0.999999 points are 66.67 % rounded, and less than that exactly.
        #expect(exam(6666).isPassed(Points(micro: 666_666)))
        #expect(!exam(6667).isPassed(Points(micro: 666_666)))
        #expect(exam(10_000).isPassed(Points(micro: 999_999)) && !exam(10_000).isPassed(Points(micro: 999_998)))
        #expect(exam(0).isPassed(.zero))
    }
}
