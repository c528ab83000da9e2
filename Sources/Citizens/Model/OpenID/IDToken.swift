import Crypto
import CryptoExtras
import Foundation
import Kernel

/// Whom a provider names: the part of an ID token that this house needs, after everything about it has been checked.
///
/// Source: OpenID Connect Core 1.0, 3.1.3.7; RFC 7515, 7518.
package struct IDToken: Sendable, Hashable {
    /// What the provider calls the person, the same for ever.
    package var subject: String

    /// Clocks may differ by so much.
    private static let tolerance: Int64 = 60
    private static let longest = 16_384

    /// What the token must say.
    package struct Expected: Sendable, Hashable {
        package var issuer: String
        package var client: String
        package var nonce: String

        package init(issuer: String, client: String, nonce: String) {
            self.issuer = issuer
            self.client = client
            self.nonce = nonce
        }
    }

    package init(_ token: String, keys: ProviderKeys, expected: Expected, at now: Timestamp) throws(IDTokenFault) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= Self.longest, parts.count == 3, let head = Header(parts[0]), let signature = Base64URL.bytes(parts[2])
        else { throw .malformed }
        // What the token says of its own algorithm is believed only within these two: "none" and keys that both sides know are not.
        guard let algorithm = ProviderKeys.Algorithm(rawValue: head.alg), head.crit == nil else { throw .algorithm }
        let signed = Array("\(parts[0]).\(parts[1])".utf8)
        let isSigned = keys.fitting(algorithm, head.kid).contains { $0.isValid(signature, for: signed, algorithm) }
        guard isSigned else { throw .signature }
        guard let claims = Claims(parts[1]) else { throw .malformed }
        try Self.check(claims, expected, now.milliseconds / 1000)
        subject = claims.sub
    }

    private static func check(_ claims: Claims, _ expected: Expected, _ now: Int64) throws(IDTokenFault) {
        guard claims.iss == expected.issuer else { throw .issuer }
        guard claims.aud.contains(expected.client), claims.aud.count == 1 || claims.azp == expected.client else { throw .audience }
        if let party = claims.azp, party != expected.client { throw .audience }
        guard claims.exp > now - tolerance, claims.iat <= now + tolerance, claims.nbf.map({ $0 <= now + tolerance }) ?? true else {
            throw .time
        }
        guard claims.nonce == expected.nonce else { throw .nonce }
        guard (1...255).contains(claims.sub.utf8.count), claims.sub.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw .malformed
        }
    }
}

/// Why a token names nobody; for the log, people are told less.
package enum IDTokenFault: String, Error, Hashable {
    case malformed, algorithm, signature, issuer, audience, time, nonce
}

private struct Header: Decodable {
    var alg: String
    var kid: String?
    /// Extensions that one must understand; none is.
    var crit: [String]?

    init?(_ part: Substring) {
        guard let bytes = Base64URL.bytes(part), let head = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = head
    }
}

private struct Claims: Decodable {
    var iss: String
    var sub: String
    var aud: [String]
    var azp: String?
    var exp: Int64
    var iat: Int64
    var nbf: Int64?
    var nonce: String?

    private enum Key: String, CodingKey {
        case iss, sub, aud, azp, exp, iat, nbf, nonce
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        iss = try values.decode(String.self, forKey: .iss)
        sub = try values.decode(String.self, forKey: .sub)
        // One client may stand alone or in a list.
        aud = try (try? values.decode(String.self, forKey: .aud)).map { [$0] } ?? values.decode([String].self, forKey: .aud)
        azp = try values.decodeIfPresent(String.self, forKey: .azp)
        exp = try values.decode(Int64.self, forKey: .exp)
        iat = try values.decode(Int64.self, forKey: .iat)
        nbf = try values.decodeIfPresent(Int64.self, forKey: .nbf)
        nonce = try values.decodeIfPresent(String.self, forKey: .nonce)
    }

    init?(_ part: Substring) {
        guard let bytes = Base64URL.bytes(part), let claims = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = claims
    }
}

/// Base64 as addresses take it, without padding (RFC 4648, section 5).
package enum Base64URL {
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nil for any other sign.
    package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let isSound = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isSound else { return nil }
        let plain = String(text).replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)).map(Array.init)
    }
}
