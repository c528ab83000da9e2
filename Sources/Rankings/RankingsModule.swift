import Kernel
import Platform

/// Results of blocks: computed, ranked, banded, explained and shown so that anyone can check.
///
/// A ranking keeps the figures it was computed from; pages read the stored results, scorecards compute them again.
package let rankingsModule = Module(
    name: "rankings", files: Embedded.files, commands: [ScoreCommand.self, RankingsCommand.self],
    navigation: [
        NavigationItem(room: "rankings", text: "rankings.navigation", link: "/rankings"),
        NavigationItem(room: "open-data", text: "rankings.navigation.data", link: "/rankings/dictionary"),
        NavigationItem(
            room: "rankings-live", text: "rankings.live.navigation", link: "/rankings/live",
            audience: .anyOf([.leader, .auditor, .procedureController])),
        NavigationItem(
            room: "rankings-desk", text: "rankings.desk.navigation", link: "/rankings/desk", audience: .anyOf(Publishers.preparing)),
    ],
    unitSection: UnitSection { unit, context, services in
        UnitResults(try await ListUnitResults(services)(ID(rawValue: unit)), context.words).section
    },
    addRoutes: { routes, services in
        let published = PublishedRankings()
        let pages = RankingsPages(services, published)
        let shelf = PublicationShelf(services)
        let publications = FindPublications(services, shelf)
        let papers = PublicationPapers(services, shelf)
        let files = RankingsFiles(services, published, publications, papers)
        PublicationsPages(services, publications, papers).add(to: &routes)
        PublicationsAPI(services, publications).add(to: &routes)
        DeskPages(services, publications, papers).add(to: &routes)
        CommendationPages(services, publications).add(to: &routes)
        ExternalPages(services).add(to: &routes)
        LivePages(services).add(to: &routes)

        routes.page("/", .everyone, cache: .publicData) { try await pages.front($0) }
        routes.page("/rankings", .everyone, cache: .publicData) { try await pages.list($0) }
        routes.page("/rankings/dictionary", .everyone, cache: .publicData) { DictionaryPage(words: $0.words).page() }
        routes.page("/rankings/preview/:framework", .role(.administrator)) { try await pages.preview($0) }
        routes.page("/rankings/:ranking", .everyone, cache: .publicData(query: "band", "q", "sort")) { try await pages.ranking($0) }
        routes.page("/rankings/:ranking/units/:unit", .everyone, cache: .publicData) { try await pages.scorecard($0) }
        routes.page("/rankings/:ranking/compare", .everyone, cache: .publicData(query: "units")) { try await pages.compare($0) }
        routes.get("/rankings/:ranking/compare/choose", .everyone) { try pages.choose($0, $1) }

        for format in FileFormat.allCases {
            let ending = format.rawValue
            routes.file("/rankings/list.\(ending)", .everyone, cache: .publicData) { try await files.list(format, $0) }
            routes.file("/rankings/:ranking/table.\(ending)", .everyone, cache: .publicData) { try await files.table(format, $0) }
            routes.file("/rankings/:ranking/units/:unit/scorecard.\(ending)", .everyone, cache: .publicData) {
                try await files.scorecard(format, $0)
            }
            routes.file("/rankings/:ranking/compare.\(ending)", .everyone, cache: .publicData(query: "units")) {
                try await files.comparison(format, $0)
            }
        }
        routes.file("/rankings/:ranking/figures.csv", .everyone, cache: .publicData) { try await files.figures($0) }
        routes.file("/rankings/:ranking/units.csv", .everyone, cache: .publicData) { try await files.units($0) }

        routes.file("/rankings/:ranking/bundle.zip", .everyone, cache: .publicData) { try await files.bundle($0) }

        routes.file("/api/v1/rankings", .everyone, cache: .publicData) { try await files.list(.json, $0) }
        routes.file("/api/v1/rankings/:ranking", .everyone, cache: .publicData) { try await files.table(.json, $0) }
        routes.file("/api/v1/rankings/:ranking/units/:unit", .everyone, cache: .publicData) { try await files.scorecard(.json, $0) }
    })
