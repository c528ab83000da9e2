import Kernel
import Platform
import Storage

/// What somebody asked, before a conference or on its floor, and what was answered (FB-21).
package struct ConferenceQuestion: Hashable, Sendable {
    package enum Origin: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case before, floor

        package var text: String { "feedback.origin.\(rawValue)" }
    }

    package let id: ID<ConferenceQuestion>
    package let number: Int
    package let origin: Origin
    package let group: String
    /// Of the asker; empty: not said.
    package let name: String
    package let email: String
    package let language: Language
    /// A criterion that it is about; nil: none.
    package internal(set) var theme: Theme?
    package let text: String
    package let asked: Timestamp
    /// Until when it is answered (FB-7).
    package internal(set) var due: Timestamp
    package internal(set) var answer: String
    package internal(set) var answerer: String
    package internal(set) var answered: Timestamp?
    /// Whether everybody sees it once the results are public.
    package internal(set) var isShown: Bool
    /// What everybody sees of it: without what names a person, as somebody decided (FB-5).
    package internal(set) var publicText = ""
    /// Why it was turned down; empty: it was not.
    package internal(set) var refusal = ""

    /// Whether an answer is owed.
    package var isWaiting: Bool { answered == nil && refusal.isEmpty }

    /// The places of its text that may name a person.
    var proposals: [Masking.Proposal] { Masking.proposals(text, names: [name].filter { !$0.isEmpty }) }

    package func isLate(at now: Timestamp) -> Bool { refusal.isEmpty && (answered ?? now) > due }
}

/// A criterion of a published set, `sample-communes@2024:3.2`: what a question says something about (FB-23, SD-32).
package struct Theme: Hashable, Sendable, CustomStringConvertible {
    package let framework: String
    package let criterion: String

    package var description: String { "\(framework):\(criterion)" }

    package init?(_ text: String) {
        let halves = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        func isCode(_ text: String) -> Bool {
            !text.isEmpty && text.utf8.count <= 60
                && text.unicodeScalars.allSatisfy {
                    $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_.@".unicodeScalars.contains($0))
                }
        }
        guard halves.count == 2, isCode(halves[0]), isCode(halves[1]) else { return nil }
        framework = halves[0]
        criterion = halves[1]
    }
}

/// What was promised, by whom, until when, and what became of it (FB-22).
package struct Promise: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case kept
        case givenUp = "given_up"

        package var text: String { "feedback.promise.\(rawValue)" }
    }

    package enum Standing: String, Hashable, Sendable { case open, late, kept, keptLate = "kept_late", givenUp = "given_up" }

    package let id: ID<Promise>
    package let number: Int
    /// The question that it answers; nil: it was made to all.
    package let question: Int?
    package let text: String
    package let person: String
    package let unit: String
    package let due: CalendarDate
    package internal(set) var outcome: Outcome?
    package internal(set) var ended: CalendarDate?
    /// How one sees that it was kept, or why it was given up.
    package internal(set) var evidence: String
    /// A paper or picture by which one sees it.
    package internal(set) var file: NamedFile?

    package func standing(on day: CalendarDate) -> Standing {
        switch outcome {
        case .kept: (ended ?? due) > due ? .keptLate : .kept
        case .givenUp: .givenUp
        case nil: day > due ? .late : .open
        }
    }
}
