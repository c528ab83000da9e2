import Kernel
import Platform
import Units

/// One version of a paper that proves claims (GL-32): a file, or an address where it is published.
///
/// It belongs to a unit and may be cited by many leaves over many years.
package struct Evidence: Sendable, Hashable {
    package var id: ID<Evidence>
    /// The id of its first version, which all its versions share.
    package var chain: ID<Evidence>
    package var version: Int
    package var unit: ID<Unit>
    package var title: String
    /// As printed on the paper, `12/KH-UBND`.
    package var number: String?
    /// The day on the paper, apart from the day on which it was added.
    package var issued: CalendarDate?
    package var source: Source
    package var by: Signature
    package var added: Timestamp
    /// Taken away, and to be had back until the lock (EXPECTED 10).
    package var removed: Timestamp?

    package enum Source: Sendable, Hashable {
        case file(StoredFile, name: String, type: String)
        case link(String)
    }
}

/// That a leaf rests on a piece of evidence, and where in it the proof stands (US-2).
package struct Citation: Sendable, Hashable {
    package var id: ID<Citation>
    package var criterion: String
    /// Cited for the claim, or anew with the explanation (PI-74).
    package var kind: Submission.Kind
    package var evidence: Evidence
    package var section: String
    package var page: String
    package var by: Signature
    package var cited: Timestamp
}
