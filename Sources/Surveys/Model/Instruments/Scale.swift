import Kernel

/// Answers in an order from worst to best.
///
/// A scale belongs to its instrument; scales of 3 and of 5 degrees are never merged (SV-4).
package struct Scale: Hashable, Sendable {
    package let name: String
    /// Codes of the choices, worst first.
    package let degrees: [String]
    /// Which of them count as satisfied (SV-22): stored, never guessed.
    package let satisfied: Set<String>
    /// Codes that are answers without a judgement, "don't know": they leave the denominator and are reported (SV-23).
    package let silent: Set<String>
    /// Questions that are answered on it.
    package let questions: [String]

    /// 1 for the worst; nil for what is no judgement.
    package func degree(_ code: String) -> Int? { degrees.firstIndex(of: code).map { $0 + 1 } }
}

/// A part of the index of an instrument: questions, or parts below it (SV-5).
package struct IndexNode: Hashable, Sendable {
    /// How the parts become the whole.
    package enum Joining: Hashable, Sendable {
        /// By weights that stand in the text, one for each part; only their relation counts.
        case weighted([Number])
        /// All questions below count alike, however they are grouped.
        case pooled
    }

    /// `access`; the index itself is `index`.
    package let code: String
    package let title: Bilingual
    package let parts: [IndexNode]
    /// Names of questions, of a leaf alone.
    package let questions: [String]
    package let joining: Joining

    /// All questions below, in their order.
    package var allQuestions: [String] { questions + parts.flatMap(\.allQuestions) }

    /// This node and all below it, each before its parts.
    package var all: [IndexNode] { [self] + parts.flatMap(\.all) }
}

/// When a form counts (SV-18).
package struct ValidityRule: Sendable, Hashable {
    /// The least share of the questions on scales that were asked and must be answered.
    package let least: Ratio
    /// The name of a question whose answer must be `yes`, or of a calculation that must give it; nil: everybody is eligible.
    package let eligible: String?
}

/// Why a form does not count; the form stays (SV-18).
package enum InvalidReason: String, Hashable, Sendable, CaseIterable {
    case notEligible = "not_eligible"
    case tooFewAnswers = "too_few_answers"
    /// More than one box ticked where one was asked for; of paper.
    case severalOptions = "several_options"
    /// Nobody agreed to be asked.
    case noConsent = "no_consent"
    case unreadable

    /// The key of its name.
    package var text: String { "surveys.invalid.\(rawValue)" }
}
