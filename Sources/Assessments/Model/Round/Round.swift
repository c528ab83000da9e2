import Kernel
import Units

/// One evaluation of one period: its units, frameworks, people and deadlines (GL-2).
package struct Round: Sendable, Hashable {
    package var id: ID<Round>
    /// Unique; what addresses and files call it: `cchc-2026`.
    package var code: String
    package var title: Bilingual
    /// The time that the figures are about (GL-3).
    package var period: Period
    package var kind: Kind
    package var status: Status
    package var deadlines: Deadlines
    package var created: Timestamp
    package var opened: Timestamp?
    package var decision: Decision?

    package init(
        id: ID<Round>, code: String, title: Bilingual, period: Period, kind: Kind, status: Status, deadlines: Deadlines,
        created: Timestamp, opened: Timestamp? = nil, decision: Decision? = nil
    ) {
        self.id = id
        self.code = code
        self.title = title
        self.period = period
        self.kind = kind
        self.status = status
        self.deadlines = deadlines
        self.created = created
        self.opened = opened
        self.decision = decision
    }

    package enum Kind: String, Sendable, CaseIterable {
        case real
        /// For practice: plays the same way, and nothing of it is ever published or compared.
        case training
    }

    package enum Status: String, Sendable, CaseIterable {
        case preparing, open, decided
    }

    /// The decision that ended the round (PI-76, GL-30); from then on nothing of it changes.
    package struct Decision: Sendable, Hashable {
        package var number: String
        package var date: CalendarDate
        package var signer: String
        package var decided: Timestamp
        /// SHA-256 over everything that was decided.
        package var digest: String
    }

    /// Where the round stands by the clock, reopenings left aside (PI-70…77).
    package func stage(at now: Timestamp) -> Stage {
        switch status {
        case .preparing: .preparation
        case .open: deadlines.stage(at: now)
        case .decided: .decided
        }
    }
}

/// The units of a round that are ranked together, and the framework by which they are scored (GL-12, PI-16).
package struct RoundBlock: Sendable, Hashable {
    package var code: String
    /// `code@version` of a published framework.
    package var framework: String

    package init(code: String, framework: String) {
        self.code = code
        self.framework = framework
    }
}

/// A unit as a round lists it (PI-5).
package struct RoundUnit: Sendable, Hashable {
    package var id: ID<Unit>
    package var code: String
    package var name: Bilingual
    package var block: String
    /// Scored, but kept out of the common list when false (PI-4).
    package var isRanked: Bool

    package init(id: ID<Unit>, code: String, name: Bilingual, block: String, isRanked: Bool = true) {
        self.id = id
        self.code = code
        self.name = name
        self.block = block
        self.isRanked = isRanked
    }
}
