import Kernel

/// Reads nodes of the tree with what they inherit, and checks codes and maxima (PI-18, PI-19).
struct CriterionReader {
    let log: FaultLog
    let settings: FrameworkSettings
    let isPartial: Bool
    let indicators: Set<String>
    var laws: Set<String> = []
    var reasons: [Framework.Reason] = []
    private(set) var codes: Set<String> = []

    init(log: FaultLog, settings: FrameworkSettings, isPartial: Bool, indicators: Set<String>) {
        self.log = log
        self.settings = settings
        self.isPartial = isPartial
        self.indicators = indicators
    }

    /// What a node hands down.
    private struct Inheritance {
        var part = Criterion.Part.direct
        var appraiser: String?
        var missing: MissingPolicy
    }

    /// The nodes of a list; `only` names the one rule that is allowed there.
    mutating func read(_ items: [Outline], only word: String? = nil) -> [Criterion] {
        items.compactMap { read($0, Inheritance(missing: settings.missing), depth: 1, only: word) }
    }

    /// Deeper trees than this are a mistake, and recursion must end.
    private static let maximumDepth = 12

    private mutating func read(_ outline: Outline, _ inherited: Inheritance, depth: Int, only word: String?) -> Criterion? {
        guard depth <= Self.maximumDepth else {
            log.add("scoring.tree_deep", at: outline.place, ["limit": "\(Self.maximumDepth)"])
            return nil
        }
        var reader = OutlineReader(outline, log: log)
        let code = code(&reader)
        let title = reader.bilingual()
        let maximum = maximum(&reader, isPenalty: word == PenaltyRule.word)
        var own = inherited
        own.part = reader.optionalChoice("part", Criterion.Part.self) ?? inherited.part
        own.appraiser = reader.optionalText("appraiser") ?? inherited.appraiser
        let law = citations(&reader)
        let guide = bilingual(&reader, "guide")
        var children: [Criterion] = []
        var leaf = Leaf()
        if reader.has("children") {
            children = reader.list("children").compactMap { read($0, own, depth: depth + 1, only: word) }
            if children.isEmpty { log.add("scoring.children_empty", at: reader.place(of: "children")) }
        } else if let maximum {
            leaf = self.leaf(&reader, own, maximum, only: word)
        } else {
            _ = reader.optional("rule")
            return nil
        }
        reader.finish()
        guard let code, let title, let maximum else { return nil }
        if !children.isEmpty { checkSum(of: children, maximum, code, at: reader.place(of: "points")) }
        return Criterion(
            code: code, title: title, maximum: maximum, part: own.part, law: law, appraiser: own.appraiser, indicator: leaf.indicator,
            evidence: leaf.evidence, guide: guide, rule: leaf.rule,
            terms: leaf.terms ?? LeafTerms(maximum: maximum, decimals: settings.decimals, missing: own.missing), children: children,
            examples: leaf.examples, place: outline.place)
    }

    private struct Leaf {
        var rule: (any ScoringRule)?
        var terms: LeafTerms?
        var indicator: String?
        var evidence: Bilingual?
        var examples: [LeafExample] = []
    }

    private func leaf(_ reader: inout OutlineReader, _ inherited: Inheritance, _ maximum: Points, only word: String?) -> Leaf {
        var leaf = Leaf()
        let terms = LeafTerms(
            maximum: maximum, decimals: settings.decimals, over: reader.optionalChoice("over", OverPolicy.self) ?? .error,
            zero: reader.optionalChoice("zero", ZeroPolicy.self) ?? .error,
            missing: reader.optionalChoice("missing", MissingPolicy.self) ?? inherited.missing,
            wholeFigures: (reader.optionalChoice("figures", FigureKind.self) ?? .decimal) == .whole)
        leaf.terms = terms
        leaf.indicator = indicator(&reader)
        leaf.evidence = bilingual(&reader, "evidence")
        leaf.examples = reader.list("examples").compactMap { LeafExampleReader(log: log).read($0) }
        leaf.rule = rule(&reader, terms, only: word)
        return leaf
    }

    private enum FigureKind: String, CaseIterable { case whole, decimal }

    private func rule(_ reader: inout OutlineReader, _ terms: LeafTerms, only word: String?) -> (any ScoringRule)? {
        guard let outline = isPartial ? reader.optional("rule") : reader.required("rule"), let name = reader.text(of: outline) else {
            return nil
        }
        guard let type = scoringRules.first(where: { $0.word == name }) else {
            let known = scoringRules.map { $0.word }
            let near = OutlineReader.nearest(to: name, among: known)
            log.add(
                "scoring.rule_unknown", at: outline.place, ["rule": name, "known": known.joined(separator: ", "), "near": near ?? ""],
                hint: near == nil ? nil : "outline.key_unknown.near")
            return nil
        }
        let isExtra = name == BonusRule.word || name == PenaltyRule.word
        guard word == nil ? !isExtra : name == word else {
            log.add("scoring.rule_misplaced", at: outline.place, ["rule": name])
            return nil
        }
        let rule = type.init(reading: &reader, terms: terms)
        if let reason = (rule as? NotApplicableRule)?.reason { check(reason: reason, at: reader.place(of: "reason")) }
        return rule
    }

    /// The reason of a leaf that is left out for every unit.
    private func check(reason code: String, at place: Place) {
        guard let reason = reasons.first(where: { $0.code == code }) else {
            log.add("scoring.reason_unknown", at: place, ["reason": code])
            return
        }
        let kind = Statement.Absence.Kind.notApplicable
        if !reason.fits(kind) { log.add("scoring.reason_kind", at: place, ["reason": code, "input": kind.rawValue]) }
    }

    private mutating func code(_ reader: inout OutlineReader) -> String? {
        guard let code = reader.text("code") else { return nil }
        let parts = code.split(separator: ".", omittingEmptySubsequences: false)
        let isSound = parts.allSatisfy { part in
            !part.isEmpty && part.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        }
        if !isSound || code.utf8.count > 40 { reader.fault("scoring.criterion_code", at: reader.place(of: "code"), ["code": code]) }
        if !codes.insert(code).inserted { reader.fault("scoring.code_duplicate", at: reader.place(of: "code"), ["code": code]) }
        return code
    }

    private func maximum(_ reader: inout OutlineReader, isPenalty: Bool) -> Points? {
        guard let points = reader.points("points") else { return nil }
        if isPenalty ? points >= .zero : points <= .zero {
            reader.fault(isPenalty ? "scoring.points_negative" : "scoring.points_positive", at: reader.place(of: "points"))
            return nil
        }
        if points.number.scale > settings.decimals {
            reader.fault(
                "scoring.points_too_fine", at: reader.place(of: "points"), ["points": "\(points)", "decimals": "\(settings.decimals)"])
        }
        return points
    }

    private func citations(_ reader: inout OutlineReader) -> [Criterion.Citation] {
        reader.list("law").compactMap { item in
            guard let text = reader.text(of: item) else { return nil }
            let parts = text.split(separator: " ", maxSplits: 1)
            let key = String(parts[0])
            if !laws.contains(key) {
                let near = OutlineReader.nearest(to: key, among: laws.sorted())
                reader.fault(
                    "scoring.law_unknown", at: item.place, ["key": key, "near": near ?? ""],
                    hint: near == nil ? nil : "outline.key_unknown.near")
            }
            return Criterion.Citation(law: key, article: parts.count > 1 ? String(parts[1]) : nil)
        }
    }

    private func indicator(_ reader: inout OutlineReader) -> String? {
        guard let name = reader.optionalText("indicator") else { return nil }
        guard !indicators.contains(name) else { return name }
        let near = OutlineReader.nearest(to: name, among: indicators.sorted())
        reader.fault(
            "scoring.indicator_unknown", at: reader.place(of: "indicator"), ["name": name, "near": near ?? ""],
            hint: near == nil ? nil : "outline.key_unknown.near")
        return nil
    }

    private func bilingual(_ reader: inout OutlineReader, _ key: String) -> Bilingual? {
        guard var map = reader.map(key) else { return nil }
        defer { map.finish() }
        return map.bilingual()
    }

    private func checkSum(of children: [Criterion], _ maximum: Points, _ code: String, at place: Place) {
        let sum = children.reduce(into: Points.zero) { $0 += $1.maximum }
        if isPartial ? sum > maximum : sum != maximum {
            log.add("scoring.children_sum", at: place, ["code": code, "maximum": "\(maximum)", "sum": "\(sum)"])
        }
    }
}
