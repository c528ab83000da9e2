import Kernel
import Platform

/// Open data: where everything can be had, and what every column means and is measured in (PI-83).
struct DictionaryPage {
    let words: Words

    /// Every table that is published, with its columns.
    static var tables: [(name: String, columns: [DataColumnHead])] {
        [
            ("rankings", DataTable.heads(ListColumn.self)), ("units", DataTable.heads(RankingColumn.self)),
            ("criteria", DataTable.heads(CriterionColumn.self)), ("ledger", DataTable.heads(LedgerColumn.self)),
            ("history", DataTable.heads(HistoryColumn.self)), ("comparison", DataTable.heads(ComparisonColumn.self)),
            ("external", DataTable.heads(ExternalColumn.self)),
        ]
    }

    /// The addresses of the files, with their parameters in braces as API descriptions write them.
    private static let addresses: [(text: String, address: String)] = [
        ("rankings.data.address.list", "/api/v1/rankings"),
        ("rankings.data.address.ranking", "/api/v1/rankings/{ranking}"),
        ("rankings.data.address.scorecard", "/api/v1/rankings/{ranking}/units/{unit}"),
        ("rankings.data.address.table", "/rankings/{ranking}/table.csv"),
        ("rankings.data.address.card", "/rankings/{ranking}/units/{unit}/scorecard.csv"),
        ("rankings.data.address.figures", "/rankings/{ranking}/figures.csv"),
        ("rankings.data.address.units", "/rankings/{ranking}/units.csv"),
        ("rankings.data.address.publications", "/api/v1/rankings/publications"),
        ("rankings.data.address.publication", "/api/v1/rankings/publications/{publication}"),
        ("rankings.data.address.bundle", "/rankings/publications/{publication}/bundle.zip"),
        ("rankings.data.address.files", "/rankings/publications/{publication}/files/{folder}/{file}"),
        ("rankings.data.address.receipt", "/api/v1/rankings/publications/{publication}/receipts/{unit}"),
        ("rankings.data.address.external", "/api/v1/rankings/external"),
    ]

    func page() -> Page {
        Page(
            words("rankings.dictionary"), lead: words("rankings.dictionary.lead"), room: "open-data",
            content: """
                \(.section(words("rankings.dictionary.addresses"), addresses))
                \(.section(words("rankings.dictionary.rules"), "<ul>\(each: 1...5, { "<li>\(words("rankings.dictionary.rule.\($0)"))</li>" })</ul>"))
                \(each: Self.tables, section)
                \(.section(words("rankings.dictionary.measures"), measures))
                """)
    }

    private var addresses: HTML {
        """
        <div class="scroll" role="region" tabindex="0" aria-label="\(words("rankings.dictionary.addresses"))"><table>
        <thead><tr><th scope="col">\(words("rankings.dictionary.what"))</th><th scope="col">\(words("rankings.dictionary.address"))</th></tr></thead>
        <tbody>\(each: Self.addresses, { "<tr><th scope=\"row\">\(words($0.text))</th><td><code>\($0.address)</code></td></tr>\n" })</tbody>
        </table></div>
        """
    }

    private func section(_ name: String, _ columns: [DataColumnHead]) -> HTML {
        .section(
            words("rankings.data.\(name)"),
            """
            <div class="scroll" role="region" tabindex="0" aria-label="\(words("rankings.data.\(name)"))"><table>
            <thead><tr><th scope="col">\(words("rankings.dictionary.column"))</th><th scope="col">\(words("rankings.dictionary.title"))</th>\
            <th scope="col">\(words("rankings.dictionary.meaning"))</th><th scope="col">\(words("rankings.dictionary.measure"))</th></tr></thead>
            <tbody>\(each: columns, { column in
                """
                <tr><th scope="row" class="code"><code>\(column.name)</code></th><td>\(column.title(words))</td><td>\(column.meaning(words))</td>\
                <td>\(words("rankings.measure.\(column.measure.rawValue)"))</td></tr>

                """
            })</tbody></table></div>
            """)
    }

    private var measures: HTML {
        .definitions(
            DataMeasure.allCases.map { measure in
                (words("rankings.measure.\(measure.rawValue)"), "\(words("rankings.measure.\(measure.rawValue).text"))")
            })
    }
}
