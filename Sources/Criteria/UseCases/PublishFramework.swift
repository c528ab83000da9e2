import Crypto
import Kernel
import Platform
import Scoring
import Storage

/// Publishes one version of a framework: from then on its text is fixed (PI-13).
package struct PublishFramework: Sendable {
    let services: Services

    package init(_ services: Services) { self.services = services }

    /// Publishing the same text again changes nothing; another text under the same identity is refused.
    package func callAsFunction(_ file: FrameworkFile, by actor: Actor, _ db: any Connection) throws {
        let digest = Self.digest(file.text)
        let identity = file.framework.identity
        if let published = try FrameworkStore.digest(identity, db) {
            guard published == digest else { throw CriteriaError.alreadyPublished(identity) }
            return
        }
        try FrameworkStore.insert(file, digest: digest, at: services.now(), db)
        try LawStore.insertUnknown(file.framework.laws, db)
        try services.audit.record("criteria.framework_published", by: actor, subject: identity, after: ["digest": .text(digest)], in: db)
    }

    /// SHA-256 of the text, in hexadecimal.
    package static func digest(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
