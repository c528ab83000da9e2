import Kernel
import Platform
import Scoring
import Storage

/// Issues a signed decision: its rankings become public at once, or when the embargo ends (PI-77).
///
/// They are stored now and seen from their moment on by the server's clock; nothing has to be done then.
package struct IssuePublication: Sendable {
    package struct Order: Sendable {
        package var publication: String
        package var number: String
        package var date: String
        package var signer: String
        /// The end of the embargo; nil, or a moment that has passed, is now.
        package var release: ReleaseMoment

        package init(publication: String, number: String, date: String, signer: String, release: ReleaseMoment = ReleaseMoment()) {
            self.publication = publication
            self.number = number
            self.date = date
            self.signer = signer
            self.release = release
        }
    }

    private let services: Services
    private let shelf: PublicationShelf

    package init(_ services: Services) {
        self.services = services
        shelf = PublicationShelf(services)
    }

    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> Publication.Decision {
        try actor.require(anyOf: Publishers.issuing)
        let log = FaultLog()
        let number = log.line(order.number, "number", limit: 50)
        let signer = log.line(order.signer, "signer", limit: 100)
        let date = log.date(order.date, "date")
        let moment = order.release.read(log)
        try log.check()
        guard let date else { throw Faults([Fault("rankings.field_missing", at: Place(file: "form", field: "date"))]) }
        let draft = try await services.database.read { db in try PublicationStore.find(order.publication, db) }
        guard let draft else { throw RankingsError.publicationNotFound(order.publication) }
        let blocks = try await shelf.open(draft).blocks
        let desk = PublicationDesk(services, actor)
        let services = services
        let decision = try await services.database.write { db in
            let publication = try desk.publication(draft.code, in: .draft, db: db)
            // Whoever replaced the draft meanwhile has another seal: what was read is not what would be signed.
            guard publication.root == draft.root else { throw RankingsError.wrongStage(publication: draft.code, .draft) }
            let decision = Publication.Decision(
                number: number, date: date, signer: signer, released: max(services.now(), moment ?? services.now()))
            try PublicationStore.set(decision, of: publication.id, db)
            for block in blocks { try block.insert(ranking(of: block, publication, decision, db), db) }
            try ReleaseStore.set(publication.subject, at: decision.released, db)
            try desk.record(
                "issued", publication,
                after: [
                    "number": .text(number), "date": AuditValue(date), "signer": .text(signer), "released": AuditValue(decision.released),
                    "root": .text(publication.root.description),
                ], db)
            return decision
        }
        services.publicData.changed()
        return decision
    }

    private func ranking(
        of block: ScoredBlock, _ publication: Publication, _ decision: Publication.Decision, _ db: any Connection
    ) throws -> Ranking {
        let earlier = try RankingStore.versions(series: block.code, period: publication.period, db)
        guard earlier.isEmpty || publication.correction != nil else {
            throw RankingsError.periodTaken(series: block.code, period: publication.period)
        }
        func text(_ key: String, _ language: Language) -> String {
            services.words(language)(
                key,
                [
                    "title": publication.title[language], "block": block.framework.block.title[language], "number": decision.number,
                    "date": decision.date.vietnamese, "agency": publication.paper.agency,
                ])
        }
        return Ranking(
            id: services.newID(), code: publication.ranking(of: block.code), series: block.code, framework: block.framework.identity,
            title: Bilingual(vi: text("rankings.publication.ranking_title", .vi), en: text("rankings.publication.ranking_title", .en)),
            period: publication.period, version: (earlier.last?.version ?? 0) + 1, nature: .decided,
            source: text("rankings.publication.source", .vi), publication: publication.id, published: decision.released)
    }
}

/// The end of an embargo as people type it: a day and a time of the clock in Vietnam; both empty for at once.
package struct ReleaseMoment: Sendable, Hashable {
    package var date: String
    package var time: String

    package init(date: String = "", time: String = "") {
        self.date = date
        self.time = time
    }

    /// Nil for at once; a day without a time begins at midnight.
    func read(_ log: FaultLog) -> Timestamp? {
        let day = date.isEmpty ? nil : log.date(date, "release_date")
        let clock = log.line(time, "release_time", isRequired: false, limit: 10)
        if date.isEmpty, !clock.isEmpty { log.add("rankings.field_missing", at: Place(file: "form", field: "release_date")) }
        guard let day else { return nil }
        if clock.isEmpty { return day.start }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map { $0.utf8.count <= 2 ? Int($0) : nil }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour), (0..<60).contains(minute) else {
            log.add("rankings.field_no_time", at: Place(file: "form", field: "release_time"))
            return nil
        }
        return Timestamp(milliseconds: day.start.milliseconds + Int64(hour * 60 + minute) * 60_000)
    }
}
