import Platform

/// People and what they may: personal accounts, dated roles, ways to sign in and tokens for programs (US-30…36, PI-76).
///
/// Knows units, and nothing of what is done with a role: that is for the rooms below to say.
package let accountsModule = Module(
    name: "accounts", files: Embedded.files, commands: [AccountsCommand.self],
    navigation: [NavigationItem(room: "accounts", text: "accounts.people", link: "/accounts/people", audience: .role(.administrator))],
    signIn: SignIn(
        page: "/accounts/sign-in", account: "/accounts", signOut: "/accounts/sign-out",
        isSignedIn: { Credentials($0).session != nil }, identify: Credentials.actor),
    frontSection: FrontSection { words, services in
        DemoDoor.html(try await SignInDemo(services).offers(), words)
    }
) { routes, services in
    let mill = PasswordMill()

    let signIn = SignInPages(services: services, mill: mill)
    routes.page("/accounts/sign-in", .everyone, signIn.page, form: signIn.take)
    routes.form("/accounts/sign-in/demo", .everyone, signIn.takeDemo)
    routes.form("/accounts/sign-out", .everyone, signIn.end)
    let code = CodePages(services: services)
    routes.page("/accounts/sign-in/code", .everyone, code.page, form: code.take)
    let invitation = InvitationPages(services: services, mill: mill)
    routes.page("/accounts/invitations/:token", .everyone, invitation.page, form: invitation.take)

    let own = OwnPages(services: services)
    routes.page("/accounts", .signedIn, own.page)
    routes.form("/accounts/sessions", .signedIn, own.endSessions)
    let password = PasswordPages(services: services, mill: mill)
    routes.page("/accounts/password", .signedIn, password.page, form: password.take)
    let factor = SecondFactorPages(services: services, mill: mill)
    routes.page("/accounts/second-factor", .signedIn, factor.page, form: factor.turnOn)
    routes.page("/accounts/second-factor/off", .signedIn, factor.offPage, form: factor.turnOff)
    routes.page("/accounts/second-factor/codes", .signedIn, factor.codesPage, form: factor.renewCodes)
    let tokens = TokenPages(services: services)
    routes.page("/accounts/tokens", .signedIn, tokens.page, form: tokens.make)
    routes.form("/accounts/tokens/end", .signedIn, tokens.end)

    let people = PeoplePages(services: services)
    routes.page("/accounts/people", .role(.administrator), people.list)
    let imports = ImportPages(services: services)
    routes.page("/accounts/import", .role(.administrator), limit: ImportPages.limit, imports.page, form: imports.take)
    let sheet = PersonPages(services: services)
    routes.page("/accounts/new", .role(.administrator), sheet.newPage, form: sheet.create)
    routes.page("/accounts/people/:login", .role(.administrator), sheet.page)
    routes.page("/accounts/people/:login/edit", .role(.administrator), sheet.editPage, form: sheet.edit)
    routes.page("/accounts/people/:login/close", .role(.administrator), sheet.closePage, form: sheet.close)
    routes.form("/accounts/people/:login/reopen", .role(.administrator), sheet.reopen)
    routes.page("/accounts/people/:login/link", .role(.administrator), sheet.linkPage, form: sheet.offerLink)
    let grants = GrantPages(services: services)
    routes.page("/accounts/people/:login/grant", .role(.administrator), grants.page, form: grants.grant)
    routes.page("/accounts/people/:login/grants/:grant", .role(.administrator), grants.endPage, form: grants.end)
    routes.page("/accounts/people/:login/reassign", .role(.administrator), grants.reassignPage, form: grants.reassign)

    AccountsAPI(services: services).addRoutes(&routes)
    PeopleAPI(services: services).addRoutes(&routes)
}
