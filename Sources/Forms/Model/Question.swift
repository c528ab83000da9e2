import Expressions
import Kernel

/// What is asked, and what an answer must be.
package struct Question: Sendable {
    package let kind: Kind
    package let requirement: Requirement
    /// Each must hold of an answer that is given.
    package let checks: [Check]
    /// From what is known of the person it can be filled in.
    package let prefill: Prefill?
    /// What gives the value, in place of a person.
    package let calculation: Expression?
    package let place: Paper.Place

    /// What an answer is; ``word`` names it in definitions.
    package enum Kind: Hashable, Sendable {
        case text(most: Int, lines: Int)
        case integer
        case decimal(scale: Int)
        case date
        case choice(Choices)
        case choices(Choices)
        case yesNo
        case phone
        /// Twelve figures of a citizen's card.
        case idNumber
        case email
        case file(FileLimits)
        /// Words to read; has no answer.
        case note
        case calculated
    }

    /// Whether a question that is asked must be answered.
    package enum Requirement: Sendable {
        case never, always
        case when(Expression)
    }

    /// What must hold of an answer that is there.
    package struct Check: Sendable {
        package let condition: Expression
        /// What a person is told when it does not hold.
        package let message: Bilingual
    }

    /// One entry of a list.
    package struct Choice: Hashable, Sendable {
        /// Without spaces: several are kept in one text.
        package let code: String
        package let label: Bilingual
        /// The answer of another question to which it belongs.
        package let group: String?

        package init(_ code: String, _ label: Bilingual, of group: String? = nil) {
            self.code = code
            self.label = label
            self.group = group
        }
    }

    /// What can be chosen.
    package struct Choices: Hashable, Sendable {
        /// Where they come from.
        package enum Source: Hashable, Sendable {
            case list([Choice])
            case catalogue(Catalogue)
        }

        package let source: Source
        /// The question whose answer narrows them.
        package var within: String?
    }

    /// What may be attached; shown at the control (OL-13).
    package struct FileLimits: Hashable, Sendable {
        /// Bytes of one file.
        package let bytes: Int
        package let count: Int
        /// Small letters without the point.
        package let endings: [String]
    }
}

/// Lists that the house keeps, from which answers are chosen.
package enum Catalogue: String, CaseIterable, Hashable, Sendable {
    case units, provinces, communes
}

/// What of a person is known beforehand, and so is never asked again (TT 32/2017 Đ4.2a, OL-10).
package enum Prefill: String, CaseIterable, Hashable, Sendable {
    case name = "person.name"
    case id = "person.id"
    case birth = "person.birth"
    case sex = "person.sex"
    case phone = "person.phone"
    case email = "person.email"
    case province = "person.province"
    case commune = "person.commune"
    case address = "person.address"
}

extension Question.Kind {
    /// The kind of the values that formulas see; nil for what has none.
    ///
    /// A day is a number, several choices are a text of codes with spaces between them.
    package var valueKind: Expression.Kind? {
        switch self {
        case .text, .choice, .choices, .phone, .idNumber, .email, .file: .text
        case .integer, .decimal, .date: .number
        case .yesNo: .truth
        case .note, .calculated: nil
        }
    }

    package var choices: Question.Choices? {
        switch self {
        case .choice(let choices), .choices(let choices): choices
        default: nil
        }
    }

    package var isMany: Bool {
        switch self {
        case .choices, .file: true
        default: false
        }
    }

    package var files: Question.FileLimits? { if case .file(let limits) = self { limits } else { nil } }

    /// The word of definitions.
    package var word: String {
        switch self {
        case .text: "text"
        case .integer: "integer"
        case .decimal: "decimal"
        case .date: "date"
        case .choice: "choice"
        case .choices: "choices"
        case .yesNo: "yes_no"
        case .phone: "phone"
        case .idNumber: "id_number"
        case .email: "email"
        case .file: "file"
        case .note: "note"
        case .calculated: "calculated"
        }
    }
}
