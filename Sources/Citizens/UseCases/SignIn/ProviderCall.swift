import Accounts
import Crypto
import Foundation
import Kernel
import Platform

/// What the house says to a provider of OpenID Connect, and hears from it: discovery, the exchange of a code, keys.
///
/// Source: OpenID Connect Discovery 1.0; RFC 6749, 4.1; RFC 7636.
struct ProviderCall: Sendable {
    let client: OpenIDClient
    /// Where the provider sends people back to.
    let back: String

    /// Nil in a house that has no provider.
    init?(_ settings: Settings) {
        guard let client = settings.openID, let own = settings.publicURL else { return nil }
        self.client = client
        back = own + "/citizens/sign-in/provider/return"
    }

    /// What the provider says of itself.
    struct Discovery: Sendable, Decodable {
        var issuer: String
        var authorization_endpoint: String
        var token_endpoint: String
        var jwks_uri: String
        var token_endpoint_auth_methods_supported: [String]?
    }

    func discover() async throws(ProviderFault) -> Discovery {
        let found = try await get(client.issuer + "/.well-known/openid-configuration")
        guard let discovery = try? JSONDecoder().decode(Discovery.self, from: Data(found)) else {
            throw ProviderFault("discovery is unreadable")
        }
        // Whoever answers for another issuer could sign for it.
        guard discovery.issuer == client.issuer else { throw ProviderFault("discovery names another issuer") }
        let scheme = client.issuer.prefix { $0 != ":" } + "://"
        for address in [discovery.authorization_endpoint, discovery.token_endpoint, discovery.jwks_uri] {
            guard Link(external: address) != nil, address.hasPrefix("https://") || address.hasPrefix(scheme) else {
                throw ProviderFault("an endpoint is no safe address")
            }
        }
        return discovery
    }

    /// Where a person goes to sign in; state and nonce come of the word in their cookie, so that nothing of them need be kept.
    func way(_ discovery: Discovery, _ secret: Secret, verifier: String) throws(ProviderFault) -> Link {
        guard let link = Link(external: discovery.authorization_endpoint) else { throw ProviderFault("no address to sign in at") }
        let parameters = [
            ("response_type", "code"), ("client_id", client.client), ("redirect_uri", back), ("scope", "openid"),
            ("state", Self.state(secret)), ("nonce", Self.nonce(secret)), ("code_challenge", Self.challenge(verifier)),
            ("code_challenge_method", "S256"),
        ]
        return parameters.reduce(link) { $0.setting($1.0, to: $1.1) }
    }

    static func state(_ secret: Secret) -> String { Digest(of: "state \(secret.text)").rawValue }
    static func nonce(_ secret: Secret) -> String { Digest(of: "nonce \(secret.text)").rawValue }

    private static func challenge(_ verifier: String) -> String { Base64URL.text(SHA256.hash(data: Array(verifier.utf8))) }

    /// Whom the provider names for a code; the code is good once, and only with the verifier.
    func redeem(_ code: String, _ discovery: Discovery, _ secret: Secret, verifier: String, at now: Timestamp) async throws(ProviderFault)
        -> IDToken
    {
        struct Answer: Decodable { var id_token: String }
        let answer = try await post(code, discovery, verifier)
        guard let token = try? JSONDecoder().decode(Answer.self, from: Data(answer)).id_token else {
            throw ProviderFault("no ID token came")
        }
        guard let keys = ProviderKeys(json: try await get(discovery.jwks_uri)) else { throw ProviderFault("the keys are unreadable") }
        let expected = IDToken.Expected(issuer: client.issuer, client: client.client, nonce: Self.nonce(secret))
        do {
            return try IDToken(token, keys: keys, expected: expected, at: now)
        } catch {
            throw ProviderFault("the ID token does not hold: \(error.rawValue)")
        }
    }

    private func get(_ address: String) async throws(ProviderFault) -> [UInt8] {
        try await Self.ask(HTTPCall(address, headers: ["Accept: application/json"]))
    }

    private func post(_ code: String, _ discovery: Discovery, _ verifier: String) async throws(ProviderFault) -> [UInt8] {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", back), ("code_verifier", verifier),
            ("client_id", client.client),
        ]
        var call = HTTPCall(
            discovery.token_endpoint, headers: ["Content-Type: application/x-www-form-urlencoded", "Accept: application/json"])
        // Without a word of the provider's, the secret goes into the head (Discovery, 3).
        let inHead = discovery.token_endpoint_auth_methods_supported?.contains("client_secret_basic") ?? true
        if let secret = client.secret {
            if inHead {
                let pair = "\(Self.encoded(client.client)):\(Self.encoded(secret))"
                call.headers.append("Authorization: Basic \(Data(pair.utf8).base64EncodedString())")
            } else {
                fields.append(("client_secret", secret))
            }
        }
        call.body = Array(fields.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&").utf8)
        return try await Self.ask(call)
    }

    private static func ask(_ call: HTTPCall) async throws(ProviderFault) -> [UInt8] {
        do {
            let answer = try await call()
            guard answer.status == 200 else { throw ProviderFault("\(call.address) answered \(answer.status)") }
            return answer.bytes
        } catch let fault as ProviderFault {
            throw fault
        } catch {
            throw ProviderFault("\(call.address): \(error)")
        }
    }

    /// What follows `=` in the address that shows `value` alone.
    private static func encoded(_ value: String) -> String {
        String(("/" as Link).setting("v", to: value).text.dropFirst("/?v=".count))
    }
}

/// Why somebody could not come in by a provider: for the log.
struct ProviderFault: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}
