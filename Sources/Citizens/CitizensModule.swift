import Accounts
import Platform

/// Citizens' own accounts: proven by a code, with a profile for all forms, people they act for, and what the house tells them (OL-10, OL-14).
///
/// Knows nothing of what is sent or asked: rooms below show that on the citizen's page by their `citizenSection`.
package let citizensModule = Module(
    name: "citizens", files: Embedded.files,
    navigation: [NavigationItem(room: "citizens", text: "citizens.home", link: "/citizens", audience: .citizen)],
    signIn: SignIn(
        .citizen, page: "/citizens/sign-in", account: "/citizens", signOut: "/citizens/sign-out",
        isSignedIn: { CitizenCookies.session.secret(in: $0) != nil }, identify: CitizenCookies.actor),
    upkeep: [Upkeep(every: .seconds(2)) { services in try await SendTexts(services)() }]
) { routes, services in
    let mill = PasswordMill()

    let signIn = CitizenSignInPages(services: services, mill: mill)
    routes.page("/citizens/sign-in", .everyone, signIn.page, form: signIn.take)
    routes.page("/citizens/sign-in/password", .everyone, signIn.passwordPage, form: signIn.takePassword)
    routes.form("/citizens/sign-in/demo", .everyone, signIn.takeDemo)
    routes.form("/citizens/sign-out", .everyone, signIn.end)
    let code = CodePages(services: services)
    routes.page("/citizens/code", .everyone, code.page, form: code.take)
    let provider = ProviderPages(services: services)
    routes.get("/citizens/sign-in/provider", .everyone, provider.begin)
    routes.get("/citizens/sign-in/provider/return", .everyone, provider.end)

    let home = HomePages(services: services)
    routes.page("/citizens", .citizen, home.page)
    let messages = MessagePages(services: services)
    routes.page("/citizens/messages", .citizen, messages.page, form: messages.read)
    let profile = ProfilePages(services: services)
    routes.page("/citizens/profile", .citizen, profile.page, form: profile.take)

    let security = SecurityPages(services: services, mill: mill)
    routes.page("/citizens/security", .citizen, security.page)
    routes.form("/citizens/sessions", .citizen, security.endSessions)
    routes.page("/citizens/contact", .citizen, security.contactPage, form: security.takeContact)
    routes.page("/citizens/password", .citizen, security.passwordPage, form: security.takePassword)
    routes.form("/citizens/provider/unlink", .citizen, security.unlink)

    let delegations = DelegationPages(services: services)
    routes.page("/citizens/delegations", .citizen, delegations.page)
    routes.form("/citizens/delegations/end", .citizen, delegations.end)
    routes.page("/citizens/delegations/invite", .citizen, delegations.invitePage, form: delegations.invite)
    routes.page("/citizens/delegations/accept", .citizen, delegations.acceptPage, form: delegations.accept)
    routes.page("/citizens/delegations/business", .citizen, delegations.businessPage, form: delegations.addBusiness)

    let data = DataPages(services: services)
    routes.page("/citizens/data", .citizen, data.page)
    routes.form("/citizens/data/export", .citizen, data.export)
    routes.page("/citizens/close", .citizen, data.closePage, form: data.close)
}
