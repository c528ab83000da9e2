import Kernel
import Platform
import Testing

@Suite struct `A table sorts by links` {
    private func heading(_ query: String?) -> String {
        let sorting = Sorting(query, among: ["rank", "total"], standard: "rank", address: "/r?q=x&page=3")
        let table: HTML = .table(
            id: "t", caption: "C",
            columns: [Column("Hạng", .rank, sort: "rank") { "\($0)" }, Column("Tổng", .number, sort: "total") { "\($0)" }],
            rows: [1], sorting: sorting)
        return String(table.text.split(separator: "<thead>")[1].split(separator: "</thead>")[0])
    }

    @Test(arguments: [nil, "", "unknown", "rank", "-unknown", "<script>"]) func `Without a known column the standard one counts`(
        query: String?
    ) {
        #expect(heading(query).contains(#"<th scope="col" class="rank" aria-sort="ascending"><a href="/r?q=x&amp;sort=-rank">"#))
        #expect(heading(query).contains(#"<th scope="col" class="num"><a href="/r?q=x&amp;sort=total">"#))
    }

    @Test func `A descending column offers to be turned round`() {
        #expect(heading("-total").contains(#"aria-sort="descending"><a href="/r?q=x&amp;sort=total">"#))
    }

    @Test(arguments: [("-total", "total", true), ("total", "total", false), (nil, "rank", false)])
    func `The query tells column and direction`(query: String?, column: String, isDescending: Bool) {
        let sorting = Sorting(query, among: ["rank", "total"], standard: "rank", address: "/r")
        #expect(sorting.column == column && sorting.isDescending == isDescending)
    }
}

@Suite struct `A table can be heard and scrolled` {
    private let table: HTML = .table(
        id: "units", caption: "Cơ quan", columns: [Column("Tên", .head) { "\($0)" }, Column("Điểm", .number) { _ in "1" }],
        rows: ["A", "B"],
        emphasis: { $0 == "B" }, foot: "<tr><td>x</td></tr>")

    @Test func `It has a caption, scopes and a focusable frame that is named`() {
        #expect(table.text.hasPrefix(#"<div class="scroll" role="region" tabindex="0" aria-labelledby="units-caption">"#))
        #expect(table.text.contains(#"<caption id="units-caption">Cơ quan</caption>"#))
        #expect(table.text.contains(#"<th scope="col">Tên</th><th scope="col" class="num">Điểm</th>"#))
        #expect(table.text.contains(#"<tr><th scope="row">A</th><td class="num">1</td></tr>"#))
        #expect(table.text.contains(#"<tr class="strong"><th scope="row">B</th>"#))
        #expect(table.text.contains("<tfoot><tr><td>x</td></tr></tfoot>"))
    }

    @Test func `Stacked, each cell knows its heading and all stays a table to those who hear it`() {
        let stacked: HTML = .table(
            id: "units", caption: "Cơ quan", isStacked: true,
            columns: [Column("Tên", .head) { "\($0)" }, Column("Điểm", .number) { _ in "1" }], rows: ["A", "B"], emphasis: { $0 == "B" })
        #expect(stacked.text.hasPrefix(#"<div class="scroll stack" role="region" tabindex="0""#))
        #expect(stacked.text.contains(#"<table id="units" role="table">"#))
        #expect(stacked.text.contains(#"<th scope="col" role="columnheader">Tên</th>"#))
        let head = #"<tr role="row"><th scope="row" role="rowheader">A</th>"#
        #expect(stacked.text.contains(head + #"<td role="cell" class="num" data-name="Điểm"><div>1</div></td></tr>"#))
        #expect(stacked.text.contains(#"<tr role="row" class="strong"><th scope="row" role="rowheader">B</th>"#))
    }

    @Test func `Without rows it says so`() {
        let none: HTML = .table(id: "t", caption: "C", columns: [Column<Int>("A") { "\($0)" }], rows: [], empty: "Chưa có gì")
        #expect(none.text == #"<p class="empty">Chưa có gì</p>"#)
    }
}

@Suite struct `Pagination links to the pages around` {
    @Test(arguments: [
        (1, 1, ""), (1, 3, "1* 2 3 next"), (2, 3, "prev 1 2* 3 next"), (10, 20, "prev 1 … 8 9 10* 11 12 … 20 next"),
        (20, 20, "prev 1 … 18 19 20*"),
    ])
    func `First, last and two on each side`(page: Int, count: Int, expected: String) throws {
        let words = Words(try PlatformHouse.texts(), .en)
        let html = HTML.pagination(page: page, of: count, address: "/r?q=x", words).text
        let items = html.split(separator: "<li").dropFirst().map { item -> String in
            if item.contains("rel=\"prev\"") { return "prev" }
            if item.contains("rel=\"next\"") { return "next" }
            if item.contains("…") { return "…" }
            let digits = item.split(separator: ">")[1].prefix { $0.isNumber }
            return digits + (item.contains("aria-current") ? "*" : "")
        }
        #expect(items.joined(separator: " ") == expected)
    }

    @Test func `The first page has no number in its address`() throws {
        let html = HTML.pagination(page: 2, of: 2, address: "/r?q=x&page=2", Words(try PlatformHouse.texts(), .en)).text
        #expect(html.contains(#"href="/r?q=x""#))
    }
}

@Suite struct `A form follows one pattern` {
    private let wrong = Field("name", "Tên", .text("x"), hint: "Đủ chữ", error: "Thiếu tên", isRequired: true)

    @Test func `A refused field names its hint and error to those who hear it`() {
        let html = HTML.field(wrong).text
        #expect(html.contains(#"<label for="name">Tên</label>"#))
        #expect(html.contains(#"<p class="hint" id="name-hint">Đủ chữ</p><p class="wrong" id="name-error">Thiếu tên</p>"#))
        #expect(html.contains(#"aria-describedby="name-hint name-error" aria-invalid="true" required>"#))
    }

    @Test func `The summary leads to the field, to the first answer of radios`() throws {
        let words = Words(try PlatformHouse.texts(), .vi)
        let radios = Field("block", "Khối", .radios([Choice("a", "A")], chosen: nil), error: "Chọn khối")
        let html = HTML.errorSummary([wrong, radios, Field("ok", "Ok", .text(""))], words).text
        #expect(html.contains("role=\"alert\"") && html.contains(words("platform.error_summary")))
        #expect(html.contains(##"<a href="#name">Thiếu tên</a>"##) && html.contains(##"<a href="#block-1">Chọn khối</a>"##))
        #expect(!html.contains("#ok"))
        #expect(HTML.errorSummary([Field("ok", "Ok", .text(""))], words).isEmpty)
    }

    @Test func `Radios are a group with a legend, and only single answers are controls`() {
        let html = HTML.field(Field("b", "Khối", .radios([Choice("a", "A"), Choice("c", "C")], chosen: "c"), isRequired: true)).text
        #expect(html.contains("<fieldset><legend>Khối</legend>"))
        #expect(html.contains(#"value="a"><label for="b-1">"#) && html.contains(#"value="c" checked><label for="b-2">"#))
    }

    @Test func `A filter is a search whose answers become the address`() {
        let html = HTML.form(.get, to: "/r", [Field("q", "Tìm", .search("x"))], submit: "Lọc", isBar: true).text
        #expect(html.hasPrefix(#"<form method="get" action="/r" class="bar-form" role="search" novalidate>"#))
        #expect(html.contains("<button>Lọc</button>"))
    }
}
