/// Writes exact values for people: `61,904` and `746.305` in Vietnamese, `61.904` and `746,305` in English.
///
/// Display rounding happens here and never feeds back into a sum or a rank (PI-54).
package struct NumberFormat: Sendable, Hashable {
    package var language: Language

    package init(_ language: Language) { self.language = language }

    /// With the minus of arithmetic, which is as wide as a plus.
    private func text(_ number: Number, decimals: Int = 0) -> String {
        let (comma, point) = (UInt8(ascii: ","), UInt8(ascii: "."))
        let text =
            switch language {
            case .vi: number.text(decimals: decimals, point: comma, grouping: point)
            case .en: number.text(decimals: decimals, point: point, grouping: comma)
            }
        return number.isNegative ? "−" + text.dropFirst() : text
    }

    /// A whole count with grouped thousands.
    package func count(_ number: Int) -> String { text(Number(number)) }

    /// All decimals the number has, thousands grouped.
    package func plain(_ number: Number) -> String { text(number) }

    /// Points with `digits` decimals; a value too fine for them is rounded for the eye by `mode`.
    package func points(_ points: Points, digits: Int = 2, _ mode: Rounding = .halfUp) -> String {
        text(points.number.rounded(scale: digits, mode), decimals: digits)
    }

    /// Points with all decimals they have, but no fewer than `digits`.
    package func exact(_ points: Points, digits: Int = 2) -> String {
        text(points.number, decimals: digits)
    }

    /// A difference with its sign: `+5,90`, `−1,00`; what is shown as `0,00` has none.
    package func signed(_ points: Points, digits: Int = 2, _ mode: Rounding = .halfUp) -> String {
        let number = points.number.rounded(scale: digits, mode)
        return (number.isNegative || number == .zero ? "" : "+") + text(number, decimals: digits)
    }

    /// A share as a percentage with `digits` decimals, sign included: `88,62%`.
    package func percent(_ ratio: Ratio, digits: Int = 2, _ mode: Rounding = .halfUp) -> String {
        guard let digitsOfAll = ratio.rounded(scale: digits + 2, mode) else { return "—" }
        return text(Number(digits: digitsOfAll, scale: digits), decimals: digits) + "%"
    }

    package func fixed(_ ratio: Ratio, digits: Int, _ mode: Rounding = .halfUp) -> String {
        guard let number = ratio.number(scale: digits, mode) else { return "—" }
        return text(number, decimals: digits)
    }

    package func date(_ date: CalendarDate) -> String { language == .vi ? date.vietnamese : date.description }

    /// A moment by a clock in Vietnam: `09:30 10/10/2026`.
    package func moment(_ moment: Timestamp) -> String {
        language == .vi
            ? "\(moment.vietnamClock) \(date(moment.vietnamDate))" : "\(date(moment.vietnamDate)) \(moment.vietnamClock)"
    }

    /// A period as people say it: `2019`, `quý III/2020`, `tháng 10/2026`, `10/10/2026`.
    package func period(_ period: Period) -> String {
        switch (period, language) {
        case (.year(let year), _): "\(year)"
        case (.quarter(let quarter, let year), .vi): "quý \(["I", "II", "III", "IV"][quarter - 1])/\(year)"
        case (.month(let month, let year), .vi): "tháng \(month)/\(year)"
        case (.quarter(let quarter, let year), .en): "Q\(quarter) \(year)"
        case (.month, .en): period.description
        case (.day(let day), _): date(day)
        case (.span(let first, let last), _): "\(date(first)) – \(date(last))"
        }
    }
}
