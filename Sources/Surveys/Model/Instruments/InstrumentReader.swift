import Expressions
import Forms
import Kernel

extension InstrumentContent {
    private static let own = ["group", "object", "languages", "consent", "valid", "scales", "index"]

    /// Reads an instrument from the outline of its text: a form (docs/form-author.md) with seven keys more (docs/instrument-author.md);
    /// everything wrong is told at once.
    ///
    /// ```yaml
    /// group: citizens            # who is asked
    /// object: one-stop           # what is judged
    /// languages: [vi, en]
    /// consent: { vi: …, en: … }
    /// valid: { least: 80 %, eligible: adult }
    /// scales: [{ scale: satisfaction, degrees: ["1", "2", "3", "4", "5"], satisfied: ["4", "5"], silent: ["9"], questions: [a1, a2] }]
    /// index: { code: index, vi: …, en: …, parts: [{ code: access, vi: …, en: …, weight: 1, questions: [a1, a2] }] }
    /// ```
    static func read(_ outline: Outline) throws(Faults) -> InstrumentContent {
        guard case .map(let entries) = outline.content else {
            throw Faults([Fault("outline.map_expected", at: outline.place)])
        }
        let form = Outline(.map(entries.filter { !own.contains($0.key) }), at: outline.place)
        let more = Outline(.map(entries.filter { own.contains($0.key) }), at: outline.place)
        return try read(Questionnaire.read(form), more)
    }

    /// A questionnaire with the seven keys that make it an instrument.
    static func read(_ questionnaire: Questionnaire, _ outline: Outline) throws(Faults) -> InstrumentContent {
        let log = FaultLog()
        let content = InstrumentReader(questionnaire: questionnaire, log: log).read(outline)
        try log.check()
        guard let content else { throw Faults([Fault("forms.empty", at: outline.place)]) }
        return content
    }
}

private struct InstrumentReader {
    let questionnaire: Questionnaire
    let log: FaultLog

    func read(_ outline: Outline) -> InstrumentContent? {
        var reader = OutlineReader(outline, log: log)
        let group = reader.text("group")
        let object = reader.text("object")
        let languages = languages(&reader)
        let consent = reader.required("consent").flatMap(bilingual)
        let rule = rule(reader.required("valid"))
        let scales = reader.list("scales").compactMap(scale)
        let index = reader.required("index").flatMap { node($0, isPooled: false, depth: 0) }
        reader.finish()
        checkQuestions(outline.place)
        checkScales(scales, reader.place(of: "scales"))
        if let index { checkIndex(index, scales, reader.place(of: "index")) }
        if let group, !Self.isWord(group) { log.add("surveys.instrument.word", at: reader.place(of: "group"), ["word": group]) }
        guard let group, let object, let consent, let rule, let index, log.faults.isEmpty else { return nil }
        return InstrumentContent(
            questionnaire, group: group, object: object, languages: languages, consent: consent, rule: rule, scales: scales, index: index)
    }

    static func isWord(_ text: String) -> Bool { text.wholeMatch(of: /[a-z][a-z0-9_-]{0,39}/) != nil }

    private func bilingual(_ outline: Outline) -> Bilingual? {
        var reader = OutlineReader(outline, log: log)
        let text = reader.bilingual()
        reader.finish()
        return text
    }

    private func languages(_ reader: inout OutlineReader) -> [Language] {
        let items = reader.list("languages")
        let languages = items.compactMap { item -> Language? in
            guard let text = reader.text(of: item) else { return nil }
            if let language = Language(rawValue: text) { return language }
            log.add("surveys.instrument.language", at: item.place, ["language": text])
            return nil
        }
        return languages.isEmpty ? [.vi] : languages
    }

    private func rule(_ outline: Outline?) -> ValidityRule? {
        guard let outline else { return nil }
        var reader = OutlineReader(outline, log: log)
        let least = reader.percent("least")
        let eligible = reader.optionalText("eligible")
        reader.finish()
        if let least, least < .zero || .one < least { log.add("surveys.instrument.least", at: reader.place(of: "least")) }
        if let eligible {
            let kind = questionnaire.item(AnswerPath(eligible))?.question?.valueKind
            if kind != .truth { log.add("surveys.instrument.eligible", at: reader.place(of: "eligible"), ["question": eligible]) }
        }
        return least.map { ValidityRule(least: $0, eligible: eligible) }
    }

    private func texts(_ reader: inout OutlineReader, _ key: String) -> [String] {
        reader.list(key).compactMap { reader.text(of: $0) }
    }

    private func scale(_ outline: Outline) -> Scale? {
        var reader = OutlineReader(outline, log: log)
        let name = reader.text("scale")
        let degrees = texts(&reader, "degrees")
        let satisfied = texts(&reader, "satisfied")
        let silent = texts(&reader, "silent")
        let questions = texts(&reader, "questions")
        reader.finish()
        let place = outline.place
        if degrees.count < 2 || Set(degrees).count != degrees.count { log.add("surveys.instrument.degrees", at: place) }
        if !Set(satisfied).isSubset(of: degrees) || satisfied.isEmpty { log.add("surveys.instrument.satisfied", at: place) }
        if !Set(silent).isDisjoint(with: degrees) { log.add("surveys.instrument.silent", at: place) }
        return name.map {
            Scale(name: $0, degrees: degrees, satisfied: Set(satisfied), silent: Set(silent), questions: questions)
        }
    }

    private func node(_ outline: Outline, isPooled: Bool, depth: Int) -> IndexNode? {
        var reader = OutlineReader(outline, log: log)
        let code = reader.text("code")
        let title = reader.bilingual()
        // The weight is read with those of its neighbours.
        _ = reader.optional("weight")
        let pools = reader.optionalFlag("pooled") ?? isPooled
        let questions = texts(&reader, "questions")
        let items = reader.list("parts")
        reader.finish()
        if let code, !InstrumentReader.isWord(code) { log.add("surveys.instrument.word", at: reader.place(of: "code"), ["word": code]) }
        if items.isEmpty == questions.isEmpty { log.add("surveys.instrument.node", at: outline.place, ["code": code ?? ""]) }
        guard depth < Questionnaire.Limit.depth else {
            log.add("surveys.instrument.depth", at: outline.place)
            return nil
        }
        let parts = items.compactMap { node($0, isPooled: pools, depth: depth + 1) }
        let joining: IndexNode.Joining = items.isEmpty || pools ? .pooled : .weighted(items.compactMap { weight($0) })
        if pools { for item in items { refuseWeight(item) } }
        guard let code, let title else { return nil }
        return IndexNode(code: code, title: title, parts: parts, questions: questions, joining: joining)
    }

    private func weight(_ outline: Outline) -> Number? {
        guard case .map(let entries) = outline.content, let entry = entries.first(where: { $0.key == "weight" }) else {
            log.add("surveys.instrument.weight_missing", at: outline.place)
            return nil
        }
        let reader = OutlineReader(outline, log: log)
        guard let number = reader.number(of: entry.value) else { return nil }
        if number.isNegative || number == .zero { log.add("surveys.instrument.weight", at: entry.value.place) }
        return number
    }

    private func refuseWeight(_ outline: Outline) {
        if case .map(let entries) = outline.content, let entry = entries.first(where: { $0.key == "weight" }) {
            log.add("surveys.instrument.weight_pooled", at: entry.keyPlace)
        }
    }

    // MARK: questions

    /// Nothing that names who answers, and nothing that a record cannot hold (SV-50).
    private func checkQuestions(_ place: Place) {
        for item in questionnaire.items {
            if item.rows != nil { log.add("surveys.instrument.repeat", at: place, ["question": item.name]) }
            guard let question = item.question else { continue }
            switch question.kind {
            case .phone, .idNumber, .email, .file: log.add("surveys.instrument.names_people", at: place, ["question": item.name])
            case .choice(let choices), .choices(let choices):
                if case .catalogue = choices.source { log.add("surveys.instrument.catalogue", at: place, ["question": item.name]) }
            default: break
            }
            if question.prefill != nil { log.add("surveys.instrument.names_people", at: place, ["question": item.name]) }
        }
    }

    private func checkScales(_ scales: [Scale], _ place: Place) {
        var seen: Set<String> = []
        for scale in scales {
            for name in scale.questions {
                let details = ["question": name, "scale": scale.name]
                if !seen.insert(name).inserted { log.add("surveys.instrument.two_scales", at: place, details) }
                guard case .choice(let choices) = questionnaire.item(AnswerPath(name))?.question?.kind,
                    case .list(let list) = choices.source
                else {
                    log.add("surveys.instrument.scale_question", at: place, details)
                    continue
                }
                let codes = Set(list.map(\.code))
                if !codes.isSuperset(of: scale.degrees) || !codes.isSubset(of: scale.silent.union(scale.degrees)) {
                    log.add("surveys.instrument.scale_choices", at: place, details)
                }
            }
        }
    }

    /// Every question of the index is on a scale, stands in it once, and all scales of it have the same number of degrees (SV-4).
    private func checkIndex(_ index: IndexNode, _ scales: [Scale], _ place: Place) {
        var seen: Set<String> = []
        var degrees: Set<Int> = []
        for name in index.allQuestions {
            if !seen.insert(name).inserted { log.add("surveys.instrument.twice", at: place, ["question": name]) }
            if let scale = scales.first(where: { $0.questions.contains(name) }) {
                degrees.insert(scale.degrees.count)
            } else {
                log.add("surveys.instrument.no_scale", at: place, ["question": name])
            }
        }
        if degrees.count > 1 { log.add("surveys.instrument.scales_mixed", at: place) }
        let codes = index.all.map(\.code)
        if Set(codes).count != codes.count { log.add("surveys.instrument.code_twice", at: place) }
    }
}
