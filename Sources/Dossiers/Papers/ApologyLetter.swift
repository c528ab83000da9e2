import Kernel
import Platform

/// Form 04: the apology with the one new appointment (GL-55, OS-14); under the decree the request for more time (OS-35).
package struct ApologyLetter: Sendable, Hashable {
    package var head: Letterhead
    package var number: String
    package var day: CalendarDate
    package var code: PaperCode
    package var person: PaperPerson
    package var request: String
    package var field: String
    package var received: Timestamp
    /// The number of the receipt.
    package var slip: String
    package var oldDue: Timestamp
    package var reason: String
    package var newDue: Timestamp
    /// Who gets a copy.
    package var recipients: [String]
    package var signer: String
    package var signerTitle: String

    package init(
        head: Letterhead, number: String, day: CalendarDate, code: PaperCode, person: PaperPerson, request: String, field: String,
        received: Timestamp, slip: String, oldDue: Timestamp, reason: String, newDue: Timestamp, recipients: [String], signer: String,
        signerTitle: String
    ) {
        self.head = head
        self.number = number
        self.day = day
        self.code = code
        self.person = person
        self.request = request
        self.field = field
        self.received = received
        self.slip = slip
        self.oldDue = oldDue
        self.reason = reason
        self.newDue = newDue
        self.recipients = recipients
        self.signer = signer
        self.signerTitle = signerTitle
    }

    package func html(_ edition: FormEdition, _ words: Words) -> HTML {
        let sheet = FormSheet(edition: edition, head: head, words: words)
        return sheet.document([
            """
            \(sheet.top(number: number, day: day, code: code))
            \(sheet.fields([("to", person.name)]))
            \(sheet.fields([
                ("received", sheet.moment(received)), ("request", request), ("field", field), ("slip", slip),
                ("old_due", sheet.due(oldDue)),
            ]))
            \(sheet.said("reason_late", reason))
            <p class="said">\(words("dossiers.paper.apology", ["agency": head.agency, "person": person.name]))</p>
            \(sheet.fields([("new_due", sheet.due(newDue))]))
            <p class="said">\(words("dossiers.paper.thanks"))</p>
            \(sheet.signatures([Signer(title: signerTitle, name: signer)], recipients: recipients))
            """
        ])
    }
}
