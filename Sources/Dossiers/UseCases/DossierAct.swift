import Foundation
import Kernel
import Platform
import WorkingTime

/// What somebody does with a dossier: which, as it was seen, when, why, and by which letter.
package struct DossierAct: Sendable {
    package var dossier: String
    /// The version that was seen; nil for a program that does not mind.
    package var version: Int?
    /// When it happened; nil means now, and what is entered later than it happened says so (OS-17).
    package var at: Timestamp?
    package var text: String
    /// The number of the letter.
    package var document: String

    package init(_ dossier: String, version: Int? = nil, at: Timestamp? = nil, text: String = "", document: String = "") {
        self.dossier = dossier
        self.version = version
        self.at = at
        self.text = text
        self.document = document
    }

    static let textLimit = 4000
    static let lineLimit = 200

    /// The act with what it must say; faults name the fields `text`, `document` and `at`.
    func checked(textIsNeeded: Bool = false, now: Timestamp) throws -> (at: Timestamp, text: String, document: String) {
        let log = FaultLog()
        let place = Place(file: dossier)
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if textIsNeeded, text.isEmpty { log.add("dossiers.text_missing", at: place.field("text")) }
        // Not by signs as people see them, of which one can be as long as a book.
        if text.unicodeScalars.count > Self.textLimit {
            log.add("dossiers.text_too_long", at: place.field("text"), ["limit": "\(Self.textLimit)"])
        }
        if document.unicodeScalars.count > Self.lineLimit {
            log.add("dossiers.text_too_long", at: place.field("document"), ["limit": "\(Self.lineLimit)"])
        }
        if let at, at > now { log.add("dossiers.in_future", at: place.field("at")) }
        try log.check()
        return (at ?? now, text, document.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// What was written, of somebody who must say why.
    package func written(at now: Timestamp) throws -> String { try checked(textIsNeeded: true, now: now).text }
}

extension Place {
    /// The same place, of one field.
    func field(_ name: String) -> Place {
        var place = self
        place.field = name
        return place
    }
}
