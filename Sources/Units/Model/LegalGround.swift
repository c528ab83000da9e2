import Kernel

/// What every change of units needs beside its own: the first day on which it holds, and the text that says so.
package struct LegalGround: Sendable, Hashable {
    /// As typed, see ``CalendarDate/init(written:)``.
    package var from: String
    /// The number and date of the decision.
    package var source: String

    package init(from: String, source: String) {
        self.from = from
        self.source = source
    }

    /// The day; faults name the fields `from` and `source` of `file`.
    ///
    /// It comes after `opened`, for a unit that changes lived a day before, and not after `latest`.
    func check(_ log: FaultLog, after opened: CalendarDate? = nil, latest: CalendarDate? = nil, in file: String) -> CalendarDate? {
        if source.isEmpty { log.add("units.source_missing", at: Place(file: file, field: "source")) }
        if source.count > 500 { log.add("units.text_too_long", at: Place(file: file, field: "source"), ["field": "source"]) }
        let place = Place(file: file, field: "from")
        guard let day = CalendarDate(written: from) else {
            log.add(from.isEmpty ? "units.from_missing" : "units.date_unreadable", at: place, ["text": from])
            return nil
        }
        if let opened, day <= opened { log.add("units.from_too_early", at: place, ["date": opened.vietnamese]) }
        if let latest, day > latest { log.add("units.from_in_future", at: place, ["date": latest.vietnamese]) }
        return day
    }
}
