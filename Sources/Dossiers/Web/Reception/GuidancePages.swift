import HTTPTypes
import Kernel
import Platform
import Units

/// Guidance at a counter (OS-18): a short form, and what was noted last.
struct GuidancePages: Sendable {
    let bureau: Bureau

    func add(to routes: inout Routes) {
        routes.page("/dossiers/units/:unit/guidance", .anyOf(DossierDuty.roles)) { try await page(Form(), $0, refused: nil) }
        routes.form("/dossiers/units/:unit/guidance", .role(.counterOfficer)) { try await give($0, $1) }
        routes.api(.post, "/api/v1/dossiers/units/:unit/guidance", .role(.counterOfficer)) { (body: [String: String], context) in
            Answer(try await guidance(Form(values: body.mapValues { [$0] }), context))
        }
    }

    /// What a program is told of what it noted.
    struct Answer: Encodable, Sendable {
        let id: String
        let at: String

        init(_ guidance: Guidance) {
            id = guidance.id.rawValue
            at = guidance.at.description
        }
    }

    private func guidance(_ form: Form, _ context: Context) async throws -> Guidance {
        do {
            return try await GiveGuidance(bureau)(
                unit: context.path("unit"), procedure: form["procedure"], Guidance.Channel(rawValue: form["channel"]) ?? .counter,
                text: form["text"], by: context.actor)
        } catch let error as DossiersError {
            guard case .noSuchProcedure = error else { throw error }
            throw Faults([Fault(error.code, at: Place(file: "guidance", field: "procedure"), error.details)])
        }
    }

    private func give(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            _ = try await guidance(form, context)
            return .go(DossierLink.guidance(try context.path("unit")).setting("done", to: "guided"))
        } again: { error in
            try await page(form, context, refused: error)
        }
    }

    private func page(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await ListGuidances(bureau)(unit: context.path("unit"), by: context.actor)
        let gives = DossierDuty.receive.isHeld(by: context.actor, for: screen.unit.id)
        let fields = gives ? fields(form, words).telling(error, words) : []
        return Page(
            words("dossiers.guidance"),
            lead: words("dossiers.guidance.lead", ["count": words.numbers.count(screen.month)]),
            crumbs: [Crumb(words(screen.unit.name), DossierLink.desk(screen.unit.code))], room: "dossiers-desk",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(fields, words))\
                \(context.done)
                \(if: gives, .form(
                    .post, to: DossierLink.guidance(screen.unit.code), fields, submit: words("dossiers.guidance.submit"),
                    by: context.actor))
                \(.section(words("dossiers.guidance.latest"), table(screen, context)))
                """)
    }

    private func fields(_ form: Form, _ words: Words) -> [Field] {
        [
            Field(
                "procedure", words("dossiers.procedure.code"), .text(form["procedure"]), hint: words("dossiers.guidance.procedure.hint")),
            Field(
                "channel", words("dossiers.guidance.channel"),
                .radios(
                    Guidance.Channel.allCases.map { Choice($0.rawValue, words("dossiers.guidance.channel.\($0.rawValue)")) },
                    chosen: form.optional("channel") ?? Guidance.Channel.counter.rawValue)),
            Field(
                "text", words("dossiers.guidance.text"), .area(form["text"], rows: 4), hint: words("dossiers.guidance.text.hint"),
                isRequired: true),
        ]
    }

    private func table(_ screen: ListGuidances.Screen, _ context: Context) -> HTML {
        let words = context.words
        return .table(
            id: "guidances", caption: words("dossiers.guidance.latest"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.history.when"), .head) { (guidance: Guidance) in "\(words.numbers.moment(guidance.at))" },
                Column(words("dossiers.procedure.code")) { "\(context.text($0.procedure))" },
                Column(words("dossiers.guidance.channel")) { "\(words("dossiers.guidance.channel.\($0.channel.rawValue)"))" },
                Column(words("dossiers.guidance.text")) { "\($0.text)" },
                Column(words("dossiers.history.who")) { "\(screen.names[$0.login] ?? $0.login)" },
            ], rows: screen.latest, empty: words("dossiers.guidance.none"))
    }
}
