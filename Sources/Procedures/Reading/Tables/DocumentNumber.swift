/// The number of a text of law in running text: `123/2015/NĐ-CP`, `54/2014/QH13`, `65/2019/TT-BTC`.
struct DocumentNumber {
    var range: Range<Int>
    /// Figures before it may belong to it or not: `năm 202072/2020/QH14`.
    var isDoubtful: Bool

    static func all(in table: RunTogether) -> [DocumentNumber] {
        var numbers: [DocumentNumber] = []
        var index = 0
        while index < table.count {
            guard table.scalars[index].isFigure else {
                index += 1
                continue
            }
            let figures = table.endOfFigures(from: index)
            guard let end = end(table, after: figures) else {
                index = figures
                continue
            }
            // Resolutions of the Government have a number of two parts, 66.7/2025/NQ-CP.
            let isParted = index >= 3 && table.starts("66.".literal, at: index - 3) && table.starts("NQ-CP".literal, at: end - 5)
            let start = isParted ? index - 3 : index
            let run = start..<figures
            if let year = table.endOfYear(run) ?? yearOfItself(table, run, end), figures - year <= 4 {
                numbers.append(DocumentNumber(range: year..<end, isDoubtful: false))
            } else {
                numbers.append(DocumentNumber(range: start..<end, isDoubtful: table[start - 1] == "/" || run.count > 4 && !isParted))
            }
            index = end
        }
        return numbers
    }

    /// Where the year ends in `Luật Cư trú 202068/2020/QH14`, which the number has too.
    private static func yearOfItself(_ table: RunTogether, _ run: Range<Int>, _ end: Int) -> Int? {
        guard run.count > 4, run.upperBound + 5 < end else { return nil }
        let year = table.scalars[run.lowerBound..<(run.lowerBound + 4)]
        return year == table.scalars[(run.upperBound + 1)..<(run.upperBound + 5)] ? run.lowerBound + 4 : nil
    }

    /// Where a number ends whose figures end here; nil when none does.
    private static func end(_ table: RunTogether, after figures: Int) -> Int? {
        guard table[figures] == "/" else { return nil }
        var kind = figures + 1
        if table.endOfFigures(from: kind) == kind + 4, table[kind + 4] == "/" { kind += 5 }
        for word in whole where table.starts(word, at: kind) { return kind + word.count }
        for word in numbered where table.starts(word, at: kind) {
            let end = kind + word.count + 2
            return table.endOfFigures(from: end - 2) >= end ? end : nil
        }
        for word in kinds where table.starts(word, at: kind) { return endOfIssuers(table, from: kind + word.count) }
        return nil
    }

    /// Behind the last issuer, `BTC` or `BCA-BYT-BTC`: of a run of capitals as much as is a known one.
    private static func endOfIssuers(_ table: RunTogether, from start: Int) -> Int? {
        var end: Int?
        var index = start
        while true {
            guard let issuer = issuers.first(where: { table.starts($0, at: index) }) else { return end }
            end = index + issuer.count
            guard table[index + issuer.count] == "-" else { return end }
            index += issuer.count + 1
        }
    }

    private static let whole = ["NĐ-CP", "NQ-CP", "QĐ-TTg", "CT-TTg", "L-CTN", "NQ-HĐND", "NQ-HĐTP", "QĐ-UBND"].map(\.literal)
    /// With the number of the Assembly behind.
    private static let numbered = ["QH", "NQ-QH", "UBTVQH", "PL-UBTVQH", "NQ-UBTVQH"].map(\.literal)
    private static let kinds = ["TTLT-", "TT-", "QĐ-", "VBHN-", "NQLT-", "CT-"].map(\.literal)
    /// Bodies that issue such texts, by the letters in their numbers; the longer first.
    private static let issuers = [
        "BBCVT", "BCA", "BCĐ", "BCN", "BCT", "BGDĐT", "BGTVT", "BHXH", "BKH", "BKHCN", "BKHĐT", "BLĐTBXH", "BNG", "BNN", "BNNMT", "BNNPTNT",
        "BNV",
        "BQP", "BTC", "BTM", "BTNMT", "BTP", "BTS", "BTTTT", "BVHTTDL", "BXD", "BYT", "HĐTP", "KTNN", "NHNN", "TANDTC", "TCHQ", "TTCP",
        "UBDT", "VKSNDTC", "VPCP", "VPQH",
    ].sorted { $0.count > $1.count }.map(\.literal)
}
