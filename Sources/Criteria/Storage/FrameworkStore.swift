import Kernel
import Scoring
import Storage

/// All SQL of `criteria_frameworks`.
package enum FrameworkStore {
    /// The text of a published framework by `code@version`.
    package static func text(_ identity: String, _ db: any Connection) throws -> String? {
        try db.row("SELECT body FROM criteria_frameworks WHERE id = \(identity)")?.string("body")
    }

    package static func digest(_ identity: String, _ db: any Connection) throws -> String? {
        try db.row("SELECT digest FROM criteria_frameworks WHERE id = \(identity)")?.string("digest")
    }

    /// Identities of all published frameworks, in the order of their codes and versions.
    package static func identities(_ db: any Connection) throws -> [String] {
        try db.rows("SELECT id FROM criteria_frameworks ORDER BY code, version").map { try $0.string("id") }
    }

    static func insert(_ file: FrameworkFile, digest: String, at now: Timestamp, _ db: any Connection) throws {
        let framework = file.framework
        try db.run(
            """
            INSERT INTO criteria_frameworks (id, code, version, block_code, status, body, digest, published_ms)
            VALUES (\(framework.identity), \(framework.code), \(framework.version), \(framework.block.code), \(framework.status.rawValue),
                \(file.text), \(digest), \(now))
            """)
    }
}
