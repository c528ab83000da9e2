import Kernel
import Office
import Platform
import Units

/// What whoever holds a receipt sees and may still do: add what was asked for, say what they think of the answer (FB-5).
///
/// Receipts cannot be guessed, and asking is limited as well.
struct TrackingPages: Sendable {
    let bureau: FeedbackBureau
    private let limit = AskingLimit()

    init(bureau: FeedbackBureau) { self.bureau = bureau }

    func add(to routes: inout Routes) {
        routes.page("/feedback/track", .everyone) { try await find($0) }
        routes.page("/feedback/track/:receipt", .everyone) { try await page($0) }
        routes.form("/feedback/track/:receipt/supply", .everyone, limit: FilingPages.limit) { try await supply($0, $1) }
        routes.form("/feedback/track/:receipt/rate", .everyone) { try await rate($0, $1) }
        routes.api("/api/v1/feedback/track/:receipt", .everyone) { try await answer($0) }
    }

    static func form(_ context: Context, text: String, error: String?) -> HTML {
        let words = context.words
        let field = Field("code", words("feedback.track.code"), .text(text), hint: words("feedback.track.hint"), error: error)
        return "\(.errorSummary([field], words))\(.form(.get, to: FeedbackLink.tracking, [field], submit: words("feedback.track.submit")))"
    }

    private func track(_ receipt: String, _ context: Context) async throws -> TrackPetition.Track {
        try limit.check(context.client ?? "", at: bureau.services.now())
        return try await TrackPetition(bureau)(receipt)
    }

    private func find(_ context: Context) async throws -> Page {
        let text = context.query["code"] ?? ""
        guard !text.isEmpty else { return search(context, text, nil) }
        do {
            return shown(try await track(text, context), context)
        } catch let error as any DomainError where error.kind == .missing || error.kind == .excessive {
            return search(context, text, error)
        }
    }

    private func search(_ context: Context, _ text: String, _ error: (any DomainError)?) -> Page {
        let words = context.words
        return Page(
            words("feedback.track"), lead: words("feedback.track.lead"), crumbs: [Crumb(words("feedback.front"), FeedbackLink.front)],
            room: "feedback", status: Page.status(refused: error), isIndexed: text.isEmpty,
            content: Self.form(context, text: text, error: error.map { words($0.code, $0.details) }))
    }

    private func page(_ context: Context) async throws -> Page { shown(try await track(context.path("receipt"), context), context) }

    private func shown(
        _ track: TrackPetition.Track, _ context: Context, form: Form = Form(), refused error: (any DomainError)? = nil
    ) -> Page {
        TrackPage(track: track, form: form, context: context, base: bureau.services.site.publicURL, error: error).page()
    }

    private func supply(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let receipt = try context.path("receipt")
        return try await again(form, context) {
            let photos = try await PhotoUpload.all(form.files("photos"), bureau.services)
            let petition = try await SupplyPetition(bureau)(form["text"], photos: photos, receipt: receipt, by: context.actor)
            return .go(FeedbackLink.track(petition.receipt).setting("done", to: "supplied"))
        }
    }

    private func rate(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let receipt = try context.path("receipt")
        return try await again(form, context) {
            let petition = try await RatePetition(bureau)(
                Stay.Rating(rawValue: form["rating"]), comment: form["comment"], receipt: receipt, by: context.actor)
            return .go(FeedbackLink.track(petition.receipt).setting("done", to: "rated"))
        }
    }

    private func again(_ form: Form, _ context: Context, _ verb: () async throws -> FormAnswer) async throws -> FormAnswer {
        try limit.check(context.client ?? "", at: bureau.services.now())
        return try await .trying(verb) { error in
            shown(try await TrackPetition(bureau)(context.path("receipt")), context, form: form, refused: error)
        }
    }

    /// What programs are told.
    struct Answer: Encodable, Sendable {
        let number: String
        let state: String
        let unit: String
        let received: String
        let due: String?
        let ended: String?
        let answer: String?
    }

    private func answer(_ context: Context) async throws -> Answer {
        let track = try await track(context.path("receipt"), context)
        let petition = track.petition
        return Answer(
            number: petition.number, state: petition.state.rawValue, unit: track.unit.code,
            received: petition.received.vietnamDate.description,
            due: petition.due?.vietnamDate.description, ended: petition.ended?.vietnamDate.description, answer: track.answer?.text)
    }
}

/// How far a petition is, with what its sender may do now.
struct TrackPage {
    let track: TrackPetition.Track
    let form: Form
    let context: Context
    let base: String?
    let error: (any DomainError)?

    private var words: Words { context.words }
    private var petition: Petition { track.petition }

    func page() -> Page {
        let fields = actFields.telling(error, words)
        return Page(
            words("feedback.track.of", ["number": petition.number]), kicker: words(track.unit.name),
            lead: words("\(petition.state.text).public"),
            crumbs: [Crumb(words("feedback.front"), FeedbackLink.front)], room: "feedback", status: Page.status(refused: error),
            isIndexed: false,
            content: """
                \(.errorSummary(fields, words))\(context.done)
                \(told)
                \(act(fields))
                \(.section(words("feedback.track.facts"), .definitions(facts)))
                \(.section(words("feedback.receipt"), receipt))
                """)
    }

    private var facts: [(term: String, text: HTML)] {
        var facts: [(term: String, text: HTML)] = [
            (words("feedback.field.title"), "<span lang=\"\(petition.language.rawValue)\">\(track.title)</span>"),
            (words("feedback.state"), "<strong>\(words(petition.state.text))</strong>"),
            (words("feedback.received"), "\(words.numbers.moment(petition.received))"),
            (words("feedback.unit"), "\(words(track.unit.name))"),
        ]
        if let due = petition.due { facts.append((words("feedback.due"), "\(words.numbers.date(due.vietnamDate))")) }
        if let ended = petition.ended { facts.append((words("feedback.ended"), "\(words.numbers.date(ended.vietnamDate))")) }
        if petition.publication == .published {
            let link = FeedbackLink.published(petition.number)
            facts.append((words("feedback.publication"), "<a href=\"\(link)\">\(words("feedback.publication.published"))</a>"))
        }
        return facts
    }

    /// What an official wrote last.
    private var told: HTML {
        if let answer = track.answer {
            return .section(
                words("feedback.answer"),
                """
                \(.said(answer.text, in: petition.language.rawValue))
                <p class="small">\(words("feedback.answer.given", ["day": words.numbers.date(answer.answered.vietnamDate), "document": context.text(answer.document)]))</p>
                """)
        }
        guard let told = track.told else { return HTML() }
        return .section(words("feedback.told.\(petition.state.rawValue)"), .said(told.text, in: petition.language.rawValue))
    }

    private var actFields: [Field] {
        switch petition.state {
        case .supplement:
            [
                Field("text", words("feedback.supply.text"), .area(form["text"], rows: 5), isRequired: true),
                Field(
                    "photos", words("feedback.field.photos"), .file(accept: "image/jpeg,image/png", isMultiple: true),
                    hint: words("feedback.field.photos.hint")),
            ]
        case .answered where track.rating == nil:
            [
                Field(
                    "rating", words("feedback.rating"),
                    .radios(
                        Stay.Rating.allCases.map { Choice($0.rawValue, words("feedback.rating.\($0.rawValue)")) }, chosen: form["rating"])),
                Field("comment", words("feedback.rating.comment"), .area(form["comment"], rows: 3)),
            ]
        default: []
        }
    }

    private func act(_ fields: [Field]) -> HTML {
        guard !fields.isEmpty else {
            guard let rating = track.rating else { return HTML() }
            return "<p>\(words("feedback.rated", ["rating": words("feedback.rating.\(rating.rawValue)")]))</p>"
        }
        let isSupply = petition.state == .supplement
        let link: Link = isSupply ? "/feedback/track/\(petition.receipt.text)/supply" : "/feedback/track/\(petition.receipt.text)/rate"
        let key = isSupply ? "feedback.supply" : "feedback.rate"
        return .section(words(key), .form(.post, to: link, fields, submit: words("\(key).submit"), by: context.actor))
    }

    private var receipt: HTML {
        let link = (base ?? "") + FeedbackLink.track(petition.receipt).text
        return """
            <p>\(words("feedback.receipt.keep"))</p>
            <p><strong><code>\(petition.receipt.text)</code></strong></p>
            \(QRCode(base == nil ? petition.receipt.text : link).map { QRPicture.html($0, label: words("feedback.receipt.code")) })
            """
    }
}
