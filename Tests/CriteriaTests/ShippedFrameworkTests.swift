import Criteria
import Kernel
import Platform
import Scoring
import Testing

@Suite struct `Shipped frameworks` {
    @Test(arguments: FrameworkLibrary.texts.keys.sorted()) func `are read without a fault, and their examples come out`(path: String) throws
    {
        let text = try #require(FrameworkLibrary.texts[path])
        do throws(Faults) {
            let file = try FrameworkFile(text, name: path)
            #expect(file.framework.status == (path.hasPrefix("Frameworks/sample/") ? .sample : .real))
        } catch {
            Issue.record("\(FaultPrinter(try HouseWords.words(.vi)).text(error.faults))")
        }
    }

    @Test func `are all in the library, each with an identity of its own`() {
        #expect(FrameworkLibrary.files.count == FrameworkLibrary.texts.count)
        #expect(Set(FrameworkLibrary.files.map(\.framework.identity)).count == FrameworkLibrary.files.count)
        for file in FrameworkLibrary.files {
            #expect(FrameworkLibrary.shipped(file.framework.identity)?.framework.identity == file.framework.identity)
        }
    }

    @Test(arguments: FrameworkLibrary.files.filter { $0.framework.status == .sample }.map(\.framework.identity))
    func `that are samples have forty leaves, eight rules and three examples of each`(identity: String) throws {
        let framework = try #require(FrameworkLibrary.shipped(identity)).framework
        let leaves = framework.criteria.filter(\.isLeaf)
        let byRule = Dictionary(grouping: leaves) { $0.rule?.word ?? "" }
        #expect(leaves.count >= 40)
        #expect(byRule.count >= 8)
        for (rule, leaves) in byRule where rule != "not_applicable" {
            #expect(leaves.reduce(0) { $0 + $1.examples.count } >= 3, "\(rule)")
        }
    }

    @Test(arguments: FrameworkLibrary.files.map(\.framework.identity))
    func `give a whole sentence for every example of every leaf`(identity: String) throws {
        let sheet = ScoreSheet(try #require(FrameworkLibrary.shipped(identity)).framework)
        var sentences = 0
        for language in Language.allCases {
            let wording = Wording(try HouseWords.words(language), sheet.framework)
            for (index, row) in sheet.rows.enumerated() {
                for example in row.criterion.examples {
                    if case .fails = example.expected { continue }
                    var table = FigureTable(sheet, units: 1)
                    #expect(table.state(example.given, unit: 0, row: index, of: sheet, numbers: .canonical).isEmpty)
                    let because = try #require(sheet.because(unit: 0, row: index, table, sheet.score(table)))
                    for sentence in [wording.because(because), wording.recovery(because) ?? "."] {
                        #expect(
                            !sentence.contains("{") && !sentence.contains("criteria.") && sentence.hasSuffix("."),
                            "\(row.code): \(sentence)")
                        sentences += 1
                    }
                }
                for clause in row.criterion.rule?.clauses ?? [] {
                    let line = wording.clause(clause, of: row.criterion.rule?.word ?? "", maximum: row.maximum)
                    #expect(!line.contains("{") && !line.contains("criteria."), "\(row.code): \(line)")
                }
            }
        }
        #expect(sentences > 0 || sheet.rows.allSatisfy(\.criterion.examples.isEmpty))
    }
}

@Suite struct `The list of indicators` {
    @Test func `names what shipped frameworks use and tests of knowledge measure, nothing else, in the order of names`() {
        let used = Set(FrameworkLibrary.files.flatMap(\.framework.criteria).compactMap(\.indicator))
            .union(["exams.attended", "exams.passed"])
        #expect(Set(Indicators.all.map(\.name)) == used)
        #expect(Indicators.all.map(\.name) == used.sorted())
    }
}
