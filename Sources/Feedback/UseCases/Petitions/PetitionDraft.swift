import Foundation
import Kernel
import Platform

/// What somebody fills in to send a petition, or an official who takes one down.
package struct PetitionDraft: Sendable {
    /// The code of the unit it is for; empty: whoever takes what is addressed to nobody (FB-6).
    package var unit: String
    package var content: PetitionContent
    /// As it was typed; empty: none.
    package var coordinates: String
    package var petitioner: Petitioner
    package var isAnonymous: Bool
    package var consents: Bool
    /// The code of a dossier it is about; empty: none.
    package var dossier: String
    package var channel: Petition.Channel
    package var language: Language
    /// The word that the form was given out with, by which a form that is sent twice is known.
    package var ticket: String

    package init(
        unit: String = "", content: PetitionContent, coordinates: String = "", petitioner: Petitioner = Petitioner(),
        isAnonymous: Bool = false, consents: Bool = false, dossier: String = "", channel: Petition.Channel = .online,
        language: Language = .vi, ticket: String
    ) {
        self.unit = unit
        self.content = content
        self.coordinates = coordinates
        self.petitioner = petitioner
        self.isAnonymous = isAnonymous
        self.consents = consents
        self.dossier = dossier
        self.channel = channel
        self.language = language
        self.ticket = ticket
    }

    static let titleLimit = 200
    static let textLimit = 5000
    static let lineLimit = 300

    /// The draft as it is kept, or all that is wrong with it; places name the fields of the form.
    func checked() throws(Faults) -> PetitionDraft {
        var draft = self
        draft.content.title = content.title.trimmed
        draft.content.text = content.text.trimmed
        if isAnonymous { draft.petitioner = Petitioner() }
        let log = FaultLog()
        draft.checkContent(log)
        if !isAnonymous { draft.checkPetitioner(log) }
        if !coordinates.trimmed.isEmpty {
            draft.content.coordinates = Coordinates(coordinates)
            if draft.content.coordinates == nil { log.add("feedback.coordinates_wrong", at: Place(field: "coordinates")) }
        }
        if !(16...64).contains(ticket.utf8.count) || !ticket.utf8.allSatisfy({ (0x30...0x5A).contains($0) }) {
            log.add("feedback.ticket_wrong", at: Place(field: "title"))
        }
        try log.check()
        return draft
    }

    private func checkContent(_ log: FaultLog) {
        if content.title.isEmpty { log.missing("title") }
        if content.text.isEmpty { log.missing("text") }
        if content.title.unicodeScalars.count > Self.titleLimit { log.tooLong("title", Self.titleLimit) }
        if content.text.unicodeScalars.count > Self.textLimit { log.tooLong("text", Self.textLimit) }
        for (field, text) in [("place", content.place), ("dossier", dossier)] where text.unicodeScalars.count > Self.lineLimit {
            log.tooLong(field, Self.lineLimit)
        }
    }

    /// Name, address and a way to answer, as law has it (FB-1).
    private func checkPetitioner(_ log: FaultLog) {
        let lines = [("name", petitioner.name), ("address", petitioner.address)]
        for (field, text) in lines {
            if text.isEmpty { log.missing(field) }
            if text.unicodeScalars.count > Self.lineLimit { log.tooLong(field, Self.lineLimit) }
        }
        if petitioner.phone.isEmpty, petitioner.email.isEmpty, petitioner.citizen == nil {
            log.add("feedback.contact_missing", at: Place(field: "phone"))
        }
        if !petitioner.phone.isEmpty, !petitioner.phone.isPhone { log.add("feedback.phone_wrong", at: Place(field: "phone")) }
        if !petitioner.email.isEmpty, !Mail.isAddress(petitioner.email) { log.add("feedback.email_wrong", at: Place(field: "email")) }
    }
}

extension String {
    /// Figures with the signs that people put between them, 8 to 15 of them.
    fileprivate var isPhone: Bool {
        let figures = unicodeScalars.filter { ("0"..."9").contains($0) }.count
        return (8...15).contains(figures) && unicodeScalars.allSatisfy { ("0"..."9").contains($0) || " +-.()".unicodeScalars.contains($0) }
    }
}
