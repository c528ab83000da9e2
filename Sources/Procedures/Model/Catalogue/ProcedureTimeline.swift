import Kernel

/// The days of one procedure's versions, of which no two are in force at once (PR-10).
struct ProcedureTimeline {
    struct Span: Hashable {
        var id: ID<ProcedureVersion>
        /// Nil: as long as the procedure is known.
        var from: CalendarDate?
        var to: CalendarDate?
    }

    private(set) var spans: [Span]

    init(_ spans: [Span] = []) { self.spans = spans }

    /// The version that was in force on the day, or before every other one where `day` is nil.
    func inForce(on day: CalendarDate?) -> Span? {
        guard let day else { return spans.first { $0.from == nil } }
        return spans.first { ($0.from ?? day) <= day && day <= ($0.to ?? day) }
    }

    /// The next version that is entered already and begins later.
    func next(after day: CalendarDate?) -> Span? {
        let later = spans.compactMap { span in span.from.map { (span: span, from: $0) } }
            .filter { !$0.span.isEmpty && (day ?? $0.from.dayBefore ?? $0.from) < $0.from }
        return later.min { $0.from < $1.from }?.span
    }

    /// Puts a version in: what was in force ends the day before, and a later one that is there already keeps its place.
    ///
    /// Gives the days of the new one and the others whose last day changed. A version from an unknown day can only be the first.
    mutating func insert(_ id: ID<ProcedureVersion>, from: CalendarDate?, to: CalendarDate?) -> (own: Span, ended: [Span]) {
        precondition(from != nil || spans.isEmpty, "a version from an unknown day is the first")
        var own = Span(id: id, from: from, to: to)
        if let last = next(after: from)?.from?.dayBefore { own.to = own.to.map { min($0, last) } ?? last }
        var ended: [Span] = []
        if let from {
            for index in spans.indices where (spans[index].from ?? from) <= from && from <= (spans[index].to ?? from) {
                spans[index].to = from.dayBefore
                ended.append(spans[index])
            }
        }
        spans.append(own)
        return (own, ended)
    }
}

extension ProcedureTimeline.Span {
    /// Whether another version of the same day took its place.
    var isEmpty: Bool { from.flatMap { from in to.map { $0 < from } } ?? false }
}
