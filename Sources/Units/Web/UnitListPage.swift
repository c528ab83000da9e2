import Kernel
import Platform

/// All units: as a tree, or as the table of what a search found.
struct UnitListPage {
    /// A tree of more units than this shows its first level; the rest is on the pages of its units.
    private static let largestTree = 500

    private let words: Words
    private let context: Context
    private let choice: UnitChoice
    private let blocks: [(block: Block, count: Int)]

    init(_ context: Context, _ choice: UnitChoice, _ blocks: [(block: Block, count: Int)]) {
        words = context.words
        self.context = context
        self.choice = choice
        self.blocks = blocks
    }

    func tree(_ branches: [FindUnits.Branch]) -> Page {
        let count = branches.reduce(0) { $0 + $1.count }
        let isWhole = count <= Self.largestTree
        return page(
            words("units.list.lead", ["count": words.numbers.count(count)]),
            """
            \(if: count == 0, "<p class=\"empty\">\(words("units.list.none"))</p>", else: .section(words("units.list.tree"), list(branches, isWhole)))
            \(if: !blocks.isEmpty, .section(words("units.blocks"), blockTable))
            """)
    }

    func found(_ found: FindUnits.Found) -> Page {
        let pages = max(1, (found.count + FindUnits.pageSize - 1) / FindUnits.pageSize)
        return page(
            words("units.list.found", ["count": words.numbers.count(found.count)]),
            """
            \(table(found))
            \(.pagination(page: min(choice.page, pages), of: pages, address: context.address, words))
            """, isIndexed: false)
    }

    private func page(_ lead: String, _ content: HTML, isIndexed: Bool = true) -> Page {
        Page(
            words("units.list"), lead: lead, room: "units", isIndexed: isIndexed,
            content: """
                \(if: context.query["done"] == "imported", .notice(.success, words("units.done.imported")))
                \(if: context.actor.has(.administrator), .actions(
                    words("units.administer"),
                    [Crumb(words("units.import"), "/units/import"), Crumb(words("units.blocks"), "/units/blocks")]))
                \(search)
                \(content)
                \(.downloads([Download("CSV", "/units/list.csv"), Download("XLSX", "/units/list.xlsx")], words))
                """)
    }

    private var search: HTML {
        let kinds =
            [Choice("", words("units.all_kinds"))] + Unit.Kind.allCases.map { Choice($0.rawValue, words("units.kind.\($0.rawValue)")) }
        let own = [Choice("", words("units.all_blocks"))] + blocks.map { Choice($0.block.code, words($0.block.title)) }
        return .form(
            .get, to: "/units",
            [
                Field("q", words("units.search"), .search(choice.text)),
                Field("kind", words("units.column.kind"), .select(kinds, chosen: choice.kind?.rawValue ?? "")),
                Field("block", words("units.column.block"), .select(own, chosen: choice.block ?? "")),
                Field("closed", words("units.closed_too"), .checkbox(isChecked: choice.showsClosed)),
            ], submit: words("units.find"), isBar: true)
    }

    private func list(_ branches: [FindUnits.Branch], _ isWhole: Bool) -> HTML {
        "<ul class=\"tree\">\(each: branches, { "<li>\(branch($0, isWhole))</li>\n" })</ul>"
    }

    private func branch(_ branch: FindUnits.Branch, _ isWhole: Bool) -> HTML {
        let unit = HTML.unit(branch.unit, words)
        guard !branch.branches.isEmpty else { return unit }
        let count = words("units.below_count", ["count": words.numbers.count(branch.count - 1)])
        guard isWhole else { return "\(unit) <span class=\"small\">\(count)</span>" }
        return """
            <details><summary>\(words(branch.unit.name)) <span class="small">\(count)</span></summary>\
            <p class="small"><a href="\(branch.unit.link)">\(words("units.page_of", ["unit": words(branch.unit.name)]))</a></p>\(list(branch.branches, isWhole))</details>
            """
    }

    private func table(_ found: FindUnits.Found) -> HTML {
        .table(
            id: "units", caption: words("units.list.caption"), isCaptionHidden: true,
            columns: [
                Column(words("units.column.name"), .head) { .unit($0, words) },
                Column(words("units.column.code")) { "\($0.code)" },
                Column(words("units.column.kind")) { "\(words($0.kindText))" },
                Column(words("units.column.parent")) { $0.parent.flatMap { found.parents[$0] }.map { .unit($0, words) } ?? "–" },
                Column(words("units.column.time")) { "\(words.time(from: $0.opened, to: $0.closed))" },
            ] as [Column<Unit>], rows: found.units, empty: words("units.list.nothing"))
    }

    private var blockTable: HTML {
        .table(
            id: "blocks", caption: words("units.blocks.caption"), isCaptionHidden: true,
            columns: [
                Column(words("units.column.block"), .head) { entry in
                    "<a href=\"\("/units?block=\(entry.block.code)" as Link)\">\(words(entry.block.title))</a>"
                },
                Column(words("units.column.members"), .number) { "\(words.numbers.count($0.count))" },
            ] as [Column<(block: Block, count: Int)>], rows: blocks)
    }
}
