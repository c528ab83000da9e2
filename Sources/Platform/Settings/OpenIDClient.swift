import Foundation

/// What a provider of OpenID Connect calls this house, and what pages call the provider.
package struct OpenIDClient: Sendable, Hashable {
    /// The provider's own address, without a slash at its end; https but on this machine.
    package var issuer: String
    package var client: String
    /// Nil for a client without a secret: PKCE alone protects the exchange.
    package var secret: String?
    package var label: String

    /// Nil where the issuer cannot be one.
    init?(issuer: String, client: String, secret: String, label: String) {
        guard let url = URLComponents(string: issuer), url.isConfidential, url.user == nil, !client.isEmpty else { return nil }
        self.issuer = issuer
        self.client = client
        self.secret = secret.isEmpty ? nil : secret
        self.label = label.isEmpty ? url.host ?? issuer : label
    }
}
