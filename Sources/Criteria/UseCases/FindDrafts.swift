import Kernel
import Platform
import Scoring
import Storage

/// The drafts, for those who write them.
package struct FindDrafts: Sendable {
    /// A draft with what its author should know before publishing.
    package struct Review: Sendable {
        package var draft: Draft
        package var file: FrameworkFile
        /// The published version in force last before it, and what is different.
        package var earlier: Framework?
        package var difference: FrameworkDifference?
        /// Texts of law that, by what is known today, do not hold through all its time (PI-12).
        package var laws: [(law: LawText, leaves: CitingLeaves)]
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction() async throws -> [Draft] { try await services.database.read { try DraftStore.all($0) } }

    package func callAsFunction(_ identity: String) async throws -> Review {
        let (draft, laws, texts) = try await services.database.read { db in
            guard let draft = try DraftStore.find(identity, db) else { throw CriteriaError.notFound(identity) }
            let code = String(identity.prefix { $0 != "@" })
            let texts = try FrameworkStore.identities(db).filter { $0.hasPrefix("\(code)@") }.compactMap { try FrameworkStore.text($0, db) }
            return (draft, try LawStore.all(db), texts)
        }
        let file = try FrameworkFile(draft.text, name: identity)
        let earlier = try texts.map { try FrameworkFile($0, name: identity).framework }.max { $0.valid.from < $1.valid.from }
        return Review(
            draft: draft, file: file, earlier: earlier, difference: earlier.map { FrameworkDifference(from: $0, to: file.framework) },
            laws: laws.compactMap { law in
                CitingLeaves(file.framework, isDraft: true, law).flatMap { $0.isAffected ? (law, $0) : nil }
            })
    }

    /// The sheet of a draft, or of a published or shipped framework: what a preview scores with.
    package func sheet(_ identity: String) async throws -> ScoreSheet {
        if let draft = try await services.database.read({ try DraftStore.find(identity, $0) }) { return ScoreSheet(try draft.framework()) }
        return try await FindFrameworks(services)(identity)
    }
}
