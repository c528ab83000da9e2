import Kernel
import Platform
import Storage
import Units

/// What is published, for everybody.
package struct ListPublished: Sendable {
    package struct Screen: Sendable {
        let filter: PublicFilter
        let text: String
        let found: [PublicPetition]
        let count: Int
        let units: [(code: String, name: Bilingual)]
        let page: Int

        var pages: Int { max(1, (count + ListPublished.pageSize - 1) / ListPublished.pageSize) }
    }

    package static let pageSize = 20

    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    package func callAsFunction(text: String, unit: String, class: String, page: Int) async throws -> Screen {
        let filter = PublicFilter(
            words: SearchText.words(text, most: 6), unit: unit,
            class: Petition.Class(rawValue: `class`))
        return try await bureau.services.database.read { db in
            let (found, count) = try PublicationStore.page(filter, page: page, size: Self.pageSize, db)
            return Screen(filter: filter, text: text, found: found, count: count, units: try PublicationStore.units(db), page: page)
        }
    }

    /// One of them, with its photos where they are shown.
    func one(_ number: String) async throws -> (petition: PublicPetition, photos: [NamedFile]) {
        try await bureau.services.database.read { db in
            guard let petition = try PublicationStore.find(number, db) else { throw FeedbackError.noSuchPetition(number) }
            return (petition, petition.showsPhotos ? try EventStore.photos(of: number, db) : [])
        }
    }

    /// Whether a unit never had a petition.
    package func isEmpty(of unit: ID<Units.Unit>) async throws -> Bool {
        try await bureau.services.database.read { db in
            try FigureStore.stays(from: Timestamp(milliseconds: 0), before: bureau.services.now(), of: unit, db).isEmpty
        }
    }
}
