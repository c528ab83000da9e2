import Kernel
import Platform
import Storage

/// Asks the sender for what is missing; the limit stands still until it is there (RT-60).
package struct AskPetitioner: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: PetitionAct, by actor: Actor) async throws -> Petition {
        try await bureau.write(by: actor) { desk in
            let text = try act.checked()
            var item = try desk.open(act, for: .handle)
            try item.move(by: .asked)
            try item.hold(.ask)
            try item.save(.asked, text)
            try desk.tell(.asked, item.petition, said: text)
            return item.petition
        }
    }
}

/// Takes what the sender was asked for, from whoever holds the receipt; the limit goes on.
package struct SupplyPetition: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ text: String, photos: [PhotoUpload] = [], receipt: String, by actor: Actor) async throws -> Petition {
        try await bureau.write(by: actor) { desk in
            var item = try desk.open(receipt)
            let text = try PetitionAct(item.petition.number, text: text).checked()
            try item.move(by: .supplied)
            let present = try EventStore.photos(of: item.petition.number, desk.db).count
            guard present + photos.count <= PhotoUpload.mostInAll else {
                throw Faults([Fault("feedback.photos_too_many", at: Place(field: "photos"), ["limit": "\(PhotoUpload.mostInAll)"])])
            }
            try EventStore.add(photos.map { try $0.insert(at: desk.now, desk.db) }, to: item.petition.number, desk.db)
            try item.save(.supplied, text)
            return item.petition
        }
    }
}

/// Takes what the sender thinks of the answer: once for each answer, by the receipt.
package struct RatePetition: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ rating: Stay.Rating?, comment: String, receipt: String, by actor: Actor) async throws -> Petition {
        try await bureau.write(by: actor) { desk in
            var item = try desk.open(receipt)
            guard let rating else { throw Faults([Fault("feedback.rating_missing", at: Place(field: "rating"))]) }
            if comment.unicodeScalars.count > 2000 {
                throw Faults([Fault("feedback.text_too_long", at: Place(field: "comment"), ["limit": "2000"])])
            }
            try item.move(by: .rated)
            try item.rate(rating, comment.trimmed)
            try item.save(.rated, rating.rawValue)
            return item.petition
        }
    }
}
