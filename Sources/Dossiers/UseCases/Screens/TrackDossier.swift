import Kernel
import Platform
import Storage
import Synchronization

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
    private let limit: TrackingLimit

    package init(_ bureau: Bureau, _ limit: TrackingLimit) {
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

/// How often one address may ask: so often that a family at one connection is not hindered, and a list of codes takes years.
///
/// All are counted anew together, so that a question costs the same whatever the number of those who ask.
package final class TrackingLimit: Sendable {
    private struct Window {
        var begun: Timestamp
        var counts: [String: Int] = [:]
    }

    private static let length: Int64 = 60_000
    private static let most = 30

    private let window = Mutex(Window(begun: Timestamp(milliseconds: 0)))

    package init() {}

    package func check(_ client: String, at now: Timestamp) throws(TrackingError) {
        let count = window.withLock { window in
            if now.milliseconds - window.begun.milliseconds >= Self.length || now < window.begun { window = Window(begun: now) }
            window.counts[client, default: 0] += 1
            return window.counts[client, default: 0]
        }
        if count > Self.most { throw TrackingError.tooOften }
    }
}

/// Why a question about a dossier is not answered just now.
package enum TrackingError: DomainError, Hashable {
    case tooOften

    package var code: String { "dossiers.asked_too_often" }
    package var kind: ErrorKind { .excessive }
}
