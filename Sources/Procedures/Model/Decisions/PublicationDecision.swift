import Kernel

/// A decision that publishes procedures, known before its content is entered (PR-5, PR-12).
package struct PublicationDecision: Hashable, Sendable {
    /// Who published, by which the limits of the law differ.
    package enum Authority: String, Hashable, Sendable, CaseIterable {
        case ministry, province
        /// The text of law was made by the shortened way.
        case shortened
    }

    package var id: ID<PublicationDecision>
    package var number: String
    package var title: String
    package var authority: Authority
    package var decided: CalendarDate
    /// The first day of the text of law; where law-making was shortened, the day it was signed.
    package var effective: CalendarDate
    /// When it was entered in the national database; nil: not yet.
    package var listed: CalendarDate?
    /// The procedures it publishes.
    package var codes: [String]
    /// Those of them whose content is not entered yet.
    package var open: [String]

    package init(
        id: ID<PublicationDecision>, number: String, title: String, authority: Authority, decided: CalendarDate, effective: CalendarDate,
        listed: CalendarDate? = nil, codes: [String] = [], open: [String] = []
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.authority = authority
        self.decided = decided
        self.effective = effective
        self.listed = listed
        self.codes = codes
        self.open = open
    }
}
