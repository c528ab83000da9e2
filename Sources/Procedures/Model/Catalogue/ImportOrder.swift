import Kernel
import Platform

/// What a person says about a list that the list does not say itself: by which decision, from when, and what it leaves out.
package struct ImportOrder: Hashable, Sendable {
    /// For procedures whose row names none.
    package var decision: String
    package var decided: CalendarDate?
    /// The first day, for rows that have none; nil where it is not known, and then only what is new can be taken.
    package var from: CalendarDate?
    package var scope: CatalogueDifference.Scope

    package init(decision: String = "", decided: CalendarDate? = nil, from: CalendarDate? = nil, scope: CatalogueDifference.Scope = .named)
    {
        self.decision = decision
        self.decided = decided
        self.from = from
        self.scope = scope
    }

    /// From what was typed; faults name the fields `decision`, `decided` and `from` of `import`.
    package init(decision: String, decided: String, from: String, isWhole: Bool) throws(Faults) {
        let log = FaultLog()
        func day(_ text: String, _ field: String) -> CalendarDate? {
            if text.isEmpty { return nil }
            let day = CalendarDate(written: text)
            if day == nil { log.add("procedures.date_unreadable", at: Place(file: "import", field: field), ["text": text]) }
            return day
        }
        self.init(decision: decision, decided: day(decided, "decided"), from: day(from, "from"), scope: isWhole ? .whole : .named)
        if decision.count > 200 {
            log.add("procedures.text_too_long", at: Place(file: "import", field: "decision"), ["field": "decision", "limit": "200"])
        }
        if isWhole, self.from == nil, from.isEmpty { log.add(Self.dayMissing) }
        try log.check()
    }

    /// What is in the catalogue changes from a day on, and nobody said from which.
    static let dayMissing = Fault("procedures.day_missing", at: Place(file: "import", field: "from"))
}
