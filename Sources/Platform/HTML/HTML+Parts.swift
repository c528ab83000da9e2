import Kernel

/// One headline figure: what it is, the figure, and a few words on it.
package struct Figure: Sendable {
    package var label: String
    package var value: HTML
    package var note: String?

    package init(_ label: String, _ value: HTML, note: String? = nil) {
        self.label = label
        self.value = value
        self.note = note
    }
}

/// One meaning of a colour and pattern.
///
/// `series` is 1…6, the order in which charts draw.
package struct KeyEntry: Sendable, Hashable {
    package var series: Int
    package var text: String

    package init(series: Int, _ text: String) {
        self.series = series
        self.text = text
    }
}

/// A file that a page offers: its kind as people call it, and the address.
package struct Download: Sendable, Hashable {
    package var text: String
    package var link: Link

    package init(_ text: String, _ link: Link) {
        self.text = text
        self.link = link
    }
}

/// How grave a notice is; its title says it in words.
package enum NoticeKind: String, Sendable, Hashable {
    case information, warning, success
}

extension HTML {
    /// The row of headline figures below a page's title; three or four.
    ///
    /// ```swift
    /// \(.figures([Figure(words("rankings.highest"), "\(words.numbers.points(best))", note: name)]))
    /// ```
    package static func figures(_ figures: [Figure]) -> HTML {
        """
        <dl class="figures">\(each: figures, { figure in
            """
            <div><dt>\(figure.label)</dt><dd>\(figure.value)\(figure.note.map { "<small>\($0)</small>" as HTML })</dd></div>
            """
        })</dl>
        """
    }

    /// A part of a page under a heading of its own.
    package static func section(_ title: String, id: StaticString? = nil, _ content: HTML) -> HTML {
        """
        <section\(attribute: "id", id?.description)>
        <h2>\(title)</h2>
        \(content)
        </section>
        """
    }

    /// Two parts side by side, the second wider; one above the other on a narrow screen.
    package static func split(_ first: HTML, _ second: HTML) -> HTML {
        "<div class=\"split\"><div>\(first)</div><div>\(second)</div></div>"
    }

    /// What the colours and patterns of a chart mean.
    package static func key(_ entries: [KeyEntry]) -> HTML {
        """
        <ul class="key">\(each: entries, { entry in
            """
            <li>\(swatch(entry.series))\(entry.text)</li>
            """
        })</ul>
        """
    }

    private static func swatch(_ series: Int) -> HTML {
        "<svg viewBox=\"0 0 14 14\" width=\"14\" height=\"14\" aria-hidden=\"true\">\(SVG.swatch(series))</svg>"
    }

    /// A share as a bar; the part that was lost is hatched, the rest of a whole is not.
    ///
    /// `label` says in words what the bar shows.
    package static func meter(_ share: Ratio, label: String, isLoss: Bool = true) -> HTML {
        Meter(share, label: label, isLoss: isLoss).picture
    }

    /// A message about the page as a whole.
    package static func notice(_ kind: NoticeKind, _ title: String, _ content: HTML? = nil) -> HTML {
        """
        <div class="notice \(kind.rawValue)"\(attribute: "role", kind == .warning ? "alert" : "status")><p class="title">\(title)</p>\
        \(content)</div>
        """
    }

    /// Terms and what belongs to each.
    package static func definitions(_ entries: [(term: String, text: HTML)]) -> HTML {
        """
        <dl class="definitions">\(each: entries, { entry in "<div><dt>\(entry.term)</dt><dd>\(entry.text)</dd></div>" })</dl>
        """
    }

    /// The files a table or page can be had as.
    package static func downloads(_ downloads: [Download], _ words: Words) -> HTML {
        """
        <p class="downloads"><span>\(words("platform.downloads"))</span>\
        \(each: downloads, { "<a href=\"\($0.link)\" download>\($0.text)</a>" })</p>
        """
    }

    /// Links to the pages of a long list; nothing when there is one page.
    ///
    /// Pages count from 1, in the query as `page`.
    package static func pagination(page: Int, of count: Int, address: Link, _ words: Words) -> HTML {
        guard count > 1 else { return HTML() }
        let near = (1...count).filter { $0 == 1 || $0 == count || abs($0 - page) <= 2 }
        func link(_ number: Int) -> Link { address.setting("page", to: number == 1 ? nil : "\(number)") }
        func entry(_ number: Int) -> HTML {
            let gap: HTML = near.contains(number - 1) || number == 1 ? HTML() : "<li aria-hidden=\"true\">…</li>"
            if number == page { return "\(gap)<li><span aria-current=\"page\">\(number)</span></li>" }
            let label = words("platform.pagination.page", ["page": "\(number)"])
            return "\(gap)<li><a href=\"\(link(number))\" aria-label=\"\(label)\">\(number)</a></li>"
        }
        return """
            <nav class="pagination" aria-label="\(words("platform.pagination"))"><ul>\
            \(if: page > 1, "<li><a href=\"\(link(page - 1))\" rel=\"prev\">\(words("platform.pagination.previous"))</a></li>")\
            \(each: near, entry)\
            \(if: page < count, "<li><a href=\"\(link(page + 1))\" rel=\"next\">\(words("platform.pagination.next"))</a></li>")\
            </ul></nav>
            """
    }

    /// A change with its sign in words, shape and colour: up, down or none.
    ///
    /// `text` is the figure with its sign.
    package static func change(_ direction: Int, _ text: String, _ words: Words) -> HTML {
        switch direction {
        case 1...:
            "<span class=\"up\"><span aria-hidden=\"true\">▲ </span><span class=\"quiet\">\(words("platform.up")) </span>\(text)</span>"
        case ..<0:
            "<span class=\"down\"><span aria-hidden=\"true\">▼ </span><span class=\"quiet\">\(words("platform.down")) </span>\(text)</span>"
        default: "<span class=\"same\"><span aria-hidden=\"true\">= </span>\(text)</span>"
        }
    }

    /// The name of a band or state, set apart from running text.
    package static func tag(_ text: String) -> HTML { "<span class=\"tag\">\(text)</span>" }
}

extension Comparable {
    func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}
