import Kernel
import Synchronization

/// Figures that a room counts at the moment of asking, offered to whoever scores (HOUSE 1): the room knows no points, and who scores
/// does not know what was counted.
package final class LiveFigures: Sendable {
    /// What a room counted of the units that somebody may read.
    package struct Sheet: Sendable {
        package struct Unit: Sendable {
            package var code: String
            package var name: Bilingual
            /// The page on which its figures lead to what they count.
            package var link: Link
            /// How many of its figures are taken over a denominator that is not the right one yet (RT-71).
            package var provisional: Int
            /// How many have no source yet.
            package var notConnected: Int

            package init(code: String, name: Bilingual, link: Link, provisional: Int, notConnected: Int) {
                self.code = code
                self.name = name
                self.link = link
                self.provisional = provisional
                self.notConnected = notConnected
            }
        }

        package var units: [Unit]
        /// A data file, `docs/data-files.md`: what anybody can score again.
        package var file: [UInt8]
        /// Whether any of the units is generated.
        package var isGenerated: Bool
        /// The last day that is counted.
        package var asOf: CalendarDate
        package var taken: Timestamp

        package init(units: [Unit], file: [UInt8], isGenerated: Bool, asOf: CalendarDate, taken: Timestamp) {
            self.units = units
            self.file = file
            self.isGenerated = isGenerated
            self.asOf = asOf
            self.taken = taken
        }
    }

    package typealias Source = @Sendable (Period, Actor) async throws -> Sheet

    private let sources = Mutex<[String: Source]>([:])

    package init() {}

    /// Says who counts for a set of criteria, by its code.
    package func offer(_ framework: String, _ source: @escaping Source) { sources.withLock { $0[framework] = source } }

    /// Nil for a set of criteria for which nobody counts.
    package func source(_ framework: String) -> Source? { sources.withLock { $0[framework] } }

    private let petitions = Mutex<FeedbackCounts.Source?>(nil)

    /// Who counts petitions; nil in a house where nobody does.
    package var feedback: FeedbackCounts.Source? {
        get { petitions.withLock { $0 } }
        set { petitions.withLock { $0 = newValue } }
    }
}
