/// Reads the run-together tables of papers, one for each case: name, form, numbers (PR-3).
///
/// A row ends with its numbers, `1 bản chính,2 bản sao`, with nothing between them and the next name; what stands between the last
/// row of a table and the headings of the next is the name of the next case.
struct ComponentTable {
    private(set) var cases: [ComponentCase] = []
    private(set) var unread: [Unread] = []
    private let table: RunTogether
    private var row = 0

    static let heading = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"

    init(_ text: String) {
        table = RunTogether(text)
        var starts: [Int] = []
        var index = 0
        while let found = table.first(Self.literal, in: index..<table.count) {
            starts.append(found)
            index = found + Self.literal.count
        }
        guard let first = starts.first else {
            guard !text.saysNothing, !isRule(0..<table.count) else { return }
            unread.append(Unread(.noTable, in: .components, text))
            cases = [ComponentCase(name: table.trimmed(0..<table.count), papers: [])]
            return
        }
        var name = self.name(0..<first)
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1] : table.count
            let (papers, rest) = rows(in: (start + Self.literal.count)..<end)
            cases.append(ComponentCase(name: name, papers: papers))
            name = self.name(rest)
        }
        if !name.isEmpty {
            unread.append(Unread(.textBehindTable, in: .components, name))
            cases.append(ComponentCase(name: name, papers: []))
        }
    }

    private func name(_ range: Range<Int>) -> String { isRule(range) ? "" : table.trimmed(range) }

    /// The portal prints `--` where a case has no name.
    private func isRule(_ range: Range<Int>) -> Bool { table.scalars[range].allSatisfy { $0 == "-" || $0.isSpace } }

    private struct Numbers {
        var start: Int
        var originals: Range<Int>
        var copies: Range<Int>?
        var end: Int
    }

    /// The papers of one table, and what is left behind the last.
    private mutating func rows(in range: Range<Int>) -> ([ComponentCase.Paper], Range<Int>) {
        let found = numbers(in: range)
        var papers: [ComponentCase.Paper] = []
        var start = table.skippingSpaces(from: range.lowerBound, before: range.upperBound)
        for (index, numbers) in found.enumerated() {
            guard endsRow(numbers, range, row: start) else {
                if mayEndRow(numbers, row: start) {
                    let context = max(start, numbers.start - 40)..<min(range.upperBound, numbers.end + 20)
                    unread.append(Unread(.rowWithoutEnd, in: .components, row: row + 1, table.text(context)))
                }
                continue
            }
            // Of two side by side the first belongs to the name: every row has one.
            if index + 1 < found.count, found[index + 1].start == numbers.end, endsRow(found[index + 1], range, row: start) { continue }
            papers.append(paper(start..<numbers.start, numbers))
            start = table.skippingSpaces(from: numbers.end, before: range.upperBound)
        }
        return (papers, start..<range.upperBound)
    }

    private mutating func paper(_ name: Range<Int>, _ numbers: Numbers) -> ComponentCase.Paper {
        row += 1
        var (name, numbers) = (name, numbers)
        if let year = table.endOfYear(numbers.originals) {
            name = name.lowerBound..<year
            numbers.originals = year..<numbers.originals.upperBound
        }
        if numbers.originals.count > 1 {
            let text = table.trimmed(name.lowerBound..<numbers.end)
            unread.append(Unread(.countRunsIntoName, in: .components, row: row, text))
            return ComponentCase.Paper(name: text, originals: nil, copies: nil)
        }
        let (title, forms, isSplit) = FormNames.split(table, name)
        if !isSplit { unread.append(Unread(.formRunsIntoName, in: .components, row: row, title)) }
        let copies = numbers.copies.map { Int(table.text($0)) } ?? 0
        return ComponentCase.Paper(name: title, originals: Int(table.text(numbers.originals)), copies: copies, forms: forms)
    }

    private func numbers(in range: Range<Int>) -> [Numbers] {
        var all: [Numbers] = []
        var index = range.lowerBound
        while let found = table.first(Self.originals, in: index..<range.upperBound) {
            index = found + Self.originals.count
            let start = table.startOfFigures(before: found, notBefore: range.lowerBound)
            guard start < found else { continue }
            var numbers = Numbers(start: start, originals: start..<found, end: index)
            let copies = index + 1
            let end = table[index] == "," ? table.endOfFigures(from: copies) : copies
            if end > copies, end - copies < 4, table.starts(Self.copies, at: end), end + Self.copies.count <= range.upperBound {
                numbers.copies = copies..<end
                numbers.end = end + Self.copies.count
                index = numbers.end
            }
            all.append(numbers)
        }
        return all
    }

    /// Whether nothing but the end of a row can stand here.
    private func endsRow(_ numbers: Numbers, _ range: Range<Int>, row start: Int) -> Bool {
        guard numbers.start > start else { return false }
        let next = numbers.end < range.upperBound ? table[numbers.end] : nil
        let isBehindWord = isGlued(numbers)
        if isPadded(numbers), !isBehindWord { return false }
        guard let next, next != "\t" else { return true }
        if next.isSpace { return false }
        return Self.punctuation.contains(next) ? isBehindWord && !isPadded(numbers) : true
    }

    private func mayEndRow(_ numbers: Numbers, row start: Int) -> Bool {
        numbers.start > start && isGlued(numbers) && !isPadded(numbers) && table[numbers.end]?.isSpace == true
    }

    /// `01`, as people write a number in a name; the portal's have no zero before them.
    private func isPadded(_ numbers: Numbers) -> Bool { numbers.originals.count > 1 && table[numbers.start] == "0" }

    private func isGlued(_ numbers: Numbers) -> Bool {
        guard let before = table[numbers.start - 1] else { return false }
        return before == "\t" || !(before.isSpace || before == "(" || before == ":")
    }

    private static let literal = heading.literal
    private static let originals = " bản chính".literal
    private static let copies = " bản sao".literal
    private static let punctuation: Set<Unicode.Scalar> = [".", ";", ",", ")", ":"]
}
