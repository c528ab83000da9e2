import Foundation
import Kernel

/// The number of one printed form, `26-0000123-4`: the year, a number that runs, and a check figure that tells a wrong or a moved one.
///
/// The figure is that of ISO/IEC 7064, MOD 11,10, over the nine before it: every single wrong figure is found.
package struct FormSerial: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// 0…99.
    package let year: Int
    /// 1…9,999,999.
    package let number: Int

    package static let most = 9_999_999

    package init?(year: Int, number: Int) {
        guard year >= 0, (1...Self.most).contains(number) else { return nil }
        self.year = year % 100
        self.number = number
    }

    /// Reads what somebody types: with its strokes, without, or with spaces; nil for what is none, a wrong check figure too.
    package init?(_ written: some StringProtocol) {
        let figures = written.compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
        guard written.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "-" || $0 == " ") }), figures.count == 10 else { return nil }
        func value(_ part: ArraySlice<Int>) -> Int { part.reduce(0) { $0 * 10 + $1 } }
        self.init(year: value(figures[0..<2]), number: value(figures[2..<9]))
        guard figures[9] == check else { return nil }
    }

    private var figures: [Int] {
        let whole = year * (Self.most + 1) + number
        return (0..<9).map { place in (0..<(8 - place)).reduce(whole) { value, _ in value / 10 } % 10 }
    }

    private var check: Int {
        let product = figures.reduce(10) { product, figure in
            let sum = (product + figure) % 10
            return (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10
    }

    package var description: String {
        let text = figures.map { "\($0)" }.joined()
        return "\(text.prefix(2))-\(text.dropFirst(2))-\(check)"
    }

    package static func < (one: FormSerial, other: FormSerial) -> Bool { (one.year, one.number) < (other.year, other.number) }
}

/// The serials that somebody wrote down: one after the other, or from one to another as `26-0000001-5..26-0000030-4`.
struct SerialList {
    /// A batch of more is no batch that people count and key.
    static let most = 2_000
    /// So many faults are told; the rest is counted.
    private static let told = 20

    private(set) var serials: [FormSerial] = []

    /// Places name `field`.
    init(_ text: String, field: String, _ log: FaultLog) {
        var wrong: [String] = []
        for part in text.split(whereSeparator: { "\n,;\t".contains($0) }).map({ String($0).trimmed }) where !part.isEmpty {
            let ends = part.replacing("…", with: "..").components(separatedBy: "..").map { FormSerial($0.trimmed) }
            if ends.count == 1, let serial = ends[0] {
                serials.append(serial)
            } else if ends.count == 2, let first = ends[0], let last = ends[1], first.year == last.year, first <= last,
                last.number - first.number < Self.most
            {
                serials += (first.number...last.number).compactMap { FormSerial(year: first.year, number: $0) }
            } else {
                wrong.append(part)
            }
            if serials.count > Self.most { break }
        }
        Self.tell("surveys.paper.serial_wrong", wrong, field, log)
        if serials.count > Self.most { log.add("surveys.paper.serials_excess", at: Place(field: field), ["limit": "\(Self.most)"]) }
        var seen: Set<FormSerial> = []
        Self.tell("surveys.paper.serial_twice", serials.filter { !seen.insert($0).inserted }.map(\.description), field, log)
        if serials.isEmpty, wrong.isEmpty { log.missing(field) }
    }

    static func tell(_ code: String, _ texts: [String], _ field: String, _ log: FaultLog) {
        for text in texts.prefix(told) { log.add(code, at: Place(field: field), ["serial": String(text.prefix(60))]) }
        if texts.count > told { log.add("surveys.paper.more_faults", at: Place(field: field), ["count": "\(texts.count - told)"]) }
    }
}
