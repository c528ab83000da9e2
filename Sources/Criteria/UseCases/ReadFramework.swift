import Kernel
import Platform
import Scoring
import Storage
import Synchronization

/// Published frameworks, read once and kept: their texts never change.
package final class PublishedFrameworks: Sendable {
    private let kept = Mutex<[String: ScoreSheet]>([:])

    package init() {}

    /// The sheet of a published framework.
    package func sheet(_ identity: String, _ db: any Connection) throws -> ScoreSheet {
        if let sheet = kept.withLock({ $0[identity] }) { return sheet }
        guard let text = try FrameworkStore.text(identity, db) else { throw CriteriaError.notFound(identity) }
        let sheet = ScoreSheet(try FrameworkFile(text, name: identity).framework)
        kept.withLock { $0[identity] = sheet }
        return sheet
    }
}
