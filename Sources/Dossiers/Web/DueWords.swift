import Kernel
import Platform

extension Words {
    /// When something is due: a moment, or where limits in days end with one, as office hours of that day end; papers say the same.
    func due(_ moment: Timestamp) -> String {
        moment.isEndOfDay ? self("dossiers.due.day", ["day": numbers.date(moment.vietnamDate)]) : numbers.moment(moment)
    }
}
