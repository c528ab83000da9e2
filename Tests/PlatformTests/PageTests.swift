import Kernel
import Platform
import Testing

@Suite struct `A page stands in the house's frame` {
    private let page = Page(
        "Đắk Lắk & <b>", kicker: "Khối <tỉnh>", lead: "Hạng 7.", crumbs: [Crumb("Xếp hạng", "/rankings"), Crumb("Tỉnh", "/rankings/tinh")],
        room: "test",
        content: "<p id=\"x\">x</p>")

    private func html(_ language: Language, publicURL: String? = nil, address: Link = "/test?sort=a") throws -> String {
        let services = try PlatformHouse(publicURL: publicURL).services
        return page.html(services.words(language), services.site, address: address).text
    }

    @Test func `Title, way up, kicker, sentence and content, in this order`() throws {
        let text = try html(.vi)
        let order = [
            "<title>Đắk Lắk &amp; &lt;b&gt; – Cải Cách</title>", "class=\"skip\" href=\"#main\"", "<main id=\"main\"",
            "<a href=\"/rankings\">Xếp hạng</a>",
            "<a href=\"/rankings/tinh\">Tỉnh</a>", "<p class=\"kicker\">Khối &lt;tỉnh&gt;</p>", "<h1>Đắk Lắk &amp; &lt;b&gt;</h1>",
            "<p class=\"lead\">Hạng 7.</p>",
            "<p id=\"x\">x</p>", "</main>", "<footer", "1.2.3",
        ]
        var rest = text[...]
        for piece in order {
            let range = try #require(rest.firstRange(of: piece), "\(piece)")
            rest = rest[range.upperBound...]
        }
        #expect(text.hasPrefix("<!doctype html>\n<html lang=\"vi\">"))
        #expect(text.count { $0 == "\u{0}" } == 0 && text.split(separator: "<h1").count == 2)
    }

    @Test(arguments: [(Language.vi, "en", "English"), (.en, "vi", "Tiếng Việt")])
    func `The other language is offered at the same address`(language: Language, other: String, name: String) throws {
        #expect(
            try html(language).contains(
                "<a href=\"/test?sort=a&amp;lang=\(other)\" lang=\"\(other)\" hreflang=\"\(other)\" rel=\"alternate\">\(name)</a>"))
    }

    @Test func `The room's entry in the navigation is marked`() throws {
        #expect(try html(.vi).contains("<a href=\"/test\" aria-current=\"true\">Trang thử</a>"))
    }

    @Test func `A permanent address is named where the public one is known`() throws {
        #expect(
            try html(.vi, publicURL: "https://cchc.example.vn").contains(
                "<link rel=\"canonical\" href=\"https://cchc.example.vn/test?sort=a\">"))
        #expect(try !html(.vi).contains("canonical"))
    }

    @Test func `Search engines leave errors alone`() throws {
        var error = page
        error.isIndexed = false
        let services = try PlatformHouse().services
        #expect(error.html(services.words(.vi), services.site, address: "/x").text.contains("<meta name=\"robots\" content=\"noindex\">"))
        #expect(try !html(.vi).contains("robots"))
    }

    @Test func `Nothing in it needs what the policy forbids`() throws {
        let text = try html(.vi)
        for word in ["<script", "style=", "javascript:", "http://", "<iframe", "<object"] { #expect(!text.contains(word), "\(word)") }
        #expect(!text.contains(#/\son[a-z]+=/#))
    }
}

@Suite struct `The stylesheet can be read by everybody` {
    private let sheet = Assets().styleSheet

    /// The tokens that are colours.
    private var colours: [String: [Double]] {
        var colours: [String: [Double]] = [:]
        for match in sheet.prefix(while: { $0 != "}" }).matches(of: /--([a-z0-9-]+): #([0-9a-f]{6});/) {
            guard let value = UInt32(match.2, radix: 16) else { continue }
            colours[String(match.1)] = [value >> 16, value >> 8 & 255, value & 255].map { Double($0) / 255 }
        }
        return colours
    }

    /// Contrast as WCAG 2.2 defines it.
    private func contrast(_ one: String, _ other: String) throws -> Double {
        func luminance(_ name: String) throws -> Double {
            let linear = try #require(colours[name], "\(name)").map { channel in
                if channel <= 0.03928 { return channel / 12.92 }
                // x to the power 2.4 by x² × x^0.4, by five halvings of Newton's method on y⁵ = x².
                let base = (channel + 0.055) / 1.055
                var root = 1.0
                for _ in 0..<60 { root -= (root * root * root * root * root - base * base) / (5 * root * root * root * root) }
                return base * base * root
            }
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        }
        let (high, low) = (max(try luminance(one), try luminance(other)), min(try luminance(one), try luminance(other)))
        return (high + 0.05) / (low + 0.05)
    }

    @Test(arguments: [
        ("ink", "paper"), ("ink", "card"), ("ink", "accent-soft"), ("ink", "warn-soft"), ("ink-soft", "paper"), ("ink-soft", "card"),
        ("ink-soft", "accent-soft"),
        ("ink-soft", "warn-soft"), ("accent", "card"), ("accent", "paper"), ("good", "card"), ("good", "accent-soft"), ("bad", "card"),
        ("bad", "accent-soft"), ("card", "info"),
        ("card", "ink"), ("ink", "info-soft"), ("ink", "good-soft"),
    ])
    func `Text has a contrast of at least 4.5`(text: String, ground: String) throws { #expect(try contrast(text, ground) >= 4.5) }

    @Test(arguments: [
        ("edge", "card"), ("edge", "paper"), ("focus", "paper"), ("focus", "card"), ("accent", "paper"),
    ])
    func `Edges, focus and shapes have at least 3`(shape: String, ground: String) throws { #expect(try contrast(shape, ground) >= 3) }

    @Test func `Nothing comes from elsewhere`() {
        #expect(!sheet.contains("url(") && !sheet.contains("@import") && !sheet.contains("http"))
    }

    @Test(arguments: [":focus-visible", "prefers-reduced-motion", "@media print", "size: A4", "forced-colors", "max-width: 46rem"])
    func `It thinks of the keyboard, of paper, of narrow screens and of those whom motion disturbs`(rule: String) {
        #expect(sheet.contains(rule))
    }
}
