import Kernel
import Platform

/// The pages that give a role, end one, and hand roles on to another person.
struct GrantPages: Sendable {
    let services: Services

    private func crumbs(_ person: Person, _ words: Words) -> [Crumb] { [.people(words), Crumb(person.name, person.page)] }

    func page(_ context: Context) async throws -> Page { try await page(Form(), context, refused: nil) }

    private func page(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let person = try await FindPeople(services).sheet(try context.path("login"), by: context.actor).person
        let roles = Role.all.map { Choice($0.rawValue, "\(words($0.text)) – \(words("accounts.may.\($0)"))") }
        return Page.form(
            words("accounts.grant.new"), crumbs: crumbs(person, words), room: "accounts", to: "/accounts/people/\(person.login)/grant",
            [
                Field("role", words("accounts.role"), .radios(roles, chosen: form["role"])),
                Field("unit", words("accounts.grant.unit"), .text(form["unit"]), hint: words("accounts.grant.unit_hint")),
                Field("field", words("accounts.grant.field"), .text(form["field"]), hint: words("accounts.grant.field_hint")),
                Field("from", words("accounts.grant.from"), .line("text", form["from"]), hint: words("accounts.grant.from_hint")),
                Field("until", words("accounts.grant.until"), .line("text", form["until"]), hint: words("accounts.grant.until_hint")),
            ], submit: words("accounts.grant.new"), refused: error, by: context.actor, words)
    }

    func grant(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let login = try context.path("login")
        return try await .trying {
            let draft = GrantDraft(
                role: form["role"], unit: form["unit"], field: form["field"], from: form["from"], until: form["until"])
            try await GrantRole(services)(draft, to: login, by: context.actor)
            return .go("/accounts/people/\(login)?done=granted")
        } again: { error in
            try await page(form, context, refused: error)
        }
    }

    // MARK: the end of a role

    func endPage(_ context: Context) async throws -> Page { try await endPage(Form(), context, refused: nil) }

    private func endPage(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let sheet = try await FindPeople(services).sheet(try context.path("login"), by: context.actor)
        let id = try context.path("grant")
        guard let line = sheet.grants.first(where: { $0.grant.id.rawValue == id && $0.state != .past }) else {
            throw AccountsError.grantNotFound
        }
        return Page.form(
            words("accounts.grant.end"),
            lead: words(
                "accounts.grant.end_lead",
                ["role": words(line.grant.role.text), "scope": GrantText.scope(line.grant, line.unit, words), "name": sheet.person.name]),
            crumbs: crumbs(sheet.person, words), room: "accounts", to: "/accounts/people/\(sheet.person.login)/grants/\(id)",
            [Field("until", words("accounts.grant.last_day"), .line("text", form["until"]), hint: words("accounts.grant.last_day_hint"))],
            submit: words("accounts.grant.end"), refused: error, by: context.actor, words)
    }

    func end(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let login = try context.path("login")
        let id = ID<DatedGrant>(rawValue: try context.path("grant"))
        return try await .trying {
            try await GrantRole(services).end(id, of: login, until: form["until"], by: context.actor)
            return .go("/accounts/people/\(login)?done=grant_ended")
        } again: { error in
            try await endPage(form, context, refused: error)
        }
    }

    // MARK: handed on

    func reassignPage(_ context: Context) async throws -> Page { try await reassignPage(Form(), isFresh: true, context, refused: nil) }

    private func reassignPage(_ form: Form, isFresh: Bool, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let sheet = try await FindPeople(services).sheet(try context.path("login"), by: context.actor)
        let chosen = Set(form.all("grant"))
        let lines = sheet.grants.filter { $0.state != .past }
        let fields = [
            Field("to", words("accounts.reassign.to"), .text(form["to"]), hint: words("accounts.reassign.to_hint")),
            Field("day", words("accounts.reassign.day"), .line("text", form["day"]), hint: words("accounts.reassign.day_hint")),
            Field("reason", words("accounts.reason"), .area(form["reason"], rows: 3), hint: words("accounts.reason_hint")),
        ].telling(error, words)
        return Page(
            words("accounts.reassign"), lead: words("accounts.reassign.lead", ["name": sheet.person.name]),
            crumbs: crumbs(sheet.person, words), room: "accounts", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(fields, words))
                <form method="post" action="\("/accounts/people/\(sheet.person.login)/reassign" as Link)" novalidate>\(.token(context.actor))
                <div class="field"><fieldset><legend>\(words("accounts.reassign.grants"))</legend>\(each: lines.enumerated(), { number, line in
                    let isChosen = isFresh || chosen.contains(line.grant.id.rawValue)
                    return """
                        <div class="choice"><input type="checkbox" id="grant-\(number + 1)" name="grant" value="\(line.grant.id.rawValue)"\
                        \(flag: "checked", isChosen)><label for="grant-\(number + 1)">\(words(line.grant.role.text)): \
                        \(GrantText.scope(line.grant, line.unit, words)), \(GrantText.time(line.grant, line.state, words))</label></div>

                        """
                })\(if: lines.isEmpty, "<p>\(words("accounts.roles.none_yet"))</p>")</fieldset></div>
                \(each: fields, HTML.field)
                <div class="actions"><button>\(words("accounts.reassign.do"))</button></div></form>
                """)
    }

    func reassign(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let login = try context.path("login")
        let order = ReassignGrants.Order(
            from: login, to: form["to"], grants: Set(form.all("grant").map(ID.init(rawValue:))), day: form["day"], reason: form["reason"])
        return try await .trying {
            try await ReassignGrants(services)(order, by: context.actor)
            return .go("/accounts/people/\(login)?done=reassigned")
        } again: { error in
            try await reassignPage(form, isFresh: false, context, refused: error)
        }
    }
}
