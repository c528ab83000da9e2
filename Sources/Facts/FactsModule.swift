import Platform

/// Published figures restated with their sources, and the sentences that must agree with them (SD-55).
package let factsModule = Module(
    name: "facts", files: Embedded.files, commands: [FactsCommand.self],
    navigation: [NavigationItem(room: "facts", text: "facts.name", link: "/facts")]
) { routes, services in
    let pages = FactsPages(services: services)
    let files = FactsFile(services: services)
    routes.page("/facts", .everyone, cache: .publicData(query: "q", "place", "page"), pages.figures)
    routes.page("/facts/statements", .everyone, cache: .publicData(query: "page"), pages.statements)
    routes.file("/facts/figures.csv", .everyone, cache: .publicData) { _ in try await files.figures(.csv) }
    routes.file("/facts/figures.xlsx", .everyone, cache: .publicData) { _ in try await files.figures(.xlsx) }
    routes.file("/facts/statements.csv", .everyone, cache: .publicData) { _ in try await files.statements(.csv) }
    routes.file("/facts/statements.xlsx", .everyone, cache: .publicData) { _ in try await files.statements(.xlsx) }
}
