import Dossiers
import Kernel
import Platform
import Storage

/// Takes what somebody thinks of the service, once, after the result was handed over.
///
/// Source: TT 32/2017 Đ12 (OL-15).
package struct RateService: Sendable {
    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    package func callAsFunction(_ dossier: String, _ rating: Rating, by actor: Actor) async throws {
        let services = office.services
        try await services.database.write { db in
            let submission = try office.submission(dossier, of: actor, db)
            guard rating.comment.unicodeScalars.count <= Rating.commentLimit else {
                throw Faults([
                    Fault("online.comment_long", at: Place(file: dossier, field: "comment"), ["most": "\(Rating.commentLimit)"])
                ])
            }
            guard try DossierStore.find(submission.dossier, db)?.state == .returned else { throw OnlineError.notReturned }
            guard try SubmissionStore.insert(rating, of: submission.dossier, at: services.now(), db) else { throw OnlineError.alreadyRated }
            try services.audit.record(
                "online.rated", by: actor, subject: "dossiers/\(submission.dossier)", unit: submission.unit.rawValue,
                after: ["overall": .whole(Int64(rating.overall.rawValue))], in: db)
        }
    }
}
