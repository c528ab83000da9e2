import Kernel
import Platform
import Storage
import Units

/// Takes a petition from whoever sends one, or from the official who takes it down (FB-1, FB-3).
///
/// A form that is sent again, because the line broke, gives the receipt that it gave before. What one source may send in some minutes
/// is limited, more narrowly without a name; the same text twice in a day is told, not taken.
package struct FilePetition: Sendable {
    /// How many petitions one network may send within ``window``: a market hall or a dormitory may stand behind one address.
    static let named = 30
    static let unnamed = 8
    static let window: Int64 = 15 * 60_000
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
            let source = client.map { Self.source($0, on: desk.now.vietnamDate) } ?? ""
            if !source.isEmpty { try Self.limit(source, content, isNamed: !draft.isAnonymous, desk) }
            let year = desk.now.vietnamDate.year
            let figures = "\(try PetitionStore.next("petition", year: year, desk.db))"
            let zeros = String(repeating: "0", count: max(0, 6 - figures.count))
            let petition = Petition(
                number: "PA-\(year)-\(zeros)\(figures)", receipt: .new(), unit: unit.id, class: draft.isAnonymous ? .anonymous : nil,
                state: .received, channel: draft.channel, urgency: .ordinary, language: draft.language, received: desk.now, due: nil,
                ended: nil, officer: nil, main: nil, consents: draft.consents, publication: .none, publishDue: nil, published: nil,
                dossier: draft.dossier.uppercased(), isGenerated: isGenerated, version: 1)
            var item = PetitionCase(new: petition, desk)
            try item.insert(
                draft.content, draft.petitioner, PetitionStore.Marks(ticket: draft.ticket, content: content, source: source))
            try EventStore.add(photos.map { try $0.insert(at: desk.now, desk.db) }, to: petition.number, desk.db)
            try desk.tell(.received, item.petition)
            return item.petition
        }
    }

    private static func limit(_ source: String, _ content: String, isNamed: Bool, _ desk: FeedbackBureau.Desk) throws {
        func since(_ length: Int64) -> Timestamp { Timestamp(milliseconds: desk.now.milliseconds - length) }
        if try PetitionStore.sent(from: source, content: content, since: since(day), desk.db).same > 0 { throw FeedbackError.sentAlready }
        let sent = try PetitionStore.sent(from: source, content: content, since: since(window), desk.db).all
        if sent >= (isNamed ? named : unnamed) { throw FeedbackError.tooMany(minutes: Int(window / 60_000)) }
    }

    /// The network on that day, as a digest: nobody is known by it, and tomorrow it is another.
    static func source(_ client: String, on day: CalendarDate) -> String {
        FileDigest(of: Array("\(day) \(Network.of(client))".utf8)).rawValue
    }
}

extension FeedbackBureau.Desk {
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
