/// What gets 2, 1 or 0.
///
/// Source: TT 01/2018 Đ13 (OS-61).
package enum CounterRule {
    /// Indicators 1 and 2: shorter than the limit, equal, longer.
    package static func time(_ tally: Tally) -> Grades {
        Grades(twos: tally[.early], ones: tally[.onDay], zeros: tally[.late])
    }

    /// Indicators 3 and 4: none, one, more.
    package static func contacts(_ times: Int) -> Int { times <= 0 ? 2 : times == 1 ? 1 : 0 }

    /// What share of the procedures must go their full cycle at the counter.
    package enum Level: String, Sendable, CaseIterable {
        case provincial, district, commune

        var percent: Int { self == .provincial ? 20 : self == .district ? 50 : 100 }
    }

    /// Indicator 5: procedures with their full cycle at the counter, received there at all, and eligible; nil where none is.
    package static func fullCycle(_ whole: Int, received: Int, eligible: Int, at level: Level) -> Int? {
        if eligible == 0 { return nil }
        if whole * 100 >= eligible * level.percent { return 2 }
        return received >= eligible ? 1 : 0
    }

    /// Indicator 6: exact and posted, exact and electronic.
    package static func publicity(isExact: Bool, posted: Bool, electronic: Bool) -> Int {
        if !isExact { return 0 }
        return posted && electronic ? 2 : posted || electronic ? 1 : 0
    }

    /// Indicator 7, of one dossier: early or on time, and whether a complaint about conduct was found true.
    package static func attitude(isEarly: Bool, complained: Bool) -> Int { complained ? 0 : isEarly ? 2 : 1 }

    /// Indicator 8: feedback in all, answered on time, dragging on.
    package static func feedback(_ count: Int, onTime: Int, dragging: Int) -> Int {
        if count == 0 { return 2 }
        if dragging > 0 || onTime * 100 < count * 90 { return 0 }
        return onTime == count ? 2 : 1
    }

    /// Indicator 9: procedures at level 3 or 4 of all, dossiers online of all, and how many were late; nil without dossiers.
    ///
    /// From 30 % of dossiers with less than 20 % of procedures is in no line: 1 (OS-62).
    package static func online(procedures: Int, of all: Int, dossiers: Int, of received: Int, late: Int) -> Int? {
        if received == 0 { return nil }
        if late > 0 || dossiers * 100 < received * 15 { return 0 }
        return dossiers * 100 >= received * 30 && procedures * 100 >= all * 20 && all > 0 ? 2 : 1
    }
}
