import Kernel

/// One cell of a table the house gives out; the same for every format, so that a table is described once.
package enum OutputCell: Sendable, Hashable {
    case blank
    case text(String)
    /// Written as it is: no digit is added, lost or rounded.
    case number(DecimalText)
    case date(CalendarDate)

    /// At least `decimals` decimals are written, more where the number has more.
    package static func number(_ number: Number, decimals: Int = 0) -> OutputCell { .number(DecimalText(number, decimals: decimals)) }
}
