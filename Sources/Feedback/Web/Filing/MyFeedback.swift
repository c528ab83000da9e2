import Citizens
import Kernel
import Platform
import Storage

/// What a citizen with an account sent: a table for the own pages, and what is known of them already.
struct MyFeedback: Sendable {
    private let bureau: FeedbackBureau

    init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    func table(_ context: Context) async throws -> HTML {
        let words = context.words
        return .table(
            id: "petitions", caption: words("feedback.mine"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("feedback.number"), .code) { (line: (petition: Petition, title: String)) in
                    "<a href=\"\(FeedbackLink.track(line.petition.receipt))\">\(line.petition.number)</a>"
                },
                Column(words("feedback.field.title")) { "\($0.title)" },
                Column(words("feedback.state")) { "\(words($0.petition.state.text))" },
                Column(words("feedback.received")) { "\(words.numbers.date($0.petition.received.vietnamDate))" },
            ], rows: try await TrackPetition(bureau).petitions(of: context.actor), empty: words("feedback.mine.none"))
    }

    /// On the citizen's own page.
    func section(_ context: Context) async throws -> HTML {
        .section(
            context.words("feedback.citizen_section"), id: "feedback",
            "\(try await table(context))<p><a href=\"\(FeedbackLink.new)\">\(context.words("feedback.new"))</a></p>")
    }

    /// What the account tells of its owner; nothing of anybody else.
    func known(_ actor: Actor) async throws -> Petitioner {
        guard actor.kind == .citizen else { return Petitioner() }
        let citizen = try await bureau.services.database.read { db in try db.citizen(actor) }
        return Petitioner(
            name: citizen.profile.name, address: citizen.profile.address ?? "", phone: citizen.phone ?? "", email: citizen.email ?? "")
    }

    /// What citizens take with them of what they sent.
    static func export(_ citizen: String, _ db: any Connection) throws -> [String: AuditValue] {
        let petitions = try PetitionStore.petitions(of: citizen, db).map { petition, _ in
            let content = try PetitionStore.content(of: petition.number, db)
            let answers = try EventStore.answers(of: petition.number, db).map(\.text)
            return AuditValue.map([
                "number": .text(petition.number), "received": AuditValue(petition.received), "state": .text(petition.state.rawValue),
                "title": .text(content.title), "text": .text(content.text), "place": .text(content.place),
                "answers": .list(answers.map { .text($0) }),
            ])
        }
        return ["petitions": .list(petitions)]
    }
}
