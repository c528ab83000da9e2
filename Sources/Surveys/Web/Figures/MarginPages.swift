import Kernel
import Platform

/// What is known of the population beside the sample, and the texts that people wrote, for whoever looks them through.
struct MarginPages: Sendable {
    let bureau: SurveysBureau

    func add(to routes: inout Routes) {
        let plan = SurveyDuty.plan.access
        routes.page("/surveys/campaigns/:campaign/groups/:respondents/margins", plan) { try await margins(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/groups/:respondents/margins", plan) { try await saveMargins($0, $1) }
        routes.page("/surveys/campaigns/:campaign/groups/:respondents/remarks", plan) { try await remarks($0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/groups/:respondents/remarks", plan) { try await review($0, $1) }
    }

    private func crumbs(_ number: String, _ words: Words) -> [Crumb] {
        [
            Crumb(words("surveys.front"), SurveysLink.front), Crumb(number, SurveysLink.campaign(number)),
            Crumb(words("surveys.figure.figures"), SurveysLink.figures(number)),
        ]
    }

    private func margins(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        let (campaign, instrument, tables) = try await bureau.read(by: context.actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            let group = try desk.group(code, of: campaign)
            return (campaign, try desk.instrument(group.instrument), try EstimateStore.margins(of: number, code, desk.db))
        }
        let known = tables.flatMap { table in table.categories.map { "\(table.question); \($0.code); \($0.population)" } }
        let text = form.names.contains("margins") ? form["margins"] : known.joined(separator: "\n")
        return Page.form(
            words("surveys.figure.margins"), lead: words("surveys.figure.margins.lead"), crumbs: crumbs(number, words), room: "surveys",
            to: SurveysLink.margins(number, code),
            [
                Field("margins", words("surveys.figure.margins.lines"), .area(text, rows: 10), hint: words("surveys.figure.margins.hint")),
                Field("version", "", .hidden("\(campaign.version)")),
            ], submit: words("surveys.save"), refused: error, by: context.actor, words,
            below: .table(
                id: "questions", caption: words("surveys.figure.margins.questions"), isStacked: true,
                columns: [
                    Column(words("surveys.instrument.name"), .code) { (name: String) in "\(name)" },
                    Column(words("surveys.figure.margins.categories")) {
                        "\((instrument.categories(of: $0) ?? []).joined(separator: ", "))"
                    },
                ], rows: instrument.sorting, empty: words("surveys.figure.margins.none")))
    }

    private func saveMargins(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        return try await .trying {
            try await SetMargins(bureau)(
                FormulaForm.margins(form["margins"]), group: code, campaign: number, version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.figures(number).setting("done", to: "saved"))
        } again: { error in
            try await margins(form, context, refused: error)
        }
    }

    // MARK: texts

    private func remarks(_ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        let after = context.query["after"] ?? ""
        let (remarks, next) = try await ShowFigures(bureau).remarks(number, group: code, after: after, by: context.actor)
        let link = SurveysLink.remarks(number, code)
        return Page(
            words("surveys.figure.review"), lead: words("surveys.figure.review.lead"), crumbs: crumbs(number, words), room: "surveys",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(error.map { HTML.notice(.warning, ($0 as? Faults).map { $0.faults.map { words.message($0) }.joined(separator: " ") } ?? words($0.code, $0.details)) })\
                \(context.done)
                \(if: remarks.isEmpty, "<p class=\"empty\">\(words("surveys.figure.review.none"))</p>")
                \(each: remarks, { remark($0, link.setting("after", to: after.isEmpty ? nil : after), context) })
                \(next.map { "<p><a href=\"\(link.setting("after", to: $0))\">\(words("surveys.figure.review.next"))</a></p>" as HTML })
                """)
    }

    private func remark(_ remark: RemarkStore.Remark, _ link: Link, _ context: Context) -> HTML {
        let words = context.words
        let state = remark.decision.map { $0.isShown ? "shown" : "kept_back" } ?? "waiting"
        // Ids of answers are of chance and stand for nobody.
        let id = "\(remark.answer)-\(remark.question)"
        return """
            <div class="said"><p>\(.tag(words("surveys.figure.review.\(state)"))) \(remark.written)</p>
            \(.form(
                .post, to: link,
                [
                    Field("answer", "", .hidden(remark.answer)), Field("question", "", .hidden(remark.question)),
                    Field("text-\(id)", words("surveys.figure.review.text"), .area(remark.decision?.text ?? remark.written, rows: 2)),
                    Field("shown-\(id)", words("surveys.figure.review.show"), .checkbox(isChecked: remark.decision?.isShown ?? false)),
                ], submit: words("surveys.save"), by: context.actor))</div>
            """
    }

    private func review(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, code) = (try context.path("campaign"), try context.path("respondents"))
        return try await .trying {
            let id = "\(form["answer"])-\(form["question"])"
            try await ReviewRemark(bureau)(
                .init(
                    answer: form["answer"], question: form["question"], isShown: form.isChecked("shown-\(id)"), text: form["text-\(id)"]),
                group: code, campaign: number, by: context.actor)
            return .go(
                SurveysLink.remarks(number, code).setting("after", to: context.query["after"]).setting("done", to: "saved"))
        } again: { error in
            try await remarks(context, refused: error)
        }
    }
}
