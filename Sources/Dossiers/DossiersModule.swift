import Platform

/// The one-stop shop (GL-43): dossiers from reception to the returned result, their legal clock and what is counted of them.
///
/// Rules lie in `Model`, one verb a file in `UseCases`; pages, programs and commands call the same verbs. Knows no points.
package let dossiersModule = Module(
    name: "dossiers", files: Embedded.files, commands: [DossiersCommand.self],
    navigation: [
        NavigationItem(room: "dossiers", text: "dossiers.navigation", link: "/dossiers"),
        NavigationItem(room: "dossiers-desk", text: "dossiers.desk", link: "/dossiers/desk", audience: .anyOf(DossierDuty.roles)),
    ],
    upkeep: [
        Upkeep(every: .seconds(2)) { services in try await RunImports(Bureau(services))() },
        Upkeep(every: .seconds(600)) { services in PublishResults.turn(services) },
    ],
    addRoutes: { routes, services in
        let bureau = Bureau(services)
        TrackingPages(bureau: bureau).add(to: &routes)
        DeskPages(bureau: bureau).add(to: &routes)
        ReceptionPages(bureau: bureau).add(to: &routes)
        GuidancePages(bureau: bureau).add(to: &routes)
        let figures = FigurePages(bureau: bureau)
        figures.add(to: &routes)
        figures.offer(to: services.liveFigures)
        ClockPages(bureau: bureau).add(to: &routes)
        PaperPages(bureau: bureau).add(to: &routes)
        DossierPages(bureau: bureau).add(to: &routes)
        DossiersAPI(bureau: bureau).add(to: &routes)
        ImportPages(bureau: bureau).add(to: &routes)
        ExchangePages(bureau: bureau).add(to: &routes)
        ResultPages(bureau: bureau).add(to: &routes)
        QueuePages(bureau: bureau).add(to: &routes)
    })
