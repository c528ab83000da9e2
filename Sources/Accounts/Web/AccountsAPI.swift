import HTTPTypes
import Kernel
import Platform

/// What programs may ask and do about the account they act for.
struct AccountsAPI: Sendable {
    let services: Services

    func addRoutes(_ routes: inout Routes) {
        routes.api("/api/v1/accounts/me", .signedIn, me)
        routes.api("/api/v1/accounts/tokens", .signedIn, tokens)
        routes.api(.post, "/api/v1/accounts/tokens", .signedIn, makeToken)
        routes.api(.post, "/api/v1/accounts/tokens/:id/end", .signedIn, endToken)
    }

    struct Me: Encodable, Sendable {
        struct Right: Encodable, Sendable {
            var role: String
            var unit: String?
            var field: String?
        }

        var login: String
        var name: String
        /// The id of the unit where the person works.
        var unit: String?
        var rights: [Right]
        /// What a program that came by cookie must send as `X-Form-Token`; nil for one that came by token.
        var form_token: String?
    }

    func me(_ context: Context) async throws -> Me {
        let actor = context.actor
        let rights = actor.grants.map { Me.Right(role: $0.role.rawValue, unit: $0.unit, field: $0.field) }
        return Me(
            login: actor.name, name: actor.title, unit: actor.unit,
            rights: rights.sorted { ($0.role, $0.unit ?? "", $0.field ?? "") < ($1.role, $1.unit ?? "", $1.field ?? "") },
            form_token: actor.formToken)
    }

    struct TokenLine: Encodable, Sendable {
        var id: String
        var name: String
        var scope: String
        var created: String
        var expires: String
        var used: String?
        /// The token's word, in the answer that makes it and nowhere else.
        var token: String?

        init(_ token: ProgramToken, _ secret: Secret? = nil) {
            id = token.id.rawValue
            name = token.name
            scope = token.scope.rawValue
            created = token.created.description
            expires = token.expires.description
            used = token.used?.description
            self.token = secret?.text
        }
    }

    func tokens(_ context: Context) async throws -> [TokenLine] {
        try await MakeToken(services).list(by: context.actor).map { TokenLine($0) }
    }

    struct NewToken: Decodable, Sendable {
        var name: String
        var scope: String
        var days: Int
    }

    func makeToken(_ body: NewToken, _ context: Context) async throws -> TokenLine {
        let draft = MakeToken.Draft(name: body.name, scope: body.scope, days: "\(body.days)")
        let (token, secret) = try await MakeToken(services)(draft, by: context.actor)
        return TokenLine(token, secret)
    }

    struct Nothing: Codable, Sendable {}

    func endToken(_ body: Nothing, _ context: Context) async throws -> Nothing {
        try await MakeToken(services).end(ID(rawValue: try context.path("id")), by: context.actor)
        return Nothing()
    }
}
