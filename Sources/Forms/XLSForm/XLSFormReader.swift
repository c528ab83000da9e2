import Expressions
import Kernel

extension Questionnaire {
    /// Reads a form from the sheets `survey`, `choices` and `settings` of a workbook (SV-80); what is not understood is told
    /// with its sheet and row.
    package static func read(xlsForm sheets: [XLSFormSheet], file: String) throws(Faults) -> Questionnaire {
        let log = FaultLog()
        let draft = XLSFormReader(file: file, sheets: sheets, log: log).read()
        var builder = QuestionnaireBuilder(log: log)
        let questionnaire = draft.flatMap { builder.build($0) }
        try log.check()
        guard let questionnaire else { throw Faults([Fault("forms.empty", at: Place(file: file))]) }
        return questionnaire
    }
}

struct XLSFormReader {
    let file: String
    let sheets: [XLSFormSheet]
    let log: FaultLog

    private static let columns: [String: Set<String>] = [
        "survey": [
            "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation", "appearance",
            "repeat_count", "choice_filter", "required_message", "read_only",
        ],
        "settings": ["form_title", "form_id", "version", "default_language"],
    ]
    /// What a telephone notes by itself and nobody is asked.
    private static let silent: Set = ["start", "end", "today", "deviceid", "username", "phonenumber", "audit"]

    private func rows(_ name: String) -> [XLSFormRow] {
        guard let sheet = sheets.first(where: { $0.name.lowercased() == name }) else { return [] }
        return sheet.rows.map { XLSFormRow(sheet: sheet, row: $0) }.filter { !$0.isEmpty }
    }

    func read() -> QuestionnaireDraft? {
        guard sheets.contains(where: { $0.name.lowercased() == "survey" }) else {
            log.add("forms.xls_no_survey", at: Place(file: file))
            return nil
        }
        for sheet in sheets { checkColumns(sheet) }
        let settings = rows("settings").first
        let code = (settings?["form_id"] ?? "").lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 }
        let title = settings?.bilingual("form_title") ?? Bilingual(vi: file, en: file)
        let version = settings?["version"] ?? ""
        let items = items()
        if code.isEmpty || !QuestionnaireReader.isCode(String(code)) {
            log.add("forms.code_unfit", at: settings?.place("form_id") ?? Place(file: file), ["code": String(code)])
        }
        return QuestionnaireDraft(code: String(code), version: version.isEmpty ? "1" : version, title: title, items: items)
    }

    /// A column that nobody knows must not pass for one that says nothing.
    private func checkColumns(_ sheet: XLSFormSheet) {
        guard let known = Self.columns[sheet.name.lowercased()] else { return }
        for (index, heading) in sheet.header.enumerated() where !heading.isEmpty {
            let base = heading.lowercased().split(separator: ":").first.map { $0.trimmed } ?? ""
            if !known.contains(base), sheet.rows.contains(where: { index < $0.cells.count && !$0.cells[index].isEmpty }) {
                log.add("forms.xls_column", at: Place(file: file, line: 1, field: heading, sheet: sheet.name), ["name": heading])
            }
        }
    }

    private func items() -> [ItemDraft] {
        struct Open {
            let row: XLSFormRow
            let isRepeat: Bool
            var items: [ItemDraft] = []
        }
        var open: [Open] = []
        var top: [ItemDraft] = []
        func put(_ item: ItemDraft) {
            if open.isEmpty { top.append(item) } else { open[open.count - 1].items.append(item) }
        }
        for row in rows("survey") {
            let words = row["type"].lowercased().split(whereSeparator: { $0 == " " || $0 == "_" }).map(String.init)
            switch (words.first, words.dropFirst().first) {
            case ("begin", "group"?), ("begin", "repeat"?):
                // What is deeper than any form may be is not built, for taking it down again would go as deep.
                guard open.count < Questionnaire.Limit.depth else {
                    log.add("forms.too_deep", at: row.place("name"), ["most": "\(Questionnaire.Limit.depth)"])
                    return top
                }
                open.append(Open(row: row, isRepeat: words[1] == "repeat"))
            case ("end", "group"?), ("end", "repeat"?):
                guard let last = open.last, last.isRepeat == (words[1] == "repeat") else {
                    log.add("forms.xls_end", at: row.place("type"), ["type": row["type"]])
                    continue
                }
                open.removeLast()
                put(container(last.row, isRepeat: last.isRepeat, last.items))
            default: if let item = question(row) { put(item) }
            }
        }
        for one in open { log.add("forms.xls_not_ended", at: one.row.place("type"), ["name": one.row["name"]]) }
        return top
    }

    private func name(_ row: XLSFormRow) -> Written { Written(text: row["name"], place: row.place("name")) }

    private func formula(_ row: XLSFormRow, _ column: String) -> Written? {
        row.written(column).map { XLSFormula.translate($0, own: row["name"], log) }
    }

    private func item(_ row: XLSFormRow, _ content: ItemDraft.Content) -> ItemDraft {
        ItemDraft(
            name: name(row), label: row.bilingual("label") ?? Bilingual(vi: row["name"], en: row["name"]), help: row.bilingual("hint"),
            condition: formula(row, "relevant"), content: content)
    }

    private func container(_ row: XLSFormRow, isRepeat: Bool, _ items: [ItemDraft]) -> ItemDraft {
        guard isRepeat else { return item(row, .group(items)) }
        guard let count = formula(row, "repeat_count") else { return item(row, .repeated(least: 0, most: 20, count: nil, items)) }
        if let number = Int(count.text) { return item(row, .repeated(least: min(number, 100), most: number, count: nil, items)) }
        return item(row, .repeated(least: 0, most: Questionnaire.Limit.rows, count: count, items))
    }

    private func question(_ row: XLSFormRow) -> ItemDraft? {
        let type = row["type"]
        if Self.silent.contains(type.lowercased()) { return nil }
        guard let kind = kind(type, row) else { return nil }
        var draft = QuestionDraft(kind: kind)
        if kind == .calculated {
            draft.calculation = formula(row, "calculation")
            if draft.calculation == nil { log.add("outline.key_missing", at: row.place("calculation"), ["key": "calculation"]) }
            draft.place = .omitted
        } else if let written = row.written("calculation") {
            log.add("forms.value_of_asked", at: written.place)
        }
        switch row["required"].lowercased() {
        case "", "no", "false", "false()", "0": break
        case "yes", "true", "true()", "1": draft.isRequired = true
        default: draft.requirement = formula(row, "required")
        }
        if let constraint = formula(row, "constraint") {
            let message = row.bilingual("constraint_message")
            if message == nil { log.add("forms.xls_message_missing", at: constraint.place) }
            draft.checks = [(constraint, message ?? Bilingual(vi: "", en: ""))]
        }
        draft.within = within(row)
        if case .choice(var choices) = draft.kind, let within = draft.within {
            choices.within = within.text
            draft.kind = .choice(choices)
        }
        return item(row, .question(draft))
    }

    private func kind(_ type: String, _ row: XLSFormRow) -> Question.Kind? {
        let words = type.split(separator: " ").map(String.init)
        switch (words.first?.lowercased(), words.count) {
        case ("text", 1):
            let isLong = row["appearance"].contains("multiline")
            return .text(most: isLong ? 2_000 : 250, lines: isLong ? 5 : 1)
        case ("integer", 1): return .integer
        case ("decimal", 1): return .decimal(scale: 9)
        case ("date", 1): return .date
        case ("note", 1): return .note
        case ("calculate", 1): return .calculated
        case ("file", 1), ("image", 1):
            return .file(
                .init(
                    bytes: 5 << 20, count: 1,
                    endings: words[0].lowercased() == "image" ? ["jpg", "jpeg", "png"] : ["pdf", "jpg", "jpeg", "png"]))
        case ("select_one", 2), ("select_multiple", 2):
            guard let list = list(words[1], filter: row["choice_filter"]) else {
                log.add("forms.list_unknown", at: row.place("type"), ["name": words[1]])
                return nil
            }
            let choices = Question.Choices(source: .list(list))
            return words[0].lowercased() == "select_one" ? .choice(choices) : .choices(choices)
        default:
            log.add("forms.xls_type", at: row.place("type"), ["type": type])
            return nil
        }
    }

    /// `province = ${home}`: the column of the choices, and the question that narrows them.
    private func filter(_ text: String) -> (column: String, name: String)? {
        let halves = text.split(separator: "=").map { $0.trimmed }
        guard halves.count == 2, halves[1].hasPrefix("${"), halves[1].hasSuffix("}") else { return nil }
        return (halves[0].lowercased(), halves[1].dropFirst(2).dropLast().trimmed)
    }

    private func within(_ row: XLSFormRow) -> Written? {
        guard let written = row.written("choice_filter") else { return nil }
        guard let filter = filter(written.text) else {
            log.add("forms.xls_formula", at: written.place, ["word": written.text])
            return nil
        }
        return Written(text: filter.name, place: written.place)
    }

    /// The choices of a list; nil where there are none.
    private func list(_ name: String, filter text: String) -> [Question.Choice]? {
        let column = filter(text)?.column
        let rows = rows("choices").filter { $0["list_name"] == name || $0["list name"] == name }
        guard !rows.isEmpty, rows.count <= Questionnaire.Limit.choices else { return nil }
        var seen: Set<String> = []
        return rows.map { row in
            let code = row["name"]
            if !seen.insert(code).inserted { log.add("forms.choice_twice", at: row.place("name"), ["code": code]) }
            if code.isEmpty || code.contains(where: \.isWhitespace) { log.add("forms.choice_code", at: row.place("name"), ["code": code]) }
            let group = column.map { row[$0] }
            return Question.Choice(code, row.bilingual("label") ?? Bilingual(vi: code, en: code), of: group?.isEmpty == false ? group : nil)
        }
    }
}
