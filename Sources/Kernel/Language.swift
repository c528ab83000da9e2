/// A language the product speaks.
///
/// Vietnamese is the source; English follows.
package enum Language: String, Sendable, Hashable, CaseIterable {
    case vi, en
}

/// A name or sentence in both languages, as a framework or a table of facts gives it.
package struct Bilingual: Sendable, Hashable {
    package var vi: String
    package var en: String

    package init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }

    package subscript(language: Language) -> String {
        switch language {
        case .vi: vi
        case .en: en
        }
    }
}
