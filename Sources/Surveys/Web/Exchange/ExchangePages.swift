import Kernel
import Office
import Platform
import Units

/// Answers out to other programs, and in from other tools.
struct ExchangePages: Sendable {
    let bureau: SurveysBureau

    func add(to routes: inout Routes) {
        let (read, plan) = (SurveyDuty.read.access, SurveyDuty.plan.access)
        routes.page("/surveys/campaigns/:campaign/groups/:respondents/exchange", read) { try await page($0) }
        for kind in ExportAnswers.Kind.allCases {
            routes.file("/surveys/campaigns/:campaign/groups/:respondents/exchange/\(kind.rawValue)", read) { context in
                try await ExportAnswers(bureau)(
                    kind, group: context.path("respondents"), campaign: context.path("campaign"), language: context.language,
                    by: context.actor)
            }
        }
        for kind in ExportInstrument.Kind.allCases {
            routes.file("/surveys/campaigns/:campaign/groups/:respondents/exchange/\(kind.rawValue)", read) { context in
                try await ExportInstrument(bureau)(
                    kind, for: context.path("respondents"), campaign: context.path("campaign"), by: context.actor)
            }
            routes.file("/surveys/instruments/:instrument/\(kind.rawValue)", read) { context in
                try await ExportInstrument(bureau)(kind, of: ID(rawValue: context.path("instrument")), by: context.actor)
            }
        }
        routes.page("/surveys/campaigns/:campaign/groups/:respondents/import", plan) { try await form(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/groups/:respondents/import", plan, limit: AnswerFile.limit) { try await take($0, $1) }
    }

    private func group(_ context: Context) async throws -> (Campaign, RespondentGroup, [Units.Unit]) {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        return try await bureau.read(by: context.actor) { desk in
            let campaign = try desk.campaign(number, for: .read)
            let group = try desk.group(code, of: campaign)
            let units = try UnitStore.find(CampaignStore.matrix(of: number, code, desk.db).map(\.unit), desk.db)
            return (campaign, group, units.values.sorted { $0.code < $1.code })
        }
    }

    private func crumbs(_ number: String, _ words: Words) -> [Crumb] {
        [Crumb(words("surveys.front"), SurveysLink.front), Crumb(number, SurveysLink.campaign(number))]
    }

    private func page(_ context: Context) async throws -> Page {
        let words = context.words
        let (campaign, group, _) = try await group(context)
        let files = ExportAnswers.Kind.allCases.map { kind in
            Download(words("surveys.exchange.file.\(kind)"), SurveysLink.export(campaign.number, group.code, kind.rawValue))
        }
        let forms = ExportInstrument.Kind.allCases.map { kind in
            Download(
                words("surveys.exchange.instrument.\(kind)"), SurveysLink.export(campaign.number, group.code, kind.rawValue))
        }
        let plans = SurveyDuty.plan.isHeld(by: context.actor, for: campaign.unit)
        return Page(
            words("surveys.exchange"), kicker: campaign.plan.title, lead: words("surveys.exchange.lead", ["group": words(group.name)]),
            crumbs: crumbs(campaign.number, words), room: "surveys", isIndexed: false,
            content: """
                \(if: campaign.closed == nil, "<p class=\"empty\">\(words("surveys.exchange.not_closed"))</p>")
                \(if: campaign.closed != nil, .downloads(files, words))
                \(if: campaign.state == .open && plans, "<p class=\"actions\"><a href=\"\(SurveysLink.takeIn(campaign.number, group.code))\">\(words("surveys.exchange.import"))</a></p>")
                \(if: campaign.closed == nil, .section(
                    words("surveys.exchange.form"),
                    "<p>\(words(group.frame == .none ? "surveys.exchange.form.open" : "surveys.exchange.form.drawn"))</p>\(.downloads(forms, words))"))
                """)
    }

    // MARK: in

    private func form(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let (campaign, group, units) = try await group(context)
        let isDrawn = group.frame != .none
        let channels = [AnswerChannel.face, .phone, .web].map { Choice($0.rawValue, words($0.text)) }
        let modes = ["whole", "good"].map { Choice($0, words("surveys.exchange.mode.\($0)")) }
        var fields = [
            Field(
                "file", words("surveys.exchange.import.file"), .file(accept: ".csv,.xlsx"), hint: words("surveys.exchange.import.hint"),
                isRequired: true),
            Field("mode", words("surveys.exchange.mode"), .radios(modes, chosen: form.optional("mode") ?? "whole")),
            Field(
                "unit", words("surveys.exchange.unit"),
                .select(
                    [Choice("", words("surveys.exchange.unit.column"))] + units.map { Choice($0.code, words($0.name)) },
                    chosen: form["unit"])),
        ]
        if isDrawn {
            fields.append(
                Field("channel", words("surveys.follow.channel"), .select(channels, chosen: form.optional("channel") ?? "face")))
        }
        return Page.form(
            words("surveys.exchange.import"), lead: words(isDrawn ? "surveys.exchange.import.drawn" : "surveys.exchange.import.open"),
            crumbs: crumbs(campaign.number, words), room: "surveys", to: SurveysLink.takeIn(campaign.number, group.code), fields,
            submit: words("surveys.exchange.import.submit"), refused: error, by: context.actor, words,
            below: list((error as? Faults)?.faults ?? [], words))
    }

    /// Faults with their rows.
    private func list(_ faults: [Fault], _ words: Words) -> HTML {
        guard faults.contains(where: { $0.place.line > 0 }) else { return HTML() }
        return "<ul>\(each: faults, { "<li>\(words.place($0.place)): \(words.message($0))</li>" })</ul>"
    }

    private func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        return try await .trying {
            guard let file = form.file("file") else { throw Faults([Fault("surveys.file_missing", at: Place(field: "file"))]) }
            let input = InputFile(name: file.name, bytes: try await bureau.services.files.read(file.stored.digest))
            let outcome = try await ImportAnswers(bureau)(
                .init(
                    campaign: number, group: code, file: input, channel: AnswerChannel(rawValue: form["channel"]) ?? .web,
                    takesGoodRows: form["mode"] == "good", unit: form.optional("unit")), by: context.actor)
            return .page(taken(outcome, number, code, context.words))
        } again: { error in
            try await self.form(form, context, refused: error)
        }
    }

    private func taken(_ outcome: ImportAnswers.Outcome, _ number: String, _ code: String, _ words: Words) -> Page {
        let count = words.numbers.count
        return Page(
            words("surveys.exchange.taken"),
            lead: words(
                "surveys.exchange.taken.lead",
                [
                    "lines": count(outcome.lines), "taken": count(outcome.taken), "known": count(outcome.known), "bad": count(outcome.bad),
                ]), crumbs: crumbs(number, words), room: "surveys", isIndexed: false,
            content: """
                \(list(outcome.faults, words))
                \(if: !outcome.ignored.isEmpty, "<p>\(words("surveys.exchange.ignored", ["columns": outcome.ignored.joined(separator: ", ")]))</p>")
                <p><a class="button" href="\(SurveysLink.campaign(number))">\(words("surveys.go_on"))</a></p>
                """)
    }
}
