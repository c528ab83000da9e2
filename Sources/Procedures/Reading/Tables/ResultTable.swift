/// Reads the run-together list of results, `Giấy khai sinhMã: KQ.G15.000031…` (PR-3).
struct ResultTable {
    private(set) var results: [ProcedureResult] = []
    private(set) var unread: [Unread] = []

    init(_ text: String) {
        guard !text.saysNothing else { return }
        let list = RunTogether(text)
        var start = 0
        while let mark = list.first(Self.mark, in: start..<list.count) {
            let code = mark + Self.mark.count
            let isLast = list.first(Self.mark, in: code..<list.count) == nil
            let end = Self.end(of: code, in: list, isLast: isLast)
            if end == nil {
                unread.append(
                    Unread(.codeRunsIntoName, in: .results, row: results.count + 1, list.excerpt(start..<min(code + 60, list.count))))
            }
            results.append(ProcedureResult(name: list.trimmed(start..<mark), code: end.map { list.trimmed(code..<$0) } ?? ""))
            start = end ?? code
        }
        guard !list.isBlank(start..<list.count) else { return }
        let rest = list.trimmed(start..<list.count)
        if results.isEmpty {
            unread.append(Unread(.noTable, in: .results, rest))
        } else {
            unread.append(Unread(.textBehindTable, in: .results, row: results.count + 1, rest))
        }
        results.append(ProcedureResult(name: rest, code: ""))
    }

    /// Codes are of several kinds; all end in figures, four to six or, where nothing follows, any number of them.
    private static func end(of code: Int, in list: RunTogether, isLast: Bool) -> Int? {
        if isLast, list.count - code <= 40, !list.scalars[code..<list.count].contains(where: \.isSpace), isCode(list, code..<list.count) {
            return list.count
        }
        var index = code
        while let scalar = list[index], isPart(scalar) {
            let figures = list.endOfFigures(from: index)
            if figures - index >= 4 { return figures - index <= 6 ? figures : nil }
            index = max(figures, index + 1)
        }
        return nil
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.isFigure || scalar.isCapital || scalar == "." || scalar == "-")
    }

    private static func isCode(_ list: RunTogether, _ range: Range<Int>) -> Bool {
        guard let last = list.scalars[range].last else { return false }
        return list.scalars[range].allSatisfy(isPart) && last != "." && last != "-"
    }

    private static let mark = "Mã: ".literal
}

extension String {
    /// Without what the portal's page prints behind its last parts: keywords, and the choice of an agency.
    var withoutPageEnd: String {
        guard let words = lastIndex(of: "Từ khóa"), lastIndex(of: "Mô tả").map({ words < $0 }) == true else { return self }
        return String(self[..<words])
    }

    private func lastIndex(of word: String) -> Index? {
        let word = Array(word.utf8)
        var end = utf8.endIndex
        while let index = utf8[..<end].lastIndex(of: word[0]) {
            if utf8[index...].starts(with: word) { return index }
            end = index
        }
        return nil
    }
}
