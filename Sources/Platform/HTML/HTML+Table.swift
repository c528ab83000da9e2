import Kernel

/// A column of a table: its heading, how its cells are set, and what stands in them.
package struct Column<Row> {
    package enum Kind: Sendable {
        /// Words, to the left.
        case text
        /// The cell that names its row, for those who hear the table.
        case head
        /// A short code that names its row, never broken.
        case code
        /// Figures, to the right, all digits of one width.
        case number
        /// A place in a ranking.
        case rank
        /// A picture or remark that a narrow screen leaves out; what it shows must stand elsewhere as text.
        case aside
        /// Something to press or tick, which paper leaves out.
        case control
    }

    package let title: String
    let kind: Kind
    /// The word by which `?sort=` names the column; nil when it cannot be sorted by.
    let sort: String?
    package let cell: (Row) -> HTML

    package init(_ title: String, _ kind: Kind = .text, sort: String? = nil, cell: @escaping (Row) -> HTML) {
        self.title = title
        self.kind = kind
        self.sort = sort
        self.cell = cell
    }
}

/// By which column a table is sorted, as `?sort=total` or `?sort=-total` said it.
package struct Sorting: Sendable, Hashable {
    package let column: String
    package let isDescending: Bool
    /// The page's address, from which the headings make theirs.
    package let address: Link

    /// Reads a query value; a column that is not among `columns` sorts as `standard`, itself written like a query value.
    package init(_ query: String?, among columns: [String], standard: String, address: Link) {
        let asked = query.flatMap { query in columns.contains(Self.bare(query)) ? query : nil } ?? standard
        column = Self.bare(asked)
        isDescending = asked.hasPrefix("-")
        self.address = address
    }

    private static func bare(_ query: String) -> String { query.hasPrefix("-") ? String(query.dropFirst()) : query }

    /// The address that sorts by `other`, turned round when it is the present column.
    func link(to other: String) -> Link {
        address.setting("sort", to: other == column && !isDescending ? "-" + other : other).setting("page", to: nil)
    }
}

extension HTML {
    /// A table that can be heard, sorted without a script and scrolled by keyboard on a narrow screen.
    ///
    /// ```swift
    /// \(.table(id: "ranking", caption: words("rankings.table"), columns: [
    ///     Column(words("rankings.rank"), .rank, sort: "rank") { "\($0.rank)" },
    ///     Column(words("rankings.unit"), .head, sort: "unit") { "<a href=\"\($0.link)\">\($0.name)</a>" },
    ///     Column(words("rankings.total"), .number, sort: "total") { "\(words.numbers.points($0.total))" },
    /// ], rows: standings, sorting: sorting))
    /// ```
    /// `id` is the table's own on its page. `emphasis` marks rows that stand out, which the cells must say in words too.
    /// Without rows `empty` stands in the place of the table. With `isStacked` a narrow screen sets each cell on a line of its own
    /// with its heading before it, for tables that are worked through row by row; the roles say that it stays a table.
    package static func table<Row>(
        id: some CustomStringConvertible, caption: String, isCaptionHidden: Bool = false, isStacked: Bool = false,
        columns: [Column<Row>], rows: some Collection<Row>,
        sorting: Sorting? = nil, emphasis: (Row) -> Bool = { _ in false }, foot: HTML? = nil, empty: String? = nil
    ) -> HTML {
        if rows.isEmpty, let empty { return "<p class=\"empty\">\(empty)</p>" }
        var body = HTML()
        body.reserve(rows.count * columns.count * 48)
        for row in rows where isStacked {
            body += """
                <tr role="row"\(attribute: "class", emphasis(row) ? "strong" : nil)>\(each: columns, { $0.stacked(row) })</tr>

                """
        }
        for row in rows where !isStacked {
            body.append(emphasis(row) ? "<tr class=\"strong\">" : "<tr>")
            for column in columns {
                body.append(column.kind.opening)
                body += column.cell(row)
                body.append(column.kind.closing)
            }
            body.append("</tr>\n")
        }
        let name = id.description
        let group = isStacked ? "rowgroup" : nil
        return """
            <div class="scroll\(if: isStacked, " stack")" role="region" tabindex="0" aria-labelledby="\(name)-caption">
            <table id="\(name)"\(attribute: "role", isStacked ? "table" : nil)><caption id="\(name)-caption"\(attribute: "class", isCaptionHidden ? "quiet" : nil)>\(caption)</caption>
            <thead\(attribute: "role", group)><tr\(attribute: "role", isStacked ? "row" : nil)>\
            \(each: columns, { heading($0, sorting, isStacked) })</tr></thead>
            <tbody\(attribute: "role", group)>
            \(body)</tbody>
            \(foot.map { "<tfoot>\($0)</tfoot>\n" as HTML })\
            </table></div>
            """
    }

    private static func heading<Row>(_ column: Column<Row>, _ sorting: Sorting?, _ isStacked: Bool) -> HTML {
        let name = column.kind.name
        let role = isStacked ? "columnheader" : nil
        guard let sort = column.sort, let sorting else {
            return "<th scope=\"col\"\(attribute: "role", role)\(attribute: "class", name)>\(column.title)</th>"
        }
        let isCurrent = sort == sorting.column
        let order = isCurrent ? (sorting.isDescending ? "descending" : "ascending") : nil
        let arrow = isCurrent ? (sorting.isDescending ? "▼" : "▲") : "↕"
        return """
            <th scope="col"\(attribute: "role", role)\(attribute: "class", name)\(attribute: "aria-sort", order)><a href="\(sorting.link(to: sort))">\(column.title)\
            <span class="order" aria-hidden="true">\(arrow)</span></a></th>
            """
    }
}

extension Column {
    /// The cell of a stacked table, which knows its heading.
    fileprivate func stacked(_ row: Row) -> HTML {
        switch kind {
        case .head: "<th scope=\"row\" role=\"rowheader\">\(cell(row))</th>"
        case .code: "<th scope=\"row\" role=\"rowheader\" class=\"code\">\(cell(row))</th>"
        case .text, .number, .rank, .aside, .control:
            "<td role=\"cell\"\(attribute: "class", kind.name) data-name=\"\(title)\"><div>\(cell(row))</div></td>"
        }
    }
}

extension Column.Kind {
    var opening: StaticString {
        switch self {
        case .text: "<td>"
        case .head: "<th scope=\"row\">"
        case .code: "<th scope=\"row\" class=\"code\">"
        case .number: "<td class=\"num\">"
        case .rank: "<td class=\"rank\">"
        case .aside: "<td class=\"aside\">"
        case .control: "<td class=\"control\">"
        }
    }

    var closing: StaticString {
        switch self {
        case .head, .code: "</th>"
        case .text, .number, .rank, .aside, .control: "</td>"
        }
    }

    var name: String? {
        switch self {
        case .text, .head, .code: nil
        case .number: "num"
        case .rank: "rank"
        case .aside: "aside"
        case .control: "control"
        }
    }
}
