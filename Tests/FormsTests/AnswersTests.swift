import Forms
import Kernel
import Platform
import Testing

@Suite struct `Forms: answers` {
    @Test func `are one JSON text, and the same again when read`() throws {
        var answers = Answers()
        answers["name"] = .one("An “\"<b>”")
        answers["age"] = .typed("mười")
        answers["kinds"] = .many(["a", "b"])
        answers.rows["children"] = 3
        answers[AnswerPath("child", in: "children", row: 2)] = .one("B")
        let text = #"{"age":{"typed":"mười"},"children":[{},{"child":"B"},{}],"kinds":["a","b"],"name":"An “\"\u003cb\u003e”"}"#
        #expect(answers.json == text)
        #expect(try Answers(json: text) == answers)
    }

    @Test(arguments: [
        "", "[]", "{", "{\"a\":1}", "{\"a\":null}", "{\"a\":{\"b\":\"c\"}}", "{\"a\":[1]}", "{\"a.1.b\":\"x\"}", "{\"a\":[{\"b\":[{}]}]}x",
        "{\"\":\"x\"}",
    ])
    func `that are no answers are refused`(text: String) { #expect(throws: AnswersError.malformed) { try Answers(json: text) } }

    @Test func `that are too many are refused`() {
        let rows = "{\"r\":[" + Array(repeating: "{}", count: 101).joined(separator: ",") + "]}"
        #expect(throws: AnswersError.tooLarge) { try Answers(json: rows) }
        #expect(throws: AnswersError.tooLarge) { try Answers(json: "{\"a\":\"" + String(repeating: "x", count: 400_000) + "\"}") }
    }

    @Test func `move up when a row is taken away`() {
        var answers = Answers()
        for row in 1...3 { answers[AnswerPath("n", in: "r", row: row)] = .one("\(row)") }
        answers.rows["r"] = 3
        answers.removeRow(2, from: "r")
        #expect(answers.json == #"{"r":[{"n":"1"},{"n":"3"}]}"#)
        answers.removeRow(7, from: "r")
        answers.removeRow(0, from: "r")
        #expect(answers.rows["r"] == 2)
        // From none, none can be taken.
        answers.rows["r"] = 0
        answers.removeRow(1, from: "r")
        #expect(answers.rows["r"] == 0)
    }

    @Test func `are carried to a newer edition, and what is lost is named`() throws {
        let lists = "lists: {l: [{code: a, vi: A, en: A}, {code: b, vi: B, en: B}]}"
        let old = try form(
            [ask("kept", "text"), ask("gone", "text"), ask("other", "text"), ask("pick", "choice", "from: l")].joined(separator: "\n"),
            lists: lists)
        let new = try form(
            [ask("kept", "text"), ask("other", "integer"), ask("pick", "choice", "from: l"), ask("fresh", "text", "required: yes")].joined(
                separator: "\n"),
            lists: "lists: {l: [{code: a, vi: A, en: A}]}")
        let migration = new.migrate(typed(old, ["kept": "1", "gone": "2", "other": "3", "pick": "b"]), from: old)
        #expect(migration.answers.json == #"{"kept":"1"}"#)
        #expect(migration.dropped.map { "\($0.path) \($0.reason)" } == ["gone gone", "other otherKind", "pick choiceGone"])
        #expect(migration.newlyRequired.map(\.name) == ["fresh"])
    }

    @Test func `are filled in from what is known`() throws {
        let form = try form(ask("n", "text", "prefill: person.name") + "\n" + ask("b", "date", "prefill: person.birth"))
        #expect(form.prefills == [.name, .birth])
        #expect(form.prefilled([.name: "An", .birth: "2000-01-02", .email: "x"]).json == #"{"b":"2000-01-02","n":"An"}"#)
        #expect(form.prefilled([.birth: "someday"]).isEmpty)
    }
}
