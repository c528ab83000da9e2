import Kernel
import Platform
import Units

/// What was published, for everybody: a list that is searched and narrowed, and a page for each (FB-5).
struct PublishedPages: Sendable {
    let bureau: FeedbackBureau

    func add(to routes: inout Routes) {
        routes.page("/feedback/published", .everyone, cache: .publicData(query: "q", "unit", "class", "page")) { try await list($0) }
        routes.page("/feedback/published/:petition", .everyone, cache: .publicData) { try await page($0) }
        routes.file("/feedback/published/:petition/photos/:photo", .everyone) { try await photo($0) }
    }

    static func list(_ found: [PublicPetition], _ words: Words) -> HTML {
        if found.isEmpty { return "<p class=\"empty\">\(words("feedback.published.none"))</p>" }
        return """
            <ul class="tasks">\(each: found, { petition in
                """
                <li><a href="\(FeedbackLink.published(petition.number))" lang="\(petition.language.rawValue)">\(petition.title)</a>\
                <span class="why">\(words(petition.unitName)) · \(words.numbers.date(petition.received.vietnamDate))\
                \(if: petition.isGenerated, " · \(words("feedback.generated"))")</span></li>
                """
            })</ul>
            """
    }

    private func list(_ context: Context) async throws -> Page {
        let (words, query) = (context.words, context.query)
        let screen = try await ListPublished(bureau)(
            text: query["q"] ?? "", unit: query["unit"] ?? "", class: query["class"] ?? "", page: context.pageNumber)
        let fields = [
            Field("q", words("feedback.search"), .search(screen.text)),
            Field(
                "unit", words("feedback.unit"),
                .select(
                    [Choice("", words("feedback.all"))] + screen.units.map { Choice($0.code, words($0.name)) }, chosen: screen.filter.unit)),
            Field(
                "class", words("feedback.class"),
                .select(
                    [Choice("", words("feedback.all"))]
                        + ([Petition.Class.anonymous] + Petition.Class.chosen).map { Choice($0.rawValue, words($0.text)) },
                    chosen: screen.filter.class?.rawValue)),
        ]
        return Page(
            words("feedback.published"), lead: words("feedback.published.lead", ["count": words.numbers.count(screen.count)]),
            crumbs: [Crumb(words("feedback.front"), FeedbackLink.front)], room: "feedback",
            content: """
                \(.form(.get, to: FeedbackLink.published, fields, submit: words("feedback.search.submit"), isBar: true))
                \(Self.list(screen.found, words))
                \(.pagination(page: screen.page, of: screen.pages, address: context.address, words))
                """)
    }

    private func page(_ context: Context) async throws -> Page {
        let words = context.words
        let (petition, photos) = try await ListPublished(bureau).one(context.path("petition"))
        let language = petition.language.rawValue
        var facts: [(term: String, text: HTML)] = [
            (words("feedback.number"), "<code>\(petition.number)</code>"), (words("feedback.unit"), "\(words(petition.unitName))"),
            (words("feedback.received"), "\(words.numbers.date(petition.received.vietnamDate))"),
            (words("feedback.publication.published"), "\(words.numbers.date(petition.published.vietnamDate))"),
        ]
        if let found = petition.class { facts.append((words("feedback.class"), "\(words(found.text))")) }
        if !petition.place.isEmpty { facts.append((words("feedback.field.place"), "\(petition.place)")) }
        return Page(
            petition.title, kicker: petition.isGenerated ? words("feedback.generated") : words(petition.unitName),
            crumbs: [Crumb(words("feedback.front"), FeedbackLink.front), Crumb(words("feedback.published"), FeedbackLink.published)],
            room: "feedback",
            content: """
                \(.said(petition.text, in: language))
                \(each: photos.indices, { index in
                    let link: Link = "/feedback/published/\(petition.number)/photos/\(index + 1)"
                    return "<p><img class=\"paper\" src=\"\(link)\" alt=\"\(words("feedback.photo", ["number": "\(index + 1)"]))\" loading=\"lazy\"></p>\n"
                })\
                \(.section(words("feedback.answer"), .said(petition.answer, in: language)))
                \(.definitions(facts))
                <p class="small">\(words("feedback.published.masked", ["mask": Masking.mask]))</p>
                """)
    }

    private func photo(_ context: Context) async throws -> FileAnswer {
        let photos = try await ListPublished(bureau).one(context.path("petition")).photos
        return try await bureau.services.photo(photos, context.path("photo"))
    }
}

extension Services {
    /// One of some photos, by its number as an address gives it.
    func photo(_ photos: [NamedFile], _ number: String) async throws -> FileAnswer {
        guard let number = Int(number), photos.indices.contains(number - 1) else { throw RouteError.noSuchPage }
        let photo = photos[number - 1]
        let bytes = try await files.read(photo.digest)
        return FileAnswer(
            name: photo.name, mediaType: bytes.starts(with: [0xFF, 0xD8]) ? "image/jpeg" : "image/png", bytes: bytes, isShown: true)
    }
}
