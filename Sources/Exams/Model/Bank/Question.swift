import Foundation
import Kernel

/// A question of the bank with one right answer, in one of its versions; a version never changes (SV-70).
package struct Question: Hashable, Sendable {
    package var code: String
    package var version: Int
    package var content: Content
    package var created: Timestamp

    /// What a version says.
    package struct Content: Hashable, Sendable {
        package var topic: String
        /// 1 to recognise, 2 to understand, 3 to apply.
        package var level: Int
        package var text: String
        package var choices: [String]
        /// The number of the right choice, from 1.
        package var correct: Int
        /// The law that decides.
        package var source: String

        package init(topic: String, level: Int, text: String, choices: [String], correct: Int, source: String) {
            self.topic = topic
            self.level = level
            self.text = text
            self.choices = choices
            self.correct = correct
            self.source = source
        }
    }

    package var key: Key { Key(code: code, version: version) }

    /// One version of one question.
    package struct Key: Hashable, Comparable, Sendable {
        package let code: String
        package let version: Int

        package init(code: String, version: Int) { (self.code, self.version) = (code, version) }

        package static func < (one: Key, other: Key) -> Bool { (one.code, one.version) < (other.code, other.version) }
    }

    package static let levels = 1...3
    package static let choiceCounts = 2...6
    static let textLimit = 2000
    static let lineLimit = 500
    static let topicLimit = 100

    /// What a code may be: letters without marks, digits, dots, hyphens, at most 32 signs; papers are written with it.
    package static func isCode(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            }
    }

    /// What a choice is called: A is the first.
    package static func letter(_ number: Int) -> String { String(UnicodeScalar(UInt8(ascii: "A") + UInt8(number - 1))) }
}

/// A question as the bank lists it.
package struct BankEntry: Hashable, Sendable {
    package var question: Question
    package var isSample: Bool
    package var retired: Timestamp?
    /// Why it was retired.
    package var reason: String
}

extension String {
    /// Without spaces and empty lines around it.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
