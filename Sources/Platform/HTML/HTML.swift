import Kernel

/// Markup written as Swift text, in which a value is escaped and markup nests.
///
/// ```swift
/// func row(_ unit: Standing, _ words: Words) -> HTML {
///     """
///     <tr><td class="num">\(unit.rank)</td><th scope="row"><a href="\(unit.link)">\(unit.name)</a></th></tr>
///     """
/// }
/// ```
/// Literals are `StaticString`, so text made at run time cannot become markup: it does not compile. Attribute values stand in
/// double quotes; addresses enter `href`, `src` and `action` only as ``Link``.
package struct HTML: ExpressibleByStringInterpolation, Sendable, Hashable {
    package typealias StringLiteralType = StaticString

    package private(set) var bytes: [UInt8]

    /// No markup.
    package init() { bytes = [] }

    package init(stringLiteral markup: StaticString) {
        bytes = markup.withUTF8Buffer { Array($0) }
    }

    package init(stringInterpolation: Interpolation) {
        bytes = stringInterpolation.bytes
    }

    /// The pieces one after another.
    package init(joining pieces: some Sequence<HTML>, separator: HTML = HTML()) {
        bytes = []
        var isFirst = true
        for piece in pieces {
            if !isFirst { bytes += separator.bytes }
            bytes += piece.bytes
            isFirst = false
        }
    }

    /// Markup that a file of the house holds, taken as it is.
    ///
    /// Never for input.
    package init(file markup: String) { bytes = Array(markup.utf8) }

    package var isEmpty: Bool { bytes.isEmpty }
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package static func += (one: inout HTML, other: HTML) { one.bytes.append(contentsOf: other.bytes) }

    /// Adds literal markup in place; for loops over many rows.
    mutating func append(_ markup: StaticString) { markup.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    /// Makes room for so many bytes more than there are.
    mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    package struct Interpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString

        fileprivate var bytes: [UInt8] = []
        private var expectsLink = false

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 32)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { text in
                bytes.append(contentsOf: text)
                expectsLink = text.last == UInt8(ascii: "\"") && Self.addressAttributes.contains { text.suffix($0.count).elementsEqual($0) }
            }
        }

        /// Text, escaped for both content and quoted attributes.
        package mutating func appendInterpolation(_ text: String) {
            refuseAddress()
            var text = text
            text.withUTF8 { appendEscaped($0) }
        }

        package mutating func appendInterpolation(_ text: String?) {
            if let text { appendInterpolation(text) }
        }

        package mutating func appendInterpolation(_ text: Substring) { appendInterpolation(String(text)) }

        /// A plain number: an identifier, a span, a rank.
        ///
        /// Figures for people go through ``NumberFormat``.
        package mutating func appendInterpolation(_ number: Int) {
            refuseAddress()
            appendDigits(number)
        }

        package mutating func appendInterpolation(_ html: HTML) {
            refuseAddress()
            bytes.append(contentsOf: html.bytes)
        }

        package mutating func appendInterpolation(_ html: HTML?) {
            if let html { appendInterpolation(html) }
        }

        /// An address, for `href`, `src` and `action`.
        package mutating func appendInterpolation(_ link: Link) {
            var text = link.text
            text.withUTF8 { appendEscaped($0) }
        }

        /// One piece of markup for each element.
        package mutating func appendInterpolation<Elements: Sequence>(each elements: Elements, _ piece: (Elements.Element) -> HTML) {
            for element in elements { bytes.append(contentsOf: piece(element).bytes) }
        }

        package mutating func appendInterpolation(if condition: Bool, _ html: @autoclosure () -> HTML) {
            if condition { bytes.append(contentsOf: html().bytes) }
        }

        package mutating func appendInterpolation(if condition: Bool, _ html: @autoclosure () -> HTML, else other: @autoclosure () -> HTML)
        {
            bytes.append(contentsOf: condition ? html().bytes : other().bytes)
        }

        /// ` name="value"`, or nothing when there is no value: `<a href="…"\(attribute: "aria-current", current)>`.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            bytes.append(UInt8(ascii: " "))
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: "=\"".utf8)
            appendInterpolation(value)
            bytes.append(UInt8(ascii: "\""))
        }

        /// ` name` when it holds: `<option\(flag: "selected", isChosen)>`.
        package mutating func appendInterpolation(flag name: StaticString, _ holds: Bool) {
            guard holds else { return }
            bytes.append(UInt8(ascii: " "))
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }
    }
}

extension HTML.Interpolation {
    private static let addressAttributes = [" href=\"", " src=\"", " action=\"", " formaction=\"", " srcset=\"", " poster=\""].map {
        Array($0.utf8)
    }

    /// An address that is no ``Link`` is a mistake of the page's author, whatever the data: the first look at the page finds it.
    private func refuseAddress() { precondition(!expectsLink, "an address enters markup only as Link") }

    /// Copies stretches without special characters whole.
    fileprivate mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in text.indices {
            let entity: StaticString
            switch text[index] {
            case UInt8(ascii: "&"): entity = "&amp;"
            case UInt8(ascii: "<"): entity = "&lt;"
            case UInt8(ascii: ">"): entity = "&gt;"
            case UInt8(ascii: "\""): entity = "&quot;"
            case UInt8(ascii: "'"): entity = "&#39;"
            default: continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    fileprivate mutating func appendDigits(_ number: Int) {
        if (0...9).contains(number) {
            bytes.append(UInt8(ascii: "0") + UInt8(number))
        } else {
            bytes.append(contentsOf: String(number).utf8)
        }
    }
}
