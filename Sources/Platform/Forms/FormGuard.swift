import HTTPTypes
import Hummingbird
import Kernel

/// Keeps out forms that a person did not send from a page of ours.
///
/// Two walls: what the browser says of where the form comes from, and for whoever is signed in a word that only pages of the
/// same session hold. Programs that use a token of their own bring no cookie, so nobody can send anything in their name.
enum FormGuard {
    /// The name of the field, and of the header for requests by script.
    static let field = "form_token"

    /// Refuses what another site sent; older browsers say less, and then the word of the session decides.
    static func checkOrigin(_ request: Request, publicURL: String?) throws(AccessError) {
        if let site = request.headers[.secFetchSite] {
            if site != "same-origin" && site != "none" { throw .foreignForm }
            return
        }
        guard let origin = request.headers[.origin] else { return }
        let own = [
            request.head.authority.map { "http://" + $0 }, request.head.authority.map { "https://" + $0 }, publicURL.map(Self.origin),
        ]
        if !own.contains(origin) { throw .foreignForm }
    }

    static func check(_ sent: String, _ actor: Actor) throws(FormError) {
        guard let token = actor.formToken else { return }
        if !constantTime(sent, token) { throw .tokenMissing }
    }

    /// Compares without telling by its time how much agrees.
    private static func constantTime(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func origin(_ address: String) -> String {
        address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    }
}
