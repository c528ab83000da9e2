import Expressions
import Kernel

/// Reads one group, repeat or question of a form in YAML.
struct ItemReader {
    let log: FaultLog
    let lists: [String: [Question.Choice]]

    /// The words of `kind`.
    enum Word: String, CaseIterable {
        case text, integer, decimal, date, choice, choices, phone, email, file, note, calculated
        case yesNo = "yes_no"
        case idNumber = "id_number"
    }

    func read(_ outline: Outline) -> ItemDraft? {
        var reader = OutlineReader(outline, log: log)
        let kinds = ["ask", "group", "repeat"].filter(reader.has)
        guard kinds.count == 1, let key = kinds.first else {
            log.add("forms.item_unclear", at: outline.place)
            return nil
        }
        let name = written(&reader, key)
        let label = reader.bilingual()
        let help = reader.optional("help").flatMap { Self.bilingual($0, log) }
        let condition = written(&reader, "when")
        let content: ItemDraft.Content? =
            switch key {
            case "ask": question(&reader).map { .question($0) }
            case "group": .group(children(&reader))
            default: repeated(&reader)
            }
        reader.finish()
        guard let name, let label, let content else { return nil }
        return ItemDraft(name: name, label: label, help: help, condition: condition, content: content)
    }

    private func children(_ reader: inout OutlineReader) -> [ItemDraft] { reader.list("items").compactMap(read) }

    private func repeated(_ reader: inout OutlineReader) -> ItemDraft.Content {
        let least = reader.optionalWhole("least", in: 0...Questionnaire.Limit.rows) ?? 0
        let most = reader.optionalWhole("most", in: 1...1_000_000) ?? 10
        let count = written(&reader, "count")
        return .repeated(least: least, most: most, count: count, children(&reader))
    }

    private func question(_ reader: inout OutlineReader) -> QuestionDraft? {
        let word = reader.choice("kind", Word.self)
        let calculation = written(&reader, "value")
        if word == .calculated, calculation == nil { log.add("outline.key_missing", at: reader.place, ["key": "value"]) }
        if word != .calculated, let calculation { log.add("forms.value_of_asked", at: calculation.place) }
        let within = written(&reader, "within")
        guard let word, let kind = kind(word, within?.text, &reader) else { return nil }
        var draft = QuestionDraft(kind: kind, calculation: calculation, within: within)
        switch reader.has("required") ? written(&reader, "required") : nil {
        case nil: break
        case let flag? where flag.text == "yes": draft.isRequired = true
        case let flag? where flag.text == "no": break
        case let formula?: draft.requirement = formula
        }
        for item in reader.list("checks") {
            var map = OutlineReader(item, log: log)
            let condition = written(&map, "holds", isRequired: true)
            let message = map.bilingual()
            map.finish()
            if let condition, let message { draft.checks.append((condition, message)) }
        }
        draft.prefill = reader.optionalChoice("prefill", Prefill.self)
        draft.place = reader.optionalChoice("paper", Paper.Place.self) ?? .line
        return draft
    }

    private func kind(_ word: Word, _ within: String?, _ reader: inout OutlineReader) -> Question.Kind? {
        switch word {
        case .text:
            let lines = reader.optionalWhole("lines", in: 1...20) ?? 1
            return .text(most: reader.optionalWhole("most", in: 1...10_000) ?? (lines > 1 ? 2_000 : 250), lines: lines)
        case .integer: return .integer
        case .decimal: return .decimal(scale: reader.optionalWhole("decimals", in: 1...9) ?? 2)
        case .date: return .date
        case .choice: return choices(&reader, within).map { .choice($0) }
        case .choices: return choices(&reader, within).map { .choices($0) }
        case .yesNo: return .yesNo
        case .phone: return .phone
        case .idNumber: return .idNumber
        case .email: return .email
        case .note: return .note
        case .calculated: return .calculated
        case .file: return .file(files(&reader))
        }
    }

    private func choices(_ reader: inout OutlineReader, _ within: String?) -> Question.Choices? {
        guard reader.has("from") || reader.has("catalogue") else {
            log.add("forms.choices_missing", at: reader.place)
            return nil
        }
        if let catalogue = reader.optionalChoice("catalogue", Catalogue.self) {
            return Question.Choices(source: .catalogue(catalogue), within: within)
        }
        guard let name = reader.optionalText("from") else { return nil }
        guard let list = lists[name] else {
            log.add("forms.list_unknown", at: reader.place(of: "from"), ["name": name])
            return nil
        }
        return Question.Choices(source: .list(list), within: within)
    }

    /// Megabytes, count and endings; what is not said is what most offices take.
    private func files(_ reader: inout OutlineReader) -> Question.FileLimits {
        let megabytes = reader.optionalWhole("megabytes", in: 1...20) ?? 5
        let count = reader.optionalWhole("most", in: 1...10) ?? 1
        let endings = reader.list("endings").compactMap { reader.text(of: $0)?.lowercased() }
        let known = ["pdf", "jpg", "jpeg", "png"]
        return Question.FileLimits(bytes: megabytes << 20, count: count, endings: endings.isEmpty ? known : endings)
    }

    private func written(_ reader: inout OutlineReader, _ key: String, isRequired: Bool = false) -> Written? {
        guard let outline = isRequired ? reader.required(key) : reader.optional(key), let text = reader.text(of: outline) else {
            return nil
        }
        return Written(text: text, place: outline.textPlace)
    }

    static func bilingual(_ outline: Outline, _ log: FaultLog) -> Bilingual? {
        var map = OutlineReader(outline, log: log)
        defer { map.finish() }
        return map.bilingual()
    }
}
