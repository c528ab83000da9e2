import Kernel

/// One entry of the table of words: its form for one, where a language tells it apart, and for all other counts.
struct Text: Sendable {
    let one: TextForm?
    let other: TextForm

    init(_ other: TextForm, one: TextForm? = nil) {
        self.one = one
        self.other = other
    }

    /// The form for a count as it will be shown.
    func form(_ count: String?) -> TextForm { count == "1" ? one ?? other : other }

    /// The names in braces.
    ///
    /// The form for one may leave the count out.
    var slots: Set<String> { other.slots.union(one?.slots ?? []) }
}

/// A text cut at its braces once, so that filling it is joining.
struct TextForm: Sendable {
    private enum Piece: Sendable {
        case words(String)
        case slot(String)
    }

    private let pieces: [Piece]

    /// A brace that does not hold a name of letters, digits, `_` or `.` is text.
    init(_ text: String) {
        var pieces: [Piece] = []
        var words = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let after = rest.index(after: open)
            if let close = rest[after...].firstIndex(of: "}"), close > after, rest[after..<close].allSatisfy(Self.isNamePart) {
                words += rest[..<open]
                if !words.isEmpty { pieces.append(.words(words)) }
                words = ""
                pieces.append(.slot(String(rest[after..<close])))
                rest = rest[rest.index(after: close)...]
            } else {
                words += rest[..<after]
                rest = rest[after...]
            }
        }
        words += rest
        if !words.isEmpty { pieces.append(.words(words)) }
        self.pieces = pieces
    }

    private static func isNamePart(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == ".")
    }

    var slots: Set<String> {
        Set(pieces.compactMap { if case .slot(let name) = $0 { name } else { nil } })
    }

    /// A slot without a value keeps its braces.
    func filled(_ details: [String: String]) -> String {
        if pieces.count == 1, case .words(let words) = pieces[0] { return words }
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .slot(let name): text += details[name] ?? "{\(name)}"
            }
        }
        return text
    }

    func filled(_ details: [String: HTML]) -> HTML {
        HTML(
            joining: pieces.map { piece in
                switch piece {
                case .words(let words): "\(words)"
                case .slot(let name): details[name] ?? "{\(name)}"
                }
            })
    }
}
