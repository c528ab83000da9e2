import Kernel
import Platform
import Scoring
import Storage

/// Says until when a text of law holds; the leaves of all frameworks that this touches are then listed (PI-12).
package struct ChangeLaw: Sendable {
    package struct Order: Sendable {
        package var key: String
        /// The revision that whoever asks has seen.
        package var seen: Int
        /// The last day as typed; empty: in force until further notice.
        package var to: String
        /// Where the end is from: the text that amends or repeals it.
        package var source: String

        package init(key: String, seen: Int, to: String, source: String) {
            self.key = key
            self.seen = seen
            self.to = to
            self.source = source
        }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ order: Order, by actor: Actor) async throws {
        try actor.require(.administrator)
        let audit = services.audit
        try await services.database.write { db in
            guard let law = try LawStore.find(order.key, db) else { throw CriteriaError.lawNotFound(order.key) }
            let log = FaultLog()
            func fault(_ code: String, _ field: String) {
                log.add(code, at: Place(file: law.key, field: field), ["text": order.to, "date": law.valid.from.vietnamese])
            }
            let end = CalendarDate(written: order.to)
            if !order.to.isEmpty, end == nil { fault("criteria.date_unreadable", "to") }
            if let end, end < law.valid.from { fault("criteria.law_ends_early", "to") }
            if order.source.isEmpty { fault("criteria.source_missing", "source") }
            if order.source.count > 500 { fault("criteria.source_too_long", "source") }
            try log.check()
            var changed = law
            changed.valid.to = end
            changed.source = order.source
            changed.revision = order.seen + 1
            guard try LawStore.update(changed, seen: order.seen, db) else { throw CriteriaError.lawChanged(order.key) }
            try audit.record(
                "criteria.law_changed", by: actor, subject: "laws/\(order.key)", before: ["to": AuditValue(law.valid.to)],
                after: ["to": AuditValue(end)], reason: order.source, in: db)
        }
        services.publicData.changed()
    }
}

/// Texts of law with the leaves that cite them.
package struct FindLaws: Sendable {
    package struct Entry: Sendable {
        package var law: LawText
        /// By framework: drafts first, then the published ones.
        package var citing: [CitingLeaves]

        package var affected: Int { citing.filter(\.isAffected).reduce(0) { $0 + $1.leaves.count } }
    }

    private let services: Services
    private let published: PublishedFrameworks

    init(_ services: Services, _ published: PublishedFrameworks) {
        self.services = services
        self.published = published
    }

    /// All of them, or the one of a key; `withDrafts` only for those who write them.
    func callAsFunction(_ key: String? = nil, withDrafts: Bool) async throws -> [Entry] {
        try await services.database.read { [published] db in
            let laws = try LawStore.all(db).filter { key == nil || $0.key == key }
            if let key, laws.isEmpty { throw CriteriaError.lawNotFound(key) }
            let drafts = withDrafts ? try DraftStore.all(db).map { try $0.framework() } : []
            let frameworks = try FrameworkStore.identities(db).map { try published.sheet($0, db).framework }
            return laws.map { law in
                Entry(
                    law: law,
                    citing: drafts.compactMap { CitingLeaves($0, isDraft: true, law) }
                        + frameworks.compactMap { CitingLeaves($0, isDraft: false, law) })
            }
        }
    }
}
