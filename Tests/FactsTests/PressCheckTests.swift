import Facts
import Kernel
import Testing

/// Sentences against figures (SD-55) over the tables that the binary carries.
@Suite struct PressCheckTests {
    @Test func `every statement is as the table says, and nine sources contradict themselves`() throws {
        let (figures, statements) = try LoadFacts.shipped()
        let check = PressCheck(figures)
        let findings = statements.map { check($0) }
        #expect(findings.filter { !$0.isAsExpected }.map(\.statement.id) == [])
        #expect(findings.count { !$0.agrees } == 9)
        #expect(findings.count > 300)
    }

    @Test func `a changed figure makes its sentences fail`() throws {
        var (figures, statements) = try LoadFacts.shipped()
        let index = try #require(figures.firstIndex { $0.id == "sd-3-best" })
        figures[index].number = Number("92.94")
        let check = PressCheck(figures)
        #expect(statements.map { check($0) }.filter { !$0.isAsExpected }.contains { $0.statement.id == "sd-3-gap" })
    }

    @Test func `the printed text of every figure reads as its number`() throws {
        let (figures, _) = try LoadFacts.shipped()
        let misread = figures.filter { figure in
            guard let number = figure.number, !figure.written.isEmpty, let read = WrittenNumber.read(figure.written, figure.measure) else {
                return false
            }
            return read != number
        }
        #expect(misread.map(\.id) == [])
    }

    @Test(arguments: [
        ("61,904/65", PublishedFigure.Measure.points, "61.904"), ("25.650/35", .points, "25.65"), ("746.305", .count, "746305"),
        ("1.265", .count, "1265"), ("30,000", .count, "30000"), ("98,6 %", .share, "0.986"), ("hơn 586.600", .count, "586600"),
        ("giảm 4", .rank, "-4"), ("85,60", .points, "85.6"),
    ])
    func `what a text measures decides how it is read`(written: String, measure: PublishedFigure.Measure, expected: String) {
        #expect(WrittenNumber.read(written, measure)?.description == expected)
    }
}
