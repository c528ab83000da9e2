import Foundation
import Kernel

/// Puts the events of one text together and tells what the house refuses in it.
struct OutlineBuilder {
    let events: YAMLEvents
    let file: String
    let bytes: [UInt8]
    let log: FaultLog
    /// Set when nothing more can be read: a mistake of syntax, or too deep a text.
    private var isOver = false

    init(events: YAMLEvents, file: String, bytes: [UInt8], log: FaultLog) {
        self.events = events
        self.file = file
        self.bytes = bytes
        self.log = log
    }

    private var place: Place { events.position.place(in: file) }

    /// The one document of the text.
    mutating func document() -> Outline {
        let empty = Outline(.text(""), at: Place(file: file, line: 1, column: 1))
        guard case .documentStart(let hasDirective)? = next() else { return empty }
        if hasDirective { log.add("outline.directive", at: place) }
        guard let first = next(), let outline = outline(first, depth: 1) else { return empty }
        _ = next()
        if case .documentStart? = next() { log.add("outline.second_document", at: place) }
        return outline
    }

    /// The next event, or nil when the reading is over.
    private mutating func next() -> YAMLEvent? {
        if isOver { return nil }
        let event = events.next()
        guard case .wrong(let problem) = event else { return event }
        isOver = true
        tell(problem)
        return nil
    }

    /// The outline that begins with `event`; nil when the reading ended inside it.
    private mutating func outline(_ event: YAMLEvent, depth: Int) -> Outline? {
        let place = place
        switch event {
        case .text(let text, let style, let properties):
            refuse(properties, at: place)
            return Outline(.text(Self.composed(text)), at: place, textAt: style.textPlace(place))
        case .alias:
            log.add("outline.alias", at: place)
            return Outline(.text(""), at: place)
        case .listStart(let properties):
            refuse(properties, at: place)
            return list(depth: depth, at: place)
        case .mapStart(let properties):
            refuse(properties, at: place)
            return map(depth: depth, at: place)
        case .documentStart, .documentEnd, .end, .listEnd, .mapEnd, .wrong:
            return nil
        }
    }

    private mutating func list(depth: Int, at place: Place) -> Outline? {
        guard isAllowed(depth, at: place) else { return nil }
        var items: [Outline] = []
        while let event = next() {
            if case .listEnd = event { return Outline(.list(items), at: place) }
            guard let item = outline(event, depth: depth + 1) else { return nil }
            items.append(item)
        }
        return nil
    }

    private mutating func map(depth: Int, at place: Place) -> Outline? {
        guard isAllowed(depth, at: place) else { return nil }
        var entries: [Outline.Entry] = []
        var lines: [String: Int] = [:]
        while let event = next() {
            if case .mapEnd = event { return Outline(.map(entries), at: place) }
            let keyPlace = self.place
            let key = key(event, at: keyPlace)
            if key == nil, outline(event, depth: depth + 1) == nil { return nil }
            guard let second = next(), let value = outline(second, depth: depth + 1) else { return nil }
            guard let key else { continue }
            if let line = lines[key] {
                log.add("outline.key_duplicate", at: keyPlace, ["key": key, "line": "\(line)"])
            } else {
                lines[key] = keyPlace.line
                entries.append(.init(key: key, keyPlace: keyPlace, value: value))
            }
        }
        return nil
    }

    /// The text of a key; nil when it is none, which has been told.
    private func key(_ event: YAMLEvent, at place: Place) -> String? {
        switch event {
        case .alias: return nil
        case .text("<<", .plain, _):
            log.add("outline.merge_key", at: place)
            return nil
        case .text("", _, _):
            log.add("outline.key_empty", at: place)
            return nil
        case .text(let text, _, let properties):
            refuse(properties, at: place)
            return Self.composed(text)
        default:
            log.add("outline.key_not_text", at: place)
            return nil
        }
    }

    private func refuse(_ properties: YAMLEvent.Properties, at place: Place) {
        if properties.hasAnchor { log.add("outline.anchor", at: place) }
        if properties.hasTag { log.add("outline.tag", at: place) }
    }

    private mutating func isAllowed(_ depth: Int, at place: Place) -> Bool {
        if depth <= OutlineYAML.depth { return true }
        log.add("outline.too_deep", at: place, ["limit": "\(OutlineYAML.depth)"])
        isOver = true
        return false
    }

    private func tell(_ problem: YAMLEvent.Problem) {
        switch problem {
        case .character(let value, let offset):
            let code = String(value, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
            log.add("outline.character", at: TextPosition(of: offset, in: bytes).place(in: file), ["character": "U+\(padded)"])
        case .syntax(let words):
            let end = TextPosition(of: bytes.count, in: bytes)
            // libyaml puts the end of a text without a last line break on the line after it.
            let isAtEnd = (events.position.line, events.position.column) >= (end.line, end.column)
            let place = isAtEnd ? end.place(in: file) : place
            if isTab(at: events.position) {
                log.add("outline.tab", at: place)
            } else if isAtEnd, ["end of stream", "',' or", "node content"].contains(where: words.contains) {
                log.add("outline.unclosed", at: place)
            } else if words.hasPrefix("Maximum nesting") {
                log.add("outline.too_deep", at: place, ["limit": "\(OutlineYAML.depth)"])
            } else {
                log.add("outline.syntax", at: place, ["problem": words])
            }
        }
    }

    /// True when a tab stands at this place: people see blanks there and YAML does not.
    private func isTab(at position: TextPosition) -> Bool {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: position.line, omittingEmptySubsequences: false)
        guard position.line <= lines.count else { return false }
        let characters = String(decoding: lines[position.line - 1], as: UTF8.self).unicodeScalars
        return characters.dropFirst(position.column - 1).first == "\t"
    }

    /// Form C; text that holds no combining mark, which begins with CC or CD in UTF-8, is in it already.
    private static func composed(_ text: String) -> String {
        text.utf8.contains { $0 == 0xCC || $0 == 0xCD } ? text.precomposedStringWithCanonicalMapping : text
    }
}

extension YAMLEvent.Style {
    /// Where the first character of a text stands that begins at `place`; the margin of a block is not known.
    fileprivate func textPlace(_ place: Place) -> Place {
        switch self {
        case .plain: place
        case .quoted: Place(file: place.file, line: place.line, column: place.column + 1)
        case .block: Place(file: place.file, line: place.line)
        }
    }
}
