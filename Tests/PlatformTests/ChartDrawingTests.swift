import Kernel
import Platform
import Testing

private let hostile = "<script>\"'&"
private let numbers = NumberFormat(.vi)

private func ratio(_ text: String) -> Ratio { Number(text)?.ratio ?? .zero }

/// Every chart there is, with names that would break out of markup.
private func charts() -> [any Chart] {
    let dots = (1...40).map { number in
        DistributionChart.Dot("\(hostile) \(number)", Ratio(number * 7 % 60 + 30, 1), figure: "\(number)", isMarked: number == 7)
    }
    let bands = [
        DistributionChart.Band("Yếu", from: nil, to: Ratio(50, 1)), DistributionChart.Band("Tốt", from: Ratio(50, 1), to: nil),
    ]
    return [
        DistributionChart(
            id: "spread", title: hostile, summary: hostile, dots: dots, bands: bands, mean: (Ratio(125, 2), hostile), numbers: numbers),
        StackedBarsChart(
            id: "parts", title: hostile, summary: hostile, parts: ["Thẩm định", hostile],
            bars: [
                .init(hostile, [ratio("46"), ratio("30.03")], figure: "76,03"),
                .init("Dầu Tiếng", [ratio("44"), ratio("32.22")], figure: "76,22"),
            ],
            maximum: Ratio(100, 1)),
        FieldProfileChart(
            id: "profile", title: hostile, summary: hostile, units: ["Một", hostile],
            fields: [.init(hostile, maximum: Points(micro: 18_000_000), values: [Points(micro: 11_850_000), nil])], absent: "không áp dụng",
            numbers: numbers),
        HistoryChart(
            id: "history", title: hostile, summary: hostile,
            points: [
                .init("2021", ratio("78.11"), figure: "78,11"), .init("2022", nil, figure: ""),
                .init("2023", ratio("44.11"), figure: "44,11", cut: hostile), .init("2024", ratio("47.47"), figure: "47,47"),
            ],
            numbers: numbers),
    ]
}

@Suite struct `A chart is the same bytes for the same values` {
    @Test(arguments: 0..<4) func `Drawn twice it is equal`(number: Int) {
        let (one, other) = (charts()[number], charts()[number])
        #expect(HTML.chart(one, caption: "C").bytes == HTML.chart(other, caption: "C").bytes)
    }

    @Test(arguments: 0..<4) func `It needs nothing that the page's policy forbids`(number: Int) {
        let text = HTML.chart(charts()[number], caption: hostile).text
        for word in ["style=", "<script", "href=\"http", "<image", "<foreignObject"] { #expect(!text.contains(word), "\(word)") }
        #expect(!text.contains(#/\son[a-z]+=/#))
    }

    @Test(arguments: 0..<4) func `It tells its title and summary to those who do not see it`(number: Int) {
        let chart = charts()[number]
        let text = HTML.chart(chart, caption: "C").text
        #expect(text.contains("role=\"img\"") && text.contains("&lt;script&gt;"))
        let names = text.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
        #expect(Set(names).count == names.count, "each id is there once")
        for match in text.matches(of: #/aria-labelledby="([^"]+)"/#) {
            for name in match.1.split(separator: " ") { #expect(names.contains(String(name))) }
        }
        for match in text.matches(of: #/url\(#([^)]+)\)/#) { #expect(names.contains(String(match.1))) }
    }

    @Test(arguments: 0..<4) func `No coordinate is lost`(number: Int) {
        #expect(!HTML.chart(charts()[number], caption: "C").text.contains(#/"-?(nan|inf)|NaN/#))
    }
}
