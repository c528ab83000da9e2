import Platform

/// The framework, as dated, tested text (GL-4, GL-5): read, checked with its worked examples, compared and published.
package let criteriaModule = Module(
    name: "criteria", files: Embedded.files, commands: [CriteriaCommand.self],
    navigation: [NavigationItem(room: "criteria", text: "criteria.navigation", link: "/criteria")],
    addRoutes: { routes, services in
        let pages = CriteriaPages(services)
        routes.page("/criteria", .everyone, cache: .publicData) { try await pages.list($0) }
        routes.page("/criteria/:framework", .everyone, cache: .publicData) { try await pages.framework($0) }
        routes.file("/criteria/:framework/text", .everyone, cache: .publicData) { try await pages.text($0) }
    })
