import Kernel
import Storage

/// The number of a dossier: agency, day of receipt, place in that day, `H12.34-260315-0042`.
///
/// Source: TT 01/2018/TT-VPCP Đ19, NĐ 61/2018/NĐ-CP Đ26 (OS-30).
package struct DossierCode: Hashable, Sendable, SQLConvertible {
    package let text: String

    package var sqlValue: SQLValue { .text(text) }
    package static var sqlType: SQLType { .text }

    /// The most that one agency receives in a day: the law foresees four figures.
    package static let largestNumber = 9999

    /// Nil where a part is not as the law writes it.
    package init?(agency: String, day: CalendarDate, number: Int) {
        guard (1...Self.largestNumber).contains(number) else { return nil }
        let date = day.description.utf8.filter { $0 != UInt8(ascii: "-") }.dropFirst(2)
        let figures = "\(number)"
        let zeros = String(repeating: "0", count: 4 - figures.utf8.count)
        self.init("\(agency)-\(String(decoding: date, as: UTF8.self))-\(zeros)\(figures)")
    }

    /// Reads a code of ours or of another system: an agency of capitals, figures and dots, a day and a number.
    ///
    /// Nil for everything else, 30 February included. Small letters are taken for capitals, as a scanner or a tired hand writes them.
    package init?(_ written: some StringProtocol) {
        let text = written.uppercased()
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count <= 60, parts.count == 3, Self.isAgency(parts[0]), Self.isNumber(parts[2], length: 4), parts[2] != "0000",
            Self.isNumber(parts[1], length: 6),
            CalendarDate("20\(parts[1].prefix(2))-\(parts[1].dropFirst(2).prefix(2))-\(parts[1].suffix(2))") != nil
        else { return nil }
        self.text = text
    }

    /// Source: QĐ 20/2020/QĐ-TTg, at most 35 characters of figures, capitals and dots (OS-31); an old code has such letters too.
    private static func isAgency(_ text: Substring) -> Bool {
        (3...35).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: ".")
            }
    }

    private static func isNumber(_ text: Substring, length: Int) -> Bool {
        text.utf8.count == length && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension DossierCode: CustomStringConvertible {
    package var description: String { text }
}
