import Kernel
import Platform

/// Decisions that publish procedures: what is not applied yet, and the form that registers one more.
struct DecisionForms: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    func page(_ context: Context) async throws -> Page { try await page(context, nil, refused: nil) }

    func register(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let draft = RegisterDecision.Draft(
            number: form["number"], title: form["title"], authority: form["authority"], decided: form["decided"],
            effective: form["effective"], listed: form["listed"], codes: form["codes"])
        return try await .trying {
            try await RegisterDecision(services)(draft, by: context.actor)
            return .go("/procedures/decisions?done=registered")
        } again: { error in
            try await page(context, form, refused: error)
        }
    }

    func list(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let day = form.optional("listed") ?? services.now().vietnamDate.description
        try await ListDecision(services)(ID(rawValue: form["decision"]), on: day, by: context.actor)
        return .go("/procedures/decisions?done=listed")
    }

    private func page(_ context: Context, _ sent: Form?, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let days = context.query["within"].flatMap { Int($0) }.map { min(max($0, 1), 366) } ?? 30
        let count = context.query["count"].flatMap(PublicationLimits.DayCount.init) ?? .calendar
        let alerts = try await ProcedureAlerts(services)(within: days, counting: count, by: context.actor)
        let table = DecisionTable(alerts, days: days, count: count, context)
        return .form(
            words("procedures.decisions"), lead: table.lead, crumbs: [Crumb(words("procedures.catalogue"), "/procedures")],
            room: "procedures", to: "/procedures/decisions", fields(words, sent), submit: words("procedures.decisions.register"),
            refused: error, by: context.actor, words, above: "\(done(context))\(table.content)<h2>\(words("procedures.decisions.new"))</h2>"
        )
    }

    private func done(_ context: Context) -> HTML {
        guard let what = context.query["done"], ["registered", "listed"].contains(what) else { return HTML() }
        return .notice(.success, context.words("procedures.done.\(what)"))
    }

    private func fields(_ words: Words, _ sent: Form?) -> [Field] {
        func field(_ name: String, _ control: Field.Control, isRequired: Bool = true) -> Field {
            let hint = "procedures.decision.\(name).hint"
            return Field(
                name, words("procedures.decision.\(name)"), control, hint: words.has(hint) ? words(hint) : nil, isRequired: isRequired)
        }
        let authorities = PublicationDecision.Authority.allCases.map { Choice($0.rawValue, words("procedures.authority.\($0.rawValue)")) }
        return [
            field("number", .text(sent?["number"] ?? "")), field("title", .text(sent?["title"] ?? ""), isRequired: false),
            field("authority", .radios(authorities, chosen: sent?.optional("authority") ?? "province")),
            field("decided", .text(sent?["decided"] ?? "")), field("effective", .text(sent?["effective"] ?? "")),
            field("listed", .text(sent?["listed"] ?? ""), isRequired: false), field("codes", .area(sent?["codes"] ?? "", rows: 4)),
        ]
    }
}
