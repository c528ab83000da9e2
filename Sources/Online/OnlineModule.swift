import Dossiers
import Platform

/// Services for people at home (OL-1…17): a form filled in, sent, followed, supplemented, paid and answered without a way to the counter.
///
/// Dossiers are Dossiers' own: this room hands them to its counter for people at home and hears what becomes of them.
package let onlineModule = Module(
    name: "online", files: Embedded.files,
    navigation: [
        NavigationItem(room: "online", text: "online.navigation", link: "/online"),
        NavigationItem(room: "online-desk", text: "online.desk.navigation", link: "/online/desk", audience: .anyOf(DossierDuty.roles)),
    ],
    citizenSection: HomeSection.section,
    upkeep: [Upkeep(every: .seconds(3600)) { services in try await ForgetDrafts(services)() }],
    pageSections: [ServicePages.section, DeskPages.section],
    listeners: [Listener(to: DossierChange.self, HearDossiers.hear)],
    addRoutes: { routes, services in
        let office = HomeOffice(services)
        ServicePages(office: office).add(to: &routes)
        PausePages(office: office).add(to: &routes)
        DraftPages(office: office).add(to: &routes)
        OwnPages(office: office).add(to: &routes)
        PaymentPages(office: office).add(to: &routes)
        TrialBankPages(office: office).add(to: &routes)
        DeskPages(office: office).add(to: &routes)
    })
