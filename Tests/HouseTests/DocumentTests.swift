import Foundation
import Platform
import Testing

/// Documents show what is there.
///
/// Their commands are run by the stage `docs`.
@Suite struct DocumentTests {
    /// A piece of source that a document shows, and the document's own files.
    private struct Fragment {
        let document: String
        let line: Int
        /// What stands between lines `…`, which stand for any lines.
        let parts: [[Substring]]
        let sources: [String]
    }

    private let documents: [(path: String, text: String)]

    init() throws {
        documents =
            try House.files("docs", "md")
            + ["README.md", "README.vi.md"].map { ($0, try String(contentsOf: House.root.appending(path: $0), encoding: .utf8)) }
    }

    /// Paths of the repository that a text names.
    private static func paths(in text: String) -> [String] {
        text.matches(of: /`((?:Sources|Tests|Frameworks|Facts|docs|scripts|bench|Plugins)\/[A-Za-z0-9_.\/+-]+|Package\.swift)`/)
            .map { String($0.1) }
    }

    /// Lines that say something: without margins, and without comments where the language has them.
    private static func lines(_ text: some StringProtocol) -> [Substring] {
        text.split(separator: "\n").map { Substring($0.drop { $0 == " " }) }.filter { !$0.isEmpty && !$0.hasPrefix("//") }
    }

    private static func fragments(_ document: (path: String, text: String)) -> [Fragment] {
        document.text.matches(of: /```(?:swift|yaml)\n((?s:.*?))```/).map { match in
            Fragment(
                document: document.path, line: document.text[..<match.range.lowerBound].count { $0 == "\n" } + 1,
                parts: lines(match.1).split { $0 == "…" }.map(Array.init), sources: paths(in: document.text))
        }
    }

    private static func holds(_ source: [Substring], _ parts: [[Substring]]) -> Bool {
        var rest = source[...]
        for part in parts {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }

    @Test func `paths that documents name exist`() {
        for (path, text) in documents {
            for named in Self.paths(in: text) {
                #expect(FileManager.default.fileExists(atPath: House.root.appending(path: named).path), "\(path) names \(named)")
            }
        }
    }

    @Test func `what recipes quote stands in a file that they name`() throws {
        let fragments = documents.filter { $0.path.hasPrefix("docs/recipes/") }.flatMap(Self.fragments)
        #expect(fragments.count >= 10)
        for fragment in fragments {
            let isThere = try fragment.sources.contains { source in
                Self.holds(Self.lines(try String(contentsOf: House.root.appending(path: source), encoding: .utf8)), fragment.parts)
            }
            #expect(isThere, "\(fragment.document):\(fragment.line) shows what none of its files holds")
        }
    }

    @Test func `settings that documents name are settings`() throws {
        let own = Set(SettingName.allCases.map(\.variable))
        for (path, text) in documents {
            for match in text.matches(of: /CCHC_[A-Z_]+[A-Z]/) {
                #expect(own.contains(String(match.0)), "\(path) names \(match.0)")
            }
        }
    }
}
