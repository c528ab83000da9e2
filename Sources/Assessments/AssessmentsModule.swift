import Office
import Platform

/// The yearly round: units score themselves with evidence, appraisers judge, units explain, the council settles, the chair
/// decides (PI-70…77).
///
/// Rules lie in `Model`, one verb a file in `UseCases`; pages, programs and commands call the same verbs.
package let assessmentsModule = Module(
    name: "assessments", files: Embedded.files,
    navigation: [NavigationItem(room: "assessments", text: "assessments.desk", link: "/assessments", audience: .signedIn)],
    upkeep: [
        Upkeep(every: .seconds(60)) { services in
            try await PrintReport(Workplace(services), PDFPrinter(program: services.settings.weasyPrint))()
        },
        Upkeep(every: .seconds(3600)) { services in try await SendReminders(Workplace(services))() },
    ],
    addRoutes: { routes, services in
        let workplace = Workplace(services)
        RoundsAPI(workplace).add(to: &routes)
        LeavesAPI(workplace).add(to: &routes)
        EvidenceAPI(workplace).add(to: &routes)
        DeskPages(workplace).add(to: &routes)
        ClaimPages(workplace).add(to: &routes)
        EvidencePages(workplace).add(to: &routes)
        addLeadingRoutes(to: &routes, workplace)
    })
