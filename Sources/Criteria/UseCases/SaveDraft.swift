import Kernel
import Platform
import Scoring
import Storage

/// Keeps a sound text as a draft; a text with faults is refused with all of them at once.
package struct SaveDraft: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Makes a new draft, or with `seen` saves over that revision of the draft `over`, whose identity the text must keep.
    ///
    /// Gives the identity of the draft.
    @discardableResult
    package func callAsFunction(_ text: String, over: String? = nil, seen: Int = 0, by actor: Actor) async throws -> String {
        try actor.require(.administrator)
        let framework = try FrameworkFile(text, name: over ?? "draft").framework
        let identity = framework.identity
        if let over, over != identity { throw CriteriaError.identityChanged(from: over, to: identity) }
        let (audit, now) = (services.audit, services.now())
        try await services.database.write { db in
            if try FrameworkStore.digest(identity, db) != nil { throw CriteriaError.alreadyPublished(identity) }
            let draft = Draft(identity: identity, text: text, revision: seen + 1, saved: now, savedBy: actor.name)
            let before = try DraftStore.find(identity, db)
            if over == nil {
                if before != nil { throw CriteriaError.draftExists(identity) }
                try DraftStore.insert(draft, of: framework, db)
            } else if try !DraftStore.update(draft, seen: seen, db) {
                throw before == nil ? CriteriaError.notFound(identity) : CriteriaError.draftChanged(identity)
            }
            try LawStore.insertUnknown(framework.laws, db)
            try audit.record(
                "criteria.draft_saved", by: actor, subject: identity,
                before: before.map { ["digest": .text(PublishFramework.digest($0.text))] },
                after: ["digest": .text(PublishFramework.digest(text))], in: db)
        }
        return identity
    }
}

/// Throws a draft away.
package struct DiscardDraft: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ identity: String, seen: Int, by actor: Actor) async throws {
        try actor.require(.administrator)
        let audit = services.audit
        try await services.database.write { db in
            guard let draft = try DraftStore.find(identity, db) else { throw CriteriaError.notFound(identity) }
            guard try DraftStore.delete(identity, seen: seen, db) else { throw CriteriaError.draftChanged(identity) }
            try audit.record(
                "criteria.draft_discarded", by: actor, subject: identity,
                before: ["digest": .text(PublishFramework.digest(draft.text))], in: db)
        }
    }
}
