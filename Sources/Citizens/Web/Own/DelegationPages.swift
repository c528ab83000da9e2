import Accounts
import Kernel
import Platform

/// Who acts for whom, and the forms by which that begins and ends.
struct DelegationPages: Sendable {
    let services: Services

    func page(_ context: Context) async throws -> Page {
        let words = context.words
        let overview = try await ListDelegations(services)(by: context.actor)
        return Page(
            words("citizens.delegations"), lead: words("citizens.delegations.lead"), crumbs: [.home(words)], isIndexed: false,
            content: """
                \(context.notice)
                \(if: overview.isAsked, .notice(
                    .information, words("citizens.delegations.asked"),
                    "<p><a href=\"\("/citizens/delegations/accept" as Link)\">\(words("citizens.delegations.accept"))</a></p>"))
                \(.section(words("citizens.delegations.acting"), """
                    \(table("acting", "citizens.delegations.acting", overview.acting, context))
                    <p><a class="button" href="\("/citizens/delegations/business" as Link)">\(words("citizens.business.add"))</a></p>
                    """))
                \(.section(words("citizens.delegations.acted_for"), """
                    \(table("acted-for", "citizens.delegations.acted_for", overview.actedFor, context))
                    \(waiting(overview.sent, context))
                    <p><a class="button" href="\("/citizens/delegations/invite" as Link)">\(words("citizens.invitation.title"))</a></p>
                    """))
                """)
    }

    private func table(_ id: StaticString, _ title: String, _ lines: [ListDelegations.Line], _ context: Context) -> HTML {
        let words = context.words
        return .table(
            id: id, caption: words(title), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("citizens.delegation.name"), .head) { line in
                    "\(line.name)\(line.taxCode.map { "<span class=\"why\">\(words("citizens.business.tax_code")) \($0)</span>" as HTML })"
                },
                Column(words("citizens.delegation.role")) { "\($0.role)" },
                Column(words("citizens.delegation.from")) { line in
                    """
                    \(words.numbers.moment(line.from))\(RowButton.html(
                        "/citizens/delegations/end", "delegation", line.id.rawValue, words("citizens.delegation.end"), about: line.name,
                        context.actor))
                    """
                },
            ] as [Column<ListDelegations.Line>], rows: lines, empty: words("citizens.delegations.none"))
    }

    private func waiting(_ invitations: [Invitation], _ context: Context) -> HTML {
        let words = context.words
        return """
            \(if: !invitations.isEmpty, """
                <ul>\(each: invitations, { invitation in
                    """
                    <li>\(words("citizens.invitation.waits", [
                        "contact": invitation.contact.masked, "role": invitation.role,
                        "expires": words.numbers.moment(invitation.expires),
                    ]))\(RowButton.html(
                        "/citizens/delegations/end", "invitation", invitation.id.rawValue, words("citizens.invitation.withdraw"),
                        about: invitation.contact.masked, context.actor))</li>
                    """
                })</ul>
                """)
            """
    }

    /// Ends what the form names: a delegation, or an invitation that nobody has answered.
    func end(_ form: Form, _ context: Context) async throws -> FormAnswer {
        if let invitation = form.optional("invitation") {
            try await InviteDelegate(services).withdraw(invitation, by: context.actor)
        } else {
            try await EndDelegation(services)(form["delegation"], by: context.actor)
        }
        return .go("/citizens/delegations?done=ended")
    }

    // MARK: family

    func invitePage(_ context: Context) async throws -> Page { invitePage(Form(), context, refused: nil) }

    private func invitePage(_ form: Form, _ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        return Page.form(
            words("citizens.invitation.title"), lead: words("citizens.invitation.lead"), crumbs: [.home(words), .delegations(words)],
            to: "/citizens/delegations/invite",
            [
                Field("contact", words("citizens.invitation.contact"), .text(form["contact"]), hint: words("citizens.contact.hint")),
                Field("role", words("citizens.invitation.role"), .text(form["role"]), hint: words("citizens.invitation.role_hint")),
            ], submit: words("citizens.invitation.send"), refused: error, by: context.actor, words)
    }

    func invite(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            try await InviteDelegate(services)(form["contact"], role: form["role"], by: context.actor)
            return .go("/citizens/delegations?done=invited")
        } again: { error in
            invitePage(form, context, refused: error)
        }
    }

    func acceptPage(_ context: Context) async throws -> Page { acceptPage(context, refused: nil) }

    private func acceptPage(_ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        return Page.form(
            words("citizens.delegations.accept"), lead: words("citizens.accept.lead"), crumbs: [.home(words), .delegations(words)],
            to: "/citizens/delegations/accept",
            [
                Field(
                    "code", words("citizens.accept.code"), .line("tel", "", autocomplete: "one-time-code"),
                    hint: words("citizens.accept.hint"))
            ],
            submit: words("citizens.accept.submit"), refused: error, by: context.actor, words)
    }

    func accept(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            try await AcceptDelegation(services)(form["code"], by: context.actor)
            return .go("/citizens/delegations?done=accepted")
        } again: { error in
            acceptPage(context, refused: error)
        }
    }

    // MARK: business

    func businessPage(_ context: Context) async throws -> Page { businessPage(Form(), context, refused: nil) }

    private func businessPage(_ form: Form, _ context: Context, refused error: (any DomainError)?) -> Page {
        let words = context.words
        return Page.form(
            words("citizens.business.add"), lead: words("citizens.business.lead"), crumbs: [.home(words), .delegations(words)],
            to: "/citizens/delegations/business",
            [
                Field(
                    "tax_code", words("citizens.business.tax_code"), .text(form["tax_code"]), hint: words("citizens.business.tax_code_hint")
                ),
                Field("name", words("citizens.business.name"), .line("text", form["name"], autocomplete: "organization")),
                Field("role", words("citizens.business.role"), .text(form["role"]), hint: words("citizens.business.role_hint")),
                Field("stated", words("citizens.business.stated"), .checkbox(isChecked: form.isChecked("stated"))),
            ], submit: words("citizens.business.save"), refused: error, by: context.actor, words)
    }

    func addBusiness(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await .trying {
            try await AddBusiness(services)(
                BusinessDraft(taxCode: form["tax_code"], name: form["name"], role: form["role"], isStated: form.isChecked("stated")),
                by: context.actor)
            return .go("/citizens/delegations?done=business")
        } again: { error in
            businessPage(form, context, refused: error)
        }
    }
}
