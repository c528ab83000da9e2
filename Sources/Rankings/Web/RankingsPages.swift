import Criteria
import Hummingbird
import Kernel
import Platform

/// The pages of the room, as answers to requests.
struct RankingsPages: Sendable {
    private let services: Services
    private let published: PublishedRankings

    init(_ services: Services, _ published: PublishedRankings) {
        self.services = services
        self.published = published
    }

    func front(_ context: Context) async throws -> Page {
        var doors = HTML()
        for section in services.site.frontSections { doors += try await section.content(context.words, services) }
        let entries = try await ListRankings(services: services, published: published)()
        return FrontPage(entries: entries, doors: doors, words: context.words).page()
    }

    func list(_ context: Context) async throws -> Page {
        RankingListPage(entries: try await ListRankings(services: services, published: published)(), words: context.words).page()
    }

    func ranking(_ context: Context) async throws -> Page {
        let (table, fields) = try await ShowRanking(services: services, published: published)(try context.path("ranking"))
        let seal = try await SealRanking(services: services, published: published).seal(of: table)
        return RankingPage(table, fields, RankingChoice(context.query, table, address: context.address), context.words, seal: seal).page()
    }

    func scorecard(_ context: Context) async throws -> Page {
        let card = try await ShowScorecard(services: services, published: published)(
            ranking: try context.path("ranking"), unit: try context.path("unit"))
        return ScorecardPage(card, context.words).page()
    }

    func preview(_ context: Context) async throws -> Page {
        let use = PreviewFramework(services: services, published: published)
        let identity = try context.path("framework")
        let choice = try await use.choice(identity, by: context.actor)
        return PreviewPage(choice, try await use(identity, base: context.query["base"], by: context.actor), context.words).page()
    }

    /// A choice of none asks for one; of too few or too many says so beside the form.
    func compare(_ context: Context) async throws -> Page {
        let ranking = try context.path("ranking")
        let units = Self.units(context)
        if !units.isEmpty {
            do {
                let comparison = try await CompareUnits(services: services, published: published)(ranking: ranking, units: units)
                return ComparePage(comparison, context.words).page()
            } catch RankingsError.compareCount {}
        }
        let (table, _) = try await ShowRanking(services: services, published: published)(ranking)
        let error = units.isEmpty ? nil : context.words(RankingsError.compareCount.code)
        return CompareChooser(table, chosen: units, context.words).page(error: error)
    }

    /// The codes of `?units=A,B`.
    static func units(_ context: Context) -> [String] {
        (context.query["units"] ?? "").split(separator: ",").prefix(Comparison.counts.upperBound + 1).map(String.init)
    }

    /// Turns the boxes of a form, `?unit=A&unit=B`, into the address that can be kept, `?units=A,B`.
    func choose(_ request: Request, _ context: Context) throws -> Response {
        let chosen = request.uri.queryParameters.getAll("unit").filter { !$0.isEmpty }.prefix(Comparison.counts.upperBound + 1)
        let address: Link = "/rankings/\(try context.path("ranking"))/compare"
        let link = address.setting("units", to: chosen.isEmpty ? nil : chosen.joined(separator: ","))
        return Response(status: .seeOther, headers: [.location: link.text, .cacheControl: "no-store"])
    }
}
