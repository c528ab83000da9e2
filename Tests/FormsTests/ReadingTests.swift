import Forms
import Kernel
import Platform
import Testing

@Suite struct `Forms: reading` {
    @Test(arguments: [
        // What needs itself, at once and over others.
        (ask("a", "calculated", "value: a + 1"), ["7 forms.circle"]),
        (ask("a", "calculated", "value: b + 1") + "\n" + ask("b", "calculated", "value: a + 1"), ["7 forms.circle"]),
        (ask("a", "yes_no", "when: given(b)") + "\n" + ask("b", "text", "when: a"), ["7 forms.circle"]),
        (ask("a", "yes_no", "when: nowhere"), ["7 expressions.unknown_name"]),
        (ask("a", "text") + "\n" + ask("a", "text"), ["8 forms.name_twice"]),
        (ask("today", "date"), ["7 forms.name_unfit"]), (ask("Tên", "text"), ["7 forms.name_unfit"]),
        (ask("sum_of_a", "text"), ["7 forms.name_of_sums"]),
        (ask("a", "integer", "when: row = 1"), ["7 forms.row_outside"]),
        (ask("a", "choice"), ["7 forms.choices_missing"]), (ask("a", "choice", "from: nowhere"), ["7 forms.list_unknown"]),
        (ask("a", "choice", "catalogue: provinces, within: b"), ["7 forms.within_unknown"]),
        (ask("a", "calculated"), ["7 outline.key_missing"]), (ask("a", "text", "value: '1'"), ["7 forms.value_of_asked"]),
        (ask("a", "number"), ["7 outline.choice_expected"]), (ask("a", "integer", "when: a + 1"), ["7 expressions.truth_expected"]),
        ("  - {group: g, vi: G, en: G, items: []}", ["7 forms.group_empty"]),
        ("  - {vi: G, en: G}", ["7 forms.item_unclear"]),
        ("  - {repeat: r, vi: R, en: R, most: 100000, items: [{ask: a, kind: text, vi: A, en: A}]}", ["7 forms.repeat_huge"]),
        ("  - {repeat: r, vi: R, en: R, least: 9, most: 2, items: [{ask: a, kind: text, vi: A, en: A}]}", ["7 forms.repeat_bounds"]),
        (
            "  - {repeat: r, vi: R, en: R, items: [{repeat: s, vi: S, en: S, items: [{ask: a, kind: text, vi: A, en: A}]}]}",
            ["7 forms.repeat_in_repeat"]
        ),
        (
            "  - {repeat: r, vi: R, en: R, items: [{ask: a, kind: integer, vi: A, en: A}]}\n" + ask("b", "yes_no", "when: a > 1"),
            ["8 forms.name_in_rows"]
        ),
    ])
    func `tells what is wrong and where`(items: String, expected: [String]) { #expect(faults(items) == expected) }

    @Test func `refuses wrong lists, and papers that name nothing`() {
        let lists = "lists: {l: [{code: a, vi: A, en: A}, {code: a, vi: B, en: B}, {code: 'a b', vi: C, en: C}], m: []}"
        #expect(faults(ask("q", "text"), lists: lists) == ["5 forms.choice_twice", "5 forms.choice_code", "5 forms.list_empty"])
        #expect(faults(ask("q", "text"), paper: "paper: {to: {vi: '{nobody}', en: '{q}'}}") == ["7 forms.paper_name_unknown"])
    }

    @Test func `refuses more than a form can be`() {
        let many = (0...500).map { ask("q\($0)", "text") }.joined(separator: "\n")
        #expect(faults(many) == ["507 forms.items_excess"])
        let deep = String(repeating: "{group: g, vi: G, en: G, items: [", count: 7)
        let nested = "  - " + deep + "{ask: a, kind: text, vi: A, en: A}" + String(repeating: "]}", count: 7)
        #expect(faults(nested).contains("7 forms.too_deep"))
    }

    @Test func `knows the kinds of calculations that stand on one another`() throws {
        let form = try form(
            [
                ask("c", "calculated", "value: \"if(b, 'x', 'y')\""), ask("b", "calculated", "value: a > 1"),
                ask("a", "calculated", "value: 1 + 1"),
                ask("q", "text", "when: c = 'x'"),
            ].joined(separator: "\n"))
        let filled = form.fill(Answers(), on: today)
        #expect(filled.answers["c"] == .one("x") && filled.isVisible(AnswerPath("q")))
    }

    @Test func `reads every form that is shipped`() throws {
        #expect(shipped.count >= 12)
        var codes: Set<String> = []
        for (file, text) in shipped {
            let form = try Questionnaire.read(OutlineYAML.read(text, file: file))
            #expect(file == "\(form.code).yaml" && form.isSample && form.procedure != nil, "\(file)")
            #expect(form.questions.count >= 12 && form.conditions >= 2, "\(file)")
            #expect(form.paper.addressee != nil && form.paper.pledge != nil && !form.paper.signers.isEmpty, "\(file)")
            #expect(codes.insert(form.procedure ?? "").inserted, "\(file)")
            for item in form.items { #expect(!item.label.vi.isEmpty && !item.label.en.isEmpty, "\(file) \(item.name)") }
        }
    }
}
