import Expressions
import Forms
import Kernel

// Items as controls.
extension QuestionnaireForm {
    /// A row that is not there yet: its number is put in when somebody adds it.
    private static let blankRow = "{row}"

    func item(_ index: Int, row: Int) -> HTML { item(index, row: row, text: "\(row)") }

    private func item(_ index: Int, row: Int, text: String) -> HTML {
        let item = questionnaire.items[index]
        let isThere = text == Self.blankRow || filled.isVisible(index, row: row)
        let content: HTML =
            switch item.content {
            case .group: group(item, index, row: row, text: text)
            case .repeated(let rule): repeated(item, rule, index)
            case .question(let question): self.question(item, question, index, row: row, text: text)
            }
        return "<div data-item=\"\(index)\" data-row=\"\(text)\"\(flag: "hidden", !isThere)>\(content)</div>\n"
    }

    private func group(_ item: Item, _ index: Int, row: Int, text: String) -> HTML {
        """
        <fieldset class="group"><legend>\(words(item.label))</legend>\(help(item))
        \(each: questionnaire.children(of: index), { self.item($0, row: row, text: text) })</fieldset>
        """
    }

    private func help(_ item: Item) -> HTML? { item.help.map { "<p class=\"hint\">\(words($0))</p>" } }

    private func repeated(_ item: Item, _ rule: Rows, _ index: Int) -> HTML {
        let count = filled.rows(index)
        let isFree = rule.count == nil
        return """
            <fieldset class="group repeat"><legend>\(words(item.label))</legend>\(help(item))
            <input type="hidden" name="q.\(item.name)" value="\(count)">
            <div data-rows="\(index)">\(each: 0..<count, { rowBox(item, rule, index, row: $0 + 1, text: "\($0 + 1)") })</div>
            <template>\(rowBox(item, rule, index, row: 0, text: Self.blankRow))</template>
            \(if: isFree, "<button class=\"second\" name=\"step\" value=\"add:\(item.name)\" data-add>\(words("forms.add", ["label": words(item.label)]))</button>")\
            </fieldset>
            """
    }

    private func rowBox(_ item: Item, _ rule: Rows, _ index: Int, row: Int, text: String) -> HTML {
        let title = words("forms.row", ["label": words(item.label), "row": text])
        return """
            <fieldset class="row" data-rowbox><legend>\(title)</legend>
            \(each: questionnaire.children(of: index), { self.item($0, row: row, text: text) })\
            \(if: rule.count == nil, "<button class=\"plain\" name=\"step\" value=\"remove:\(item.name).\(text)\" data-remove\(flag: "hidden", filled.rows(index) <= rule.least) aria-label=\"\(words("forms.remove.of", ["label": title]))\">\(words("forms.remove"))</button>")\
            </fieldset>
            """
    }

    /// Whether it is answered by ticking, so that its first answer gets the focus.
    func isSet(_ question: Question) -> Bool {
        switch question.kind {
        case .yesNo: true
        case .choices: true
        case .choice(let choices): isShort(choices)
        default: false
        }
    }

    /// Few choices stand open, many fold.
    private func isShort(_ choices: Question.Choices) -> Bool {
        if case .list(let list) = choices.source { list.count <= 6 && choices.within == nil } else { false }
    }

    private func question(_ item: Item, _ question: Question, _ index: Int, row: Int, text: String) -> HTML {
        let path = questionnaire.path(index, row: max(row, 1))
        let name = item.repeated.map { "q.\(questionnaire.items[$0].name).\(text).\(item.name)" } ?? path.field
        let answer = row == 0 ? nil : filled.given[path]
        let written = answers.written(answer, question)
        let label = isAsked(question) ? words(item.label) : words("forms.optional", ["label": words(item.label)])
        func field(_ control: Field.Control, hint: String? = nil) -> HTML {
            let hints = [item.help.map { words($0) }, hint].compactMap { $0 }
            return .field(Field(name, label, control, hint: hints.isEmpty ? nil : hints.joined(separator: " "), error: fault(path)))
        }
        switch question.kind {
        case .text(_, let lines): return lines > 1 ? field(.area(written, rows: lines)) : field(.text(written))
        case .integer, .decimal: return field(.line("text", written))
        case .date: return field(.line("text", written), hint: words("forms.hint.date"))
        case .phone: return field(.line("tel", written, autocomplete: question.prefill == .phone ? "tel" : nil))
        case .idNumber: return field(.line("text", written), hint: words("forms.hint.id_number"))
        case .email: return field(.line("email", written, autocomplete: question.prefill == .email ? "email" : nil))
        case .yesNo: return field(.radios([Choice("yes", words("forms.yes")), Choice("no", words("forms.no"))], chosen: answer?.text))
        case .choice(let choices): return field(control(choices, answer, row: row))
        case .choices(let choices): return boxes(item, choices, name: name, label: label, answer, error: fault(path), row: row)
        case .file where !takesFiles: return "<div class=\"note\"><p>\(words("forms.file.later", ["label": words(item.label)]))</p></div>"
        case .file(let limits): return file(item, limits, name: name, label: label, answer, error: fault(path))
        case .note: return "<div class=\"note\"><p><strong>\(words(item.label))</strong></p>\(help(item))</div>"
        case .calculated:
            let value = row == 0 ? nil : filled.answers[path]
            return """
                <div class="field"><span class="label">\(words(item.label))</span>\(help(item))\
                <output id="\(name)" data-value>\(answers.shown(value, question).first ?? "—")</output></div>
                """
        }
    }

    private func isAsked(_ question: Question) -> Bool {
        if case .never = question.requirement { false } else { true }
    }

    /// What can be chosen here; of a catalogue that another answer narrows, only what that answer leaves.
    private func offered(_ choices: Question.Choices, row: Int) -> [Question.Choice] {
        let whole = choices.within.map { name -> String in
            if case .text(let text) = filled.value(name, row: row) { text } else { "" }
        }
        switch choices.source {
        case .list(let list): return list
        case .catalogue(let catalogue): return whole == "" ? [] : catalogues.choices(catalogue, whole)
        }
    }

    private func control(_ choices: Question.Choices, _ answer: Answer?, row: Int) -> Field.Control {
        let list = offered(choices, row: row).map { Choice($0.code, words($0.label)) }
        if isShort(choices) { return .radios(list, chosen: answer?.text) }
        return .select([Choice("", words("forms.choose"))] + list, chosen: answer?.text ?? "")
    }

    private func boxes(
        _ item: Item, _ choices: Question.Choices, name: String, label: String, _ answer: Answer?, error: String?, row: Int
    ) -> HTML {
        let chosen = Set(answer?.all ?? [])
        return """
            <div class="field\(if: error != nil, " is-wrong")"><fieldset\(attribute: "aria-describedby", error.map { _ in name + "-error" })>\
            <legend>\(label)</legend>\(help(item))\(error.map { "<p class=\"wrong\" id=\"\(name)-error\">\($0)</p>" as HTML })\
            \(each: offered(choices, row: row).enumerated(), { number, choice in
                """
                <div class="choice"><input type="checkbox" id="\(name)-\(number + 1)" name="\(name)" value="\(choice.code)"\
                \(flag: "checked", chosen.contains(choice.code))><label for="\(name)-\(number + 1)">\(words(choice.label))</label></div>
                """
            })</fieldset></div>
            """
    }

    /// The control with its limits (OL-13), and what is attached already, each to be kept or not.
    private func file(_ item: Item, _ limits: Question.FileLimits, name: String, label: String, _ answer: Answer?, error: String?) -> HTML {
        let endings = limits.endings.joined(separator: ", ").uppercased()
        let hint = words("forms.file.limits", ["kinds": endings, "size": "\(limits.bytes >> 20)", "count": "\(limits.count)"])
        return """
            <div class="field\(if: error != nil, " is-wrong")"><label for="\(name)">\(label)</label>\(help(item))\
            <p class="hint" id="\(name)-hint">\(hint)</p>\(error.map { "<p class=\"wrong\" id=\"\(name)-error\">\($0)</p>" as HTML })\
            \(each: (answer?.all ?? []).enumerated(), { number, digest in
                """
                <div class="choice"><input type="checkbox" id="\(name)-\(number + 1)" name="\(name)" value="\(digest)" checked>\
                <label for="\(name)-\(number + 1)">\(words("forms.file.keep", ["name": files[digest]?.name ?? digest]))</label></div>
                """
            })\
            <input type="file" id="\(name)" name="\(name)" accept="\(limits.endings.map { "." + $0 }.joined(separator: ","))"\
            \(flag: "multiple", limits.count > 1) data-bytes="\(limits.bytes)" aria-describedby="\(name)-hint"></div>
            """
    }
}
