import Forms
import Kernel
import Synchronization

/// An edition of a procedure's form as it was published: what a draft and a submission hold on to by its id.
package struct StoredForm: Sendable {
    package let id: ID<StoredForm>
    package let procedure: String
    package let questionnaire: Questionnaire
    package let from: CalendarDate
    /// The last day; nil while nothing has taken its place.
    package let to: CalendarDate?
    package let published: Timestamp
}

/// Forms that were read; an edition never changes, and reading one costs more than filling it in.
package final class FormMemory: Sendable {
    private let kept = Mutex<[ID<StoredForm>: Questionnaire]>([:])

    package init() {}

    func questionnaire(_ id: ID<StoredForm>, read: () throws -> Questionnaire) rethrows -> Questionnaire {
        if let known = kept.withLock({ $0[id] }) { return known }
        let questionnaire = try read()
        kept.withLock { kept in
            if kept.count >= 500 { kept = [:] }
            kept[id] = questionnaire
        }
        return questionnaire
    }
}
