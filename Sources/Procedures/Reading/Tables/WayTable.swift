import Kernel

/// Reads the run-together table of ways to hand in: channel, time, fee, description (PR-3).
///
/// A row begins where the name of a channel is followed at once by a time and that by a fee; a channel in a description is not.
struct WayTable {
    private(set) var ways: [SubmissionWay] = []
    private(set) var unread: [Unread] = []
    private let table: RunTogether

    static let heading = "Hình thức nộpThời gianPhí, lệ phíMô tả"

    init(_ text: String) {
        guard text.hasPrefix(Self.heading) else {
            table = RunTogether("")
            if !text.saysNothing { unread.append(Unread(.noTable, in: .ways, text)) }
            return
        }
        table = RunTogether(text.dropFirst(Self.heading.count))
        var heads: [Head] = []
        var index = 0
        while index < table.count {
            guard let head = head(at: index) else {
                index += 1
                continue
            }
            heads.append(head)
            index = head.end
        }
        let first = heads.first?.start ?? table.count
        if !table.isBlank(0..<first) { unread.append(Unread(.noTable, in: .ways, table.text(0..<first))) }
        for (index, head) in heads.enumerated() {
            read(head, until: index + 1 < heads.count ? heads[index + 1].start : table.count)
        }
    }

    /// The cells of a row before its description.
    private struct Head {
        var start: Int
        var channel: SubmissionWay.Channel
        var time: Range<Int>
        var fee: Range<Int>
        var money: Money?
        /// Why the time could not be read, or told from the fee.
        var doubt: Unread.Reason?

        var end: Int { fee.upperBound }
    }

    private func head(at start: Int) -> Head? {
        for (word, channel) in PortalWord.channels where table.starts(word, at: start) {
            return head(start, channel, time: start + word.count)
        }
        return nil
    }

    private func head(_ start: Int, _ channel: SubmissionWay.Channel, time: Int) -> Head? {
        func head(_ end: Int, _ doubt: Unread.Reason? = nil) -> Head? {
            guard let fee = fee(at: end) else { return nil }
            return Head(start: start, channel: channel, time: time..<end, fee: end..<fee.end, money: fee.money, doubt: doubt)
        }
        guard let first = table[time] else { return nil }
        if first.isFigure {
            if let end = endOfMeasure(at: time) { return head(end) }
            let figures = table.endOfFigures(from: time)
            return head(figures, .timeWithoutUnit) ?? glued(start, channel, time)
        }
        if table.starts(Self.nothing, at: time), let head = head(time + Self.nothing.count) { return head }
        guard first.isCapital else { return nil }
        for end in (time + 1)..<max(min(time + 200, table.count), time + 1) {
            guard let scalar = table[end], scalar != "\n" else { return nil }
            if PortalWord.channels.contains(where: { table.starts($0.word, at: end) }) { return nil }
            if table.starts(Self.free, at: end) || table.starts(Self.nothing, at: end) { return head(end, .timeInWords) }
        }
        return nil
    }

    /// Figures of a time without unit and of an amount, joined: told apart only where there is one way to do it.
    private func glued(_ start: Int, _ channel: SubmissionWay.Channel, _ time: Int) -> Head? {
        let figures = table.endOfFigures(from: time)
        guard figures - time < 20, let (end, _) = Money.amount(in: table, at: time, groupsBefore: true) else { return nil }
        let splits = ((time + 1)..<max(figures, time + 1)).filter { split in
            (table[time] != "0" || split == time + 1) && fee(at: split)?.end == end
        }
        guard let split = splits.first, splits.count == 1, table[split] != "0", let money = fee(at: split)?.money else {
            return Head(start: start, channel: channel, time: time..<time, fee: time..<end, doubt: .timeRunsIntoFee)
        }
        return Head(start: start, channel: channel, time: time..<split, fee: split..<end, money: money, doubt: .timeWithoutUnit)
    }

    /// Where a number with its unit ends.
    private func endOfMeasure(at start: Int) -> Int? {
        var end = table.endOfFigures(from: start)
        if table[end] == "." || table[end] == ",", table[end + 1]?.isFigure == true { end = table.endOfFigures(from: end + 1) }
        guard table[end] == " " else { return nil }
        return Self.units.first { table.starts($0, at: end + 1) }.map { end + 1 + $0.count }
    }

    private func fee(at start: Int) -> (end: Int, money: Money?)? {
        for word in [Self.free, Self.nothing] where table.starts(word, at: start) { return (start + word.count, nil) }
        return Money.amount(in: table, at: start, groupsBefore: false)
    }

    private mutating func read(_ head: Head, until end: Int) {
        let row = ways.count + 1
        func tell(_ reason: Unread.Reason, _ text: String) { unread.append(Unread(reason, in: .ways, row: row, text)) }
        let printed = table.trimmed(head.time)
        let time = printed.saysNothing ? nil : StatedTime(printed: printed)
        if let doubt = head.doubt {
            tell(doubt, table.text(head.time.lowerBound..<head.fee.upperBound))
        } else if let time, time.span == nil {
            tell(.timeInWords, printed)
        }
        var fee = Fee(printed: table.text(head.fee), amount(head))
        if fee.amount == .unread, head.doubt != .timeRunsIntoFee { tell(head.money?.doubt ?? .feeUnreadable, fee.printed) }
        var description = head.end..<end
        // Where no fee is stated there is no note to it: `(1) Trường hợp …` begins the description.
        if table[head.end] == "(", head.end < end, fee.amount != .unstated {
            if let close = closingBracket(description) {
                fee.note = table.text((head.end + 1)..<close)
                description = (close + 1)..<end
            } else {
                tell(.noteWithoutEnd, table.text(description))
            }
        }
        ways.append(SubmissionWay(head.channel, time: time, fee: fee, description: table.text(description)))
    }

    private func amount(_ head: Head) -> Fee.Amount {
        if head.doubt == .timeRunsIntoFee { return .unread }
        if table.starts(Self.free, at: head.fee.lowerBound) { return .free }
        return head.money.map(\.amount) ?? .unstated
    }

    /// The bracket that ends the note at the start of a range.
    ///
    /// Nil unless all brackets of the range pair up and the next cell follows at once: `(1) Trường hợp …` may be no note.
    private func closingBracket(_ range: Range<Int>) -> Int? {
        var depth = 0
        var first: Int?
        for index in range {
            if table.scalars[index] == "(" { depth += 1 }
            if table.scalars[index] == ")" {
                depth -= 1
                if depth < 0 { return nil }
                if depth == 0, first == nil { first = index }
            }
        }
        guard depth == 0, let first, first + 1 == range.upperBound || !table.scalars[first + 1].isSpace else { return nil }
        return first
    }

    private static let nothing = PortalWord.nothing.literal
    private static let free = PortalWord.free.literal
    /// As the portal writes them.
    private static let units = ["Ngày làm việc", "Giờ làm việc", "Ngày", "Giờ", "Tháng"].map(\.literal)
}
