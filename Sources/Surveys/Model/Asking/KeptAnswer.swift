import Kernel
import Storage
import Units

/// One answer as it is kept: what it is about, how it came, what it weighs, and nothing of who gave it (SV-50).
package struct KeptAnswer: Hashable, Sendable {
    /// Series that are never joined (SV-25).
    package enum Stream: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        /// Whoever came.
        case open
        /// Drawn people, or those who showed a code of a receipt.
        case verified
    }

    package var campaign: String
    package var respondents: String
    package var unit: ID<Units.Unit>
    package var instrument: ID<Instrument>
    /// Nil: nobody was drawn.
    package var cell: Int?
    package var language: Language
    package var channel: AnswerChannel
    package var stream: Stream
    package var device: String?
    package var batch: String?
    package var enumerator: String?
    /// From the first question to the last, where somebody measured it.
    package var seconds: Int?
    /// Nil of drawn people.
    package var received: CalendarDate?
    /// Of a kiosk: the day of the answer by the device's own clock, which may be wrong.
    package var claimed: CalendarDate?
    /// Of the episode of the press before it (SV-67): kept, not counted.
    package var isRepeat: Bool
    package var record: AnswerRecord
    /// Nil: valid (SV-18).
    package var invalid: InvalidReason?

    package init(
        campaign: String, respondents: String, unit: ID<Units.Unit>, instrument: ID<Instrument>, cell: Int? = nil, language: Language = .vi,
        channel: AnswerChannel, stream: Stream, device: String? = nil, batch: String? = nil, enumerator: String? = nil,
        seconds: Int? = nil, received: CalendarDate? = nil, claimed: CalendarDate? = nil, isRepeat: Bool = false, record: AnswerRecord,
        invalid: InvalidReason? = nil
    ) {
        self.campaign = campaign
        self.respondents = respondents
        self.unit = unit
        self.instrument = instrument
        self.cell = cell
        self.language = language
        self.channel = channel
        self.stream = stream
        self.device = device
        self.batch = batch
        self.enumerator = enumerator
        self.seconds = seconds
        self.received = received
        self.claimed = claimed
        self.isRepeat = isRepeat
        self.record = record
        self.invalid = invalid
    }
}
