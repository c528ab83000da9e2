import Kernel
import Platform

/// Form 02: the one complete list of what is missing, with its reason (GL-53, OS-13).
package struct SupplementRequest: Sendable, Hashable {
    /// What is missing or wrong, and what to do about it.
    package struct Line: Sendable, Hashable {
        package var paper: String
        package var need: String

        package init(_ paper: String, need: String = "") {
            self.paper = paper
            self.need = need
        }
    }

    package var head: Letterhead
    package var number: String
    package var day: CalendarDate
    /// Nil where the dossier was not taken yet.
    package var code: PaperCode?
    package var person: PaperPerson
    package var request: String
    package var missing: [Line]
    package var reason: String
    /// Whom to ask: name, telephone, address.
    package var contact: String
    /// Who guided the citizen.
    package var guide: String

    package init(
        head: Letterhead, number: String, day: CalendarDate, code: PaperCode?, person: PaperPerson, request: String, missing: [Line],
        reason: String, contact: String, guide: String
    ) {
        self.head = head
        self.number = number
        self.day = day
        self.code = code
        self.person = person
        self.request = request
        self.missing = missing
        self.reason = reason
        self.contact = contact
        self.guide = guide
    }

    package func html(_ edition: FormEdition, _ words: Words) -> HTML {
        let sheet = FormSheet(edition: edition, head: head, words: words)
        return sheet.document([
            """
            \(sheet.top(number: number, day: day, code: code))
            \(sheet.person(person))
            \(sheet.fields([("request", request)]))
            <p class="field">\(words("dossiers.paper.missing")):</p>
            \(sheet.table(
                [("column.no", 8), ("column.paper", 46), ("column.need", 46)],
                missing.enumerated().map { ["\($0 + 1)", "\($1.paper)", "\($1.need)"] }))
            \(sheet.said("reason", reason))
            \(sheet.fields([("contact", contact)]))
            \(sheet.signatures([Signer(title: words("dossiers.paper.signer.guide"), name: guide)]))
            """
        ])
    }
}
