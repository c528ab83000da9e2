import Expressions
import Forms
import Kernel
import Testing

@Suite struct `Forms: filling in` {
    private static let lists = "lists: {kinds: [{code: a, vi: A, en: A}, {code: b, vi: B, en: B}]}"

    /// Kind, what is typed, what it means, and what is wrong with it.
    private static let typings: [(String, String, String?, String?)] = [
        ("text", "An", "An", nil), ("text", String(repeating: "ạ", count: 251), nil, "text_long"),
        ("integer", "1.250", "1250", nil), ("integer", "1,5", nil, "integer_expected"), ("integer", "x", nil, "integer_expected"),
        ("decimal", "12,50", "12.5", nil), ("decimal", "1.234,5", "1234.5", nil), ("decimal", "0,125", nil, "decimals_excess"),
        ("date", "5/3/2020", "2020-03-05", nil), ("date", "05-03-2020", "2020-03-05", nil),
        ("date", "05032020", "2020-03-05", nil), ("date", "29/02/2023", nil, "date_expected"), ("date", "2020-02-29", "2020-02-29", nil),
        ("yes_no", "yes", "yes", nil), ("yes_no", "maybe", nil, "yes_no_expected"),
        ("phone", "+84 912.345.678", "0912345678", nil), ("phone", "12345", nil, "phone_expected"),
        ("id_number", "001 099 012345", "001099012345", nil), ("id_number", "123456789", nil, "id_number_expected"),
        ("email", "An@Example.VN", "an@example.vn", nil), ("email", "an@nowhere", nil, "email_expected"),
        ("choice, from: kinds", "a", "a", nil), ("choice, from: kinds", "c", nil, "choice_unknown"),
        ("choices, from: kinds", "b|a|b", "b a", nil), ("choices, from: kinds", "a|z", nil, "choice_unknown"),
        ("file, most: 1", "one|two", nil, "files_excess"),
    ]

    @Test(arguments: typings)
    func `understands what people write, or says what is wrong`(kind: String, text: String, value: String?, code: String?) throws {
        let form = try form(ask("q", kind), lists: Self.lists)
        let filled = form.fill(typed(form, ["q": text]), on: today)
        #expect(told(filled) == (code.map { ["q \($0)"] } ?? []))
        if let value { #expect(filled.answers["q"]?.text == value) }
        // Whatever was typed is there to be shown again.
        #expect(filled.answers["q"] != nil)
    }

    @Test func `asks only what the answers so far call for`() throws {
        let form = try form(
            """
            \(ask("married", "yes_no", "required: yes"))
              - {group: g, vi: G, en: G, when: married, items: [{ask: spouse, kind: text, vi: S, en: S, required: yes}]}
            """)
        let asked = form.fill(typed(form, ["married": "yes"]), on: today)
        #expect(told(asked) == ["spouse answer_missing"] && asked.missing == [AnswerPath("spouse")])
        let hidden = form.fill(typed(form, ["married": "no", "spouse": "B"]), on: today)
        // An answer that is not asked for is neither looked at nor kept.
        #expect(hidden.isComplete && hidden.answers["spouse"] == nil && hidden.given["spouse"] == .one("B"))
        // Nothing is known: neither shown, nor missed.
        #expect(told(form.fill(Answers(), on: today)) == ["married answer_missing"])
    }

    @Test func `computes exactly, and nothing from what is missing`() throws {
        let form = try form(
            [
                ask("a", "decimal"), ask("b", "decimal"), ask("sum", "calculated", "value: a + b"),
                ask("third", "calculated", "value: a / 3"),
                ask("share", "calculated", "value: a / b"), ask("word", "calculated", "value: \"'x'\""),
            ].joined(separator: "\n"))
        let filled = form.fill(typed(form, ["a": "0,1", "b": "0,2"]), on: today)
        #expect(
            filled.answers["sum"] == .one("0.3") && filled.answers["third"] == .one("0.033333") && filled.answers["share"] == .one("0.5"))
        #expect(form.fill(typed(form, ["a": "1"]), on: today).answers["sum"] == nil)
        #expect(form.fill(typed(form, ["a": "1", "b": "0"]), on: today).answers["share"] == nil)
    }

    @Test func `applies checks to what is there`() throws {
        let form = try form(
            """
              - ask: to
                kind: date
                vi: Đến
                en: To
                checks:
                  - {holds: to > from, vi: Sau, en: After}
                  - {holds: "years(from, to) < 2", vi: Hai năm, en: Two years}
            \(ask("from", "date"))
            """)
        #expect(form.fill(typed(form, ["to": "01/01/2026"]), on: today).isComplete)
        let late = form.fill(typed(form, ["from": "02/01/2026", "to": "01/01/2026"]), on: today)
        #expect(late.faults.map(\.message?.en) == ["After"])
        let long = form.fill(typed(form, ["from": "29/02/2024", "to": "01/03/2026"]), on: today)
        #expect(long.faults.map(\.message?.vi) == ["Hai năm"])
        #expect(form.fill(typed(form, ["from": "29/02/2024", "to": "28/02/2026"]), on: today).isComplete)
    }

    private static let household = """
          - {repeat: members, vi: M, en: M, least: 1, most: 3, items: [
              {ask: name, kind: text, vi: N, en: N, required: yes}, {ask: income, kind: integer, vi: I, en: I},
              {ask: share, kind: calculated, vi: S, en: S, value: income / row}]}
        \(ask("total", "calculated", "value: sum_of_income"))
        \(ask("each", "calculated", "value: sum_of_income / count_of_members"))
        """

    @Test func `goes through the rows of a repeat`() throws {
        let form = try form(Self.household)
        let answers = typed(
            form, ["members.1.name": "A", "members.1.income": "10", "members.2.income": "5", "members.3.name": "lost"], rows: ["members": 2]
        )
        let filled = form.fill(answers, on: today)
        #expect(told(filled) == ["members.2.name answer_missing"])
        #expect(filled.answers["total"] == .one("15") && filled.answers["each"] == .one("7.5"))
        #expect(filled.answers[AnswerPath("share", in: "members", row: 2)] == .one("2.5"))
        #expect(filled.answers[AnswerPath("name", in: "members", row: 3)] == nil && filled.answers.rows == ["members": 2])
        // There is never less than the least, and never more than the most.
        #expect(form.fill(Answers(), on: today).answers.rows == ["members": 1])
        let many = form.fill(typed(form, [:], rows: ["members": 9]), on: today)
        #expect(many.answers.rows == ["members": 3] && told(many).contains("members rows_excess"))
    }

    @Test func `lets answers decide how many rows there are`() throws {
        let form = try form(
            """
            \(ask("n", "integer"))
              - {repeat: rows, vi: R, en: R, most: 5, count: n, items: [{ask: a, kind: text, vi: A, en: A}]}
            """)
        for (typedCount, rows) in [("", 0), ("3", 3), ("-2", 0), ("99", 5)] {
            #expect(form.fill(typed(form, ["n": typedCount]), on: today).answers.rows == ["rows": rows], "\(typedCount)")
        }
    }

    @Test func `narrows choices by another answer, and takes catalogues from the house`() throws {
        let catalogues = Catalogues([
            .provinces: [.init("01", Bilingual(vi: "Hà Nội", en: "Hanoi")), .init("79", Bilingual(vi: "TP.HCM", en: "HCMC"))],
            .communes: [.init("00004", Bilingual(vi: "Ba Đình", en: "Ba Dinh"), of: "01")],
        ])
        let form = try form(ask("p", "choice", "catalogue: provinces") + "\n" + ask("c", "choice", "catalogue: communes, within: p"))
        #expect(form.fill(typed(form, ["p": "01", "c": "00004"]), on: today, catalogues: catalogues).isComplete)
        #expect(told(form.fill(typed(form, ["p": "79", "c": "00004"]), on: today, catalogues: catalogues)) == ["c choice_unknown"])
        #expect(told(form.fill(typed(form, ["p": "77"]), on: today, catalogues: catalogues)) == ["p choice_unknown"])
    }
}
