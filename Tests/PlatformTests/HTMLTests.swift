import Kernel
import Platform
import Testing

@Suite struct `Markup escapes what is interpolated` {
    private static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "&lt;already&gt;", "</td></table>", "\u{0}",
        "a & b", "``", "<!--",
        "Ủy ban nhân dân phường Hòa Cường Bắc",
    ]

    /// What a browser must read back.
    private func unescaped(_ text: some StringProtocol) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&amp;", with: "&")
    }

    @Test(arguments: hostile) func `In content no tag begins`(text: String) {
        let html: HTML = "<p>\(text)</p>"
        let inside = html.text.dropFirst(3).dropLast(4)
        #expect(!inside.contains("<") && !inside.contains(">"))
        #expect(unescaped(inside) == text)
    }

    @Test(arguments: hostile) func `In a quoted attribute nothing ends it`(text: String) {
        let html: HTML = "<p title=\"\(text)\">"
        let inside = html.text.dropFirst(10).dropLast(2)
        #expect(!inside.contains("\"") && !inside.contains("<"))
        #expect(unescaped(inside) == text)
    }

    @Test(arguments: hostile) func `An attribute of its own is quoted and escaped`(text: String) {
        let html: HTML = "<p\(attribute: "title", text)>"
        #expect(html.text.hasPrefix("<p title=\"") && html.text.hasSuffix("\">"))
        #expect(unescaped(html.text.dropFirst(10).dropLast(2)) == text)
    }

    @Test(arguments: hostile) func `Every component escapes what it is given`(text: String) throws {
        let words = Words(try PlatformHouse.texts(), .vi)
        let field = Field("name", text, .text(text), hint: text, error: text)
        let choices = [Choice(text, text)]
        let definition: HTML = "\(text)"
        let pieces: [HTML] = [
            .figures([Figure(text, "1", note: text)]), .section(text, "<p>x</p>"), .key([KeyEntry(series: 2, text)]),
            .meter(Ratio(1, 2), label: text),
            .notice(.warning, text), .definitions([(term: text, text: definition)]), .downloads([Download(text, "/a")], words), .tag(text),
            .change(1, text, words),
            .errorSummary([field], words), .field(field), .field(Field("n", text, .search(text))), .field(Field("n", text, .area(text))),
            .field(Field("n", text, .select(choices, chosen: text))), .field(Field("n", text, .radios(choices, chosen: nil))),
            .field(Field("n", text, .checkbox(isChecked: true))), .field(Field("n", text, .hidden(text))),
            .table(id: "t", caption: text, columns: [Column(text, .head) { "\($0)" }], rows: [text]),
            .table(id: "t", caption: "", columns: [Column<String>("") { "\($0)" }], rows: [], empty: text),
            .faults([Fault("test.gone", at: Place(file: text, field: text, sheet: text), ["thing": text])], words),
        ]
        for piece in pieces {
            #expect(!piece.text.contains("<script") && !piece.text.contains("<img") && !piece.text.contains("<!--"))
            #expect(!piece.text.contains("\"\">") || text != "\"><img src=x onerror=alert(1)>")
            #expect(!piece.text.contains("' onmouseover"))
        }
    }

    @Test func `Markup nests without being escaped again`() {
        let inner: HTML = "<b>\("a&b")</b>"
        #expect(("<p>\(inner)</p>" as HTML).text == "<p><b>a&amp;b</b></p>")
    }

    @Test func `Optional text and markup are nothing when absent`() {
        let text: String? = nil
        let html: HTML? = nil
        #expect(("<p>\(text)\(html)\(attribute: "id", nil)</p>" as HTML).text == "<p></p>")
    }

    @Test func `Each gives a piece for each element, in order`() {
        #expect(("\(each: [3, 1, 2], { "<i>\($0)</i>" })" as HTML).text == "<i>3</i><i>1</i><i>2</i>")
    }

    @Test(arguments: [(true, "<a><b>"), (false, "<c>")]) func `If and else choose`(condition: Bool, expected: String) {
        #expect(("\(if: condition, "<a>")\(if: condition, "<b>", else: "<c>")" as HTML).text == expected)
    }

    @Test(arguments: [(0, "0"), (9, "9"), (10, "10"), (-7, "-7"), (Int.max, "9223372036854775807")]) func `Numbers are digits`(
        number: Int, text: String
    ) {
        #expect(("\(number)" as HTML).text == text)
    }

    @Test func `An address stands in markup escaped`() {
        #expect(("<a href=\"\("/a?b=1&c=2" as Link)\">" as HTML).text == "<a href=\"/a?b=1&amp;c=2\">")
    }

    @Test(arguments: [0, 1, 2]) func `Text in place of an address stops the program`(attribute: Int) async {
        switch attribute {
        case 0:
            await #expect(processExitsWith: .failure) {
                let text = "javascript:x"; _ = "<a href=\"\(text)\">" as HTML
            }
        case 1:
            await #expect(processExitsWith: .failure) {
                let text = "x"; _ = "<img src=\"\(text)\">" as HTML
            }
        default:
            await #expect(processExitsWith: .failure) {
                let text = "x"; _ = "<form action=\"\(text)\">" as HTML
            }
        }
    }
}
