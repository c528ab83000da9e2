import Crypto
import CryptoExtras
import Foundation

/// The keys with which a provider signs, as it publishes them (RFC 7517); those this house cannot use are left out.
package struct ProviderKeys: Sendable {
    package enum Algorithm: String, Sendable {
        case rs256 = "RS256"
        case es256 = "ES256"
    }

    struct Key: Sendable {
        fileprivate enum Material: Sendable {
            case rsa(_RSA.Signing.PublicKey)
            case p256(P256.Signing.PublicKey)
        }

        fileprivate var id: String?
        fileprivate var material: Material

        func isValid(_ signature: [UInt8], for signed: [UInt8], _ algorithm: Algorithm) -> Bool {
            switch (material, algorithm) {
            case (.rsa(let key), .rs256):
                return key.isValidSignature(
                    _RSA.Signing.RSASignature(rawRepresentation: signature), for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5)
            case (.p256(let key), .es256):
                guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
                return key.isValidSignature(signature, for: SHA256.hash(data: signed))
            default: return false
            }
        }
    }

    private let keys: [Key]

    /// Nil for what is no list of keys.
    package init?(json: [UInt8]) {
        guard let set = try? JSONDecoder().decode(PublishedSet.self, from: Data(json)) else { return nil }
        keys = set.keys.prefix(50).compactMap(Key.init)
    }

    /// The key that the token names, or all of its kind where it names none.
    func fitting(_ algorithm: Algorithm, _ id: String?) -> [Key] { keys.filter { id == nil || $0.id == id } }
}

private struct PublishedSet: Decodable {
    var keys: [Published]

    struct Published: Decodable {
        var kty: String
        var use: String?
        var alg: String?
        var kid: String?
        var crv: String?
        var n: String?
        var e: String?
        var x: String?
        var y: String?
    }
}

extension ProviderKeys.Key {
    fileprivate init?(_ key: PublishedSet.Published) {
        if key.use == "enc" { return nil }
        id = key.kid
        switch (key.kty, key.crv) {
        case ("RSA", _):
            // Below 2048 bits a signature proves nothing any more.
            guard key.alg == nil || key.alg == "RS256", let n = key.n.flatMap(Base64URL.bytes), let e = key.e.flatMap(Base64URL.bytes),
                (256...1024).contains(n.count), let rsa = try? _RSA.Signing.PublicKey(n: n, e: e)
            else { return nil }
            material = .rsa(rsa)
        case ("EC", "P-256"):
            guard key.alg == nil || key.alg == "ES256", let x = key.x.flatMap(Base64URL.bytes), let y = key.y.flatMap(Base64URL.bytes),
                x.count == 32, y.count == 32, let p256 = try? P256.Signing.PublicKey(rawRepresentation: x + y)
            else { return nil }
            material = .p256(p256)
        default: return nil
        }
    }
}
