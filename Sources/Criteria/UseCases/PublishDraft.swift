import Kernel
import Platform
import Scoring
import Storage

/// Publishes a draft as it was seen: it becomes immutable and is a draft no more (PI-13).
package struct PublishDraft: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ identity: String, seen: Int, by actor: Actor) async throws {
        try actor.require(.administrator)
        let publish = PublishFramework(services)
        try await services.database.write { db in
            guard let draft = try DraftStore.find(identity, db) else { throw CriteriaError.notFound(identity) }
            guard try DraftStore.delete(identity, seen: seen, db) else { throw CriteriaError.draftChanged(identity) }
            try publish(FrameworkFile(draft.text, name: identity), by: actor, db)
        }
        services.publicData.changed()
    }
}

/// Publishes a file at once, without a draft: what `cchc criteria publish` does.
package struct PublishFile: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ file: FrameworkFile, by actor: Actor) async throws {
        try actor.require(.administrator)
        let publish = PublishFramework(services)
        try await services.database.write { db in
            if try DraftStore.find(file.framework.identity, db) != nil { throw CriteriaError.draftExists(file.framework.identity) }
            try publish(file, by: actor, db)
        }
        services.publicData.changed()
    }
}
