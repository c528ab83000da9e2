import App
import Expressions
import Foundation
import Office
import Platform
import Testing

/// What the sources say, held against what the locales hold; that both languages hold the same is ``HouseRulesTests``' matter.
@Suite struct TextKeyTests {
    private let texts: Texts
    /// Keys that stand whole in a source, and where.
    private var named: [String: String] = [:]
    /// Keys with one word left open: `"rankings.\(key).caption"`, the word as `*`.
    private var open: Set<String> = []
    /// Beginnings that a source completes: `criteria.clause.` of `"criteria.clause.\(rule).\(name)"`.
    private var beginnings: Set<String> = []
    /// Endings that a source puts behind a key: `.caption` of `"\(key).caption"`.
    private var endings: Set<String> = []
    /// Words between a room and a last word that a source leaves both open: `done` of `"\(room).done.\(done)"`.
    private var middles: Set<Substring> = []

    init() throws {
        texts = try makeTexts()
        let rooms = Set(texts.keys.compactMap { $0.split(separator: ".").first }).sorted().joined(separator: "|")
        let key = try Regex<(Substring, Substring, Substring)>(#""((?:\#(rooms))\.[A-Za-z0-9_.]*)("|\\\()"#)
        let openKey = try Regex<(Substring, Substring, Substring)>(#""((?:\#(rooms))\.)\\\([A-Za-z.]+\)([a-z.]*)""#)
        for (path, text) in try House.files("Sources", "swift") {
            let code = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
            for match in code.matches(of: key) {
                let word = String(match.1)
                if match.2 == "\"" {
                    named[word] = path
                } else if word.dropLast().contains(".") {
                    beginnings.insert(word)
                }
            }
            for match in code.matches(of: openKey) { open.insert("\(match.1)*\(match.2)") }
            for match in code.matches(of: /"\\\([A-Za-z.]+\)((?:\.[a-z]+)+)"/) { endings.insert(String(match.1)) }
            for match in code.matches(of: /"\\\([a-z]+\)\.([a-z]+)\.\\\([a-z]+\)"/) { middles.insert(match.1) }
        }
        for key in Expressions.Expression.textKeys + OfficeError.codes + AuditFinding.codes { named[key] = "a list of codes" }
    }

    @Test func `every key that a source names has a text`() throws {
        #expect(named.count > 500)
        // What the audit calls an action, files and indicators are named like keys.
        let others: Set = [
            "facts.loaded", "forms.csv", "procedures.csv", "units.csv", "units.xlsx",
            // Measures that no shipped framework takes.
            "dossiers.online", "procedures.online_used",
        ]
        let lists = try House.files("Frameworks", "yaml").filter { $0.path.hasSuffix("indicators.yaml") }
        let indicators = Set(lists.flatMap { list in list.text.matches(of: /- name: ([a-z_.]+)/).map { String($0.1) } })
        for (key, path) in named where !key.hasSuffix(".") && !others.contains(key) && !indicators.contains(key) {
            #expect(texts.has(key), "\(path) names \(key)")
        }
    }

    @Test func `every role has a name and says what it may`() {
        for role in Role.all { #expect(texts.has(role.text) && texts.has("accounts.may.\(role)"), "\(role)") }
    }

    @Test func `every text is named by a source`() {
        for key in texts.keys {
            let stems = endings.filter { key.hasSuffix($0) }.map { String(key.dropLast($0.count)) }
            #expect(isNamed(key) || stems.contains(where: isNamed), "no source names \(key)")
        }
    }

    private func isNamed(_ key: String) -> Bool {
        if named[key] != nil || beginnings.contains(where: key.hasPrefix) { return true }
        let parts = key.split(separator: ".")
        if parts.count == 3, middles.contains(parts[1]) { return true }
        return parts.count > 1 && open.contains((parts.prefix(1) + ["*"] + parts.dropFirst(2)).joined(separator: "."))
    }
}
