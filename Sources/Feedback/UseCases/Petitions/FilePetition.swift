import Accounts
import Citizens
import Kernel
import Platform
import Storage
import Units

/// Takes a petition from whoever sends one, or from the official who takes it down (FB-1, FB-3).
///
/// A form that is sent again, because the line broke, gives the receipt that it gave before. What one network may send in a quarter of
/// an hour is limited, more narrowly without a name, and so is how often one telephone or address is written to; the same text of the
/// same sender twice in a day is told, not taken.
package struct FilePetition: Sendable {
    /// How many petitions one network may send: a market hall or a dormitory may stand behind one address.
    private static let most = 30
    private static let mostUnnamed = 8
    /// How many may name the same telephone or address, which may be somebody else's.
    private static let mostOfContact = 10
    private static let day: Int64 = 86_400_000

    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// `client` is the address that it came from; nil where an official enters it.
    package func callAsFunction(
        _ draft: PetitionDraft, photos: [PhotoUpload] = [], from client: String? = nil, isGenerated: Bool = false, by actor: Actor
    ) async throws -> Petition {
        let draft = try draft.checked()
        return try await bureau.write(by: actor) { desk in
            if let sent = try PetitionStore.find(ticket: draft.ticket, desk.db) { return sent }
            let unit = try desk.addressee(draft)
            let content = FileDigest(of: Array(SearchText.fold("\(draft.content.title) \(draft.content.text)").utf8)).rawValue
            if let client { try Self.limit(draft, content, at: unit.id, from: client, desk) }
            let year = desk.now.vietnamDate.year
            let figures = "\(try PetitionStore.next("petition", year: year, desk.db))"
            let zeros = String(repeating: "0", count: max(0, 6 - figures.count))
            let petition = Petition(
                number: "PA-\(year)-\(zeros)\(figures)", receipt: .new(), unit: unit.id, class: draft.isAnonymous ? .anonymous : nil,
                state: .received, channel: draft.channel, urgency: .ordinary, language: draft.language, received: desk.now, due: nil,
                ended: nil, officer: nil, main: nil, consents: draft.consents, publication: .none, publishDue: nil, published: nil,
                dossier: draft.dossier.uppercased(), isGenerated: isGenerated, version: 1)
            var item = PetitionCase(new: petition, desk)
            try item.insert(draft.content, draft.petitioner, PetitionStore.Marks(ticket: draft.ticket, content: content))
            try EventStore.add(photos.map { try $0.insert(at: desk.now, desk.db) }, to: petition.number, desk.db)
            try desk.tell(.received, item.petition)
            return item.petition
        }
    }

    private static func limit(
        _ draft: PetitionDraft, _ content: String, at unit: ID<Units.Unit>, from client: String, _ desk: FeedbackBureau.Desk
    ) throws {
        let since = Timestamp(milliseconds: desk.now.milliseconds - day)
        if try PetitionStore.isSent(content, to: unit, by: draft.petitioner, since: since, desk.db) { throw FeedbackError.sentAlready }
        let network = Network.of(client)
        var throttles = [Throttle("feedback petitions \(network)", limit: most)]
        if draft.isAnonymous { throttles.append(Throttle("feedback unnamed \(network)", limit: mostUnnamed)) }
        if let contact = draft.petitioner.contact { throttles.append(Throttle("feedback contact \(contact)", limit: mostOfContact)) }
        try desk.count(throttles)
    }
}

extension FeedbackBureau.Desk {
    /// Counts what somebody sends; nothing that is kept longer than the count tells where it came from (FB-1).
    func count(_ throttles: [Throttle]) throws {
        do {
            try ThrottleStore.count(throttles, at: now, db)
        } catch AccountsError.throttled(let minutes) {
            throw FeedbackError.tooMany(minutes: minutes)
        }
    }

    /// The unit that gets a petition: the one that was named, where somebody works on petitions, or whoever takes the rest (FB-6).
    fileprivate func addressee(_ draft: PetitionDraft) throws -> Units.Unit {
        if draft.channel != .online {
            return try unit(draft.unit, for: .receive)
        }
        if draft.unit.isEmpty {
            guard let receiver = try PublicationStore.receiver(on: now.vietnamDate, db), let unit = try UnitStore.find(receiver, db) else {
                throw Faults([Fault("feedback.unit_missing", at: Place(field: "unit"))])
            }
            return unit
        }
        guard let unit = try UnitStore.find(code: draft.unit, db),
            try StaffStore.units(with: FeedbackDuty.officers, at: now, db).contains(unit.id.rawValue)
        else { throw Faults([Fault("feedback.unit_wrong", at: Place(field: "unit"))]) }
        return unit
    }
}
