/// Tells the names of form files from the name of the paper before them, `…theo quy địnhMẫu số 05.docx`.
///
/// They meet without anything between, so that the place is known only where exactly one seam shows: a small letter or a mark
/// before a capital, a year or capitals before a new word.
enum FormNames {
    /// The paper's name and its forms; `isSplit` is false when there are forms that cannot be told from the name.
    static func split(_ table: RunTogether, _ range: Range<Int>) -> (name: String, forms: [String], isSplit: Bool) {
        let ends = ends(table, range)
        guard let first = ends.first, table.isBlank((ends.last ?? first)..<range.upperBound) else {
            return (table.trimmed(range), [], true)
        }
        let point = table.scalars[range.lowerBound..<first].lastIndex(of: ".") ?? first
        let seams = seams(table, range.lowerBound..<point)
        guard seams.count == 1, let seam = seams.first, first - seam <= 120, !table.isBlank(range.lowerBound..<seam) else {
            return (table.trimmed(range), [], false)
        }
        guard ends.dropLast().allSatisfy({ !table.scalars[$0].isSpace }) else { return (table.trimmed(range), [], false) }
        var forms: [String] = []
        var start = seam
        for end in ends {
            forms.append(table.trimmed(start..<end))
            start = end
        }
        return (table.trimmed(range.lowerBound..<seam), forms, true)
    }

    /// Where names of files end, of those that stand at the end of the range one behind the other.
    private static func ends(_ table: RunTogether, _ range: Range<Int>) -> [Int] {
        var ends: [Int] = []
        for index in range where table.scalars[index] == "." {
            for ending in endings where index + ending.count <= range.upperBound && isEnding(ending, table, index) {
                ends.append(index + ending.count)
                break
            }
        }
        return ends
    }

    private static func isEnding(_ ending: RunTogether.Literal, _ table: RunTogether, _ index: Int) -> Bool {
        ending.indices.allSatisfy { offset in
            let scalar = table.scalars[index + offset]
            return scalar == ending[offset] || scalar.isASCII && scalar.value | 0x20 == ending[offset].value
        }
    }

    private static func seams(_ table: RunTogether, _ range: Range<Int>) -> [Int] {
        range.dropFirst().filter { index in
            let (before, here) = (table.scalars[index - 1], table.scalars[index])
            guard here.isLetter || here.isFigure else { return false }
            let next = index + 1 < range.upperBound ? table.scalars[index + 1] : " "
            if before.isSmall { return here.isCapital }
            if before == ".", index - 2 >= range.lowerBound {
                let last = table.scalars[index - 2]
                // In `CA).1` the name has ended, in `12.1` and `36.2025.TT` nothing has.
                if here.isFigure { return marks.contains(last) }
                if last.isFigure, here.isCapital, !next.isSmall { return false }
            }
            if marks.contains(before) { return true }
            if before.isFigure { return here.isCapital && next.isSmall }
            guard before.isCapital, index - 2 >= range.lowerBound, table.scalars[index - 2].isCapital else { return false }
            // `NĐ-CPMẫu` and `NĐ-CPmau`; but `TTg` is one word.
            return here.isCapital ? next.isSmall : here.isSmall && !isPrimeMinister(table, index)
        }.reduce(into: []) { seams, index in
            // `CPMẫ`: at the capital that begins a word, and not once more behind it.
            if seams.last != index - 1 { seams.append(index) }
        }
    }

    private static func isPrimeMinister(_ table: RunTogether, _ index: Int) -> Bool { table.starts("TTg".literal, at: index - 2) }

    private static let marks: Set<Unicode.Scalar> = [".", ";", ":", ")", "”", "\""]
    private static let endings = [".docx", ".doc", ".pdf", ".xlsx", ".xls", ".rar", ".zip", ".rtf", ".odt", ".jpg", ".png"].map(\.literal)
}
