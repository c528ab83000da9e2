import Kernel
import Platform
import Units

/// Pages of a queue: the kiosk that gives numbers, the board that shows them, the desk that calls them, and how long people waited.
struct QueuePages: Sendable {
    private static let workers = Access.anyOf([.counterOfficer])
    private static let readers = Access.anyOf(DossierDuty.roles)

    let bureau: Bureau
    private let limit = AskingLimit()

    init(bureau: Bureau) { self.bureau = bureau }

    func add(to routes: inout Routes) {
        routes.page("/dossiers/queue/:unit", .everyone) { try await kiosk($0, taken: nil) }
        routes.form("/dossiers/queue/:unit", .everyone) { _, context in
            let ticket = try await TakeTicket(bureau, limit)(try context.path("unit"), client: context.client ?? "")
            return .page(try await kiosk(context, taken: ticket))
        }
        routes.page("/dossiers/queue/:unit/board", .everyone) { try await board($0) }
        routes.page("/dossiers/queue/:unit/desk", Self.workers) { try await desk($0, counter: $0.query["counter"] ?? "", refused: nil) }
        routes.form("/dossiers/queue/:unit/desk", Self.workers) { form, context in
            try await FormAnswer.trying(
                { try await act(form, context) }, again: { try await desk(context, counter: form["counter"], refused: $0) })
        }
        routes.page("/dossiers/queue/:unit/hours", Self.readers) { try await hours($0) }
    }

    private func link(_ context: Context, _ last: String = "") throws -> Link {
        let unit = try context.path("unit")
        return last.isEmpty ? "/dossiers/queue/\(unit)" : "/dossiers/queue/\(unit)/\(last)"
    }

    private func kiosk(_ context: Context, taken ticket: Ticket?) async throws -> Page {
        let words = context.words
        let screen = try await ShowQueue(bureau)(context.path("unit"))
        var page = Page(
            words("dossiers.queue"), kicker: words(screen.unit.name), lead: ticket == nil ? words("dossiers.queue.lead") : nil,
            room: "dossiers",
            isIndexed: false,
            content: """
                \(ticket.map { Self.number($0, words("dossiers.queue.yours")) })
                <p>\(words("dossiers.queue.waiting", ["count": words.numbers.count(screen.waiting)]))</p>
                <div class="kiosk">\(.form(.post, to: try link(context), [], submit: words("dossiers.queue.take"), by: context.actor))</div>
                """)
        page.isScreen = true
        // Whoever comes next finds the kiosk as it was.
        if ticket != nil { page.refreshSeconds = 20 }
        return page
    }

    private static func number(_ ticket: Ticket, _ label: String) -> HTML {
        "<p class=\"ticket\" role=\"status\"><span>\(label)</span> <strong>\(ticket.number)</strong></p>"
    }

    private func board(_ context: Context) async throws -> Page {
        let words = context.words
        let screen = try await ShowQueue(bureau)(context.path("unit"))
        var page = Page(
            words("dossiers.queue.board"), kicker: words(screen.unit.name), room: "dossiers", isIndexed: false,
            content: """
                <div class="calls">\(.table(
                    id: "board", caption: words("dossiers.queue.board"), isCaptionHidden: true,
                    columns: [
                        Column(words("dossiers.queue.number"), .head) { (ticket: Ticket) in "\(ticket.number)" },
                        Column(words("dossiers.queue.counter")) { "\($0.counter)" },
                        Column(words("dossiers.queue.state")) { "\(words("dossiers.queue.state.\($0.state.rawValue)"))" },
                    ], rows: Array(screen.called.prefix(8)), emphasis: { $0.state == .called }, empty: words("dossiers.queue.nobody_called")))</div>
                <p>\(words("dossiers.queue.waiting", ["count": words.numbers.count(screen.waiting)]))</p>
                """)
        page.isScreen = true
        page.refreshSeconds = 5
        return page
    }

    private func act(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let act = TicketAct(rawValue: form["act"]) else { throw RouteError.noSuchPage }
        try await CallTicket(bureau)(act, context.path("unit"), counter: form["counter"], to: form["to"], by: context.actor)
        return .go(try link(context, "desk").setting("counter", to: form["counter"]))
    }

    private func desk(_ context: Context, counter: String, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await ShowQueue(bureau).day(nil, context.path("unit"), by: context.actor)
        let current = screen.called.first { $0.counter == counter && !counter.isEmpty }
        let here = try link(context, "desk")
        let choice = Field(
            "counter", words("dossiers.queue.counter"), .text(counter), hint: words("dossiers.queue.counter_hint"),
            error: error.map { words($0.code, $0.details) })
        return Page(
            words("dossiers.queue.desk"), kicker: words(screen.unit.name),
            lead: counter.isEmpty || error != nil ? nil : "\(words("dossiers.queue.counter")) \(counter)", room: "dossiers",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary([choice], words))
                \(current.map { Self.number($0, words("dossiers.queue.state.\($0.state.rawValue)")) })
                <p>\(words("dossiers.queue.waiting", ["count": words.numbers.count(screen.waiting)]))</p>
                \(counter.isEmpty || error != nil ? .form(.get, to: here, [choice], submit: words("dossiers.queue.open")) : acts(current, counter, here, context))
                <p><a href="\(try link(context, "hours"))">\(words("dossiers.queue.hours"))</a></p>
                """)
    }

    /// A button for each thing that can be done now.
    private func acts(_ current: Ticket?, _ counter: String, _ here: Link, _ context: Context) -> HTML {
        let acts = TicketAct.allCases.filter { act in
            act == .next || current?.after(act, to: act == .transfer ? "\(counter)0" : counter, at: bureau.services.now()) != nil
        }
        return """
            <div class="acts">\(each: acts, { act in
                HTML.form(
                    .post, to: here,
                    [Field("counter", "", .hidden(counter)), Field("act", "", .hidden(act.rawValue))]
                        + (act == .transfer ? [Field("to", context.words("dossiers.queue.other"), .text(""))] : []),
                    submit: context.words(act.text), isBar: act == .transfer, by: context.actor)
            })</div>
            """
    }

    private func hours(_ context: Context) async throws -> Page {
        let words = context.words
        let screen = try await ShowQueue(bureau).day(
            context.query["day"].flatMap { CalendarDate(written: $0) }, context.path("unit"), by: context.actor)
        let minutes = { (count: Int?) in count.map { words.numbers.count($0) } ?? "–" }
        return Page(
            words("dossiers.queue.hours"), kicker: words(screen.unit.name),
            lead: words("dossiers.queue.hours_lead", ["day": words.numbers.date(screen.day)]), room: "dossiers", isIndexed: false,
            content: """
                \(.form(
                    .get, to: try link(context, "hours"),
                    [Field("day", words("dossiers.queue.day"), .line("date", screen.day.description))], submit: words("dossiers.queue.show"),
                    isBar: true))
                \(.table(
                    id: "hours", caption: words("dossiers.queue.hours"), isCaptionHidden: true, isStacked: true,
                    columns: [
                        Column(words("dossiers.queue.hour"), .head) { (hour: QueueHour) in "\(hour.hour):00" },
                        Column(words("dossiers.queue.taken"), .number) { "\(words.numbers.count($0.taken))" },
                        Column(words("dossiers.queue.served"), .number) { "\(words.numbers.count($0.served))" },
                        Column(words("dossiers.queue.skipped"), .number) { "\(words.numbers.count($0.skipped))" },
                        Column(words("dossiers.queue.mean_wait"), .number) { "\(minutes($0.meanWait))" },
                        Column(words("dossiers.queue.mean_service"), .number) { "\(minutes($0.meanService))" },
                    ], rows: QueueHour.hours(screen.tickets), empty: words("dossiers.queue.none")))
                """)
    }
}
