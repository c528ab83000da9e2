import Kernel

/// Words that a person wrote, fit to be kept: within bounds, and there where they must be.
enum WrittenText {
    static let reasonLimit = 4000
    static let titleLimit = 300
    static let lineLimit = 100

    /// Text that may be empty.
    static func read(_ text: String, field: String, limit: Int = reasonLimit) throws(AssessmentsError) -> String {
        let trimmed = text.trimmingSpaces
        guard trimmed.count <= limit else { throw .textTooLong(field: field, limit: limit) }
        return trimmed
    }

    static func required(_ text: String, field: String, limit: Int = reasonLimit) throws(AssessmentsError) -> String {
        let trimmed = try read(text, field: field, limit: limit)
        if trimmed.isEmpty { throw .textMissing(field: field) }
        return trimmed
    }

    /// Small letters, digits and hyphens, as addresses need them.
    static func code(_ text: String, field: String) throws(AssessmentsError) -> String {
        let isCode =
            !text.isEmpty && text.utf8.count <= 60
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: "-")
            }
        guard isCode else { throw .unreadable(field: field, text: text) }
        return text
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text.filter { $0 == "\n" || $0 == "\t" || !$0.isControl })
    }
}

extension Character {
    fileprivate var isControl: Bool { unicodeScalars.allSatisfy { $0.properties.generalCategory == .control } }
}
