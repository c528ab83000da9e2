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
            guard let cell = cell(number, from: start) else {
                if table[number.range.upperBound]?.isCapital == true { tell(.rowWithoutEnd, start..<number.range.upperBound) }
                continue
            }
            if cell != number.range.lowerBound, index + 1 < numbers.count, isSame(number, numbers[index + 1]) {
                tell(.rowWithoutEnd, start..<numbers[index + 1].range.upperBound)
                continue
            }
            if number.isDoubtful {
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
        if let next = table[number.range.upperBound], next.isSpace || Self.punctuation.contains(next) { return nil }
        var cell = number.range.lowerBound
        if cell > start, table.scalars[cell - 1] == " ", let word = Self.words.first(where: { table.starts($0, at: cell - $0.count) }) {
            cell -= word.count
        }
        guard cell > start else { return nil }
        return table.scalars[cell - 1].isSpace && !number.isDoubtful ? nil : cell
    }

    /// Whether the second follows at once and is the same: then the first ends the name of the row.
    private func isSame(_ one: DocumentNumber, _ other: DocumentNumber) -> Bool {
        one.range.upperBound == other.range.lowerBound && table.scalars[one.range] == table.scalars[other.range]
    }

    private static let punctuation: Set<Unicode.Scalar> = [".", ",", ";", ":", ")", "/", "\"", "”"]
    /// Words that may stand in the cell before the number; the longer first.
    private static let words =
        [
            "Thông tư liên tịch", "Bộ luật", "Luật", "Nghị định", "Nghị quyết", "Thông tư", "Quyết định", "Pháp lệnh",
        ].flatMap { ["\($0) số: ", "\($0) số ", "\($0) "] }.map(\.literal) + ["Số ".literal, "số ".literal]
}
