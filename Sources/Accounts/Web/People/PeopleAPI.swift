import HTTPTypes
import Kernel
import Platform
import Units

/// What programs of an administrator may ask and do about people; the same verbs as the pages.
struct PeopleAPI: Sendable {
    let services: Services

    func addRoutes(_ routes: inout Routes) {
        routes.api("/api/v1/accounts/people", .role(.administrator), list)
        routes.api(.post, "/api/v1/accounts/people", .role(.administrator), create)
        routes.api(.post, "/api/v1/accounts/people/:login/grants", .role(.administrator), grant)
        routes.api(.post, "/api/v1/accounts/people/:login/link", .role(.administrator), offerLink)
        routes.api(.post, "/api/v1/accounts/people/:login/close", .role(.administrator), close)
    }

    struct List: Encodable, Sendable {
        struct Line: Encodable, Sendable {
            var login: String
            var name: String
            /// The code of the unit where the person works.
            var unit: String?
            var roles: [String]
        }

        var count: Int
        var people: [Line]
    }

    /// 50 people a `page`; `q` and `role` of the query narrow the list.
    func list(_ context: Context) async throws -> List {
        var filter = PersonFilter()
        filter.text = context.query["q"] ?? ""
        filter.role = Role.all.first { $0.rawValue == context.query["role"] }
        let page = min(max(1, context.query["page"].flatMap { Int($0) } ?? 1), 10_000)
        let found = try await FindPeople(services)(filter, page: page, by: context.actor)
        return List(
            count: found.count,
            people: found.lines.map { line in
                List.Line(
                    login: line.person.login, name: line.person.name, unit: line.unit?.code,
                    roles: Set(line.grants.map(\.role.rawValue)).sorted())
            })
    }

    struct NewPerson: Decodable, Sendable {
        var login: String
        var name: String
        var email: String?
        var phone: String?
        /// Code or name.
        var unit: String?
        var language: String?
    }

    struct Made: Encodable, Sendable { var id: String }

    func create(_ body: NewPerson, _ context: Context) async throws -> Made {
        let draft = PersonDraft(
            login: body.login, name: body.name, email: body.email ?? "", phone: body.phone ?? "", unit: body.unit ?? "",
            language: body.language.flatMap(Language.init(rawValue:)) ?? .vi)
        return Made(id: try await CreatePerson(services)(draft, by: context.actor).id.rawValue)
    }

    struct NewGrant: Decodable, Sendable {
        var role: String
        var unit: String?
        var field: String?
        var from: String?
        var until: String?
    }

    func grant(_ body: NewGrant, _ context: Context) async throws -> Made {
        let draft = GrantDraft(
            role: body.role, unit: body.unit ?? "", field: body.field ?? "", from: body.from ?? "", until: body.until ?? "")
        return Made(id: try await GrantRole(services)(draft, to: try context.path("login"), by: context.actor).id.rawValue)
    }

    struct NewLink: Decodable, Sendable { var second_factor: Bool? }

    struct Offered: Encodable, Sendable {
        /// A path of this site, told here and never again.
        var link: String
        var expires: String
    }

    func offerLink(_ body: NewLink, _ context: Context) async throws -> Offered {
        let offer = try await OfferLink(services)(
            to: try context.path("login"), takesSecondFactor: body.second_factor ?? false, by: context.actor)
        return Offered(link: offer.link.text, expires: offer.expires.description)
    }

    struct Closing: Decodable, Sendable { var reason: String }
    struct Nothing: Encodable, Sendable {}

    func close(_ body: Closing, _ context: Context) async throws -> Nothing {
        try await ClosePerson(services)(try context.path("login"), reason: body.reason, by: context.actor)
        return Nothing()
    }
}
