import Kernel
import Platform

/// Where everybody asks how far a dossier is, by its code (OS-40).
struct TrackingPages: Sendable {
    let bureau: Bureau
    private let limit = AskingLimit()

    init(bureau: Bureau) { self.bureau = bureau }

    func add(to routes: inout Routes) {
        routes.page("/dossiers", .everyone) { try await page($0) }
        routes.page("/dossiers/track/:code", .everyone) { try await page($0, asked: try $0.path("code")) }
        routes.api("/api/v1/dossiers/track/:code", .everyone) { try await track($0) }
    }

    private func page(_ context: Context, asked: String? = nil) async throws -> Page {
        let words = context.words
        let text = asked ?? context.query["code"] ?? ""
        let field = Field("code", words("dossiers.track.code"), .text(text), hint: words("dossiers.track.hint"))
        var told = [field]
        var answer = HTML()
        var status = 200
        if !text.isEmpty {
            do {
                let code = DossierCode(scanned: text)?.text ?? text
                if let track = try await TrackDossier(bureau, limit)(code, client: context.client ?? "") {
                    answer = Self.answer(track, context)
                } else {
                    let key = DossierCode(scanned: text) == nil ? "dossiers.track.no_code" : "dossiers.track.unknown"
                    told[0].error = words(key)
                    status = 404
                }
            } catch let error as AskingError {
                told[0].error = words(error.code)
                status = 429
            }
        }
        let isStaff = DossierDuty.roles.contains(where: context.actor.has)
        return Page(
            words("dossiers.track"), lead: words("dossiers.track.lead"), room: "dossiers", status: status, isIndexed: text.isEmpty,
            content: """
                \(.errorSummary(told, words))
                \(answer)
                \(.form(.get, to: DossierLink.tracking, told, submit: words("dossiers.track.submit")))
                <p class="small">\(words("dossiers.track.privacy"))</p>
                \(if: isStaff, "<p><a href=\"\(DossierLink.desks)\">\(words("dossiers.desk"))</a></p>")
                """)
    }

    private static func answer(_ track: TrackDossier.Track, _ context: Context) -> HTML {
        let words = context.words
        let done = progress(track.state)
        var entries: [(term: String, text: HTML)] = [
            (words("dossiers.code"), "<code>\(track.code)</code>"),
            (words("dossiers.state"), "<strong>\(words(track.state.text))</strong>"),
            (words("dossiers.received"), "\(words.numbers.date(track.received))"),
        ]
        if let due = track.due { entries.append((words("dossiers.due"), "\(words.numbers.date(due))")) }
        if let finished = track.finished { entries.append((words("dossiers.finished"), "\(words.numbers.date(finished))")) }
        if track.isLate { entries.append((words("dossiers.track.late"), "\(words("dossiers.track.late.text"))")) }
        let label = words("dossiers.track.progress", ["done": "\(done)", "all": "4"])
        return .section(
            words("dossiers.track.answer"),
            """
            <p>\(words("\(track.state.text).public"))</p>
            <p>\(.meter(Ratio(done, 4), label: label, isLoss: false)) \(label)</p>
            \(.definitions(entries))
            """)
    }

    /// Steps of four: registered, accepted, in work, finished.
    private static func progress(_ state: DossierState) -> Int {
        switch state {
        case .registered: 1
        case .accepted: 2
        case .processing, .supplement, .payment: 3
        case .finished, .returned, .refused, .withdrawn, .stopped: 4
        }
    }

    /// What programs are told; the words are those of the columns.
    struct Answer: Encodable, Sendable {
        let code: String
        let state: String
        let nationalState: Int
        let received: String
        let due: String?
        let finished: String?
        let late: Bool
    }

    private func track(_ context: Context) async throws -> Answer {
        let code = try context.path("code")
        guard let track = try await TrackDossier(bureau, limit)(code, client: context.client ?? "") else {
            throw DossiersError.noSuchDossier(code)
        }
        return Answer(
            code: track.code, state: track.state.rawValue, nationalState: track.state.national, received: track.received.description,
            due: track.due?.description, finished: track.finished?.description, late: track.isLate)
    }
}
