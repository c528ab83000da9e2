import Foundation
import Kernel
import Platform
import Procedures
import WorkingTime

/// What a clerk typed at the counter: who came, for what, with which papers, and what was decided about it.
package struct Reception: Sendable {
    package enum Decision: Sendable {
        /// Complete: an appointment slip (OS-2).
        case accept
        /// Solved while the applicant waits; no slip, but recorded (OS-5).
        case solve(DossierResult)
        /// Incomplete: all that is missing, in one request (OS-2, OS-13).
        case ask(reason: String)
        case refuse(reason: String)
        /// It came over the network: the counter decides about it afterwards (OS-3).
        case later
    }

    /// The codes of the receiving unit and the procedure.
    package var unit: String
    package var procedure: String
    package var channel: Dossier.Channel
    package var subject: Dossier.Subject
    package var applicant: Applicant
    package var components: [Component]
    package var fees: [FeeLine]
    package var arePaid: Bool
    package var delivery: Dossier.Delivery
    /// When it came; nil means now, and a paper of yesterday is entered with its own moment (OS-17).
    package var received: Timestamp?
    /// Which of several limits holds; nil where the procedure states one.
    package var limit: TimeLimit?
    /// The number of the parcel it came in; empty: it came by hand.
    package var parcel: String
    /// When the applicant gave it to the post; nil where that is not known.
    package var parcelHanded: Timestamp?
    package var digital: Dossier.Digital
    package var decision: Decision

    package init(
        unit: String, procedure: String, channel: Dossier.Channel = .direct, subject: Dossier.Subject = .citizen, applicant: Applicant,
        components: [Component] = [], fees: [FeeLine] = [], arePaid: Bool = false, delivery: Dossier.Delivery = .counter,
        received: Timestamp? = nil, limit: TimeLimit? = nil, parcel: String = "", digital: Dossier.Digital = Dossier.Digital(),
        decision: Decision = .accept
    ) {
        self.unit = unit
        self.procedure = procedure
        self.channel = channel
        self.subject = subject
        self.applicant = applicant
        self.components = components
        self.fees = fees
        self.arePaid = arePaid
        self.delivery = delivery
        self.received = received
        self.limit = limit
        self.parcel = parcel
        self.digital = digital
        self.decision = decision
    }
}

extension Reception {
    static let nameLimit = 200
    static let addressLimit = 500
    static let componentLimit = 200

    /// Throws all that is wrong with what was typed; places name the fields of the form.
    func check() throws(Faults) {
        let log = FaultLog()
        let place = Place(file: unit)
        if applicant.name.isEmpty { log.add("dossiers.text_missing", at: place.field("name")) }
        let lines = [
            ("name", applicant.name, Self.nameLimit), ("document", applicant.document, DossierAct.lineLimit),
            ("address", applicant.address, Self.addressLimit), ("submitter", applicant.submitter, Self.nameLimit),
            ("request", applicant.request, DossierAct.textLimit), ("parcel", parcel, DossierAct.lineLimit),
        ]
        for (field, text, limit) in lines where text.unicodeScalars.count > limit {
            log.add("dossiers.text_too_long", at: place.field(field), ["limit": "\(limit)"])
        }
        if !applicant.phone.isEmpty, !applicant.phone.isPhone { log.add("dossiers.phone_wrong", at: place.field("phone")) }
        if !applicant.email.isEmpty, !applicant.email.isAddress { log.add("dossiers.email_wrong", at: place.field("email")) }
        if components.count > Self.componentLimit {
            log.add("dossiers.too_many", at: place.field("components"), ["limit": "\(Self.componentLimit)"])
        }
        for fee in fees where fee.dong < 0 || fee.dong > FeeLine.limit { log.add("dossiers.fee_wrong", at: place.field("fee")) }
        switch decision {
        case .ask(let reason), .refuse(let reason):
            if reason.isEmpty { log.add("dossiers.text_missing", at: place.field("reason")) }
            if reason.unicodeScalars.count > DossierAct.textLimit {
                log.add("dossiers.text_too_long", at: place.field("reason"), ["limit": "\(DossierAct.textLimit)"])
            }
        case .accept:
            for (index, component) in components.enumerated() where component.kind == .missing {
                log.add("dossiers.component_missing", at: place.field("kind_\(index + 1)"), ["name": component.name])
            }
        case .solve, .later: break
        }
        try log.check()
    }
}

extension String {
    /// Figures with the signs that people put between them, 8 to 15 of them.
    fileprivate var isPhone: Bool {
        let figures = unicodeScalars.filter { ("0"..."9").contains($0) }.count
        return (8...15).contains(figures) && unicodeScalars.allSatisfy { ("0"..."9").contains($0) || " +-.()".unicodeScalars.contains($0) }
    }

    fileprivate var isAddress: Bool {
        let parts = split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && utf8.count <= 254 && !contains(where: \.isWhitespace)
            && parts[1].first != "." && parts[1].last != "."
    }
}
