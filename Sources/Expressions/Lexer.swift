import Kernel

/// Cuts a source into tokens.
///
/// It goes on after a fault, with the token that was probably meant.
struct Lexer {
    private let bytes: [UInt8]
    private var offset = 0
    private(set) var tokens: [Token] = []
    private(set) var faults: [ExpressionFault] = []

    init(_ source: String) {
        bytes = Array(source.utf8)
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): offset += 1
            case let byte where Self.isFigure(byte) || byte == UInt8(ascii: "."): readNumber()
            case UInt8(ascii: "'"), UInt8(ascii: "\""): readText()
            case let byte: if Self.isNamePart(byte) || !readSign() { readWord() }
            }
        }
        add(.end, from: offset)
    }

    static func isFigure(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    static func isNamePart(_ byte: UInt8) -> Bool {
        isFigure(byte) || byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private mutating func add(_ kind: Token.Kind, from start: Int) { tokens.append(Token(kind: kind, range: start..<offset)) }

    private mutating func fault(_ reason: ExpressionFault.Reason, from start: Int, _ details: [String: String] = [:]) {
        faults.append(ExpressionFault(reason, at: start..<offset, details))
    }
}

extension Lexer {
    /// A run of figures, points and commas that stand between figures; then perhaps a percent sign.
    private mutating func readNumber() {
        let start = offset
        var commas = false
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: ","), offset > start, offset + 1 < bytes.count, Self.isFigure(bytes[offset - 1]),
                Self.isFigure(bytes[offset + 1])
            {
                commas = true
            } else if !Self.isFigure(bytes[offset]), bytes[offset] != UInt8(ascii: ".") {
                break
            }
            offset += 1
        }
        let text = text(start..<offset)
        var number: Number?
        if commas {
            let list = text.split(separator: ",").joined(separator: ", ")
            fault(.decimalComma, from: start, ["text": text.clipped, "list": list.clipped])
        } else if !Self.isWellFormed(text) {
            fault(.numberMalformed, from: start, ["text": text.clipped])
        } else {
            number = Number(text)
            if number == nil { fault(.numberTooLong, from: start, ["text": text.clipped]) }
        }
        let percent = skipPercent()
        add(number.map { .number($0, percent: percent) } ?? .broken, from: start)
    }

    /// Figures, and perhaps one point with figures on both sides.
    private static func isWellFormed(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count <= 2 && !parts.contains { $0.isEmpty }
    }

    private mutating func skipPercent() -> Bool {
        var next = offset
        while next < bytes.count, bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: "\t") { next += 1 }
        guard next < bytes.count, bytes[next] == UInt8(ascii: "%") else { return false }
        offset = next + 1
        return true
    }

    private mutating func readText() {
        let start = offset
        let quote = bytes[offset]
        offset += 1
        while offset < bytes.count, bytes[offset] != quote, bytes[offset] >= 0x20 { offset += 1 }
        if offset < bytes.count, bytes[offset] == quote {
            offset += 1
            add(.text(text(start + 1..<offset - 1)), from: start)
        } else {
            fault(.textNotClosed, from: start)
            add(.broken, from: start)
        }
    }

    private mutating func readWord() {
        let start = offset
        var plain = true
        while offset < bytes.count {
            if Self.isNamePart(bytes[offset]) {
                offset += 1
            } else if let (scalar, width) = scalar(at: offset), Self.isLetterOrMark(scalar) {
                plain = false
                offset += width
            } else {
                break
            }
        }
        guard offset > start else { return readUnknown() }
        let word = text(start..<offset)
        if !plain {
            fault(.nameWithAccents, from: start, ["text": word.clipped])
            add(.broken, from: start)
        } else if let keyword = Keyword(rawValue: word) {
            add(.keyword(keyword), from: start)
        } else {
            add(.name(word), from: start)
        }
    }

    private static func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
    }

    private mutating func readUnknown() {
        let start = offset
        let (scalar, width) = scalar(at: offset) ?? ("\u{FFFD}", 1)
        offset += width
        let number = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
        fault(.unexpectedCharacter, from: start, ["text": String(Character(scalar)), "code": code])
        add(.broken, from: start)
    }

    /// The character at an offset and its bytes.
    private func scalar(at offset: Int) -> (Unicode.Scalar, width: Int)? {
        let lead = bytes[offset]
        let width = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard let scalar = text(offset..<min(offset + width, bytes.count)).unicodeScalars.first else { return nil }
        return (scalar, width)
    }
}

extension Lexer {
    /// A spelling, the token it stands for, and how it should be spelled when it is a slip.
    private struct Spelling {
        let bytes: [UInt8]
        let kind: Token.Kind
        let instead: String?

        init(_ text: String, _ kind: Token.Kind, instead: String? = nil) {
            bytes = Array(text.utf8)
            self.kind = kind
            self.instead = instead
        }

        init(_ text: String, _ sign: Sign, instead: String? = nil) { self.init(text, .sign(sign), instead: instead) }
    }

    /// Longer spellings stand before those they begin with.
    private static let spellings: [Spelling] = [
        Spelling("==", .compare(.equal), instead: "="), Spelling("=>", .compare(.atLeast), instead: ">="),
        Spelling("=<", .compare(.atMost), instead: "<="), Spelling("<>", .compare(.different), instead: "!="),
        Spelling("!=", .compare(.different)), Spelling("≠", .compare(.different)),
        Spelling("<=", .compare(.atMost)), Spelling("≤", .compare(.atMost)),
        Spelling(">=", .compare(.atLeast)), Spelling("≥", .compare(.atLeast)),
        Spelling("=", .compare(.equal)), Spelling("<", .compare(.below)), Spelling(">", .compare(.above)),
        Spelling("+", .plus), Spelling("-", .minus), Spelling("−", .minus), Spelling("–", .minus, instead: "-"),
        Spelling("*", .times), Spelling("×", .times), Spelling("/", .over), Spelling("÷", .over, instead: "/"),
        Spelling("(", .open), Spelling(")", .close), Spelling("[", .open, instead: "("), Spelling("]", .close, instead: ")"),
        Spelling(",", .comma), Spelling(";", .comma, instead: ","), Spelling(":", .colon),
        Spelling("&&", .keyword(.and), instead: "and"), Spelling("&", .keyword(.and), instead: "and"),
        Spelling("||", .keyword(.or), instead: "or"), Spelling("|", .keyword(.or), instead: "or"),
        Spelling("!", .keyword(.not), instead: "not"),
        Spelling("“", .broken, instead: "'"), Spelling("”", .broken, instead: "'"), Spelling("‘", .broken, instead: "'"),
        Spelling("’", .broken, instead: "'"), Spelling("%", .broken, instead: "/ 100"),
    ]

    private mutating func readSign() -> Bool {
        let rest = bytes[offset...]
        guard let spelling = Self.spellings.first(where: { rest.starts(with: $0.bytes) }) else { return false }
        let start = offset
        offset += spelling.bytes.count
        if let instead = spelling.instead { fault(.writeInstead, from: start, ["text": text(start..<offset), "instead": instead]) }
        add(spelling.kind, from: start)
        return true
    }
}
