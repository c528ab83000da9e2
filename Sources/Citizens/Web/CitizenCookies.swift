import Accounts
import HTTPTypes
import Platform

/// The words that a citizen's browser keeps: of the session, of a code that was asked for, of a way through a provider.
enum CitizenCookies: String, Sendable, CaseIterable {
    case session = "cchc_citizen"
    case code = "cchc_code"
    case way = "cchc_way"

    /// The word in a request, when it can be one of ours.
    func secret(in headers: HTTPFields) -> Secret? {
        headers[values: .cookie].lazy.flatMap { $0.split(separator: ";") }.compactMap { pair in
            let pair = pair.drop { $0 == " " }
            return pair.hasPrefix(rawValue + "=") ? Secret(pair.dropFirst(rawValue.utf8.count + 1)) : nil
        }.first
    }

    /// A session ends with the browser; the others hold as long as what they are for.
    ///
    /// No script reads them, and no form of another
    /// site brings them; a link of the provider's does.
    func setting(_ secret: Secret, _ settings: Settings) -> String {
        let age =
            switch self {
            case .session: ""
            case .code: "; Max-Age=\(OneTimeCode.lifetime / 1000)"
            case .way: "; Max-Age=\(ProviderStore.lifetime / 1000)"
            }
        return "\(rawValue)=\(secret.text); Path=/\(age); HttpOnly; SameSite=Lax\(Self.secure(settings))"
    }

    func clearing(_ settings: Settings) -> String { "\(rawValue)=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax\(Self.secure(settings))" }

    private static func secure(_ settings: Settings) -> String {
        settings.publicURL?.lowercased().hasPrefix("https:") == true ? "; Secure" : ""
    }

    /// Whoever a request's cookie names.
    @Sendable static func actor(of request: HTTPRequest, _ services: Services) async throws -> Actor {
        guard let secret = CitizenCookies.session.secret(in: request.headerFields) else { return .anonymous }
        return try await IdentifyCitizen(services)(secret)
    }
}

extension Context {
    var origin: Origin { Origin(client: client, agent: headers[.userAgent] ?? "") }

    func secret(_ cookie: CitizenCookies) -> Secret? { cookie.secret(in: headers) }

    /// The notice after a success, named by `?done=`.
    var notice: HTML {
        guard let done = query["done"], words.has("citizens.done.\(done)") else { return HTML() }
        return .notice(.success, words("citizens.done.\(done)"))
    }
}

extension Crumb {
    static func home(_ words: Words) -> Crumb { Crumb(words("citizens.home"), "/citizens") }
    static func delegations(_ words: Words) -> Crumb { Crumb(words("citizens.delegations"), "/citizens/delegations") }
    static func security(_ words: Words) -> Crumb { Crumb(words("citizens.security"), "/citizens/security") }
}
