import Kernel
import Platform
import Storage
import Units

/// What whoever holds a receipt may know: how far it is, until when, what was asked, refused or answered, and nothing of who sent it
/// (FB-5).
package struct TrackPetition: Sendable {
    package struct Track: Sendable {
        let petition: Petition
        let unit: Units.Unit
        let title: String
        /// The last thing that the sender was told: a question, a reason, where it went.
        let told: PetitionEvent?
        let answer: PetitionAnswer?
        let rating: Stay.Rating?
    }

    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// Throws where there is no such receipt.
    package func callAsFunction(_ receipt: String) async throws -> Track {
        try await bureau.read(by: .anonymous) { desk in
            let item = try desk.open(receipt)
            let (number, db) = (item.petition.number, desk.db)
            guard let unit = try UnitStore.find(item.petition.unit, db) else { throw FeedbackError.noSuchReceipt }
            let told: [PetitionState: PetitionEvent.Kind] = [.supplement: .asked, .refused: .refused, .forwarded: .forwarded]
            let kind = told[item.petition.state]
            return Track(
                petition: item.petition, unit: unit, title: try PetitionStore.content(of: number, db).title,
                told: try EventStore.events(of: number, db).last { $0.kind == kind },
                answer: item.petition.state == .answered ? try EventStore.answers(of: number, db).last : nil, rating: item.stay.rating)
        }
    }

    /// What a citizen with an account sent.
    func petitions(of actor: Actor) async throws -> [(petition: Petition, title: String)] {
        guard let citizen = actor.citizen else { return [] }
        return try await bureau.services.database.read { db in try PetitionStore.petitions(of: citizen, db) }
    }
}
