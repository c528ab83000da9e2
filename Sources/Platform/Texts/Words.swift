import Kernel

/// The product's words and numbers in one reader's language: what a page or a command is written with.
///
/// ```swift
/// words("rankings.lead", ["unit": name, "points": words.numbers.points(total)])
/// ```
package struct Words: Sendable {
    package let texts: Texts
    package let language: Language
    package let numbers: NumberFormat

    package init(_ texts: Texts, _ language: Language) {
        self.texts = texts
        self.language = language
        numbers = NumberFormat(language)
    }

    /// The text of a key.
    ///
    /// Values are given as they shall be read: numbers through ``numbers``.
    package func callAsFunction(_ key: String, _ details: [String: String] = [:]) -> String {
        texts.text(key, language, details)
    }

    /// The text of a key with HTML for its values, a link inside a sentence for one.
    package func html(_ key: String, _ details: [String: HTML]) -> HTML { texts.html(key, language, details) }

    /// The reader's half of a name or sentence that data gives in both languages.
    package func callAsFunction(_ bilingual: Bilingual) -> String { bilingual[language] }

    package func has(_ key: String) -> Bool { texts.has(key) }
}
