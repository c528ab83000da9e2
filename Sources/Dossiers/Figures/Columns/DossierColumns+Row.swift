import Kernel

extension DossierColumns {
    /// By what figures are cut.
    package enum Dimension: String, Sendable, CaseIterable {
        case unit, procedure, field, channel, officer
    }

    /// Source: OS-20.
    package enum Channel: UInt8, Sendable, CaseIterable {
        case direct, online, post
    }

    /// Source: OS-20, the national codes in their order.
    package enum State: UInt8, Sendable, CaseIterable {
        case registered = 1, accepted, refused, processing, supplement, payment, withdrawn, stopped, finished, returned
    }

    /// Why a dossier is late.
    ///
    /// Source: OS-57.
    package enum Cause: UInt8, Sendable, CaseIterable {
        case handling = 1, citizen, otherBody, sync
    }

    /// What the national index asks of a dossier beside its dates.
    ///
    /// Source: RT-13, RT-40 … RT-55.
    package struct Marks: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// A fee above zero.
        package static let hasFee = Marks(rawValue: 1)
        package static let paidOnline = Marks(rawValue: 2)
        package static let electronicResult = Marks(rawValue: 4)
        package static let componentsDigitised = Marks(rawValue: 8)
        package static let resultDigitised = Marks(rawValue: 16)
        package static let reused = Marks(rawValue: 32)
        package static let personalStore = Marks(rawValue: 64)
        package static let populationData = Marks(rawValue: 128)
        package static let synchronised = Marks(rawValue: 256)

        /// How many sets of marks there are.
        static let combinations = 512
    }

    /// One dossier as it comes into the columns.
    package struct Row: Sendable {
        package var unit: Int
        package var procedure: Int
        package var field: Int
        package var officer: Int
        package var channel: Channel
        package var state: State
        package var received: Timestamp
        /// The deadline as the legal clock left it, new appointment and restarts included; nil where none is known.
        package var due: Timestamp?
        /// The deadline that was given at receipt; nil where it is ``due``.
        package var firstDue: Timestamp?
        /// Milliseconds of waiting for the citizen that ``due`` does not hold yet: lists of other systems leave it out.
        package var waited: Int64 = 0
        /// The longest the procedure may take in milliseconds, for a dossier without deadline.
        package var maximum: Int64?
        package var finished: Timestamp?
        package var returned: Timestamp?
        /// When it was stopped, refused or withdrawn.
        package var closed: Timestamp?
        /// When the supplement was asked for that it waits for.
        package var asked: Timestamp?
        package var supplements: Int = 0
        package var cause: Cause?
        package var marks: Marks = []

        package init(
            unit: Int, procedure: Int = 0, field: Int = 0, officer: Int = 0, channel: Channel = .direct, state: State, received: Timestamp,
            due: Timestamp?
        ) {
            self.unit = unit
            self.procedure = procedure
            self.field = field
            self.officer = officer
            self.channel = channel
            self.state = state
            self.received = received
            self.due = due
        }

        /// The moment that counts as its end: finished before returned before closed.
        ///
        /// Source: RT-21.
        ///
        /// What a record of another system lets end before it came ends on receipt, so that it is in the same periods by both.
        package var ended: Timestamp? { (finished ?? returned ?? closed).map { max($0, received) } }

        /// The last moment on which it is on time; without a deadline receipt, waiting and the procedure's maximum (RT-21).
        package var effectiveDue: Timestamp? {
            if let due { return Timestamp(milliseconds: due.milliseconds + waited) }
            return maximum.map { Timestamp(milliseconds: received.milliseconds + waited + $0) }
        }
    }
}
