import Kernel
import Office
import Platform

/// The wording of the tables' codes, from `Facts/vocabulary.csv`.
package enum Vocabulary {
    private static let words: [String: Bilingual] = {
        guard let table = try? FactTables.table("vocabulary.csv"), let column = try? table.column("column"),
            let code = try? table.column("code"),
            let vi = try? table.column("vi"), let en = try? table.column("en")
        else { preconditionFailure("the binary carries the vocabulary of its facts") }
        return Dictionary(
            table.rows.map { ("\($0[column].text)/\($0[code].text)", Bilingual(vi: $0[vi].text, en: $0[en].text)) },
            uniquingKeysWith: { first, _ in first })
    }()

    /// A code as people read it; the code itself where it is free text.
    package static func word(_ column: String, _ code: String, _ language: Language) -> String {
        words["\(column)/\(code)"]?[language] ?? code
    }

    /// The code that a text words in either language; the text itself where it is nobody's wording.
    package static func code(_ column: String, _ text: String) -> String {
        let prefix = column + "/"
        let key = words.first { $0.key.hasPrefix(prefix) && ($0.value.vi == text || $0.value.en == text) }?.key
        return key.map { String($0.dropFirst(prefix.count)) } ?? text
    }

    /// `word:detail` as a phrase.
    static func metric(_ metric: String, _ language: Language) -> String {
        let parts = metric.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return word("metric", metric, language) }
        return "\(word("metric", parts[0], language)): \(word("detail", parts[1], language))"
    }
}
