import Kernel
import Platform
import Scoring
import Testing

@Suite("No constant of any rule can be changed unnoticed")
struct MutationTests {
    /// Changes that no figures can tell: they give the same points for every input.
    private static let equivalent: Set<String> = [
        // At its own bound the proportion is the maximum either way (RT-2).
        "linear: full.from → above",
        // A leaf out of the denominator shows no maximum.
        "leftOut: points 1 → 1.000001", "leftOut: points 1 → 0.999999",
    ]

    @Test(arguments: WorkedRules.leaves.map(\.name))
    func `The examples of a rule fail when one of its numbers, bounds or words is changed`(_ name: String) throws {
        let leaf = try #require(WorkedRules.leaves.first { $0.name == name })
        let outline = try OutlineYAML.read(leaf.text, file: "leaf.yaml")
        #expect(try Self.faults(of: outline) == [], "as it stands, all is well")
        var survivors: [String] = []
        var failing = 0
        for mutant in Mutant.all(of: outline) {
            let faults = try Self.faults(of: mutant.outline)
            if faults.contains(where: { $0.hasPrefix("scoring.example") }) { failing += 1 }
            if faults.isEmpty, !Self.equivalent.contains("\(name): \(mutant.change)") { survivors.append(mutant.change) }
        }
        #expect(survivors == [])
        #expect(failing > 0 || name == "leftOut", "changes are told by examples, not only by the reader")
    }

    @Test func `Every rule is worked, and its examples reach every branch`() throws {
        var reached: [String: Set<String>] = [:]
        for leaf in WorkedRules.leaves {
            let framework = try #require(try Self.framework(try OutlineYAML.read(leaf.text, file: "leaf.yaml"), FaultLog()))
            let sheet = ScoreSheet(framework)
            let row = try #require(sheet.row("L"))
            let word = try #require(sheet.rows[row].criterion.rule).word
            var statements = sheet.rows[row].criterion.examples.map(\.given)
            if word == "not_applicable" { statements.append(Statement()) }
            for statement in statements {
                var table = FigureTable(sheet, units: 1)
                _ = table.state(statement, unit: 0, row: row, of: sheet, numbers: .canonical)
                let scores = sheet.score(table)
                guard !scores.faults.contains(where: { $0.row == row }), let because = sheet.because(unit: 0, row: row, table, scores),
                    because.rule == word
                else { continue }
                reached[word, default: []].insert(because.branch)
            }
        }
        for rule in scoringRules {
            #expect(reached[rule.word] == Set(rule.branches), "\(rule.word)")
        }
    }

    /// Codes of the reader's faults, or of the examples' when the text is sound.
    private static func faults(of leaf: Outline) throws -> [String] {
        let log = FaultLog()
        guard let framework = try framework(leaf, log) else { return log.faults.map(\.code) }
        return framework.exampleFaults().map { $0.code.hasPrefix("scoring.example") ? $0.code : "scoring.example_failed: \($0.code)" }
    }

    /// A framework of this leaf, whose total follows the leaf's points.
    private static func framework(_ leaf: Outline, _ log: FaultLog) throws -> Framework? {
        guard case .map(let keys) = leaf.content,
            case .map(let head) = try OutlineYAML.read(FrameworkText.head(total: "1"), file: "head.yaml").content,
            case .text(let rule)? = keys.first(where: { $0.key == "rule" })?.value.content
        else { return nil }
        let titles = try OutlineYAML.read("{code: L, vi: Tiêu chí, en: Criterion}", file: "titles.yaml")
        guard case .map(let titleKeys) = titles.content else { return nil }
        let node = Outline(.list([Outline(.map(titleKeys + keys), at: leaf.place)]), at: leaf.place)
        func entry(_ key: String, _ value: Outline) -> Outline.Entry { Outline.Entry(key: key, keyPlace: leaf.place, value: value) }
        if rule == "bonus" || rule == "penalty" {
            let field = try OutlineYAML.read("[{code: F, vi: Lĩnh vực, en: Field, points: 1, rule: binary}]", file: "field.yaml")
            let extra = Outline(.map([entry("criteria", node)]), at: leaf.place)
            return FrameworkReader(log: log, indicators: []).read(
                Outline(.map(head + [entry("criteria", field), entry(rule, extra)]), at: leaf.place))
        }
        guard let points = keys.first(where: { $0.key == "points" })?.value else { return nil }
        let following = head.map { $0.key == "total" ? entry("total", points) : $0 }
        return FrameworkReader(log: log, indicators: []).read(Outline(.map(following + [entry("criteria", node)]), at: leaf.place))
    }
}

/// A leaf with one thing changed by the smallest sensible step.
struct Mutant {
    let change: String
    let outline: Outline

    /// Names, titles and examples are no constants.
    private static let names: Set<String> = ["code", "vi", "en", "rule", "examples", "by", "name", "reason", "part"]
    /// Keys whose absence has a meaning of its own.
    private static let optional: Set<String> = [
        "full", "floor", "partly", "over", "zero", "missing", "figures", "whole", "when", "left_out", "satisfied_from",
    ]
    private static let opposites = ["from": "above", "above": "from", "to": "below", "below": "to"]
    private static let words: [String: [String]] = [
        "over": ["error", "cap"], "zero": ["error", "none", "full", "not_applicable"], "missing": ["error", "none", "unranked"],
        "figures": ["whole", "decimal"], "need": ["all", "any"], "several": ["add", "worst"], "measure": ["rank", "score"],
        "method": ["linear", "share_of_top", "satisfied"], "whole": ["yes", "no"], "left_out": ["yes", "no"],
    ]
    /// Words whose absence already says the same.
    private static let defaults = ["over": "error", "zero": "error", "missing": "error", "figures": "decimal"]

    static func all(of outline: Outline, key: String = "") -> [Mutant] {
        switch outline.content {
        case .map(let entries): entries.indices.flatMap { changes(of: entries, at: $0, in: outline) }
        case .list(let items):
            items.indices.flatMap { index in
                all(of: items[index], key: key).map { mutant in
                    var changed = items
                    changed[index] = mutant.outline
                    return Mutant(change: "[\(index)].\(mutant.change)", outline: Outline(.list(changed), at: outline.place))
                }
                    + [
                        Mutant(
                            change: "[\(index)] left out",
                            outline: Outline(.list(items.enumerated().filter { $0.offset != index }.map(\.element)), at: outline.place))
                    ]
            }
        case .text(let text):
            texts(of: text, key).map { Mutant(change: "\(text) → \($0)", outline: Outline(.text($0), at: outline.place)) }
        }
    }

    private static func changes(of entries: [Outline.Entry], at index: Int, in outline: Outline) -> [Mutant] {
        let entry = entries[index]
        guard !names.contains(entry.key) else { return [] }
        func replaced(_ change: String, by other: Outline.Entry?) -> Mutant {
            var changed = entries
            if let other { changed[index] = other } else { changed.remove(at: index) }
            return Mutant(change: change, outline: Outline(.map(changed), at: outline.place))
        }
        var mutants = all(of: entry.value, key: entry.key).map { mutant in
            let isText = if case .text = entry.value.content { true } else { false }
            return replaced(
                "\(entry.key)\(isText ? " " : ".")\(mutant.change)",
                by: Outline.Entry(key: entry.key, keyPlace: entry.keyPlace, value: mutant.outline))
        }
        if let opposite = opposites[entry.key] {
            mutants.append(
                replaced("\(entry.key) → \(opposite)", by: Outline.Entry(key: opposite, keyPlace: entry.keyPlace, value: entry.value)))
        }
        if optional.contains(entry.key) {
            let isDefault = if case .text(let text) = entry.value.content { defaults[entry.key] == text } else { false }
            if !isDefault { mutants.append(replaced("\(entry.key) left out", by: nil)) }
        }
        return mutants
    }

    private static func texts(of text: String, _ key: String) -> [String] {
        if let words = words[key] { return words.filter { $0 != text } }
        if key == "formula" || key == "when" { return formulas(of: text) }
        let isPercent = text.hasSuffix("%")
        guard let number = Number(isPercent ? String(text.dropLast()) : text) else { return [] }
        let isBound = opposites[key] != nil || key == "satisfied_from"
        // A hundredth of a percent, the last written digit of a bound, a millionth of a point.
        let scale = isPercent ? max(2, number.scale) : isBound ? number.scale : Points.decimals
        let digits = number.digits * Number.powerOfTen(scale - number.scale)
        return [Int64(1), -1].map { "\(Number(digits: digits + $0, scale: scale))\(isPercent ? "%" : "")" }
    }

    /// One operator or number changed.
    private static func formulas(of text: String) -> [String] {
        let words = text.split(separator: " ").map(String.init)
        let operators = [
            ">=": [">", "<"], "<": ["<=", ">="], "*": ["/"], "/": ["*"], "+": ["-"], "-": ["+"],
        ]
        return words.indices.flatMap { index -> [String] in
            let word = words[index]
            var others = operators[word] ?? []
            if word.hasPrefix("min(") { others.append("max(" + word.dropFirst(4)) }
            if word == "maximum" { others.append("(maximum - 0.000001)") }
            let figures = word.prefix { $0.isNumber || $0 == "." }
            if let number = Number(figures) {
                others += [Int64(1), -1].map {
                    "\(Number(digits: number.digits + $0, scale: number.scale))" + word.dropFirst(figures.count)
                }
            }
            return others.map { other in
                var changed = words
                changed[index] = other
                return changed.joined(separator: " ")
            }
        }
    }
}
