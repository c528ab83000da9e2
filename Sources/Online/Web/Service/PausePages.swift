import Facts
import Kernel
import Platform
import Storage

/// Where an administrator says when nothing can be sent, and who takes money for us.
struct PausePages: Sendable {
    let office: HomeOffice

    func add(to routes: inout Routes) {
        routes.page("/online/pauses", .role(.administrator)) { try await page(Form(), $0, refused: nil) }
        routes.form("/online/pauses", .role(.administrator)) { try await take($0, $1) }
        routes.form("/online/pauses/:pause/end", .role(.administrator)) { try await end($1) }
        routes.form("/online/providers/:provider", .role(.administrator)) { try await turn($0, $1) }
    }

    private func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let order = SetPause.Order(
                from: DeadlineQuestion.moment(form["from"]), to: DeadlineQuestion.moment(form["to"]), vi: form["text_vi"],
                en: form["text_en"])
            try await SetPause(office.services)(order, by: context.actor)
            return .go(OnlineLink.pauses.setting("done", to: "announced"))
        } again: { error in
            try await page(form, context, refused: error)
        }
    }

    private func end(_ context: Context) async throws -> FormAnswer {
        try await SetPause(office.services).end(ID(rawValue: try context.path("pause")), by: context.actor)
        return .go(OnlineLink.pauses.setting("done", to: "ended"))
    }

    private func turn(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await TurnProvider(office)(context.path("provider"), isOn: form.isChecked("on"), by: context.actor)
        return .go(OnlineLink.pauses)
    }

    private func page(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let verb = SetPause(office.services)
        var lines = HTML()
        for pause in try await verb.pauses() {
            let isInTime = try await verb.isInTime(pause)
            lines += """
                <li>\(words.numbers.moment(pause.from)) – \(words.numbers.moment(pause.to)): \(words(pause.text))\
                \(if: !isInTime, " \(.tag(words("online.pause.short")))")
                <form method="post" action="\("/online/pauses/\(pause.id)/end" as Link)">\(.token(context.actor))<button class="plain">\(words("online.pause.end"))</button></form></li>
                """
        }
        let providers = try await TurnProvider(office).all()
        return Page.form(
            words("online.administer"), lead: words("online.pause.lead"), crumbs: [Crumb(words("online.services"), OnlineLink.services)],
            room: "online", to: OnlineLink.pauses,
            [
                Field("from", words("online.pause.from"), .text(form["from"]), hint: words("online.pause.hint"), isRequired: true),
                Field("to", words("online.pause.to"), .text(form["to"]), isRequired: true),
                Field("text_vi", words("online.pause.text_vi"), .area(form["text_vi"], rows: 3), isRequired: true),
                Field("text_en", words("online.pause.text_en"), .area(form["text_en"], rows: 3), isRequired: true),
            ], submit: words("online.pause.announce"), refused: error, by: context.actor, words,
            above: "\(context.done)\(if: !lines.isEmpty, "<ul>\(lines)</ul>")",
            below: HTML(joining: providers.map { turner($0.provider, isOn: $0.isOn, context) }))
    }

    private func turner(_ provider: any PaymentProvider.Type, isOn: Bool, _ context: Context) -> HTML {
        let words = context.words
        return .section(
            words(provider.text),
            """
            <p>\(words(isOn ? "online.provider.is_on" : "online.provider.is_off"))\(if: provider.isTrial, " \(words("online.trial.label"))")</p>
            <form method="post" action="\(OnlineLink.provider(provider.code))">\(.token(context.actor))\
            <input type="hidden" name="on" value="\(isOn ? "0" : "1")"><button>\(words(isOn ? "online.provider.turn_off" : "online.provider.turn_on"))</button></form>
            """)
    }
}
