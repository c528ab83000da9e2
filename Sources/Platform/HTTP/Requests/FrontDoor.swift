import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// The way of every request: kept answer, or language, address and route; then the fields that every answer has.
///
/// A kept page is found before anything else is done for the request: one look at the language, one look into a table.
package struct FrontDoor: HTTPResponder {
    let router: RouterResponder<Context>
    let cache: PublicCache
    let services: Services
    private let safety: SafetyFields
    private let proxies: TrustedProxies

    init(router: RouterResponder<Context>, cache: PublicCache, services: Services) {
        self.router = router
        self.cache = cache
        self.services = services
        safety = SafetyFields(services.settings)
        proxies = TrustedProxies(services.settings.trustedProxies)
    }

    package func respond(to request: Request, context: Context) async throws -> Response {
        let begun = ContinuousClock.now
        let head = request.head
        let path = head.path ?? "/"
        let language = ReaderLanguage.of(head, standard: services.settings.language)
        let isRead = head.method == .get || head.method == .head
        let kept = isRead ? cache.find(.init(address: path, language: language)) : nil
        // Who is signed in sees the own name on public pages as well, so theirs are made for them.
        let isSignedIn = kept != nil && services.site.doors.contains { $0.isSignedIn(head.headerFields) }
        if let kept, !isSignedIn { return answered(kept, head, begun) }
        var response = try await router.respond(to: request, context: prepared(context, head, path, language))
        // While the database does not answer, everybody's page is better than none.
        if response.status == .serviceUnavailable, let kept { return answered(kept, head, begun) }
        if response.status != .notModified { safety.add(to: &response.headers) }
        if let asked = ReaderLanguage.asked(in: path) {
            let cookie = "\(ReaderLanguage.cookie)=\(asked.rawValue); Path=/; Max-Age=31536000; SameSite=Lax"
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        }
        services.metrics.count(.made, response.status.code, begun)
        return response
    }

    private func answered(_ kept: CachedAnswer, _ head: HTTPRequest, _ begun: ContinuousClock.Instant) -> Response {
        let response = kept.response(answering: head)
        services.metrics.count(.kept, response.status.code, begun)
        return response
    }

    private func prepared(_ context: Context, _ head: HTTPRequest, _ path: String, _ language: Language) -> Context {
        var context = context
        context.words = services.words(language)
        context.maxUploadSize = services.settings.requestBytes
        context.query = FormText.pairs(path)
        context.address = FormText.address(path)
        context.headers = head.headerFields
        context.client = proxies.client(peer: context.peer, forwarded: head.headerFields[.xForwardedFor])
        return context
    }
}

/// Whose word on where a request came from is taken.
struct TrustedProxies: Sendable {
    private let addresses: Set<String>

    init(_ addresses: [String]) { self.addresses = Set(addresses) }

    /// The last address in `X-Forwarded-For` that is no proxy of ours, when a proxy of ours is at the other end.
    func client(peer: String?, forwarded: String?) -> String? {
        guard let peer, addresses.contains(peer), let forwarded else { return peer }
        let hops = forwarded.split(separator: ",").map { $0.filter { $0 != " " } }
        return hops.last { !addresses.contains($0) } ?? peer
    }
}

extension HTTPField.Name {
    /// Every name here is a token, so it always exists.
    static var xForwardedFor: HTTPField.Name { HTTPField.Name("X-Forwarded-For") ?? .via }
    /// Brings the word of the session where a script sends no form.
    static var formToken: HTTPField.Name { HTTPField.Name("X-Form-Token") ?? .via }
    static var secFetchSite: HTTPField.Name { HTTPField.Name("Sec-Fetch-Site") ?? .via }
}
