import HTTPTypes
import Platform

/// Published figures restated with their sources, the sentences that must agree with them (SD-55), and the legal calendar (OS-52).
package let factsModule = Module(
    name: "facts", files: Embedded.files, commands: [FactsCommand.self],
    navigation: [NavigationItem(room: "facts", text: "facts.name", link: "/facts")]
) { routes, services in
    let pages = FactsPages(services: services)
    let files = FactsFile(services: services)
    let calendar = CalendarPages(services)
    let changes = ChangeForms(services)
    let api = CalendarAPI(services)
    routes.page("/facts", .everyone, cache: .publicData(query: "q", "place", "page"), pages.figures)
    routes.page("/facts/statements", .everyone, cache: .publicData(query: "page"), pages.statements)
    routes.file("/facts/figures.csv", .everyone, cache: .publicData) { _ in try await files.figures(.csv) }
    routes.file("/facts/figures.xlsx", .everyone, cache: .publicData) { _ in try await files.figures(.xlsx) }
    routes.file("/facts/statements.csv", .everyone, cache: .publicData) { _ in try await files.statements(.csv) }
    routes.file("/facts/statements.xlsx", .everyone, cache: .publicData) { _ in try await files.statements(.xlsx) }

    routes.page("/facts/calendar", .everyone) { try await calendar.now($0) }
    routes.page("/facts/calendar/:year", .everyone, cache: .publicData) { try await calendar.year($0) }
    routes.page("/facts/calendar/deadline", .everyone) { try await calendar.deadline($0) }
    routes.file("/facts/calendar/days.csv", .everyone, cache: .publicData) { try await calendar.file($0) }
    routes.page("/facts/calendar/changes", .role(.administrator)) { try await changes.list($0) }
    routes.page("/facts/calendar/new/:kind", .role(.administrator)) { try await changes.new($0) }
    routes.form("/facts/calendar/new/:kind", .role(.administrator)) { try await changes.enter($0, $1) }
    routes.page("/facts/calendar/changes/:change/correct", .role(.administrator)) { try await changes.correction($0) }
    routes.form("/facts/calendar/changes/:change/correct", .role(.administrator)) { try await changes.correct($0, $1) }
    routes.page("/facts/calendar/changes/:change/withdraw", .role(.administrator)) { try await changes.withdrawal($0) }
    routes.form("/facts/calendar/changes/:change/withdraw", .role(.administrator)) { try await changes.withdraw($0, $1) }

    routes.api("/api/v1/facts/calendar/:year", .everyone) { try await api.year($0) }
    routes.api("/api/v1/facts/deadline", .everyone) { try await api.deadline($0) }
    routes.api("/api/v1/facts/calendar/changes", .role(.administrator)) { try await api.changes($0) }
    routes.api(.post, "/api/v1/facts/calendar/changes", .role(.administrator)) { try await api.enter($0, $1) }
    routes.api(.post, "/api/v1/facts/calendar/changes/:change/correct", .role(.administrator)) { try await api.correct($0, $1) }
    routes.api(.post, "/api/v1/facts/calendar/changes/:change/withdraw", .role(.administrator)) { try await api.withdraw($0, $1) }
}
