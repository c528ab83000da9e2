/// Reads the run-together table of legal bases: name, number (PR-3).
///
/// The number of a row stands with nothing before it and nothing behind it, alone or with its kind, `…tín dụngLuật số
/// 32/2024/QH15`; a number in a name has a space beside it.
struct LegalBasisTable {
    private(set) var bases: [LegalBasis] = []
    private(set) var unread: [Unread] = []
    private let table: RunTogether

    static let heading = "Tên văn bản pháp lýMã văn bản"

    init(_ text: String) {
        guard text.hasPrefix(Self.heading) else {
            table = RunTogether("")
            guard !text.saysNothing else { return }
            unread.append(Unread(.noTable, in: .legalBases, text))
            bases = [LegalBasis(name: text, number: "")]
            return
        }
        table = RunTogether(text.dropFirst(Self.heading.count))
        let numbers = DocumentNumber.all(in: table)
        var start = table.skippingSpaces(from: 0, before: table.count)
        for (index, number) in numbers.enumerated() {
            let next = index + 1 < numbers.count ? numbers[index + 1] : nil
            guard let cell = cell(number, from: start) else {
                if mayEndRow(number, from: start), !isRepeated(number, next) { tell(.rowWithoutEnd, start..<number.range.upperBound) }
                continue
            }
            if cell != number.range.lowerBound, let next, isSame(number, next) {
                tell(.rowWithoutEnd, start..<next.range.upperBound)
                continue
            }
            if number.isDoubtful || runsIntoFigures(number, next) {
                tell(.numberRunsIntoName, start..<number.range.upperBound)
                bases.append(LegalBasis(name: table.trimmed(start..<number.range.upperBound), number: ""))
            } else {
                bases.append(LegalBasis(name: table.trimmed(start..<cell), number: table.text(cell..<number.range.upperBound)))
            }
            start = table.skippingSpaces(from: number.range.upperBound, before: table.count)
        }
        if start < table.count {
            tell(.textBehindTable, start..<table.count)
            bases.append(LegalBasis(name: table.trimmed(start..<table.count), number: ""))
        }
    }

    private mutating func tell(_ reason: Unread.Reason, _ range: Range<Int>) {
        unread.append(Unread(reason, in: .legalBases, row: bases.count + 1, table.excerpt(range)))
    }

    /// Where the cell of a number begins, when it is one: behind a name, and the last of its row.
    private func cell(_ number: DocumentNumber, from start: Int) -> Int? {
        guard !isFollowed(number.range.upperBound) || isJoined(number, from: start) && table[number.range.upperBound]?.isSpace == true
        else { return nil }
        let cell = cellStart(number, from: start)
        guard cell > start else { return nil }
        return table.scalars[cell - 1].isSpace && !number.isDoubtful ? nil : cell
    }

    /// Whether a number that is no cell stands as one would on one of its sides.
    private func mayEndRow(_ number: DocumentNumber, from start: Int) -> Bool {
        guard let next = table[number.range.upperBound] else { return false }
        if next.isLetter || next == "(" || next == "-" { return !table.starts(Self.day, at: number.range.upperBound) }
        let cell = cellStart(number, from: start)
        guard cell > start, let before = table[cell - 1] else { return false }
        return next.isSpace && !before.isSpace && !Self.opening.contains(before)
    }

    /// Whether a number has no space before it as it would in a sentence, `…của Bộ Tư pháp18/2026/NĐ-CP`.
    private func isJoined(_ number: DocumentNumber, from start: Int) -> Bool {
        let first = number.range.lowerBound
        guard first > start, !number.isDoubtful else { return false }
        let before = table.scalars[first - 1]
        guard before.isLetter || before == ";" || before == "." else { return false }
        return !Self.kinds.contains { first - $0.count >= start && table.starts($0, at: first - $0.count) }
    }

    /// Whether the next number is the same, with no more than its kind before it: then the first is the name of the row.
    private func isRepeated(_ number: DocumentNumber, _ next: DocumentNumber?) -> Bool {
        guard let next, table.scalars[number.range] == table.scalars[next.range] else { return false }
        return cellStart(next, from: number.range.upperBound) == number.range.upperBound
    }

    /// Whether what follows belongs to the number or to a sentence: a space, a mark, a part of a number that is not known.
    private func isFollowed(_ end: Int) -> Bool {
        guard let next = table[end] else { return false }
        return next.isSpace || Self.marks.contains(next) || next == "-" && table[end + 1]?.isSpace != true
    }

    /// Whether figures follow at once that begin no number that is known: `…46/2020/NĐ-CP46/2020` may be a name and a number.
    private func runsIntoFigures(_ number: DocumentNumber, _ next: DocumentNumber?) -> Bool {
        table[number.range.upperBound]?.isFigure == true && next?.range.lowerBound != number.range.upperBound
    }

    /// With the kind of the text, where that stands before it.
    private func cellStart(_ number: DocumentNumber, from start: Int) -> Int {
        let cell = number.range.lowerBound
        guard cell > start, table.scalars[cell - 1] == " ", let word = Self.words.first(where: { table.starts($0, at: cell - $0.count) })
        else { return cell }
        return max(start, cell - word.count)
    }

    /// Whether the second follows at once and is the same: then the first ends the name of the row.
    private func isSame(_ one: DocumentNumber, _ other: DocumentNumber) -> Bool {
        one.range.upperBound == other.range.lowerBound && table.scalars[one.range] == table.scalars[other.range]
    }

    private static let marks: Set<Unicode.Scalar> = [".", ",", ";", ":", "(", ")", "/", "\"", "”"]
    private static let day = "ngày ".literal
    /// Ends of words that a number follows in a sentence, with the space forgotten.
    private static let kinds = ["số", "định", "tư", "uật", "quyết", "lệnh"].map(\.literal)
    private static let opening: Set<Unicode.Scalar> = ["(", "\"", "“", "/"]
    /// Words that may stand in the cell before the number; the longer first.
    private static let words =
        [
            "Thông tư liên tịch", "Bộ luật", "Luật", "Nghị định", "Nghị quyết", "Thông tư", "Quyết định", "Pháp lệnh",
        ].flatMap { ["\($0) số: ", "\($0) số ", "\($0) "] }.map(\.literal) + ["Số ".literal, "số ".literal]
}
