import Foundation
import Kernel
import Platform
import Testing

private func near(_ one: Double, _ other: Double, _ slack: Double = 0.00002) -> Bool { abs(one - other) <= slack }

@Suite struct `The distribution of units` {
    @Test(arguments: DrawnTier.allCases) func `has a dot for each unit at its exact place`(tier: DrawnTier) throws {
        let picture = try DrawnPicture(ChartSamples.provincesChart(range: ChartSamples.whole).picture)
        let dots = picture.all("circle", in: tier)
        #expect(dots.count == 34)
        for (name, total) in ChartSamples.provinces {
            let dot = try #require(dots.first { $0.title?.hasPrefix(name + " ") == true })
            #expect(near(dot.share("cx"), Double(total) / 10_000))
        }
        #expect(
            picture.all("circle", "marked", in: tier).compactMap(\.title).sorted() == ["Hà Nội 55,23", "Đắk Lắk 65,49", "Đồng Tháp 68,80"])
    }

    @Test(arguments: DrawnTier.allCases, ["provinces", "provinces on the whole scale", "equal units"])
    func `has no dot over another`(tier: DrawnTier, name: String) throws {
        let dots = try DrawnPicture(try ChartSamples.chart(name).picture).all("circle", in: tier)
        for (index, dot) in dots.enumerated() {
            for other in dots[..<index] {
                let across = (dot.share("cx") - other.share("cx")) * tier.rawValue
                let distance = (across * across + pow(dot.pixels("cy") - other.pixels("cy"), 2)).squareRoot()
                #expect(distance >= dot.pixels("r") + other.pixels("r") - 1, "\(dot.title ?? "") \(other.title ?? "")")
            }
        }
    }

    @Test(arguments: DrawnTier.allCases) func `writes the names of marked units and the mean whole`(tier: DrawnTier) throws {
        for range in [nil, ChartSamples.whole] {
            let texts = try DrawnPicture(ChartSamples.provincesChart(range: range).picture).texts(in: tier)
            for text in ["Hà Nội 55,23", "Đắk Lắk 65,49", "Đồng Tháp 68,80", "trung bình 62,58"] {
                #expect(texts.contains(text), "\(tier)")
            }
        }
    }

    @Test func `marks the mean at its exact place`() throws {
        let lines = try DrawnPicture(ChartSamples.provincesChart(range: ChartSamples.whole).picture).all("line", "mean")
        #expect(lines.count == 1 && lines.allSatisfy { near($0.share("x1"), 0.6258) && near($0.share("x2"), 0.6258) })
    }

    @Test(arguments: DrawnTier.allCases) func `shows the bands as stretches with names and bounds`(tier: DrawnTier) throws {
        let picture = try DrawnPicture(ChartSamples.provincesChart(range: ChartSamples.whole).picture)
        let stretches = picture.all("rect", in: tier).filter { ["c-band", "c-other-band"].contains($0.attributes["class"] ?? "") }
        #expect(stretches.map { ($0.share("x") * 100).rounded() } == [0, 50, 70, 80, 90])
        #expect(picture.all("line", "bound", in: tier).map { ($0.share("x1") * 100).rounded() } == [50, 70, 80, 90])
        let texts = picture.texts(in: tier)
        // On a narrow screen the last bound leaves no room for the end of the scale.
        let end = tier == .small ? [] : ["100"]
        for text in ["Yếu", "Trung bình", "Khá", "Tốt", "Xuất sắc", "0", "50", "70", "80", "90"] + end {
            #expect(texts.contains(text), "\(text)")
        }
    }

    @Test func `without a range holds the values, their band and the next one above`() throws {
        let texts = try DrawnPicture(ChartSamples.provincesChart().picture).texts()
        for text in ["50", "70", "80", "Trung bình", "Khá"] { #expect(texts.contains(text)) }
        for text in ["0", "90", "100", "Yếu", "Tốt", "Xuất sắc"] { #expect(!texts.contains(text)) }
    }

    @Test func `writes bounds as exactly as they are`() throws {
        let bands: [DistributionChart.Band] = [.init("a", from: nil, to: Ratio(655, 10)), .init("b", from: Ratio(655, 10), to: nil)]
        let chart = ChartSamples.distribution(
            [ChartSamples.dot("x", 6000), ChartSamples.dot("y", 7000)], bands: bands, range: ChartSamples.whole)
        #expect(try DrawnPicture(chart.picture).texts().contains("65,5"))
    }

    @Test func `is wide enough for what lies beyond its range`() throws {
        let picture = try DrawnPicture(try ChartSamples.chart("beyond the scale").picture)
        let dots = picture.all("circle")
        #expect(dots.count == 2)
        for dot in dots { #expect(dot.share("cx") > 0 && dot.share("cx") < 1) }
        #expect(dots[0].share("cx") < 0.15 && dots[1].share("cx") > 0.85)
    }

    @Test(arguments: DrawnTier.allCases, [168, 3321]) func `of many units counts each once`(tier: DrawnTier, count: Int) throws {
        let values = ChartSamples.many(count)
        let picture = try DrawnPicture(ChartSamples.distribution(values, range: ChartSamples.whole).picture)
        #expect(picture.all("circle", in: tier).isEmpty)
        var total = 0
        for bar in picture.all("rect", "bar", in: tier) {
            let title = try #require(bar.title)
            let parts = try #require(title.wholeMatch(of: /(\d+)–(\d+): ([\d.]+)/))
            let (low, high) = (try #require(Int(parts.1)), try #require(Int(parts.2)))
            let inside = values.count { $0.value >= Ratio(low, 1) && $0.value < Ratio(high, 1) }
            #expect(inside == Int(parts.3.replacing(".", with: "")), "\(title)")
            #expect(near(bar.share("x"), Double(low) / 100, 0.002) && near(bar.share("width"), Double(high - low) / 100, 0.003))
            total += inside
        }
        #expect(total == count)
    }

    @Test func `counts a value on a bound in the step above, and the greatest in the last`() throws {
        let values = [0, 500, 1000, 10_000, 10_000].map { ChartSamples.dot("x", $0) } + (0..<80).map { ChartSamples.dot("y\($0)", 5050) }
        let titles = try DrawnPicture(ChartSamples.distribution(values, range: ChartSamples.whole).picture).all("rect", "bar").compactMap(
            \.title)
        #expect(titles == ["0–5: 1", "5–10: 1", "10–15: 1", "50–55: 80", "95–100: 2"])
    }

    @Test func `has the heights of bars in proportion to their counts`() throws {
        let values = (0..<90).map { ChartSamples.dot("a\($0)", 1000) } + (0..<30).map { ChartSamples.dot("b\($0)", 9000) }
        let bars = try DrawnPicture(ChartSamples.distribution(values, range: ChartSamples.whole).picture).all("rect", "bar")
        #expect(bars.count == 2 && near(bars[0].pixels("height") / bars[1].pixels("height"), 3, 0.01))
    }

    @Test(arguments: [(70, true), (71, false)]) func `draws dots for up to seventy units`(count: Int, dots: Bool) throws {
        let values = (0..<count).map { ChartSamples.dot("\($0)", $0 * 140) }
        let picture = try DrawnPicture(ChartSamples.distribution(values, range: ChartSamples.whole).picture)
        #expect(picture.all("circle").isEmpty != dots && picture.all("rect", "bar").isEmpty == dots)
    }
}

@Suite struct `Stacked bars` {
    private func chart(_ values: [[Ratio]], parts: Int = 2) -> StackedBarsChart {
        StackedBarsChart(
            id: "s", title: "t", summary: "s", parts: (0..<parts).map { "p\($0)" },
            bars: values.enumerated().map { .init("b\($0)", $1, figure: "f\($0)") }, maximum: Ratio(100, 1))
    }

    /// Bình Dương 2017: Phú Giáo 46 + 30.03 (PI-56).
    @Test func `put the parts one after the other, in proportion to the maximum`() throws {
        let picture = try DrawnPicture(chart([[Ratio(46, 1), Ratio(3003, 100)]]).picture)
        let parts = picture.all("rect").filter { $0.title != nil }
        #expect(parts.map(\.title) == ["b0: p0", "b0: p1"])
        #expect(near(parts[0].share("x"), 0) && near(parts[0].share("width"), 0.46))
        #expect(near(parts[1].share("x"), 0.46) && near(parts[1].share("width"), 0.3003))
        #expect(picture.all("rect", "outline").map { $0.share("width") } == [1])
        #expect(picture.texts() == ["b0", "f0"])
    }

    @Test func `draw nothing for what is zero or below`() throws {
        let parts = try DrawnPicture(chart([[.zero, Ratio(10, 1)], [Ratio(-5, 1), Ratio(10, 1)]]).picture).all("rect").filter {
            $0.title != nil
        }
        #expect(parts.map(\.title) == ["b0: p1", "b1: p1"])
        #expect(parts.allSatisfy { near($0.share("x"), 0) && near($0.share("width"), 0.1) })
    }

    @Test func `become shorter for all when one is beyond the maximum`() throws {
        let picture = try DrawnPicture(chart([[Ratio(100, 1), Ratio(25, 1)], [Ratio(50, 1), .zero]]).picture)
        #expect(picture.all("rect", "outline").map { $0.share("width") } == [0.8, 0.8])
        #expect(picture.all("rect").filter { $0.title != nil }.map { $0.share("width") } == [0.8, 0.2, 0.4])
    }

    @Test(arguments: 1...6) func `tell their parts apart by more than colour`(count: Int) throws {
        let bars = chart([(0..<count).map { _ in Ratio(10, 1) }], parts: count)
        let picture = try DrawnPicture(bars.picture)
        let fills = picture.all("rect").filter { $0.title != nil }.compactMap { $0.attributes["class"] }
        #expect(Set(fills).count == count && bars.key.count == count)
        let textures = picture.all("line").compactMap { $0.attributes["class"] }.filter { $0.hasPrefix("c-texture") }
        #expect(Set(textures).count == count - 1)
        #expect(zip(bars.key, fills).allSatisfy { "c-series\($0.series)" == $1 })
    }

    @Test(arguments: [(0, 1), (14, 1), (15, 2), (34, 3), (42, 3), (43, 4), (180, 13)])
    func `are cut into stretches that fit a column and a page`(
        count: Int, drawings: Int
    ) throws {
        let picture = try DrawnPicture(ChartSamples.bars(count).picture)
        #expect(picture.elements.count { $0.name == "svg" } == drawings)
        #expect(picture.all("rect", "outline").count == count)
    }

    @Test func `cut long names on narrow screens only, and mark a marked one by a sign`() throws {
        let picture = try DrawnPicture(ChartSamples.bars(5).picture)
        #expect(picture.texts(in: .small).contains { $0.hasPrefix("1. Ủy ban") && $0.hasSuffix("…") })
        #expect(picture.texts(in: .medium).contains("1. Ủy ban nhân dân phường Hòa Cường Bắc số 0"))
        #expect(DrawnTier.allCases.allSatisfy { picture.texts(in: $0).count { $0.hasPrefix("▸ 4.") } == 1 })
    }
}

@Suite struct `The profile of fields` {
    private func chart(_ values: [[Int64?]], maximum: Int64 = 20) -> FieldProfileChart {
        FieldProfileChart(
            id: "f", title: "t", summary: "s", units: values[0].indices.map { "u\($0)" },
            fields: values.enumerated().map { index, values in
                .init(
                    "f\(index)", maximum: Points(micro: maximum * 1_000_000), values: values.map { $0.map { Points(micro: $0 * 10_000) } })
            }, absent: "không áp dụng", numbers: NumberFormat(.vi))
    }

    /// Đắk Lắk, 10/10/2026: 17.72 of 20.
    @Test func `of one unit draws what was reached and hatches the rest`() throws {
        let picture = try DrawnPicture(chart([[1772]]).picture)
        #expect(picture.texts() == ["f0", "17,72 / 20"])
        #expect(picture.all("rect", "series1").map { $0.attributes["width"] } == ["88.6%"])
        let rest = try #require(picture.all("rect", "rest").first)
        #expect(near(rest.share("x"), 0.886) && near(rest.share("width"), 0.114))
        #expect(picture.all("line", "hatch").count == 1)
    }

    @Test func `of several units gives each a bar of its own scale and its figure`() throws {
        let picture = try DrawnPicture(chart([[2000, 1000, 500]]).picture)
        let bars = picture.all("rect").filter { $0.title != nil }
        let full = bars[0].share("width")
        #expect(full > 0.7 && full < 0.9)
        #expect(near(bars[1].share("width") / full, 0.5, 0.001) && near(bars[2].share("width") / full, 0.25, 0.001))
        #expect(bars.map(\.title) == ["u0: 20,00 / 20", "u1: 10,00 / 20", "u2: 5,00 / 20"])
        #expect(Set(picture.texts()) == ["f0", "/ 20", "20,00", "10,00", "5,00"])
    }

    @Test(arguments: [[nil], [1000, nil]] as [[Int64?]]) func `says where a field does not apply`(values: [Int64?]) throws {
        let picture = try DrawnPicture(chart([values]).picture)
        #expect(picture.texts().contains("không áp dụng"))
        #expect(picture.all("rect").count { $0.title != nil } == values.count - 1)
    }

    @Test(arguments: [(Int64(-500), 0.0), (0, 0), (2000, 1), (2500, 1)]) func `keeps what is below nothing or above the maximum inside`(
        value: Int64, width: Double
    ) throws {
        let picture = try DrawnPicture(chart([[value]]).picture)
        #expect(picture.all("rect", "series1").map { $0.share("width") } == (width > 0 ? [width] : []))
        #expect(picture.all("rect", "rest").count == (width < 1 ? 1 : 0))
    }

    @Test func `of a field without points divides by nothing`() throws {
        let picture = try DrawnPicture(chart([[0]], maximum: 0).picture)
        #expect(picture.all("rect", "rest").map { $0.share("width") } == [1])
    }
}

@Suite struct `The history of a unit` {
    @Test func `joins neighbours, and nothing over a cut or a gap`() throws {
        let picture = try DrawnPicture(ChartSamples.twelveYears.picture)
        let cuts = Set(picture.all("line", "cut").map { $0.share("x1") })
        #expect(cuts.count == 3)
        for style in ["trend", "place-trend"] {
            let lines = picture.all("line", style)
            // 2013–14, 2017–18–19–20, 2021–22–23.
            #expect(lines.count == 6, "\(style)")
            for line in lines {
                let stretch = line.share("x1")...line.share("x2")
                #expect(!cuts.contains { stretch.contains($0) })
            }
        }
        #expect(picture.all("circle", "dot").count == 11 && picture.all("circle", "place").count == 11)
    }

    @Test(arguments: DrawnTier.allCases) func `names each cut in the middle between its periods`(tier: DrawnTier) throws {
        let picture = try DrawnPicture(ChartSamples.twelveYears.picture)
        let dots = picture.all("circle", "dot", in: tier)
        let (before, after) = (
            try #require(dots.first { $0.title == "2012: 70,10" }), try #require(dots.first { $0.title == "2013: 74,50" })
        )
        let cut = try #require(picture.all("line", "cut", in: tier).first)
        #expect(near(cut.share("x1"), (before.share("cx") + after.share("cx")) / 2))
        for name in ["bộ 1294", "bộ 2948", "bộ 876"] { #expect(picture.texts(in: tier).contains(name)) }
    }

    @Test func `has higher values higher, and better places higher`() throws {
        let picture = try DrawnPicture(ChartSamples.twelveYears.picture)
        func y(_ style: String, _ title: String) throws -> Double {
            try #require(picture.all("circle", style).first { $0.title == title }).pixels("cy")
        }
        #expect(try y("dot", "2023: 91,87") < y("dot", "2012: 70,10"))
        #expect(try y("place", "2023: 1/63") < y("place", "2022: 4/63"))
        #expect(try y("place", "2022: 4/63") < y("place", "2014: 40/63"))
        let values = picture.all("circle", "dot").map { $0.pixels("cy") }
        let places = picture.all("circle", "place").map { $0.pixels("cy") }
        #expect((values.max() ?? 0) < (places.min() ?? 0))
    }

    @Test(arguments: DrawnTier.allCases) func `always writes the last figure`(tier: DrawnTier) throws {
        let texts = try DrawnPicture(ChartSamples.twelveYears.picture).texts(in: tier)
        #expect(texts.contains("91,87") && texts.contains("1/63") && texts.contains("2023"))
    }

    @Test func `on a wide screen writes every figure and period`() throws {
        let texts = try DrawnPicture(ChartSamples.twelveYears.picture).texts(in: .large)
        for text in ["70,10", "74,50", "71,20", "76,20", "78,00", "77,54", "80,10", "83,70", "86,50", "85,10", "91,87"] {
            #expect(texts.contains(text), "\(text)")
        }
        for year in 2012...2023 { #expect(texts.contains("\(year)")) }
    }

    @Test func `of places alone leaves their field out where there are none`() throws {
        let picture = try DrawnPicture(try ChartSamples.chart("three quarters").picture)
        #expect(picture.all("circle", "place").isEmpty && !picture.texts().contains("Thứ hạng"))
        #expect(picture.all("line", "trend").count == 2)
    }
}

@Suite struct `A meter` {
    @Test(
        arguments: [
            (Ratio(658, 1000), "65.8%", "34.2%"), (.one, "100%", nil), (.zero, nil, "100%"), (Ratio(-1, 2), nil, "100%"),
            (Ratio(3, 2), "100%", nil),
        ] as [(Ratio, String?, String?)])
    func `shows a share and hatches what is missing`(share: Ratio, width: String?, rest: String?) throws {
        let picture = try DrawnPicture(Meter(share, label: "đạt <65,8%>").picture)
        #expect(picture.all("rect", "series1").map { $0.attributes["width"] } == (width.map { [$0] } ?? []))
        #expect(picture.all("rect", "rest").map { $0.attributes["width"] } == (rest.map { [$0] } ?? []))
        #expect(picture.all("line", "hatch").count == (rest == nil ? 0 : 1))
        let drawing = try #require(picture.elements.first { $0.name == "svg" })
        #expect(drawing.attributes["role"] == "img" && drawing.attributes["aria-label"] == "đạt <65,8%>" && drawing.title == "đạt <65,8%>")
    }
}
