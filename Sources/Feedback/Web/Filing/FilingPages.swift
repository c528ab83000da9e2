import Kernel
import Platform
import Units
import WorkingTime

/// Where everybody sends a petition, and where an official takes one down (FB-1).
struct FilingPages: Sendable {
    /// Bytes of a form with its photos.
    static let limit = 20 << 20

    let bureau: FeedbackBureau

    func add(to routes: inout Routes) {
        routes.page("/feedback", .everyone) { try await front($0) }
        routes.page("/feedback/new", .everyone) { try await page(Form(), $0, refused: nil) }
        routes.form("/feedback/new", .everyone, limit: Self.limit) { try await file($0, $1) }
        routes.page("/feedback/mine", .citizen) { try await mine($0) }
        routes.page("/feedback/units/:unit/new", FeedbackDuty.receive.access) { try await entry(Form(), $0, refused: nil) }
        routes.form("/feedback/units/:unit/new", FeedbackDuty.receive.access, limit: Self.limit) { try await enter($0, $1) }
        routes.page("/feedback/receiver", .role(.administrator)) { try await receiver(Form(), $0, refused: nil) }
        routes.form("/feedback/receiver", .role(.administrator)) { try await choose($0, $1) }
    }

    private func front(_ context: Context) async throws -> Page {
        let words = context.words
        let screen = try await ListPublished(bureau)(text: "", unit: "", class: "", page: 1)
        let isStaff = FeedbackDuty.roles.contains(where: context.actor.has)
        return Page(
            words("feedback.front"), lead: words("feedback.front.lead"), room: "feedback",
            content: """
                <p class="actions"><a class="button" href="\(FeedbackLink.new)">\(words("feedback.new"))</a>\
                \(if: context.actor.kind == .citizen, " <a href=\"\("/feedback/mine" as Link)\">\(words("feedback.mine"))</a>")\
                \(if: isStaff, " <a href=\"\(FeedbackLink.desks)\">\(words("feedback.desk"))</a>")</p>
                \(.section(words("feedback.track"), TrackingPages.form(context, text: "", error: nil)))
                \(.section(words("feedback.published"), """
                    \(PublishedPages.list(Array(screen.found.prefix(5)), words))
                    <p><a href="\(FeedbackLink.published)">\(words("feedback.published.all"))</a></p>
                    """))
                \(.section(words("feedback.more"), """
                    <ul><li><a href="\(FeedbackLink.conferences)">\(words("feedback.conferences"))</a></li>\
                    <li><a href="\(FeedbackLink.figures)">\(words("feedback.figures"))</a></li></ul>
                    <p class="small">\(words("feedback.outside"))</p>
                    """))
                """)
    }

    // MARK: by its sender

    private func page(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let filing = FilingForm(
            form: form, receivers: try await ListReceivers(bureau: bureau)(), unit: nil,
            known: try await MyFeedback(bureau).known(context.actor),
            context: context)
        var page = Page.form(
            words("feedback.new"), lead: words("feedback.new.lead", ["days": days(.handle)]),
            crumbs: [Crumb(words("feedback.front"), FeedbackLink.front)], room: "feedback", to: FeedbackLink.new,
            filing.fields(ticket: bureau.services.newIDText()), submit: words("feedback.new.submit"), refused: error, by: context.actor,
            words,
            below: "<p class=\"small\">\(words("feedback.outside"))</p>")
        page.isIndexed = error == nil
        return page
    }

    private func days(_ step: FeedbackLimits.Step) -> String {
        "\(FeedbackLimits.rule(step, on: bureau.services.now().vietnamDate).limit.count)"
    }

    private func file(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let draft = FilingForm.draft(form, unit: nil, context)
            _ = try draft.checked()
            let photos = try await PhotoUpload.all(form.files("photos"), bureau.services)
            let petition = try await FilePetition(bureau)(draft, photos: photos, from: context.client ?? "unknown", by: context.actor)
            return .go(FeedbackLink.track(petition.receipt).setting("done", to: "sent"))
        } again: { error in
            try await page(form, context, refused: error)
        }
    }

    private func mine(_ context: Context) async throws -> Page {
        let words = context.words
        return Page(
            words("feedback.mine"), crumbs: [Crumb(words("feedback.front"), FeedbackLink.front)], room: "feedback", isIndexed: false,
            content: """
                <p><a class="button" href="\(FeedbackLink.new)">\(words("feedback.new"))</a></p>
                \(try await MyFeedback(bureau).table(context))
                """)
    }

    // MARK: by an official

    private func entry(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let code = try context.path("unit")
        let unit = try await bureau.read(by: context.actor) { desk in try desk.unit(code, for: .receive) }
        let filing = FilingForm(
            form: form, receivers: try await ListReceivers(bureau: bureau)(), unit: unit, known: Petitioner(), context: context)
        return Page.form(
            words("feedback.entry"), lead: words("feedback.entry.lead"), crumbs: [Crumb(words(unit.name), FeedbackLink.desk(unit.code))],
            room: "feedback-desk", to: FeedbackLink.entry(unit.code), filing.fields(ticket: bureau.services.newIDText()),
            submit: words("feedback.entry.submit"), refused: error, by: context.actor, words)
    }

    private func enter(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let unit = try context.path("unit")
        return try await .trying {
            let photos = try await PhotoUpload.all(form.files("photos"), bureau.services)
            let petition = try await FilePetition(bureau)(FilingForm.draft(form, unit: unit, context), photos: photos, by: context.actor)
            return .go(FeedbackLink.track(petition.receipt).setting("done", to: "entered"))
        } again: { error in
            try await entry(form, context, refused: error)
        }
    }

    // MARK: who takes what is addressed to nobody (FB-6)

    private func receiver(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await ListReceivers(bureau: bureau)()
        let choices = [Choice("", words("feedback.choose"))] + screen.units.map { Choice($0.code, words($0.name)) }
        let today = words.numbers.date(bureau.services.now().vietnamDate)
        return Page.form(
            words("feedback.receiver"), lead: words("feedback.receiver.lead"), crumbs: [Crumb(words("feedback.front"), FeedbackLink.front)],
            room: "feedback-desk", to: FeedbackLink.receiver,
            [
                Field(
                    "unit", words("feedback.unit"), .select(choices, chosen: form.optional("unit") ?? screen.receiver?.code),
                    isRequired: true),
                Field("from", words("feedback.receiver.from"), .text(form.optional("from") ?? today), isRequired: true),
                Field("source", words("feedback.receiver.source"), .text(form["source"]), isRequired: true),
            ], submit: words("feedback.receiver.submit"), refused: error, by: context.actor, words, above: context.done,
            below: .table(
                id: "receivers", caption: words("feedback.receiver.all"), isStacked: true,
                columns: [
                    Column(words("feedback.receiver.from"), .head) { (line: (from: CalendarDate, unit: Units.Unit, source: String)) in
                        "\(words.numbers.date(line.from))"
                    },
                    Column(words("feedback.unit")) { "\(words($0.unit.name))" },
                    Column(words("feedback.receiver.source")) { "\($0.source)" },
                ], rows: screen.all, empty: words("feedback.receiver.none")))
    }

    private func choose(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            try await ChooseReceiver(bureau)(
                form["unit"], from: CalendarDate(written: form["from"]), source: form["source"], by: context.actor)
            return .go(FeedbackLink.receiver.setting("done", to: "receiver"))
        } again: { error in
            try await receiver(form, context, refused: error)
        }
    }
}
