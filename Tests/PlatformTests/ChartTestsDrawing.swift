import Foundation
import FoundationXML
import Kernel
import Platform
import Testing

/// One element of a drawing, with what its groups say of the widths at which it is shown.
struct DrawnElement: Sendable {
    var name: String
    var attributes: [String: String]
    var text = ""
    /// What shows when one points at it.
    var title: String?
    var tiers: Set<DrawnTier> = Set(DrawnTier.allCases)

    /// A share of the width, 0…1.
    func share(_ attribute: String) -> Double {
        let value = attributes[attribute] ?? "0"
        return (Double(value.hasSuffix("%") ? String(value.dropLast()) : value) ?? .nan) / 100
    }

    /// Pixels where letters have 12.
    func pixels(_ attribute: String) -> Double {
        let value = attributes[attribute] ?? "0"
        return value.hasSuffix("em") ? (Double(value.dropLast(2)) ?? .nan) * 12 : Double(value) ?? .nan
    }
}

/// The three widths for which charts are drawn; the numbers are the narrowest of each, in pixels.
enum DrawnTier: Double, CaseIterable, Sendable {
    case small = 280
    case medium = 480
    case large = 880
}

/// Reads a picture back as a browser does: XML, so that anything not well-formed is found.
final class DrawnPicture: NSObject, XMLParserDelegate {
    private(set) var elements: [DrawnElement] = []
    private var open: [(name: String, tiers: Set<DrawnTier>)] = []
    private var shape: [Int] = []
    private var words = ""

    init(_ picture: HTML) throws {
        super.init()
        let parser = XMLParser(data: Data(("<root>" + picture.text + "</root>").utf8))
        parser.delegate = self
        if !parser.parse() { throw try #require(parser.parserError) }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String] = [:]
    ) {
        var tiers = open.last?.tiers ?? Set(DrawnTier.allCases)
        switch attributes["class"] {
        case "at-small": tiers.formIntersection([.small])
        case "at-medium": tiers.formIntersection([.medium])
        case "at-large": tiers.formIntersection([.large])
        case "not-small": tiers.formIntersection([.medium, .large])
        default: break
        }
        open.append((name, tiers))
        shape.append(elements.count)
        elements.append(DrawnElement(name: name, attributes: attributes, tiers: tiers))
        words = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { words += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
        let index = shape.removeLast()
        elements[index].text = words
        if name == "title", let parent = shape.last { elements[parent].title = words }
        words = ""
    }

    /// The elements of a name and paint that are shown at a width.
    func all(_ name: String, _ style: String? = nil, in tier: DrawnTier = .medium) -> [DrawnElement] {
        elements.filter { $0.name == name && $0.tiers.contains(tier) && (style == nil || $0.attributes["class"] == "c-" + (style ?? "")) }
    }

    func texts(in tier: DrawnTier = .medium) -> [String] { all("text", in: tier).map(\.text) }
}

/// Charts of every kind and at their limits, by a name that a failing test can tell.
enum ChartSamples {
    static let numbers = NumberFormat(.vi)
    static let bands: [DistributionChart.Band] = [
        .init("Yếu", from: nil, to: Ratio(50, 1)), .init("Trung bình", from: Ratio(50, 1), to: Ratio(70, 1)),
        .init("Khá", from: Ratio(70, 1), to: Ratio(80, 1)), .init("Tốt", from: Ratio(80, 1), to: Ratio(90, 1)),
        .init("Xuất sắc", from: Ratio(90, 1), to: nil),
    ]

    /// The totals of 34 provinces on 10/10/2026 (Decision 766).
    static let provinces: [(name: String, total: Int)] = [
        ("Đồng Tháp", 6880), ("Đồng Nai", 6748), ("Hải Phòng", 6718), ("Gia Lai", 6623), ("Tây Ninh", 6613), ("Quảng Ninh", 6591),
        ("Đắk Lắk", 6549), ("Lạng Sơn", 6505), ("Tuyên Quang", 6474), ("Huế", 6409), ("Thái Nguyên", 6397), ("Ninh Bình", 6393),
        ("TP. Hồ Chí Minh", 6343), ("Quảng Trị", 6342), ("Lai Châu", 6337), ("Lâm Đồng", 6324), ("Cà Mau", 6311), ("Cao Bằng", 6297),
        ("Phú Thọ", 6218), ("Vĩnh Long", 6203), ("Nghệ An", 6182), ("Cần Thơ", 6180), ("Lào Cai", 6172), ("Khánh Hòa", 6166),
        ("Đà Nẵng", 6100), ("Thanh Hóa", 6080), ("Sơn La", 5974), ("Hưng Yên", 5963), ("Bắc Ninh", 5962), ("Điện Biên", 5958),
        ("An Giang", 5918), ("Hà Tĩnh", 5720), ("Quảng Ngãi", 5600), ("Hà Nội", 5523),
    ]

    static func dot(_ name: String, _ hundredths: Int, marked: Bool = false) -> DistributionChart.Dot {
        .init(name, Ratio(hundredths, 100), figure: numbers.fixed(Ratio(hundredths, 100), digits: 2), isMarked: marked)
    }

    static func distribution(
        _ dots: [DistributionChart.Dot], bands: [DistributionChart.Band] = bands, mean: Int? = nil, range: ClosedRange<Ratio>? = nil
    ) -> DistributionChart {
        DistributionChart(
            id: "spread", title: "Phân bố tổng điểm", summary: "Cao nhất 68,80, thấp nhất 55,23.", dots: dots, bands: bands,
            mean: mean.map { (Ratio($0, 100), "trung bình " + numbers.fixed(Ratio($0, 100), digits: 2)) }, numbers: numbers, range: range)
    }

    static let whole = Ratio.zero...Ratio(100, 1)

    static func provincesChart(_ marked: Set<String> = ["Đắk Lắk", "Đồng Tháp", "Hà Nội"], range: ClosedRange<Ratio>? = nil)
        -> DistributionChart
    {
        distribution(provinces.map { dot($0.name, $0.total, marked: marked.contains($0.name)) }, mean: 6258, range: range)
    }

    /// `count` values that lie about 73, the same in every run.
    static func many(_ count: Int) -> [DistributionChart.Dot] {
        var state: UInt64 = 7
        return (0..<count).map { index in
            let sum = (0..<6).reduce(4600) { sum, _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return sum + Int(state >> 40) % 900
            }
            return dot("Ủy ban nhân dân phường số \(index)", sum)
        }
    }

    static func bars(_ count: Int, parts: Int = 2) -> StackedBarsChart {
        StackedBarsChart(
            id: "parts", title: "Các phần", summary: "Thẩm định và điều tra.", parts: (0..<parts).map { "Phần \($0)" },
            bars: (0..<count).map { index in
                let name = "\(index + 1). Ủy ban nhân dân phường Hòa Cường Bắc số \(index)"
                let values = (0..<parts).map { part in Ratio(60 - index % 40 + part, parts) }
                return StackedBarsChart.Bar(name, values, figure: "61,25", isMarked: index == 3)
            }, maximum: Ratio(100, 1))
    }

    static func profile(_ units: Int) -> FieldProfileChart {
        let maxima: [Int64] = [18, 20, 12, 10, 22, 18]
        let fields = maxima.enumerated().map { index, maximum -> FieldProfileChart.Field in
            let values = (0..<units).map { unit -> Points? in
                if unit == 1, index == 3 { return nil }
                return Points(micro: maximum * 200_000 * Int64(unit + 1))
            }
            return .init(
                "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính \(index)", maximum: Points(micro: maximum * 1_000_000), values: values)
        }
        return FieldProfileChart(
            id: "profile", title: "Lĩnh vực", summary: "Điểm của từng lĩnh vực.",
            units: Array(["Đắk Lắk", "Đồng Nai", "TP. Hồ Chí Minh", "Lai Châu"].prefix(units)), fields: fields, absent: "không áp dụng",
            numbers: numbers)
    }

    static func history(_ values: [(period: String, hundredths: Int?, cut: String?, rank: Int?)]) -> HistoryChart {
        HistoryChart(
            id: "history", title: "Lịch sử", summary: "Chỉ số qua các năm.",
            points: values.map { value in
                .init(
                    value.period, value.hundredths.map { Ratio($0, 100) },
                    figure: value.hundredths.map { numbers.fixed(Ratio($0, 100), digits: 2) } ?? "", cut: value.cut,
                    rank: value.rank.map { .init($0, of: 63, figure: "\($0)/63") })
            }, numbers: numbers, rankTitle: "Thứ hạng")
    }

    static let twelveYears = history([
        ("2012", 7010, nil, 31), ("2013", 7450, "bộ 1294", 25), ("2014", 7120, nil, 40), ("2015", nil, nil, nil), ("2016", 7620, nil, 20),
        ("2017", 7800, "bộ 2948", 12), ("2018", 7754, nil, 18), ("2019", 8010, nil, 9), ("2020", 8370, nil, 5), ("2021", 8650, "bộ 876", 2),
        ("2022", 8510, nil, 4), ("2023", 9187, nil, 1),
    ])

    static let hostile = "</svg><script>alert(1)</script>\"'&<"

    static let all: [(name: String, chart: any Chart)] = {
        var all: [(name: String, chart: any Chart)] = []
        func add(_ name: String, _ chart: any Chart) { all.append((name, chart)) }
        add("provinces", provincesChart())
        add("provinces on the whole scale", provincesChart(range: whole))
        add("nothing", distribution([]))
        add("one unit", distribution([dot("Huế", 6409, marked: true)], mean: 6409))
        add("equal units", distribution((0..<9).map { dot("\($0)", 5000) }, mean: 5000))
        add("all at both ends", distribution([dot("a", 0, marked: true), dot("b", 10_000, marked: true)], mean: 5000, range: whole))
        add("beyond the scale", distribution([dot("a", -350), dot("b", 10_420, marked: true)], mean: 5000, range: whole))
        let marked = dot("Ủy ban nhân dân phường Hòa Cường Bắc", 7133, marked: true)
        add("168 units", distribution(many(168) + [marked], mean: 7300, range: whole))
        add("3321 units", distribution(many(3321), bands: [], mean: 7300))
        for count in [0, 9, 180] { add("\(count) bars", bars(count)) }
        for parts in 1...6 { add("\(parts) parts", bars(5, parts: parts)) }
        for units in 1...4 { add("profile of \(units)", profile(units)) }
        add("12 years", twelveYears)
        add("one year", history([("2019", 8755, nil, 2)]))
        add("no years", history([]))
        add("only gaps", history([("2018", nil, nil, nil), ("2019", nil, "x", nil)]))
        add("three quarters", history([("quý I/2026", 7010, nil, nil), ("quý II/2026", 7450, nil, nil), ("quý III/2026", 7120, nil, nil)]))
        for count in [0, 3, 63] { add("intervals of \(count)", intervals(count)) }
        add("hostile distribution", distribution([dot(hostile, 6000, marked: true)], bands: [.init(hostile, from: nil, to: nil)]))
        add("hostile bars", hostileBars)
        add("hostile profile", hostileProfile)
        add("hostile history", hostileHistory)
        return all
    }()

    private static let hostileBars = StackedBarsChart(
        id: "x", title: hostile, summary: hostile, parts: [hostile], bars: [.init(hostile, [Ratio(1, 2)], figure: hostile)], maximum: .one)

    private static let hostileProfile = FieldProfileChart(
        id: "x", title: hostile, summary: hostile, units: [hostile, hostile],
        fields: [.init(hostile, maximum: Points(micro: 1), values: [nil, .zero])], absent: hostile, numbers: numbers)

    static func intervals(_ count: Int) -> IntervalChart {
        IntervalChart(
            id: "intervals", title: "Chỉ số", summary: "Khoảng tin cậy.",
            rows: (0..<count).map { index in
                let value = Ratio(850 - index * 7, 10)
                let half = Ratio(20 + index % 5 * 11, 10)
                let low = (try? value - half) ?? .zero
                let high = (try? value + half) ?? .one
                return .init(
                    "Ủy ban nhân dân phường số \(index)", value, bounds: index == 2 ? nil : low...high, figure: "85,0 (83,0–87,0)",
                    isMarked: index == 1)
            }, numbers: numbers)
    }

    private static let hostileHistory = HistoryChart(
        id: "x", title: hostile, summary: hostile,
        points: [
            .init(hostile, .one, figure: hostile),
            .init(hostile, .zero, figure: hostile, cut: hostile, rank: .init(1, of: 1, figure: hostile)),
        ], numbers: numbers, rankTitle: hostile)

    static let names = all.map(\.name)
    static func chart(_ name: String) throws -> any Chart { try #require(all.first { $0.name == name }).chart }
}
