import Expressions
import Kernel

extension Questionnaire {
    /// Reads a form from the outline of its text; everything wrong is told at once.
    ///
    /// The grammar is docs/form-author.md.
    package static func read(_ outline: Outline) throws(Faults) -> Questionnaire {
        let log = FaultLog()
        let draft = QuestionnaireReader(log: log).read(outline)
        var builder = QuestionnaireBuilder(log: log)
        let questionnaire = draft.flatMap { builder.build($0) }
        try log.check()
        guard let questionnaire else { throw Faults([Fault("forms.empty", at: outline.place)]) }
        return questionnaire
    }
}

struct QuestionnaireReader {
    let log: FaultLog

    func read(_ outline: Outline) -> QuestionnaireDraft? {
        var reader = OutlineReader(outline, log: log)
        let code = reader.text("form")
        let version = reader.text("version")
        let procedure = reader.optionalText("procedure")
        let title = bilingual(reader.required("title"))
        let isSample = reader.optionalFlag("sample") ?? false
        let paper = reader.optional("paper").map(paper) ?? Paper()
        let lists = lists(&reader)
        let items = reader.list("items").compactMap { ItemReader(log: log, lists: lists).read($0) }
        reader.finish()
        if let code, !Self.isCode(code) { log.add("forms.code_unfit", at: reader.place(of: "form"), ["code": code]) }
        guard let code, let version, let title else { return nil }
        if items.isEmpty, log.faults.isEmpty { log.add("forms.empty", at: reader.place(of: "items")) }
        return QuestionnaireDraft(
            code: code, version: version, procedure: procedure, title: title, isSample: isSample, paper: paper, items: items)
    }

    static func isCode(_ text: String) -> Bool {
        text.utf8.count <= 64 && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }

    private func bilingual(_ outline: Outline?) -> Bilingual? { outline.flatMap { ItemReader.bilingual($0, log) } }

    private func paper(_ outline: Outline) -> Paper {
        var reader = OutlineReader(outline, log: log)
        var paper = Paper()
        paper.number = bilingual(reader.optional("number"))
        paper.heading = bilingual(reader.optional("heading"))
        paper.addressee = bilingual(reader.optional("to"))
        paper.pledge = bilingual(reader.optional("pledge"))
        paper.signers = reader.list("signers").compactMap(bilingual)
        paper.notes = reader.list("notes").compactMap(bilingual)
        reader.finish()
        return paper
    }

    private func lists(_ reader: inout OutlineReader) -> [String: [Question.Choice]] {
        guard let map = reader.map("lists") else { return [:] }
        var lists: [String: [Question.Choice]] = [:]
        for entry in map.keys {
            guard case .list(let items) = entry.value.content else {
                log.add("outline.list_expected", at: entry.value.place, ["key": entry.key])
                continue
            }
            lists[entry.key] = choices(items, entry.keyPlace, named: entry.key)
        }
        return lists
    }

    private func choices(_ items: [Outline], _ place: Place, named name: String) -> [Question.Choice] {
        let limit = Questionnaire.Limit.choices
        if items.isEmpty { log.add("forms.list_empty", at: place, ["name": name]) }
        if items.count > limit { log.add("forms.choices_excess", at: place, ["name": name, "most": "\(limit)"]) }
        var choices: [Question.Choice] = []
        var seen: Set<String> = []
        for item in items.prefix(limit) {
            var map = OutlineReader(item, log: log)
            let code = map.text("code")
            let label = map.bilingual()
            let group = map.optionalText("of")
            map.finish()
            guard let code, let label else { continue }
            if !code.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }) || code.utf8.count > 64 {
                log.add("forms.choice_code", at: map.place(of: "code"), ["code": code])
            }
            if !seen.insert(code).inserted { log.add("forms.choice_twice", at: map.place(of: "code"), ["code": code]) }
            choices.append(Question.Choice(code, label, of: group))
        }
        return choices
    }
}
