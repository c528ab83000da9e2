import Criteria
import Foundation
import Kernel
import Scoring
import Testing

private let old = """
    framework: set
    version: 1
    vi: Bộ
    en: Set
    status: sample
    issued: {source: bài kiểm tra}
    valid: {from: 2020-01-01}
    block: {code: units, vi: Đơn vị, en: Units}
    total: 4
    bands:
      - {code: good, vi: Tốt, en: Good, from: 80%}
      - {code: weak, vi: Yếu, en: Weak}
    laws:
      - {key: nd-61, vi: Nghị định 61, en: Decree 61, from: 2018-06-21}
    criteria:
      - {code: 1, vi: Một, en: One, points: 2, rule: linear, law: [nd-61 Đ1], evidence: {vi: Báo cáo, en: Report}}
      - {code: 2, vi: Hai, en: Two, points: 2, rule: binary, appraiser: Sở Nội vụ}

    """

private struct Edit: Sendable {
    var old: String
    var new: String
    var changes: [FrameworkDifference.Change]

    init(_ old: String, _ new: String, _ changes: [FrameworkDifference.Change]) {
        self.old = old
        self.new = new
        self.changes = changes
    }
}

private let edits: [Edit] = [
    Edit("vi: Một, en: One", "vi: Một mới, en: One", [.changed("1", [.title])]),
    Edit("points: 2, rule: linear", "points: 2, part: survey, rule: linear", [.changed("1", [.part])]),
    Edit("rule: linear", "rule: linear, full: {from: 80%}", [.changed("1", [.rule])]),
    Edit("rule: linear", "rule: sipas", [.changed("1", [.rule])]),
    Edit("[nd-61 Đ1]", "[nd-61 Đ2]", [.changed("1", [.law])]),
    Edit("appraiser: Sở Nội vụ", "appraiser: Sở Tư pháp", [.changed("2", [.appraiser])]),
    Edit("rule: linear", "rule: linear, indicator: dossiers.on_time", [.changed("1", [.indicator])]),
    Edit("vi: Báo cáo,", "vi: Sổ theo dõi,", [.changed("1", [.evidence])]),
    Edit("rule: linear", "rule: linear, zero: none", [.changed("1", [.policies])]),
    Edit("points: 2, rule: binary", "points: 1, rule: binary", [.changed("2", [.points]), .added("3")]),
    Edit("- {code: 2,", "- {code: 5,", [.added("5"), .removed("2")]),
]

@Suite struct `Differences of two versions` {
    private func read(_ text: String) throws -> Framework { try FrameworkFile(text, name: "set.yaml").framework }

    @Test(arguments: edits.indices) func `name what changed, criterion by criterion`(index: Int) throws {
        let edit = edits[index]
        var text = old.replacingOccurrences(of: edit.old, with: edit.new)
        if edit.changes.contains(.added("3")) { text += "  - {code: 3, vi: Ba, en: Three, points: 1, rule: binary}\n" }
        let difference = FrameworkDifference(from: try read(old), to: try read(text))
        #expect(difference.changes == edit.changes)
        #expect(!difference.total && !difference.bands && !difference.settings)
    }

    @Test func `tell what changed for the whole set`() throws {
        let before = try read(old)
        let total = try read(
            old.replacingOccurrences(of: "total: 4", with: "total: 3").replacingOccurrences(
                of: "points: 2, rule: binary", with: "points: 1, rule: binary"))
        #expect(FrameworkDifference(from: before, to: total).total)
        let bands = try read(old.replacingOccurrences(of: "from: 80%", with: "above: 80%"))
        #expect(FrameworkDifference(from: before, to: bands).bands)
        for line in ["decimals: 2", "not_applicable: reduce", "ties: dense", "display: {digits: 3}", "extras: outside", "ties: [2]"] {
            let difference = FrameworkDifference(from: before, to: try read(old + line + "\n"))
            #expect(difference.settings && !difference.bands && !difference.total && difference.changes.isEmpty, "\(line)")
        }
        let same = FrameworkDifference(from: before, to: before)
        #expect(same.changes.isEmpty && !same.total && !same.bands && !same.settings)
    }
}
