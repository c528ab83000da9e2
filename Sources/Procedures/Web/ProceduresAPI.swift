import Kernel
import Platform
import Units

/// The catalogue for programs, as JSON.
struct ProceduresAPI: Sendable {
    struct ListAnswer: Encodable, Sendable {
        struct Entry: Encodable, Sendable {
            var code: String
            var name: String
            var field: String
            var levels: [String]
            /// Names the version for ever: `/procedures/CODE?version=ID`.
            var version: String
            var decision: String
            var change: String?
            var from: String?
            var to: String?
            var legalLimit: Limit?
            var localLimit: Limit?
            var serviceLevel: Int?
            var serviceExtent: String?

            enum CodingKeys: String, CodingKey {
                case code, name, field, levels, version, decision, change, from, to
                case legalLimit = "legal_limit"
                case localLimit = "local_limit"
                case serviceLevel = "service_level"
                case serviceExtent = "service_extent"
            }
        }
        struct Limit: Encodable, Sendable {
            /// An exact decimal, as text.
            var amount: String
            var unit: String
        }
        var count: Int
        var page: Int
        var procedures: [Entry]
    }

    struct ProcedureAnswer: Encodable, Sendable {
        struct Version: Encodable, Sendable {
            var id: String
            var decision: String
            var change: String?
            var from: String?
            var to: String?
        }
        var procedure: ProcedureJSON
        /// Codes of the units that receive it.
        var receivers: [String]
        /// The latest first.
        var versions: [Version]
    }

    private let services: Services

    init(_ services: Services) { self.services = services }

    func list(_ context: Context) async throws -> ListAnswer {
        let choice = CatalogueChoice(context.query)
        let found = try await FindProcedures(services)(choice.filter, page: choice.page)
        func limit(_ span: StatedTime.Span?) -> ListAnswer.Limit? {
            span.map { ListAnswer.Limit(amount: $0.amount.description, unit: $0.unit.rawValue) }
        }
        return ListAnswer(
            count: found.count, page: choice.page,
            procedures: found.entries.map { entry in
                ListAnswer.Entry(
                    code: entry.code, name: entry.name, field: entry.field, levels: entry.levels.map(\.rawValue),
                    version: entry.id.rawValue, decision: entry.version.decision, change: entry.version.change?.rawValue,
                    from: entry.version.from?.description, to: entry.version.to?.description, legalLimit: limit(entry.legalLimit),
                    localLimit: limit(entry.localLimit), serviceLevel: entry.online.level?.rawValue,
                    serviceExtent: entry.online.isFull.map { $0 ? "full" : "partial" })
            })
    }

    func procedure(_ context: Context) async throws -> ProcedureAnswer {
        let profile = try await ShowProcedure(services)(try context.path("procedure"), version: context.query["version"])
        return ProcedureAnswer(
            procedure: ProcedureJSON(profile.shown), receivers: profile.receivers.map(\.code),
            versions: profile.versions.map { stored in
                let version = stored.version
                return ProcedureAnswer.Version(
                    id: stored.id.rawValue, decision: version.decision, change: version.change?.rawValue, from: version.from?.description,
                    to: version.to?.description)
            })
    }
}
