import Kernel
import Platform
import Storage

/// Forms that came back together (SV-40): who brought them, how many, and who keys them in, twice and blindly (SV-41).
package struct PaperBatch: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        /// Two people key it in and do not see each other.
        case keying
        /// All is keyed twice; a third person looks at the paper where the two differ.
        case settling
        /// Its answers are put away.
        case closed

        package var text: String { "surveys.paper.state.\(rawValue)" }
    }

    /// `PB-2026-0001`.
    package let number: String
    package let campaign: String
    package let respondents: String
    package let receivedFrom: String
    package let received: CalendarDate
    package let count: Int
    package internal(set) var state: State
    /// Logins; three people.
    package internal(set) var clerks: PaperClerks
    /// Which time it is keyed in.
    package internal(set) var keying: Int
    /// So many errors of one person in 1,000 fields are borne; with more the batch is keyed anew (SV-42).
    package let errorLimit: Int
    package let scan: NamedFile?
    package let note: String
    package internal(set) var closed: Timestamp?
    package internal(set) var version: Int

    /// One keying of a study had 0.37 errors in 1,000 fields (SV-42); more than ten times that is no care.
    package static let usualLimit = 5

    /// What of a batch somebody has to do with.
    package enum Part: Hashable, Sendable {
        /// 1 or 2.
        case clerk(Int)
        case settler
    }

    package func part(of login: String) -> Part? {
        switch login {
        case clerks.first: .clerk(1)
        case clerks.second: .clerk(2)
        case clerks.settler: .settler
        default: nil
        }
    }
}

/// Who keys a batch in and who settles where they differ: three people (SV-41).
package struct PaperClerks: Hashable, Sendable {
    package var first: String
    package var second: String
    package var settler: String

    package init(_ first: String, _ second: String, settler: String) {
        self.first = first
        self.second = second
        self.settler = settler
    }

    /// Places name the fields of forms.
    func check(_ log: FaultLog) {
        for (field, login) in [("first", first), ("second", second), ("settler", settler)] where login.isEmpty { log.missing(field) }
        if !first.isEmpty, first == second { log.add("surveys.paper.same_person", at: Place(field: "second")) }
        if !settler.isEmpty, [first, second].contains(settler) { log.add("surveys.paper.same_person", at: Place(field: "settler")) }
    }
}

/// What one person read from one form.
package struct KeyedForm: Hashable, Sendable {
    package let serial: FormSerial
    /// 1 or 2.
    package let turn: Int
    package let login: String
    package let record: AnswerRecord
    /// That the form does not count, as the person saw on the paper; nil: none.
    package let mark: InvalidReason?

    /// Marks that can be seen on paper.
    package static let marks: [InvalidReason] = [.severalOptions, .noConsent, .unreadable]
}

/// What stands on the paper where two people read different things.
package struct Settlement: Hashable, Sendable {
    package let serial: FormSerial
    /// Empty: whether the form counts at all.
    package let question: String
    package let settled: String
    package let comment: String
    package let login: String
}

/// A form that was printed.
package struct PrintedForm: Hashable, Sendable {
    package let serial: FormSerial
    package let campaign: String
    package let respondents: String
    package let unit: String
    /// Nil: laid out at the counter.
    package let cell: Int?
    /// With which it came back; nil: it did not.
    package let batch: String?
}
