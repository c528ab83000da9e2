/// When a record is called odd.
///
/// They are choices of this program, in no rule.
package struct GamingLimits: Sendable {
    /// Units with fewer cases are neither judged nor taken as peers.
    package var leastCases = 30
    /// Below this many peers nobody is compared.
    package var leastPeers = 4
    /// Of so many dossiers by one officer in one minute, all count as closed in bulk.
    package var bulk = 6
    /// From this minute of the day until that one it is night.
    package var night = (from: 22 * 60, until: 6 * 60)
    /// A supplement is asked for late in the last so many working days before that on which the first limit ends, and more than so
    /// many after receipt (OS-12).
    package var daysBeforeEnd = 1
    package var daysAfterReceipt = 3
    /// Seconds after which an entry is late.
    package var lateEntry: Int64 = 86_400
    /// How many standard deviations of chance the count must be away from what is expected.
    package var deviations = 5
    /// How many times the distance of the quarters above the upper quarter of the peers the rate must be.
    package var fences = 3
    /// Even if no peer shows it, so many of a million are expected, and so many late.
    package var leastRate = 5_000
    /// The same of a bump, which a queue makes by itself.
    package var leastBump = 30_000
    package var leastLateRate = 1_000
    /// Never late is odd when so many late ones were expected, at the rate of the better quarter.
    package var expectedLate = 20

    package init() {}
}
