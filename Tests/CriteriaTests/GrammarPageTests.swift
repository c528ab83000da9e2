import Criteria
import Foundation
import Kernel
import Scoring
import Testing

/// What the page of the grammar shows, read as part of a framework that is sound without it.
@Suite struct `The page of the grammar` {
    private static let head = """
        framework: small
        version: 1
        vi: Bộ nhỏ
        en: Small
        status: sample
        issued: {source: bài kiểm tra}
        valid: {from: 2020-01-01, to: 2024-12-31}
        block: {code: units, vi: Đơn vị, en: Units}

        """
    private static let bands = "bands: [{code: good, vi: Tốt, en: Good, from: 50%}, {code: weak, vi: Yếu, en: Weak}]\n"
    private static let leaf = "{code: 1, vi: Tiêu chí, en: Criterion, points: 2, rule: binary}"

    /// Frameworks around the page's pieces in their order; the piece stands for `‹›`.
    private static let frames: [(section: String, text: String)] = [
        ("bonus", head + "total: 2\n" + bands + "criteria: [\(leaf)]\n‹›"),
        ("bands", head + "total: 2\n‹›criteria: [\(leaf)]\n"),
        (
            "laws",
            head + "total: 2\n" + bands + "‹›criteria: [{code: 1, vi: a, en: a, points: 2, law: [nd-61-2018 Đ19.4], rule: binary}]\n"
        ),
        (
            "leaf",
            head + "total: 2\n" + bands + """
                criteria:
                  - code: 1
                    vi: Tiêu chí
                    en: Criterion
                    points: 2
                    missing: none
                    rule: step_ratio
                    steps: [{above: 90%, points: 2}, {points: 1}]
                    ‹›
                """
        ),
        (
            "unit",
            head + "total: 50\n" + bands + """
                criteria:
                  - code: 1
                    vi: Trang tin
                    en: Site
                    points: 50
                    children:
                      - {code: 1.1, vi: a, en: a, points: 48, rule: binary}
                      - {code: 1.2, vi: b, en: b, points: 2, rule: binary}
                ‹›
                """
        ),
    ]

    private static func pieces() throws -> [String] {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../docs/framework-grammar.md")
        return try String(contentsOf: page, encoding: .utf8).matches(of: /```yaml\n((?s:.*?))```/).map { String($0.1) }
    }

    /// A frame with its piece, in which `old` may be changed.
    private static func text(_ index: Int, _ old: String = "", _ new: String = "") throws -> String {
        let (_, frame) = frames[index]
        let margin = frame.split(separator: "\n").first { $0.contains("‹›") }?.prefix { $0 == " " } ?? ""
        let piece = try pieces()[index].replacingOccurrences(of: old, with: new)
        return frame.replacingOccurrences(of: "‹›", with: piece.replacingOccurrences(of: "\n", with: "\n" + margin))
    }

    @Test func `has a frame for each of its pieces`() throws { #expect(try Self.pieces().count == Self.frames.count) }

    @Test(arguments: frames.indices) func `shows what is read, and examples that come out`(index: Int) throws {
        do {
            let file = try FrameworkFile(Self.text(index), name: "small.yaml")
            #expect(file.framework.code == "small")
        } catch let error as Faults {
            Issue.record("\(Self.frames[index].section): \(error.faults)")
        }
    }

    @Test(arguments: [(3, "points: 1, note", "points: 2, note"), (4, "44.40625", "44.41")])
    func `would notice an example that does not come out`(index: Int, old: String, new: String) throws {
        let thrown = #expect(throws: Faults.self) { try FrameworkFile(Self.text(index, old, new), name: "small.yaml") }
        #expect(thrown?.faults.map(\.code) == ["scoring.example_failed"])
    }
}
