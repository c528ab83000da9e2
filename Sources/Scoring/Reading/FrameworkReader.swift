import Kernel

/// Makes a ``Framework`` from the outline of its text and checks all that the text can tell; every fault is told at once.
///
/// The grammar is docs/framework-grammar.md. Worked examples are run by ``Framework/exampleFaults()``, apart.
package struct FrameworkReader {
    private let log: FaultLog
    /// Names of measured values that leaves may cite.
    private let indicators: Set<String>

    package init(log: FaultLog, indicators: Set<String>) {
        self.log = log
        self.indicators = indicators
    }

    /// The framework, or nil when the log holds faults.
    package func read(_ outline: Outline) -> Framework? {
        var reader = OutlineReader(outline, log: log)
        let code = reader.text("framework")
        let version = reader.text("version")
        let title = reader.bilingual()
        let status = reader.choice("status", Framework.Status.self)
        let note = bilingual(&reader, "note")
        let issued = issue(&reader)
        let valid = validity(&reader, "valid")
        let comparable = reader.list("comparable_with").compactMap { reader.text(of: $0) }
        let block = block(&reader)
        let total = reader.points("total")
        let isPartial = reader.optionalFlag("partial") ?? false
        var settings = settings(&reader)
        let laws = laws(&reader)
        let reasons = reasons(&reader)

        var criteria = CriterionReader(log: log, settings: settings, isPartial: isPartial, indicators: indicators)
        criteria.laws = Set(laws.map(\.key))
        criteria.reasons = Framework.Reason.builtIn + reasons
        let fields = criteria.read(reader.list("criteria"))
        if fields.isEmpty { log.add("scoring.criteria_empty", at: reader.place(of: "criteria")) }
        let bonus = extras(&reader, "bonus", &criteria, BonusRule.word)
        let penalty = extras(&reader, "penalty", &criteria, PenaltyRule.word)
        settings.extras = reader.optionalChoice("extras", FrameworkSettings.ExtrasPolicy.self) ?? .inPercent
        settings.ties = ties(&reader, known: criteria.codes)
        let bands = bands(&reader, settings, total: total)
        let examples = reader.list("examples").compactMap { UnitExampleReader(log: log).read($0) }
        reader.finish()

        if let total { checkSum(of: fields, total: total, isPartial: isPartial, at: reader.place(of: "total")) }
        check(code: code, at: reader.place(of: "framework"))
        guard log.faults.isEmpty, let code, let version, let title, let status, let issued, let valid, let block, let total else {
            return nil
        }
        return Framework(
            code: code, version: version, title: title, status: status, note: note, issued: issued, valid: valid, block: block,
            total: total,
            isPartial: isPartial, settings: settings, bands: bands, laws: laws, reasons: reasons, fields: fields, bonus: bonus,
            penalty: penalty, comparableWith: comparable, examples: examples)
    }

    private func check(code: String?, at place: Place) {
        guard let code else { return }
        let allowed = code.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        if !allowed { log.add("scoring.framework_code", at: place, ["code": code]) }
    }

    private func bilingual(_ reader: inout OutlineReader, _ key: String) -> Bilingual? {
        guard var map = reader.map(key) else { return nil }
        defer { map.finish() }
        return map.bilingual()
    }

    private func issue(_ reader: inout OutlineReader) -> Framework.Issue? {
        guard let outline = reader.required("issued") else { return nil }
        var map = OutlineReader(outline, log: log)
        let number = map.optionalText("number")
        let date = map.optionalDate("date")
        let body = map.optionalText("body")
        let source = map.text("source")
        map.finish()
        return source.map { Framework.Issue(number: number, date: date, body: body, source: $0) }
    }

    private func validity(_ reader: inout OutlineReader, _ key: String) -> Framework.Validity? {
        guard let outline = reader.required(key) else { return nil }
        var map = OutlineReader(outline, log: log)
        defer { map.finish() }
        return validity(&map)
    }

    /// `from` and `to` of this map.
    private func validity(_ map: inout OutlineReader) -> Framework.Validity? {
        let start = map.optionalDate("from")
        let end = map.optionalDate("to")
        guard let start else {
            if !map.has("from") { log.add("outline.key_missing", at: map.place, ["key": "from"]) }
            return nil
        }
        if let end, end < start {
            log.add("scoring.validity_order", at: map.place(of: "to"))
            return nil
        }
        return Framework.Validity(from: start, to: end)
    }

    private func block(_ reader: inout OutlineReader) -> Framework.Block? {
        guard let outline = reader.required("block") else { return nil }
        var map = OutlineReader(outline, log: log)
        let code = map.text("code")
        let title = map.bilingual()
        map.finish()
        check(code: code, at: map.place(of: "code"))
        guard let code, let title else { return nil }
        return Framework.Block(code: code, title: title)
    }

    private func settings(_ reader: inout OutlineReader) -> FrameworkSettings {
        var settings = FrameworkSettings()
        settings.decimals = reader.optionalWhole("decimals", in: 0...Points.decimals) ?? Points.decimals
        settings.notApplicable = reader.optionalChoice("not_applicable", FrameworkSettings.NotApplicablePolicy.self) ?? .renormalise
        settings.surveyAbsent = reader.optionalChoice("survey_absent", FrameworkSettings.SurveyAbsentPolicy.self) ?? .error
        settings.missing = reader.optionalChoice("missing", MissingPolicy.self) ?? .error
        settings.bandsOn = reader.optionalChoice("bands_on", FrameworkSettings.BandsOn.self) ?? .percent
        if var map = reader.map("display") {
            settings.display.digits = map.optionalWhole("digits", in: 0...Points.decimals) ?? 2
            settings.display.mode = map.optionalChoice("mode", Rounding.self) ?? .halfUp
            map.finish()
        }
        return settings
    }

    private func laws(_ reader: inout OutlineReader) -> [Framework.Law] {
        var laws: [Framework.Law] = []
        for item in reader.list("laws") {
            var map = OutlineReader(item, log: log)
            let key = map.text("key")
            let title = map.bilingual()
            let valid = validity(&map)
            let source = map.optionalText("source")
            map.finish()
            guard let key, let title, let valid else { continue }
            if laws.contains(where: { $0.key == key }) { log.add("scoring.law_duplicate", at: item.place, ["key": key]) }
            laws.append(Framework.Law(key: key, title: title, valid: valid, source: source))
        }
        return laws
    }

    private func reasons(_ reader: inout OutlineReader) -> [Framework.Reason] {
        var reasons: [Framework.Reason] = []
        for item in reader.list("reasons") {
            var map = OutlineReader(item, log: log)
            let code = map.text("code")
            let title = map.bilingual()
            map.finish()
            guard let code, let title else { continue }
            if (Framework.Reason.builtIn + reasons).contains(where: { $0.code == code }) {
                log.add("scoring.reason_duplicate", at: item.place, ["code": code])
            }
            reasons.append(Framework.Reason(code: code, title: title))
        }
        return reasons
    }

    private func extras(_ reader: inout OutlineReader, _ key: String, _ criteria: inout CriterionReader, _ word: String) -> Framework.Extras
    {
        guard var map = reader.map(key) else { return Framework.Extras() }
        let cap = map.optionalPoints("cap")
        let leaves = criteria.read(map.list("criteria"), only: word)
        map.finish()
        let isBonus = word == BonusRule.word
        if let cap, isBonus ? cap <= .zero : cap >= .zero {
            log.add(isBonus ? "scoring.points_positive" : "scoring.points_negative", at: map.place(of: "cap"))
        }
        return Framework.Extras(cap: cap, criteria: leaves)
    }

    private func ties(_ reader: inout OutlineReader, known: Set<String>) -> TiePolicy {
        guard let outline = reader.optional("ties") else { return .competition }
        if case .list(let items) = outline.content {
            let codes = items.compactMap { item in
                reader.text(of: item).flatMap { code in
                    if known.contains(code) { return code }
                    log.add("scoring.tie_code_unknown", at: item.place, ["code": code])
                    return nil
                }
            }
            return .tieBreak(codes)
        }
        switch reader.text(of: outline) {
        case "1224": return .competition
        case "1334": return .modifiedCompetition
        case "average": return .average
        case "dense": return .dense
        case let text?: log.add("outline.choice_expected", at: outline.place, ["text": text, "known": "1224, 1334, average, dense"])
        case nil: break
        }
        return .competition
    }

    private func bands(_ reader: inout OutlineReader, _ settings: FrameworkSettings, total: Points?) -> [Band] {
        guard reader.has("bands") else { return [] }
        let items = reader.list("bands")
        let scale: LadderReader.Scale = settings.bandsOn == .percent ? .percent : .number
        let highest = settings.bandsOn == .percent ? Ratio.one : total?.ratio
        guard case (let ladder, var rungs)? = LadderReader.read(items, scale, lowest: .zero, highest: highest, log: log) else { return [] }
        var bands: [Band] = []
        for index in rungs.indices {
            let code = rungs[index].text("code")
            let title = rungs[index].bilingual()
            rungs[index].finish()
            guard let code, let title else { continue }
            if bands.contains(where: { $0.code == code }) { log.add("scoring.option_duplicate", at: rungs[index].place, ["code": code]) }
            bands.append(Band(code: code, title: title, bound: index < ladder.bounds.count ? ladder.bounds[index] : nil))
        }
        return bands
    }

    private func checkSum(of fields: [Criterion], total: Points, isPartial: Bool, at place: Place) {
        let sum = fields.reduce(into: Points.zero) { $0 += $1.maximum }
        if isPartial ? sum > total : sum != total {
            log.add("scoring.total_sum", at: place, ["total": "\(total)", "sum": "\(sum)"])
        }
    }
}
