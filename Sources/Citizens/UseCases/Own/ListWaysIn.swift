import Accounts
import Kernel
import Platform
import Storage

/// What opens the own account, where it is open now, and where it was.
struct ListWaysIn: Sendable {
    struct Overview: Sendable {
        var citizen: Citizen
        /// Whether a code has just opened this session, so that what opens the account may be changed.
        var isFresh: Bool
        /// Since when the provider opens it as well.
        var linked: Timestamp?
        var sessions: [(session: CitizenSession, isCurrent: Bool)]
        var past: [PastSignIn]
    }

    /// Past sign-ins on the page; all that are kept are in what is taken along (``ExportCitizen``).
    private static let shown = 20

    private let services: Services

    init(_ services: Services) { self.services = services }

    func callAsFunction(current: Secret?, by actor: Actor) async throws -> Overview {
        let (now, issuer) = (services.now(), services.settings.openID?.issuer)
        return try await services.database.read { db in
            let citizen = try db.citizen(actor)
            return try Overview(
                citizen: citizen, isFresh: CitizenSessionStore.isFresh(current, of: citizen.id, at: now, db),
                linked: issuer.flatMap { try ProviderStore.linked(citizen.id, $0, db) },
                sessions: CitizenSessionStore.all(of: citizen.id, current: current, at: now, db),
                past: CitizenSessionStore.past(of: citizen.id, most: Self.shown, db))
        }
    }
}
