import Kernel

/// The decision by which a procedure is as it is, and from when to when (PR-10).
package struct ProcedureVersion: Hashable, Sendable {
    /// What a publication decision does to a procedure.
    ///
    /// Source: NĐ 63/2010 Đ14 (PR-5).
    package enum Change: String, Hashable, Sendable, CaseIterable {
        case new, amended, abolished
    }

    /// `4472/QĐ-BTC`, as printed.
    package var decision: String
    package var decided: CalendarDate?
    package var change: Change?
    /// The first day; nil where it is not known, and then it is taken to hold.
    package var from: CalendarDate?
    /// The last day; nil while it holds.
    package var to: CalendarDate?

    package init(decision: String, decided: CalendarDate? = nil, change: Change? = nil, from: CalendarDate? = nil, to: CalendarDate? = nil)
    {
        self.decision = decision
        self.decided = decided
        self.change = change
        self.from = from
        self.to = to
    }

    package func isInForce(on day: CalendarDate) -> Bool { from.map { $0 <= day } ?? true && to.map { day <= $0 } ?? true }

    /// Whether dossiers may be received under it: an abolished procedure refuses new ones and lets open ones end (PR-13).
    package func admitsDossiers(on day: CalendarDate) -> Bool { isInForce(on: day) && change != .abolished }
}

extension [ProcedureVersion] {
    /// The version that a dossier received on a day keeps to its end: of those in force, the latest (PR-11).
    package func inForce(on day: CalendarDate) -> ProcedureVersion? {
        filter { $0.isInForce(on: day) }.max { one, other in
            guard let later = other.from else { return false }
            return one.from.map { $0 < later } ?? true
        }
    }
}
