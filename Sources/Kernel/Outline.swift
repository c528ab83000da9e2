/// A text of keys and values as it was written, every piece with its place: what a framework or a form is read from.
///
/// A scalar is always text; whether `1.10` is a code or a number is decided by who reads it. Parsers (YAML in Platform)
/// make outlines; ``OutlineReader`` turns one into values and gathers what is wrong.
package struct Outline: Sendable {
    package indirect enum Content: Sendable {
        case text(String)
        case list([Outline])
        case map([Entry])
    }

    package struct Entry: Sendable {
        package let key: String
        package let keyPlace: Place
        package let value: Outline

        package init(key: String, keyPlace: Place, value: Outline) {
            self.key = key
            self.keyPlace = keyPlace
            self.value = value
        }
    }

    package let place: Place
    /// Where the first character of a text stands: behind the mark of a quoted one; without column when nobody can say.
    package let textPlace: Place
    package let content: Content

    package init(_ content: Content, at place: Place, textAt textPlace: Place? = nil) {
        self.content = content
        self.place = place
        self.textPlace = textPlace ?? place
    }
}

/// Reads the keys of one map; every fault goes to one log, and the reading goes on.
///
/// Each call names a key and gives nil when it is absent or wrong, the wrong having been told. ``finish()`` tells which
/// keys nobody asked for, with the nearest known one as a hint.
package struct OutlineReader {
    package let outline: Outline
    package let log: FaultLog
    private let entries: [Outline.Entry]
    private var asked: [String] = []

    /// A reader of a map; anything else is a fault and reads as an empty map.
    package init(_ outline: Outline, log: FaultLog) {
        self.outline = outline
        self.log = log
        if case .map(let entries) = outline.content {
            self.entries = entries
        } else {
            entries = []
            log.add("outline.map_expected", at: outline.place)
        }
    }

    package var place: Place { outline.place }
    /// The keys as written, for maps whose keys are data.
    package var keys: [Outline.Entry] { entries }

    package func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// Where the value of `key` stands, or the map when it is absent.
    package func place(of key: String) -> Place { entries.first { $0.key == key }?.value.place ?? place }

    package mutating func optional(_ key: String) -> Outline? {
        asked.append(key)
        return entries.first { $0.key == key }?.value
    }

    package mutating func required(_ key: String) -> Outline? {
        let value = optional(key)
        if value == nil, case .map = outline.content { log.add("outline.key_missing", at: place, ["key": key]) }
        return value
    }

    package func fault(_ code: String, at place: Place, _ details: [String: String] = [:], hint: String? = nil) {
        log.add(code, at: place, details, hint: hint)
    }

    package mutating func finish() {
        for entry in entries where !asked.contains(entry.key) && log.faults.count < FaultLog.limit {
            if let near = Self.nearest(to: entry.key, among: asked) {
                log.add("outline.key_unknown", at: entry.keyPlace, ["key": entry.key, "near": near], hint: "outline.key_unknown.near")
            } else {
                log.add("outline.key_unknown", at: entry.keyPlace, ["key": entry.key])
            }
        }
    }

    /// The known word within two edits of a mistyped one.
    package static func nearest(to word: String, among known: [String]) -> String? {
        let length = word.count
        return known.filter { abs($0.count - length) <= 2 }.map { ($0, distance(word, $0)) }
            .filter { $0.1 <= 2 && $0.1 < length }.min { $0.1 < $1.1 }?.0
    }

    private static func distance(_ one: String, _ other: String) -> Int {
        let other = Array(other)
        var row = Array(0...other.count)
        for (i, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, second) in other.enumerated() {
                let edit = min(diagonal + (letter == second ? 0 : 1), row[j] + 1, row[j + 1] + 1)
                diagonal = row[j + 1]
                row[j + 1] = edit
            }
        }
        return row[other.count]
    }
}
