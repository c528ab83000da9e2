import Kernel

/// One cell as the file holds it: its text and what the file says that text is.
///
/// A number stays the literal that is stored, `9.9499999999999993` where somebody typed 9.95; whether to take it as it is or
/// as it was typed (``numberAsTyped``) is for whoever knows what the number means. A cell of a CSV file is text or blank.
package struct Cell: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case blank
        /// Text in NFC.
        case text
        /// A decimal literal with a point, perhaps with an exponent.
        case number
        /// A number that is shown with a percent sign; the text is the stored share, `0.856` for 85,6 %.
        case percent
        /// A number that is shown as a day, a time or both, or an ISO date; see ``Cell/moment``.
        case date(DateSystem)
        /// The text is `0` or `1`.
        case boolean
        /// What a formula could not do: `#DIV/0!`.
        case error
        /// A formula whose value was never computed, so that nobody knows it.
        case uncalculated
    }

    package let kind: Kind
    package let text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    package static let blank = Cell(.blank, "")

    /// No content, or nothing but spaces.
    package var isBlank: Bool {
        switch kind {
        case .blank: true
        case .text: text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
        default: false
        }
    }

    /// A stored number as a person reads it in Excel: 15 significant digits, half up, without exponent or needless zeros.
    ///
    /// Excel computes in binary and shows 15 digits, so `0.30000000000000004` is 0.3 to whoever typed it. Nil for cells that
    /// are not numbers.
    package var numberAsTyped: String? {
        switch kind {
        case .number, .percent, .date(.from1900), .date(.from1904): DecimalText(stored: text)?.rounded(significant: 15).description
        default: nil
        }
    }

    /// The moment that a ``Kind/date(_:)`` shows; nil for other cells and for days before 1900 or after 2999.
    package var moment: SheetMoment? {
        guard case .date(let system) = kind else { return nil }
        return SheetMoment(text, system)
    }
}
