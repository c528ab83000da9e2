import Dossiers
import Kernel
import Platform
import Procedures
import Storage
import Units

/// What everybody sees: how a procedure is sent from home, and how all services are used (OL-11, OL-16).
struct ServicePages: Sendable {
    let office: HomeOffice

    func add(to routes: inout Routes) {
        // Counted over all dossiers: once for everybody, and again when something has happened.
        routes.page("/online", .everyone, cache: .publicData) { try await services($0) }
        routes.file("/online/services.csv", .everyone, cache: .publicData) { _ in
            FileAnswer(name: "services.csv", mediaType: "text/csv; charset=utf-8", bytes: try await ShowServices(office.services).csv())
        }
        routes.page("/online/procedures/:procedure", .everyone) { try await service($0) }
    }

    /// What a procedure's own page offers: the way here.
    static let section = PageSection(.procedure) { code, context, services in
        let (offer, pauses) = try await services.database.read { db -> (OnlineOffer?, [Pause]) in
            let today = services.now().vietnamDate
            guard let stored = try ProcedureStore.inForce(code, on: today, db), stored.version.admitsDossiers(on: today) else {
                return (nil, [])
            }
            return (OnlineOffer(stored.procedure.services, on: today), try PauseStore.pauses(at: services.now(), db))
        }
        guard offer != nil else { return HTML() }
        return """
            \(pauses.notices(context.words))
            <p class="actions"><a class="button" href="\(OnlineLink.service(code))">\(context.words("online.send"))</a></p>
            """
    }

    private func service(_ context: Context) async throws -> Page {
        let (words, code) = (context.words, try context.path("procedure"))
        let (service, receivers, pauses) = try await office.services.database.read { db in
            let service = try office.service(code, db)
            return (service, try service.units(db), try PauseStore.pauses(at: office.services.now(), db))
        }
        let procedure = service.procedure.procedure
        var facts: [(term: String, text: HTML)] = [
            (words("online.extent"), "\(words(service.offer.isWhole ? "online.extent.whole" : "online.extent.part"))"),
            (words("online.fee"), "\(service.fee.map { words.dong($0) } ?? words("online.fee.unstated"))"),
            (words("online.answer"), "\(words("online.answer.text"))"),
            (
                words("online.delivery"),
                "\(service.offer.deliveries.map { words("online.delivery.\($0.rawValue)") }.joined(separator: "; "))"
            ),
            (words("online.units"), "\(names(of: receivers, words))"),
        ]
        if let limit = procedure.limit(by: .online)?.printed { facts.insert((words("online.limit"), "\(limit)"), at: 0) }
        let sheets = service.papers(0)
        return Page(
            procedure.name, kicker: words("online.send"), lead: words("online.service.lead"),
            crumbs: [Crumb(words("procedures.catalogue"), "/procedures"), Crumb(procedure.code, "/procedures/\(procedure.code)")],
            room: "online",
            content: """
                \(pauses.notices(words))
                \(begin(code, context))
                \(.definitions(facts))
                \(if: !sheets.isEmpty, .section(words("online.step.papers"), """
                    <ul>\(each: sheets, { "<li>\($0.name)</li>" })</ul>
                    <p class="small">\(words("online.papers.limit", ["most": "\(DraftFile.sizeLimit >> 20)", "count": "\(DraftFile.most)"]))</p>
                    """))
                """)
    }

    private func names(of units: [Units.Unit], _ words: Words) -> String {
        let names = units.prefix(5).map { words($0.name) }.joined(separator: "; ")
        return units.count > 5 ? words("online.units.more", ["names": names, "count": words.numbers.count(units.count - 5)]) : names
    }

    /// The button, or the way to the door.
    private func begin(_ procedure: String, _ context: Context) -> HTML {
        let words = context.words
        guard context.actor.kind == .citizen else {
            let door: Link = "/citizens/sign-in?next=\(OnlineLink.service(procedure).text)"
            return
                "<p>\(words("online.sign_in.lead"))</p><p class=\"actions\"><a class=\"button\" href=\"\(door)\">\(words("online.sign_in"))</a></p>"
        }
        return """
            <form method="post" action="\(OnlineLink.begin(procedure))">\(.token(context.actor))\
            <div class="actions"><button>\(words("online.begin"))</button></div></form>
            """
    }

    // MARK: figures

    private func services(_ context: Context) async throws -> Page {
        let words = context.words
        let lines = try await ShowServices(office.services)()
        let pauses = try await SetPause(office.services).pauses()
        let isAdministrator = context.actor.has(.administrator)
        func part(_ part: ServiceFigures.Part?) -> HTML {
            guard let part, let ratio = part.ratio else { return "–" }
            return
                "\(words.numbers.percent(ratio, digits: 1)) <small>(\(words.numbers.count(part.some))/\(words.numbers.count(part.all)))</small>"
        }
        return Page(
            words("online.services"), lead: words("online.services.lead"), room: "online",
            content: """
                \(pauses.notices(words))
                \(if: isAdministrator, "<p><a href=\"\(OnlineLink.pauses)\">\(words("online.administer"))</a></p>")
                <form method="get" action="\("/procedures" as Link)" role="search" class="bar-form">\
                \(.field(Field("q", words("online.search"), .search(""))))<div class="actions"><button>\(words("online.search.go"))</button></div></form>
                \(.section(words("online.services.figures"), .table(
                    id: "services", caption: words("online.services.caption"), isCaptionHidden: true, isStacked: true,
                    columns: [
                        Column(words("online.service"), .head) { (line: ServiceFigures) in
                            "<a href=\"\("/procedures/\(line.procedure)" as Link)\">\(line.name)</a>"
                        },
                        Column(words("online.column.received"), .number) { "\(words.numbers.count($0.received))" },
                        Column(words("online.column.share"), .number) { part($0.share) },
                        Column(words("online.column.answered"), .number) { part($0.answered) },
                        Column(words("online.column.on_time"), .number) { part($0.onTimeShare) },
                        Column(words("online.column.paid"), .number) { part($0.paidOnline) },
                        Column(words("online.column.satisfied"), .number) { part($0.satisfied[.overall]) },
                    ], rows: lines)))
                \(.downloads([Download("CSV", "/online/services.csv")], words))
                """)
    }
}
