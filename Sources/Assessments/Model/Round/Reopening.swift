import Kernel

/// An exceptional restart of a stage for one unit or one of its leaves, for a time and with a reason (PI-78).
///
/// No legal text on reopening is at hand, so it is always visible: who granted it, when, why and until when.
package struct Reopening: Sendable, Hashable {
    package var id: ID<Reopening>
    /// Nil reopens every leaf of the unit.
    package var criterion: String?
    package var stage: Stage
    package var reason: String
    /// The first moment after it.
    package var until: Timestamp
    package var granted: Timestamp
    package var by: Signature

    package init(
        id: ID<Reopening>, criterion: String?, stage: Stage, reason: String, until: Timestamp, granted: Timestamp, by: Signature
    ) {
        self.id = id
        self.criterion = criterion
        self.stage = stage
        self.reason = reason
        self.until = until
        self.granted = granted
        self.by = by
    }

    package func covers(_ criterion: String) -> Bool { self.criterion == nil || self.criterion == criterion }
}
