import Kernel
import Platform
import Scoring
import Storage

/// Finds the frameworks that everybody may read: the published ones, then those that the binary carries.
package struct FindFrameworks: Sendable {
    private let services: Services
    private let published = PublishedFrameworks()

    package init(_ services: Services) { self.services = services }

    /// All of them; a shipped one that is published stands among the published ones only.
    package func callAsFunction() async throws -> (published: [Framework], shipped: [Framework]) {
        let published = try await services.database.read { [published] db in
            try FrameworkStore.identities(db).map { try published.sheet($0, db).framework }
        }
        let known = Set(published.map(\.identity))
        return (published, FrameworkLibrary.files.map(\.framework).filter { !known.contains($0.identity) })
    }

    /// The one of this identity, laid out for scoring; a bare code means the shipped version that is in force last.
    package func callAsFunction(_ name: String) async throws -> ScoreSheet {
        let sheet = try await services.database.read { [published] db in
            try FrameworkStore.digest(name, db) == nil ? nil : try published.sheet(name, db)
        }
        if let sheet { return sheet }
        guard let file = FrameworkLibrary.shipped(name) else { throw CriteriaError.notFound(name) }
        return ScoreSheet(file.framework)
    }

    /// The text as its author wrote it, and the identity that it has.
    package func text(_ name: String) async throws -> (identity: String, text: String) {
        if let text = try await services.database.read({ db in try FrameworkStore.text(name, db) }) { return (name, text) }
        guard let file = FrameworkLibrary.shipped(name) else { throw CriteriaError.notFound(name) }
        return (file.framework.identity, file.text)
    }
}
