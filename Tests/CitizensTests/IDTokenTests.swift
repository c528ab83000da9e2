import Citizens
import Crypto
import CryptoExtras
import Foundation
import Kernel
import Testing

@Suite struct `An ID token` {
    private static let now = Timestamp(milliseconds: 1_791_600_000_000)
    private static let rsa = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }
    private static let curve = P256.Signing.PrivateKey()
    private static let expected = IDToken.Expected(issuer: "https://id.example.vn", client: "cchc", nonce: "n-1")

    /// What a provider says that means well; tests change one thing.
    private static func claims(_ changes: [String: Any?] = [:]) -> [String: Any] {
        let seconds = Int(now.milliseconds / 1000)
        var claims: [String: Any] = [
            "iss": "https://id.example.vn", "sub": "mai", "aud": "cchc", "exp": seconds + 300, "iat": seconds - 5, "nonce": "n-1",
        ]
        for (key, value) in changes { claims[key] = value }
        return claims
    }

    private static func part(_ value: [String: Any]) throws -> String {
        Base64URL.text(try JSONSerialization.data(withJSONObject: value, options: .sortedKeys))
    }

    private static func token(_ claims: [String: Any], head: [String: Any] = ["alg": "ES256", "kid": "curve"]) throws -> String {
        let signed = "\(try part(head)).\(try part(claims))"
        let digest = SHA256.hash(data: Data(signed.utf8))
        let signature =
            head["alg"] as? String == "RS256"
            ? try rsa.get().signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation
            : try curve.signature(for: digest).rawRepresentation
        return "\(signed).\(Base64URL.text(signature))"
    }

    /// Both keys, as a provider publishes them, and some that nobody can use.
    private static func keys(_ more: [[String: Any]] = []) throws -> ProviderKeys {
        let point = curve.publicKey.rawRepresentation
        let primitives = try rsa.get().publicKey.getKeyPrimitives()
        let keys: [[String: Any]] =
            more + [
                ["kty": "oct", "kid": "curve", "k": "c2VjcmV0"], ["kty": "EC", "crv": "P-521", "kid": "curve"],
                [
                    "kty": "EC", "crv": "P-256", "kid": "curve", "x": Base64URL.text(point.prefix(32)),
                    "y": Base64URL.text(point.suffix(32)),
                ],
                [
                    "kty": "RSA", "kid": "rsa", "use": "sig", "n": Base64URL.text(primitives.modulus),
                    "e": Base64URL.text(primitives.publicExponent),
                ],
            ]
        let json = try JSONSerialization.data(withJSONObject: ["keys": keys])
        return try #require(ProviderKeys(json: Array(json)))
    }

    @Test(arguments: ["ES256", "RS256"]) func `names whom the provider means`(algorithm: String) throws {
        let head = ["alg": algorithm, "kid": algorithm == "ES256" ? "curve" : "rsa"]
        for head in [head, ["alg": algorithm]] {
            let token = try IDToken(try Self.token(Self.claims(), head: head), keys: try Self.keys(), expected: Self.expected, at: Self.now)
            #expect(token.subject == "mai")
        }
        let many = Self.claims(["aud": ["cchc", "other"], "azp": "cchc"])
        #expect(try IDToken(try Self.token(many), keys: try Self.keys(), expected: Self.expected, at: Self.now).subject == "mai")
    }

    @Test func `is refused when it was made for somebody else, or at another time`() throws {
        let seconds = Int(Self.now.milliseconds / 1000)
        let wrong: [([String: Any?], IDTokenFault)] = [
            (["iss": "https://evil.example"], .issuer), (["iss": "https://id.example.vn/"], .issuer), (["aud": "other"], .audience),
            (["aud": ["cchc", "other"]], .audience), (["aud": ["other"], "azp": "cchc"], .audience), (["azp": "other"], .audience),
            (["aud": [String]()], .audience), (["exp": seconds - 61], .time), (["iat": seconds + 61], .time),
            (["nbf": seconds + 61], .time),
            (["nonce": "n-2"], .nonce), (["nonce": nil], .nonce), (["sub": ""], .malformed),
            (["sub": String(repeating: "x", count: 256)], .malformed), (["sub": nil], .malformed), (["exp": nil], .malformed),
            (["exp": "soon"], .malformed),
        ]
        for (change, fault) in wrong {
            var claims = Self.claims(change)
            for (key, value) in change where value == nil { claims[key] = nil }
            let token = try Self.token(claims)
            #expect(throws: fault, "\(change)") { try IDToken(token, keys: try Self.keys(), expected: Self.expected, at: Self.now) }
        }
    }

    @Test func `is refused when nobody of the provider's signed it`() throws {
        let keys = try Self.keys()
        func refused(_ token: String, _ fault: IDTokenFault, _ comment: Comment) {
            #expect(throws: fault, comment) { try IDToken(token, keys: keys, expected: Self.expected, at: Self.now) }
        }
        let good = try Self.token(Self.claims()).split(separator: ".").map(String.init)
        refused("\(good[0]).\(try Self.part(Self.claims(["sub": "admin"]))).\(good[2])", .signature, "other claims")
        refused("\(good[0]).\(good[1]).", .signature, "no signature")
        refused(
            "\(good[0]).\(good[1]).\(Base64URL.text(P256.Signing.PrivateKey().rawRepresentation + Data(count: 32)))", .signature, "noise")
        let stranger = try P256.Signing.PrivateKey().signature(for: Data("\(good[0]).\(good[1])".utf8)).rawRepresentation
        refused("\(good[0]).\(good[1]).\(Base64URL.text(stranger))", .signature, "a stranger's key")
        let none = try Self.part(["alg": "none"])
        refused("\(none).\(good[1]).", .algorithm, "none")
        // The key that everybody can read, taken for a secret that both know.
        let shared = try Self.part(["alg": "HS256", "kid": "curve"])
        let mac = HMAC<SHA256>.authenticationCode(
            for: Data("\(shared).\(good[1])".utf8), using: SymmetricKey(data: Self.curve.publicKey.rawRepresentation))
        refused("\(shared).\(good[1]).\(Base64URL.text(mac))", .algorithm, "a public key as a secret")
        refused(try Self.token(Self.claims(), head: ["alg": "ES256", "kid": "rsa"]), .signature, "a key of another kind")
        refused(try Self.token(Self.claims(), head: ["alg": "ES256", "kid": "gone"]), .signature, "a key that is gone")
        refused(
            try Self.token(Self.claims(), head: ["alg": "ES256", "crit": ["b64"], "b64": false]), .algorithm, "what nobody understands")
        for text in ["", "a.b", "a.b.c.d", "....", "\(good[0]).\(good[1]).=", String(repeating: "a", count: 20_000)] {
            refused(text, .malformed, "\(text.prefix(20))")
        }
    }

    @Test func `is not proven by a weak key, nor by one for hiding`() throws {
        let weak: [String: Any] = ["kty": "RSA", "kid": "weak", "n": Base64URL.text([UInt8](repeating: 0xFF, count: 128)), "e": "AQAB"]
        let point = Self.curve.publicKey.rawRepresentation
        let hiding: [String: Any] = [
            "kty": "EC", "crv": "P-256", "kid": "hiding", "use": "enc", "x": Base64URL.text(point.prefix(32)),
            "y": Base64URL.text(point.suffix(32)),
        ]
        let keys = try Self.keys([weak, hiding])
        for (algorithm, id) in [("RS256", "weak"), ("ES256", "hiding")] {
            let token = try Self.token(Self.claims(), head: ["alg": algorithm, "kid": id])
            #expect(throws: IDTokenFault.signature, "\(id)") { try IDToken(token, keys: keys, expected: Self.expected, at: Self.now) }
        }
        for text in ["", "[]", "{}", #"{"keys":1}"#] { #expect(ProviderKeys(json: Array(text.utf8)) == nil, "\(text)") }
    }
}
