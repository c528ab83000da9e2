import Foundation
import Kernel
import Platform
import Testing

/// Rough and on the low side, so that only letters that really lie over each other count.
private func extent(_ text: DrawnElement, _ tier: DrawnTier) -> ClosedRange<Double> {
    let width = Double(text.text.count) * 5.2
    let place = text.share("x") * tier.rawValue + text.pixels("dx")
    switch text.attributes["text-anchor"] {
    case "middle": return (place - width / 2)...(place + width / 2)
    case "end": return (place - width)...place
    default: return place...(place + width)
    }
}

@Suite struct `Every chart` {
    @Test(arguments: ChartSamples.names) func `is one image with a title and a summary`(name: String) throws {
        let chart = try ChartSamples.chart(name)
        let drawings = try DrawnPicture(chart.picture).elements.filter { $0.name == "svg" }
        #expect(drawings.first?.attributes["role"] == "img")
        #expect(drawings.first?.attributes["aria-labelledby"] == "\(chart.id)-title \(chart.id)-summary")
        #expect(drawings.dropFirst().allSatisfy { $0.attributes["aria-hidden"] == "true" && $0.attributes["role"] == nil })
        let elements = try DrawnPicture(chart.picture).elements
        #expect(elements.filter { $0.attributes["id"] == "\(chart.id)-title" }.map(\.text) == [chart.title])
        #expect(elements.filter { $0.attributes["id"] == "\(chart.id)-summary" }.map(\.text) == [chart.summary])
        #expect(elements.count { $0.attributes["id"] != nil } == 2)
    }

    @Test(arguments: ChartSamples.names) func `stands under a strict content policy`(name: String) throws {
        let chart = try ChartSamples.chart(name)
        for element in try DrawnPicture(chart.picture).elements {
            #expect(["root", "div", "svg", "title", "desc", "g", "line", "rect", "circle", "text"].contains(element.name))
            for (attribute, value) in element.attributes {
                #expect(attribute != "style" && !attribute.hasPrefix("on") && !value.contains("url(") && !value.contains("nan"))
            }
        }
    }

    @Test(arguments: ChartSamples.names) func `is the same bytes each time`(name: String) throws {
        let chart = try ChartSamples.chart(name)
        #expect(chart.picture == chart.picture)
        #expect(HTML.chart(chart, caption: "x") == HTML.chart(chart, caption: "x"))
    }

    /// The printer of papers knows no stylesheet inside a drawing: what has no paint of its own comes out black.
    @Test(arguments: ChartSamples.names) func `has its paint in every shape`(name: String) throws {
        let chart = try ChartSamples.chart(name)
        for element in try DrawnPicture(chart.picture).elements where ["line", "rect", "circle", "text"].contains(element.name) {
            let paint = element.name == "line" ? element.attributes["stroke"] : element.attributes["fill"]
            #expect(paint?.count == 7 && paint?.first == "#", "\(element)")
        }
    }

    @Test(arguments: ChartSamples.names) func `has letters of twelve pixels and no smaller ones`(name: String) throws {
        let chart = try ChartSamples.chart(name)
        for element in try DrawnPicture(chart.picture).elements {
            #expect(element.attributes["font-size"] == (element.name == "svg" ? "12" : nil))
            #expect(element.attributes["transform"] == nil && element.attributes["viewBox"] == nil)
        }
    }

    @Test(arguments: ChartSamples.names, DrawnTier.allCases) func `writes nothing over another word or over its edge`(
        name: String, tier: DrawnTier
    ) throws {
        if name.hasPrefix("hostile") { return }
        let chart = try ChartSamples.chart(name)
        for drawing in chart.drawingsAlone {
            let texts = try DrawnPicture(drawing).all("text", in: tier)
            for (index, text) in texts.enumerated() {
                let place = extent(text, tier)
                #expect(place.lowerBound >= -1 && place.upperBound <= tier.rawValue + 1, "\(text.text) at \(tier): \(place)")
                for other in texts[..<index] where abs(other.pixels("y") - text.pixels("y")) < 10 {
                    let apart = !extent(other, tier).overlaps(place)
                    #expect(apart, "\(text.text) over \(other.text) at \(tier)")
                }
            }
        }
    }

    @Test(arguments: ChartSamples.names) func `keeps everything between its top and its foot`(name: String) throws {
        for drawing in try ChartSamples.chart(name).drawingsAlone {
            let picture = try DrawnPicture(drawing)
            let height = try #require(picture.elements.first { $0.name == "svg" }).pixels("height")
            #expect(height >= 0 && height < 520)
            for element in picture.elements {
                switch element.name {
                case "text": #expect(element.pixels("y") >= 8 && element.pixels("y") <= height, "\(element)")
                case "circle": #expect(element.pixels("cy") >= 0 && element.pixels("cy") <= height, "\(element)")
                case "rect":
                    #expect(element.pixels("y") >= 0 && element.pixels("y") + element.pixels("height") <= height, "\(element)")
                    #expect(element.share("x") >= 0 && element.share("x") + element.share("width") <= 1.00002, "\(element)")
                case "line":
                    #expect(
                        min(element.pixels("y1"), element.pixels("y2")) >= -1 && max(element.pixels("y1"), element.pixels("y2")) <= height)
                default: break
                }
            }
        }
    }

    @Test func `stands in a figure under its caption, with its key`() throws {
        let chart = ChartSamples.bars(3)
        let figure = HTML.chart(chart, caption: "Điểm <thẩm định>", key: chart.key).text
        #expect(figure.hasPrefix("<figure class=\"chart\"><figcaption>Điểm &lt;thẩm định&gt;</figcaption>"))
        #expect(figure.contains("<ul class=\"key\">") && figure.contains("Phần 0") && figure.contains("Phần 1"))
        #expect(figure.hasSuffix("</figure>"))
    }
}

extension Chart {
    /// Each drawing by itself.
    fileprivate var drawingsAlone: [HTML] {
        picture.text.components(separatedBy: "</svg>").dropLast().map { piece in
            HTML(file: String(piece[(piece.range(of: "<svg")?.lowerBound ?? piece.startIndex)...]) + "</svg>")
        }
    }
}

/// The paint in the drawings and the paint in the stylesheet are one.
@Suite struct `The stylesheet of charts` {
    private static let sheet = Assets().styleSheet

    /// `token → colour`, as they are on a screen.
    private static let tokens: [String: String] = {
        let root = sheet.prefix { $0 != "}" }
        return Dictionary(uniqueKeysWithValues: root.matches(of: /--([a-z0-9-]+): (#[0-9a-f]{6});/).map { (String($0.1), String($0.2)) })
    }()

    /// `class → property → colour`.
    private static let rules: [String: [String: String]] = {
        var rules: [String: [String: String]] = [:]
        for match in sheet.matches(of: /\.(c-[a-z0-9-]+) \{([^}]*)\}/) {
            for paint in match.2.matches(of: /(fill|stroke): var\(--([a-z0-9-]+)\)/) {
                rules[String(match.1), default: [:]][String(paint.1)] = tokens[String(paint.2)]
            }
        }
        return rules
    }()

    private func used() throws -> [String: [String: String]] {
        var used: [String: [String: String]] = [:]
        let six = ChartSamples.bars(1, parts: 6)
        for picture in ChartSamples.all.map(\.chart.picture) + [HTML.chart(six, caption: "", key: six.key)] {
            for element in try DrawnPicture(picture).elements {
                guard let name = element.attributes["class"], name.hasPrefix("c-") else { continue }
                used[name] = element.attributes.filter { ["fill", "stroke"].contains($0.key) }
            }
        }
        return used
    }

    @Test func `has a rule for every shape, with the same paint, and none besides`() throws {
        #expect(Self.rules.count > 25)
        let used = try used()
        #expect(used == Self.rules)
    }

    @Test func `switches every form that drawings have, at the bounds that they are drawn for`() {
        for name in ["at-small", "at-medium", "at-large", "not-small"] { #expect(Self.sheet.contains(".\(name)")) }
        #expect(Self.sheet.contains("@container chart (max-width: 29.99rem)"))
        #expect(Self.sheet.contains("@container chart (min-width: 55rem)"))
        #expect(Self.sheet.contains("font-size: 0.75rem"))
    }

    /// WCAG 2.2: 1.4.3 for letters, 1.4.11 for what must be seen.
    @Test func `has contrast enough on paper and on cards`() throws {
        let used = try used()
        for ground in ["#fbfaf6", "#ffffff"] {
            for name in ["c-label", "c-name", "c-strong"] { #expect(contrast(used[name]?["fill"], ground) >= 4.5, "\(name) on \(ground)") }
            for name in ["c-dot", "c-marked", "c-bar"] { #expect(contrast(used[name]?["fill"], ground) >= 3, "\(name) on \(ground)") }
            for name in ["c-trend", "c-place", "c-place-trend", "c-cut", "c-mean", "c-thread", "c-axis", "c-rest", "c-outline"] {
                #expect(contrast(used[name]?["stroke"], ground) >= 3, "\(name) on \(ground)")
            }
            for series in 1...6 { #expect(contrast(used["c-series\(series)"]?["stroke"], ground) >= 3, "series \(series) on \(ground)") }
        }
        #expect(contrast(used["c-inside"]?["fill"], try #require(used["c-bar"]?["fill"])) >= 4.5)
    }

    private func contrast(_ one: String?, _ other: String) -> Double {
        guard let one else { return 0 }
        let (light, dark) = (max(luminance(one), luminance(other)), min(luminance(one), luminance(other)))
        return (light + 0.05) / (dark + 0.05)
    }

    private func luminance(_ colour: String) -> Double {
        let digits = Array(colour.dropFirst())
        let parts = [0, 2, 4].map { index -> Double in
            let value = Double(Int(String(digits[index...(index + 1)]), radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
