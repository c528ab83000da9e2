import Kernel
import Office
import Platform

/// The list that a group is drawn from, and what is known of its strata.
struct FramePages: Sendable {
    let bureau: SurveysBureau

    func add(to routes: inout Routes) {
        let plan = SurveyDuty.plan.access
        routes.page("/surveys/campaigns/:campaign/groups/:respondents/frame", plan) { try await frame(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/groups/:respondents/frame", plan, limit: FrameTable.limit) { try await take($0, $1) }
        routes.page("/surveys/campaigns/:campaign/groups/:respondents/strata", plan) { try await strata(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/groups/:respondents/strata", plan) { try await saveStrata($0, $1) }
    }

    private func screen(_ context: Context) async throws -> (ShowCampaign.Screen, ShowCampaign.GroupScreen) {
        let screen = try await ShowCampaign(bureau)(context.path("campaign"), by: context.actor)
        return (screen, try screen.group(context.path("respondents")))
    }

    private func crumbs(_ screen: ShowCampaign.Screen, _ words: Words) -> [Crumb] {
        [Crumb(words("surveys.front"), SurveysLink.front), Crumb(screen.campaign.number, SurveysLink.campaign(screen.campaign.number))]
    }

    private func frame(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let (screen, group) = try await screen(context)
        let file = Field(
            "file", words("surveys.frame.file"), .file(accept: ".csv,.xlsx"), hint: words("surveys.frame.file.hint"), isRequired: true)
        let isFile = group.group.frame == .list
        return Page.form(
            words("surveys.frame.take"), lead: words("surveys.frame.\(group.group.frame.rawValue).lead"), crumbs: crumbs(screen, words),
            room: "surveys", to: SurveysLink.frame(screen.campaign.number, group.group.code),
            isFile ? [file] : [Field("take", "", .hidden("1"))], submit: words("surveys.frame.submit"), refused: Self.short(error, words),
            by: context.actor, words, above: refusal(error, isFile, words), below: isFile ? columns(words) : HTML())
    }

    /// The faults of a file are a list of rows; its field says only that there are some.
    private static func short(_ error: (any DomainError)?, _ words: Words) -> (any DomainError)? {
        guard let count = rows(error)?.count else { return error }
        return Faults([Fault("input.faults", at: Place(field: "file"), ["count": words.numbers.count(count)])])
    }

    private static func rows(_ error: (any DomainError)?) -> [Fault]? {
        guard let faults = (error as? Faults)?.faults, faults.contains(where: { $0.place.line > 0 }) else { return nil }
        return faults
    }

    /// The rows that are wrong, or what there is no field for beside which it could stand.
    private func refusal(_ error: (any DomainError)?, _ isFile: Bool, _ words: Words) -> HTML {
        if let rows = Self.rows(error) { return .faults(rows, words) }
        guard let error, !isFile else { return HTML() }
        return .notice(.warning, words(error.code, error.details))
    }

    private func columns(_ words: Words) -> HTML {
        .table(
            id: "columns", caption: words("surveys.frame.columns"), isStacked: true,
            columns: [
                Column(words("surveys.frame.column"), .code) { (column: FrameColumn) in "\(column.rawValue)" },
                Column(words("surveys.frame.meaning")) { "\(words($0.text))" },
                Column(words("surveys.frame.must")) { "\(words(FrameColumn.required.contains($0) ? "forms.yes" : "forms.no"))" },
            ], rows: FrameColumn.allCases)
    }

    private func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        return try await .trying {
            var input: InputFile?
            if let file = form.file("file") {
                input = InputFile(name: file.name, bytes: try await bureau.services.files.read(file.stored.digest))
            }
            let outcome = try await TakeFrame(bureau)(code, campaign: number, file: input, by: context.actor)
            if outcome.doubts.isEmpty { return .go(SurveysLink.campaign(number).setting("done", to: "frame")) }
            return .page(doubts(outcome, number, context.words))
        } again: { error in
            try await frame(form, context, refused: error)
        }
    }

    private func doubts(_ outcome: TakeFrame.Outcome, _ number: String, _ words: Words) -> Page {
        Page(
            words("surveys.frame.doubts"), lead: words("surveys.frame.doubts.lead", ["rows": words.numbers.count(outcome.rows)]),
            crumbs: [Crumb(words("surveys.front"), SurveysLink.front), Crumb(number, SurveysLink.campaign(number))], room: "surveys",
            isIndexed: false,
            content: """
                <ul>\(each: outcome.doubts, { "<li>\($0.place.description): \(words.message($0))</li>" })</ul>
                <p><a class="button" href="\(SurveysLink.campaign(number))">\(words("surveys.go_on"))</a></p>
                """)
    }

    // MARK: strata

    private func strata(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let (screen, group) = try await screen(context)
        func value(_ name: String, _ known: String) -> String { form.names.contains(name) ? form[name] : known }
        let fields = group.strata.enumerated().flatMap { index, stratum -> [Field] in
            let of = [
                "name": stratum.name.isEmpty ? words("surveys.stratum.whole") : stratum.name,
                "count": words.numbers.count(stratum.population),
            ]
            let number = index + 1
            let isCertain = form.names.isEmpty ? stratum.isCertain : form.isChecked("certain_\(number)")
            return [
                Field(
                    "deviation_\(number)", words("surveys.strata.deviation", of),
                    .text(value("deviation_\(number)", words.numbers.plain(stratum.deviation)))),
                Field("minimum_\(number)", words("surveys.strata.minimum", of), .text(value("minimum_\(number)", "\(stratum.minimum)"))),
                Field("certain_\(number)", words("surveys.strata.certain", of), .checkbox(isChecked: isCertain)),
            ]
        }
        return Page.form(
            words("surveys.strata"), lead: words("surveys.strata.lead"), crumbs: crumbs(screen, words), room: "surveys",
            to: SurveysLink.strata(screen.campaign.number, group.group.code),
            fields + [Field("version", "", .hidden("\(screen.campaign.version)"))],
            submit: words("surveys.save"), refused: error, by: context.actor, words)
    }

    private func saveStrata(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        return try await .trying {
            let (_, group) = try await screen(context)
            let lines = group.strata.enumerated().map { index, stratum in
                let deviation = NumberReading(form["deviation_\(index + 1)"])
                return SetStrata.Line(
                    stratum.name, deviation: deviation[.vi] ?? deviation[.en], minimum: Int(form["minimum_\(index + 1)"]),
                    isCertain: form.isChecked("certain_\(index + 1)"))
            }
            try await SetStrata(bureau)(lines, group: code, campaign: number, version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.campaign(number).setting("done", to: "saved"))
        } again: { error in
            try await strata(form, context, refused: error)
        }
    }
}
