import HTTPTypes
import Kernel
import Platform

/// What a request brings to be known by: a token for programs, or the cookie of a session.
struct Credentials: Sendable {
    /// The cookie of a session; its word is in no other place.
    private static let cookie = "cchc_session"

    /// The word of the cookie, when it can be one of ours.
    let session: Secret?
    private let bearer: String?

    init(_ headers: HTTPFields) {
        session =
            headers[values: .cookie].lazy.flatMap { $0.split(separator: ";") }.compactMap { pair in
                let pair = pair.drop { $0 == " " }
                return pair.hasPrefix(Self.cookie + "=") ? Secret(pair.dropFirst(Self.cookie.utf8.count + 1)) : nil
            }.first
        let words = (headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        bearer = words.first?.lowercased() == "bearer" ? String(words.dropFirst().first ?? "") : nil
    }

    /// Whoever a request's credentials name; a token that is no good is told so, a session that is over is nobody's.
    @Sendable static func actor(of request: HTTPRequest, _ services: Services) async throws -> Actor {
        let (credentials, identify) = (Credentials(request.headerFields), IdentifyActor(services))
        if let bearer = credentials.bearer { return try await identify.token(Secret(bearer), changes: !request.method.isSafe) }
        if let session = credentials.session { return try await identify.session(session) }
        return .anonymous
    }

    /// A cookie that ends with the browser, is read by no script and comes along from no other site's forms.
    static func setting(_ secret: Secret, _ settings: Settings) -> String {
        "\(cookie)=\(secret.text); Path=/; HttpOnly; SameSite=Lax\(secure(settings))"
    }

    static func clearing(_ settings: Settings) -> String { "\(cookie)=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax\(secure(settings))" }

    private static func secure(_ settings: Settings) -> String {
        settings.publicURL?.lowercased().hasPrefix("https:") == true ? "; Secure" : ""
    }
}

extension HTTPRequest.Method {
    var isSafe: Bool { self == .get || self == .head || self == .options }
}

extension Context {
    var origin: Origin { Origin(client: client, agent: headers[.userAgent] ?? "") }
    var session: Secret? { Credentials(headers).session }

    /// The notice after a success, named by `?done=`.
    var notice: HTML {
        guard let done = query["done"], words.has("accounts.done.\(done)") else { return HTML() }
        return .notice(.success, words("accounts.done.\(done)"))
    }
}
