import Kernel
import Platform
import Storage

/// What everybody may know of a dossier by its code: how far it is, and nothing about whom it concerns.
///
/// Source: TT 01/2018 Đ16.2d (OS-40). Codes can be guessed, so that asking is limited.
package struct TrackDossier: Sendable {
    package struct Track: Sendable, Hashable {
        package let code: String
        package let state: DossierState
        package let received: CalendarDate
        /// The day of the appointment; nil while it stands still or where there is none.
        package let due: CalendarDate?
        package let finished: CalendarDate?
        package let isLate: Bool
    }

    private let bureau: Bureau
    private let limit: AskingLimit

    package init(_ bureau: Bureau, _ limit: AskingLimit) {
        self.bureau = bureau
        self.limit = limit
    }

    /// Nil where there is no such dossier; `client` is who asks, by address.
    package func callAsFunction(_ code: String, client: String) async throws -> Track? {
        let now = bureau.services.now()
        try limit.check(client, at: now)
        guard let code = DossierCode(code) else { return nil }
        return try await bureau.services.database.read { db in
            guard let dossier = try DossierStore.find(code, db) else { return nil }
            return Track(
                code: dossier.code.text, state: dossier.state, received: dossier.received.vietnamDate, due: dossier.due?.vietnamDate,
                finished: dossier.finished?.vietnamDate, isLate: dossier.isLate(at: now) == true)
        }
    }
}
