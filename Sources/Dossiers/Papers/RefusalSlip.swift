import Kernel
import Platform

/// Form 03: why a dossier is not taken, or after review not granted (GL-54, OS-11).
package struct RefusalSlip: Sendable, Hashable {
    package var head: Letterhead
    package var number: String
    package var day: CalendarDate
    /// Nil where the dossier was not taken.
    package var code: PaperCode?
    package var person: PaperPerson
    package var request: String
    package var reason: String
    package var clerk: String

    package init(
        head: Letterhead, number: String, day: CalendarDate, code: PaperCode?, person: PaperPerson, request: String, reason: String,
        clerk: String
    ) {
        self.head = head
        self.number = number
        self.day = day
        self.code = code
        self.person = person
        self.request = request
        self.reason = reason
        self.clerk = clerk
    }

    package func html(_ edition: FormEdition, _ words: Words) -> HTML {
        let sheet = FormSheet(edition: edition, head: head, words: words)
        return sheet.document([
            """
            \(sheet.top(number: number, day: day, code: code))
            \(sheet.person(person))
            \(sheet.fields([("request", request)]))
            \(sheet.said("reason_refused", reason))
            \(sheet.signatures([
                Signer(title: words("dossiers.paper.signer.submitter"), name: person.name),
                Signer(title: words("dossiers.paper.signer.clerk"), name: clerk),
            ]))
            """
        ])
    }
}
