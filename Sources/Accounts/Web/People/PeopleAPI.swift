import HTTPTypes
import Kernel
import Office
import Platform
import Units

/// What programs of an administrator may ask and do about people; the same verbs as the pages.
struct PeopleAPI: Sendable {
    let services: Services

    func addRoutes(_ routes: inout Routes) {
        routes.api("/api/v1/accounts/people", .role(.administrator), list)
        routes.api(.post, "/api/v1/accounts/people", .role(.administrator), create)
        routes.upload("/api/v1/accounts/people/import", .role(.administrator), limit: ImportPages.limit, importPeople)
        routes.api("/api/v1/accounts/people/:login", .role(.administrator), sheet)
        routes.api(.post, "/api/v1/accounts/people/:login", .role(.administrator), change)
        routes.api(.post, "/api/v1/accounts/people/:login/grants", .role(.administrator), grant)
        routes.api(.post, "/api/v1/accounts/people/:login/grants/:grant/end", .role(.administrator), endGrant)
        routes.api(.post, "/api/v1/accounts/people/:login/reassign", .role(.administrator), reassign)
        routes.api(.post, "/api/v1/accounts/people/:login/link", .role(.administrator), offerLink)
        routes.api(.post, "/api/v1/accounts/people/:login/close", .role(.administrator), close)
        routes.api(.post, "/api/v1/accounts/people/:login/reopen", .role(.administrator), reopen)
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

    struct Imported: Encodable, Sendable {
        struct Invited: Encodable, Sendable {
            var login: String
            /// Told here and never again.
            var link: String
            var expires: String
        }

        var invited: [Invited]
        var grants: Int
        /// People who were there before.
        var present: Int
    }

    func importPeople(_ file: Form.File, _ context: Context) async throws -> Imported {
        let input = InputFile(name: file.name, bytes: try await services.files.read(file.stored.digest))
        let outcome = try await ImportPeople(services)(input, by: context.actor)
        return Imported(
            invited: outcome.invitations.map { one in
                Imported.Invited(login: one.person.login, link: one.offer.link.text, expires: one.offer.expires.description)
            },
            grants: outcome.grants, present: outcome.present)
    }

    struct Sheet: Encodable, Sendable {
        struct Right: Encodable, Sendable {
            var id: String
            var role: String
            /// The code of the unit; nil for all.
            var unit: String?
            var field: String?
            var from: String
            /// The first moment at which it holds no more.
            var until: String?
            /// `coming`, `present` or `past`.
            var state: String
            var granted_by: String
        }

        var login: String
        var name: String
        var email: String?
        var phone: String?
        /// The code of the unit where the person works.
        var unit: String?
        var language: String
        var status: String
        var grants: [Right]
    }

    func sheet(_ context: Context) async throws -> Sheet {
        let sheet = try await FindPeople(services).sheet(try context.path("login"), by: context.actor)
        let person = sheet.person
        return Sheet(
            login: person.login, name: person.name, email: person.email, phone: person.phone, unit: sheet.unit?.code,
            language: person.language.rawValue, status: person.status.rawValue,
            grants: sheet.grants.map { line in
                Sheet.Right(
                    id: line.grant.id.rawValue, role: line.grant.role.rawValue, unit: line.unit?.code, field: line.grant.field,
                    from: line.grant.from.description, until: line.grant.until?.description, state: line.state.rawValue,
                    granted_by: line.grant.grantedBy)
            })
    }

    /// All of them, as the form of the page sends them; what is left out is taken away.
    struct Change: Decodable, Sendable {
        var name: String
        var email: String?
        var phone: String?
        /// Code or name.
        var unit: String?
        var language: String?
    }

    func change(_ body: Change, _ context: Context) async throws -> Nothing {
        let draft = PersonDraft(
            login: try context.path("login"), name: body.name, email: body.email ?? "", phone: body.phone ?? "", unit: body.unit ?? "",
            language: body.language.flatMap(Language.init(rawValue:)) ?? .vi)
        try await ChangePerson(services)(draft, by: context.actor)
        return Nothing()
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

    /// The last day; nil for at once.
    struct End: Decodable, Sendable { var until: String? }

    func endGrant(_ body: End, _ context: Context) async throws -> Nothing {
        try await GrantRole(services).end(
            ID(rawValue: try context.path("grant")), of: try context.path("login"), until: body.until ?? "", by: context.actor)
        return Nothing()
    }

    struct Reassignment: Decodable, Sendable {
        var to: String
        /// The ids of the grants to hand on.
        var grants: [String]
        /// The first day on which the other has them; nil for at once.
        var day: String?
        var reason: String
    }

    struct Reassigned: Encodable, Sendable { var grants: Int }

    func reassign(_ body: Reassignment, _ context: Context) async throws -> Reassigned {
        let order = ReassignGrants.Order(
            from: try context.path("login"), to: body.to, grants: Set(body.grants.map(ID.init(rawValue:))), day: body.day ?? "",
            reason: body.reason)
        return Reassigned(grants: try await ReassignGrants(services)(order, by: context.actor))
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
    struct Nothing: Codable, Sendable {}

    func close(_ body: Closing, _ context: Context) async throws -> Nothing {
        try await ClosePerson(services)(try context.path("login"), reason: body.reason, by: context.actor)
        return Nothing()
    }

    func reopen(_ body: Nothing, _ context: Context) async throws -> Nothing {
        try await ClosePerson(services).reopen(try context.path("login"), by: context.actor)
        return Nothing()
    }
}
