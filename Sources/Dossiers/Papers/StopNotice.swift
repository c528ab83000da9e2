import Kernel
import Platform

/// The notice that a dossier is handled no further, a form since TT 03/2025 (OS-35); its official layout is not at hand.
package struct StopNotice: Sendable, Hashable {
    package var head: Letterhead
    package var number: String
    package var day: CalendarDate
    package var code: PaperCode
    package var person: PaperPerson
    package var request: String
    package var received: Timestamp
    package var reason: String
    /// The text of law or letter on which it is stopped.
    package var ground: String
    package var recipients: [String]
    package var signer: String
    package var signerTitle: String

    package init(
        head: Letterhead, number: String, day: CalendarDate, code: PaperCode, person: PaperPerson, request: String, received: Timestamp,
        reason: String, ground: String, recipients: [String], signer: String, signerTitle: String
    ) {
        self.head = head
        self.number = number
        self.day = day
        self.code = code
        self.person = person
        self.request = request
        self.received = received
        self.reason = reason
        self.ground = ground
        self.recipients = recipients
        self.signer = signer
        self.signerTitle = signerTitle
    }

    package func html(_ edition: FormEdition, _ words: Words) -> HTML {
        let sheet = FormSheet(edition: edition, head: head, words: words)
        return sheet.document([
            """
            \(sheet.top(number: number, day: day, code: code))
            \(sheet.person(person, "to"))
            \(sheet.fields([("request", request), ("received", sheet.moment(received))]))
            \(sheet.said("reason_stopped", reason))
            \(sheet.fields([("ground", ground)]))
            \(sheet.signatures([Signer(title: signerTitle, name: signer)], recipients: recipients))
            """
        ])
    }
}
