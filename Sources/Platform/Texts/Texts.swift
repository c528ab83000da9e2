import Kernel
import Logging
import Synchronization

/// All words of the product, by key, in every language.
///
/// Each room gives its files `Locales/vi.yaml` and `Locales/en.yaml`: flat maps of key and text, with `{name}` where a value
/// goes. Vietnamese is the source. Where English needs a plural, it writes `key.one` and `key.other` instead of `key`; the
/// detail `count` chooses.
package struct Texts: Sendable {
    private var tables: [Language: [String: Text]] = [:]

    /// No words at all: every key reads as itself.
    package init() {}

    /// The words of all rooms, checked: the same keys and the same placeholders in every language, each key once.
    ///
    /// `rooms` pairs a room's word with the files it embeds; files that are no locale are passed over.
    package init(_ rooms: [(room: String, files: [String: String])]) throws(TextsError) {
        var problems: [String] = []
        for language in Language.allCases {
            var gathering = TextGathering(language: language)
            for (room, files) in rooms {
                if let file = files["Locales/\(language.rawValue).yaml"] { gathering.add(file, of: room) }
            }
            gathering.joinPlurals()
            tables[language] = gathering.texts
            problems += gathering.problems
        }
        problems += disagreements()
        if !problems.isEmpty { throw TextsError(problems: problems.sorted()) }
    }

    /// Every key, sorted; plurals under their common key.
    package var keys: [String] { (tables[.vi] ?? [:]).keys.sorted() }

    package func has(_ key: String) -> Bool { tables[.vi]?[key] != nil }

    /// The names in braces that the text of a key holds, sorted.
    package func placeholders(_ key: String) -> [String] { tables[.vi]?[key]?.slots.sorted() ?? [] }

    /// The text of `key` with its values filled in; an unknown key is its own text, so that nothing is hidden.
    package func text(_ key: String, _ language: Language, _ details: [String: String] = [:]) -> String {
        guard let text = tables[language]?[key] else {
            if Self.missed.withLock({ $0.insert(key).inserted }) {
                Logger(label: "texts").error("no text", metadata: ["key": "\(key)", "language": "\(language)"])
            }
            return key
        }
        return text.form(details["count"]).filled(details)
    }

    /// Keys that were asked for in vain, so that each is told once.
    private static let missed = Mutex<Set<String>>([])

    /// The same with values of HTML; the text itself is escaped.
    package func html(_ key: String, _ language: Language, _ details: [String: HTML]) -> HTML {
        guard let text = tables[language]?[key] else { return "\(self.text(key, language))" }
        return text.form(nil).filled(details)
    }

    /// Keys and placeholders in which a language differs from Vietnamese.
    private func disagreements() -> [String] {
        let source = tables[.vi] ?? [:]
        return Language.allCases.filter { $0 != .vi }.flatMap { language in
            let other = tables[language] ?? [:]
            let missing = source.keys.filter { other[$0] == nil }.map { "\($0) has no text in \(language)" }
            let surplus = other.keys.filter { source[$0] == nil }.map { "\($0) has a text in \(language) and none in vi" }
            let different = source.compactMap { key, text -> String? in
                guard let translation = other[key], translation.slots != text.slots else { return nil }
                return "\(key) names \(text.slots.sorted()) in vi and \(translation.slots.sorted()) in \(language)"
            }
            return missing + surplus + different
        }
    }
}

/// Words that the program cannot start with, in English: they are a mistake of whoever built it.
package struct TextsError: Error, Hashable, CustomStringConvertible {
    package var problems: [String]
    package var description: String { "texts: " + problems.joined(separator: "; ") }
}

/// Gathers one language's words from all rooms.
private struct TextGathering {
    let language: Language
    var texts: [String: Text] = [:]
    var problems: [String] = []

    mutating func add(_ file: String, of room: String) {
        let name = "\(room)/\(language.rawValue).yaml"
        do {
            guard case .map(let entries) = try OutlineYAML.read(file, file: name).content else {
                problems.append("\(name) is not a map")
                return
            }
            for entry in entries {
                guard case .text(let words) = entry.value.content, !words.isEmpty else {
                    problems.append("\(entry.keyPlace) \(entry.key) is not text")
                    continue
                }
                if texts.updateValue(Text(TextForm(words)), forKey: entry.key) != nil {
                    problems.append("\(entry.keyPlace) \(entry.key) is there twice")
                }
            }
        } catch {
            problems += error.faults.map { "\($0.place) \($0.code)" }
        }
    }

    /// `key.one` and `key.other` become one text under `key`.
    mutating func joinPlurals() {
        for key in texts.keys where key.hasSuffix(".one") {
            let common = String(key.dropLast(".one".count))
            guard let one = texts[key], let other = texts[common + ".other"], texts[common] == nil else { continue }
            texts[common] = Text(other.other, one: one.other)
            texts[key] = nil
            texts[common + ".other"] = nil
        }
    }
}
