import Kernel

/// An amount as the portal prints one: `1,200,000 Việt Nam Đồng`, `300,000 VNĐ`, `10 USD`.
struct Money {
    var amount: Fee.Amount
    var doubt: Unread.Reason?

    /// The amount at a place, and where it ends.
    ///
    /// Groups are of three figures behind a first of one to three; with `groupsBefore`, figures of something else may stand before
    /// the first group.
    static func amount(in table: RunTogether, at start: Int, groupsBefore: Bool) -> (end: Int, money: Money?)? {
        var end = table.endOfFigures(from: start)
        let first = end - start
        guard first >= 1, groupsBefore || first <= 3 && (table[start] != "0" || first == 1 && table[end] != ",") else { return nil }
        var figures = table.text(start..<end)
        while table[end] == ",", table.endOfFigures(from: end + 1) == end + 4 {
            figures += table.text((end + 1)..<(end + 4))
            end += 4
        }
        if table[end] == ".", table[end + 1]?.isFigure == true {
            let decimals = table.endOfFigures(from: end + 1)
            figures += table.text(end..<decimals)
            end = decimals
        }
        if table[end] == " " { end += 1 }
        guard let currency = currencies.first(where: { table.starts($0.word, at: end) }) else { return nil }
        end += currency.word.count
        return (end, groupsBefore ? nil : Money(figures, currency.code))
    }

    /// An amount as officials write one in a list: `8000`, `8.000`, `8.000 đồng`, `Miễn phí`, `10 USD`.
    static func amount(written text: String) -> Fee.Amount {
        if text.lowercased() == PortalWord.free.lowercased() { return .free }
        let figures = text.prefix { $0.isNumber || $0 == "." || $0 == "," }
        let unit = text.dropFirst(figures.count).trimmed.lowercased()
        if unit == "usd" { return Number(figures).map { .foreign($0, currency: "USD") } ?? .unread }
        guard ["", "đ", "đồng", "vnđ", "vnd", "việt nam đồng"].contains(unit),
            case .one(let number) = NumberReading(figures).meaning(admits: { $0.isWhole && ($0 == 0 || $0 >= smallest) })
        else { return .unread }
        return .dong(number.digits)
    }

    private init(_ figures: String, _ currency: String) {
        guard let number = Number(figures) else {
            amount = .unread
            doubt = .feeUnreadable
            return
        }
        guard currency == "VND" else {
            amount = .foreign(number, currency: currency)
            return
        }
        guard number.isWhole, number == 0 || number >= Self.smallest else {
            amount = .unread
            doubt = number.isWhole ? .feeTooSmall : .feeUnreadable
            return
        }
        amount = .dong(number.digits)
    }

    /// No fee is less than a thousand đồng: what is, was printed in thousands.
    private static let smallest: Number = 1000
    private static let currencies: [(word: RunTogether.Literal, code: String)] = [
        ("Việt Nam Đồng".literal, "VND"), ("VNĐ".literal, "VND"), ("USD".literal, "USD"),
    ]
}
