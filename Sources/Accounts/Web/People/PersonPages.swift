import Kernel
import Platform
import Units

/// The pages about one person, for administrators: opened, corrected, given a link, closed.
struct PersonPages: Sendable {
    let services: Services

    func page(_ context: Context) async throws -> Page {
        let words = context.words
        let sheet = try await FindPeople(services).sheet(try context.path("login"), by: context.actor)
        let person = sheet.person
        return Page(
            person.name, kicker: person.login, lead: words(person.wayIn), crumbs: [.people(words)], room: "accounts", isIndexed: false,
            content: """
                \(context.notice)
                \(.definitions(details(sheet, words).map { (term: words($0.key), text: "\($0.text)" as HTML) }))
                \(.section(words("accounts.roles"), grants(sheet, words)))
                \(.section(words("accounts.actions"), actions(person, context)))
                """)
    }

    private func details(_ sheet: FindPeople.Sheet, _ words: Words) -> [(key: String, text: String)] {
        let person = sheet.person
        return [
            ("accounts.unit", sheet.unit.map { "\(words($0.name)) (\($0.code))" } ?? "–"), ("accounts.email", person.email ?? "–"),
            ("accounts.phone", person.phone ?? "–"), ("accounts.language", words("platform.language.\(person.language.rawValue)")),
            ("accounts.created", words.numbers.moment(person.created)),
        ]
    }

    private func grants(_ sheet: FindPeople.Sheet, _ words: Words) -> HTML {
        let person = sheet.person
        return """
            \(.table(
                id: "grants", caption: words("accounts.roles.caption"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("accounts.role"), .head) { line in
                        "\(words(line.grant.role.text))<span class=\"why\">\(GrantText.scope(line.grant, line.unit, words))</span>"
                    },
                    Column(words("accounts.time")) { line in
                        """
                        \(GrantText.time(line.grant, line.state, words))\
                        \(if: line.state != .past, end(line.grant, of: person, words))
                        """
                    },
                    Column(words("accounts.granted_by"), .aside) { "\(GrantText.giver($0.grant, words))" },
                ] as [Column<(grant: DatedGrant, unit: NamedUnit?, state: DatedGrant.State)>], rows: sheet.grants,
                empty: words("accounts.roles.none_yet")))
            \(if: person.status == .active, """
                <p><a class="button" href="\("/accounts/people/\(person.login)/grant" as Link)">\(words("accounts.grant.new"))</a></p>
                """)
            """
    }

    private func end(_ grant: DatedGrant, of person: Person, _ words: Words) -> HTML {
        let link: Link = "/accounts/people/\(person.login)/grants/\(grant.id)"
        return """
            <br><a href="\(link)">\(words("accounts.grant.end"))<span class="quiet"> \(words(grant.role.text))</span></a>
            """
    }

    private func actions(_ person: Person, _ context: Context) -> HTML {
        let words = context.words
        guard person.status == .active else {
            return .form(
                .post, to: "/accounts/people/\(person.login)/reopen", [], submit: words("accounts.person.reopen"), by: context.actor)
        }
        var actions: [(page: String, text: String)] = [("edit", "accounts.person.edit")]
        // What nobody may do to the own account is not offered.
        if person.login != context.actor.name {
            actions.insert(("link", person.hasPassword ? "accounts.reset.offer" : "accounts.invitation.offer"), at: 0)
            actions += [("reassign", "accounts.reassign"), ("close", "accounts.person.close")]
        }
        return """
            <ul>\(each: actions, { action in
                "<li><a href=\"\("/accounts/people/\(person.login)/\(action.page)" as Link)\">\(words(action.text))</a></li>"
            })</ul>
            """
    }

    // MARK: new and corrected

    func newPage(_ context: Context) async throws -> Page { newPage(Form(), context, refused: nil) }

    private func newPage(_ form: Form, _ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        let login = Field("login", words("accounts.login"), .text(form["login"]), hint: words("accounts.login_hint"))
        return Page.form(
            words("accounts.person.new"), lead: words("accounts.person.new_lead"), crumbs: [.people(words)], room: "accounts",
            to: "/accounts/new", [login] + Self.fields(form, words), submit: words("accounts.person.create"), refused: error,
            by: context.actor, words)
    }

    private static func fields(_ form: Form, _ words: Words) -> [Field] {
        let languages = Language.allCases.map { Choice($0.rawValue, words("platform.language.\($0.rawValue)")) }
        return [
            Field("name", words("accounts.name"), .text(form["name"])),
            Field("unit", words("accounts.unit"), .text(form["unit"]), hint: words("accounts.unit_hint")),
            Field("email", words("accounts.email_optional"), .line("email", form["email"])),
            Field("phone", words("accounts.phone_optional"), .line("tel", form["phone"])),
            Field("language", words("accounts.language"), .radios(languages, chosen: form.optional("language") ?? "vi")),
        ]
    }

    private static func draft(_ form: Form, login: String) -> PersonDraft {
        PersonDraft(
            login: login, name: form["name"], email: form["email"], phone: form["phone"], unit: form["unit"],
            language: Language(rawValue: form["language"]) ?? .vi)
    }

    func create(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            let person = try await CreatePerson(services)(Self.draft(form, login: form["login"]), by: context.actor)
            return .go(person.page.setting("done", to: "created"))
        } again: { error in
            newPage(form, context, refused: error)
        }
    }

    func editPage(_ context: Context) async throws -> Page {
        let sheet = try await FindPeople(services).sheet(try context.path("login"), by: context.actor)
        let person = sheet.person
        let form = Form(values: [
            "name": [person.name], "unit": [sheet.unit?.code ?? ""], "email": [person.email ?? ""], "phone": [person.phone ?? ""],
            "language": [person.language.rawValue],
        ])
        return editPage(form, person.login, context, refused: nil)
    }

    private func editPage(_ form: Form, _ login: String, _ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        return Page.form(
            words("accounts.person.edit"), crumbs: [.people(words), Crumb(login, "/accounts/people/\(login)")], room: "accounts",
            to: "/accounts/people/\(login)/edit", Self.fields(form, words), submit: words("accounts.person.save"), refused: error,
            by: context.actor, words)
    }

    func edit(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let login = try context.path("login")
        return try await .trying {
            try await ChangePerson(services)(Self.draft(form, login: login), by: context.actor)
            return .go("/accounts/people/\(login)?done=saved")
        } again: { error in
            editPage(form, login, context, refused: error)
        }
    }

    // MARK: the link

    func linkPage(_ context: Context) async throws -> Page {
        let words = context.words
        let person = try await FindPeople(services).sheet(try context.path("login"), by: context.actor).person
        let kind = person.hasPassword ? "reset" : "invitation"
        let factor = Field(
            "second_factor", words("accounts.reset.second_factor"), .checkbox(isChecked: false),
            hint: words("accounts.reset.second_factor_hint"))
        return Page.form(
            words("accounts.\(kind).offer"), lead: words("accounts.\(kind).offer.lead"),
            crumbs: [.people(words), Crumb(person.name, person.page)], room: "accounts", to: "/accounts/people/\(person.login)/link",
            person.hasSecondFactor ? [factor] : [], submit: words("accounts.\(kind).offer"), by: context.actor, words)
    }

    /// Shows the link on the only page that ever holds it.
    func offerLink(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let words = context.words
        let login = try context.path("login")
        let offer = try await OfferLink(services)(to: login, takesSecondFactor: form.isChecked("second_factor"), by: context.actor)
        return .page(
            Page(
                words("accounts.link.made"), lead: words("accounts.link.made_lead", ["login": login]),
                crumbs: [.people(words), Crumb(login, "/accounts/people/\(login)")], room: "accounts", isIndexed: false,
                content: """
                    <p><code>\(offer.address(services.settings))</code></p>
                    <p>\(words("accounts.link.expires", ["expires": words.numbers.moment(offer.expires)]))</p>
                    <p><a href="\("/accounts/people/\(login)" as Link)">\(words("accounts.link.back"))</a></p>
                    """))
    }

    // MARK: closed and opened again

    func closePage(_ context: Context) async throws -> Page {
        let person = try await FindPeople(services).sheet(try context.path("login"), by: context.actor).person
        return closePage(Form(), person.login, context, refused: nil)
    }

    private func closePage(_ form: Form, _ login: String, _ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        return Page.form(
            words("accounts.person.close"), lead: words("accounts.person.close_lead", ["login": login]),
            crumbs: [.people(words), Crumb(login, "/accounts/people/\(login)")], room: "accounts", to: "/accounts/people/\(login)/close",
            [Field("reason", words("accounts.reason"), .area(form["reason"], rows: 3), hint: words("accounts.reason_hint"))],
            submit: words("accounts.person.close"), refused: error, by: context.actor, words)
    }

    func close(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let login = try context.path("login")
        return try await .trying {
            try await ClosePerson(services)(login, reason: form["reason"], by: context.actor)
            return .go("/accounts/people/\(login)?done=closed")
        } again: { error in
            closePage(form, login, context, refused: error)
        }
    }

    func reopen(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let login = try context.path("login")
        try await ClosePerson(services).reopen(login, by: context.actor)
        return .go("/accounts/people/\(login)?done=reopened")
    }
}
