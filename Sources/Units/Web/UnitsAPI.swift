import Kernel
import Office
import Platform

/// The same for programs: what pages show and forms do, as JSON.
struct UnitsAPI: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    // MARK: answers

    struct UnitAnswer: Encodable, Sendable {
        var code: String
        var nameVI: String
        var nameEN: String
        var kind: String
        var opened: String?
        var closed: String?
        var source: String
        /// To be sent back with a change.
        var version: Int

        init(_ unit: Unit) {
            code = unit.code
            (nameVI, nameEN) = (unit.name.vi, unit.name.en)
            kind = unit.kind.rawValue
            opened = unit.opened?.description
            closed = unit.closed?.description
            source = unit.source
            version = unit.version
        }

        enum CodingKeys: String, CodingKey {
            case code, kind, opened, closed, source, version
            case nameVI = "name_vi"
            case nameEN = "name_en"
        }
    }

    struct ListAnswer: Encodable, Sendable {
        var count: Int
        var page: Int
        var units: [UnitAnswer]
    }

    struct ProfileAnswer: Encodable, Sendable {
        struct Side: Encodable, Sendable {
            var code: String
            /// As it was on that day.
            var nameVI: String
            var nameEN: String

            enum CodingKeys: String, CodingKey {
                case code
                case nameVI = "name_vi"
                case nameEN = "name_en"
            }
        }
        struct Change: Encodable, Sendable {
            var kind: String
            var from: String
            var source: String
            var before: [Side]
            var after: [Side]
        }
        struct Block: Encodable, Sendable {
            var block: String
            var isRanked: Bool
            var from: String?
            var to: String?

            enum CodingKeys: String, CodingKey {
                case block, from, to
                case isRanked = "ranked"
            }
        }
        struct Code: Encodable, Sendable {
            var scheme: String
            var code: String
            var from: String?
            var to: String?
        }
        var unit: UnitAnswer
        /// Codes from the top down.
        var above: [String]
        var below: [String]
        var changes: [Change]
        var blocks: [Block]
        var codes: [Code]
    }

    struct DoneAnswer: Encodable, Sendable {
        /// The code of the unit that is there afterwards.
        var unit: String
    }

    func list(_ context: Context) async throws -> ListAnswer {
        let choice = UnitChoice(context.query, today: services.now().vietnamDate)
        let found = try await FindUnits(services)(choice.filter, page: choice.page)
        return ListAnswer(count: found.count, page: choice.page, units: found.units.map(UnitAnswer.init))
    }

    func unit(_ context: Context) async throws -> ProfileAnswer {
        let profile = try await ShowUnit(services)(try context.path("unit"))
        func side(_ side: UnitChange.Side) -> ProfileAnswer.Side {
            ProfileAnswer.Side(code: profile.others[side.unit]?.code ?? "", nameVI: side.name.vi, nameEN: side.name.en)
        }
        return ProfileAnswer(
            unit: UnitAnswer(profile.unit), above: profile.above.map(\.code), below: profile.below.map(\.code),
            changes: profile.changes.map {
                ProfileAnswer.Change(
                    kind: $0.kind.rawValue, from: "\($0.effective)", source: $0.source, before: $0.before.map(side),
                    after: $0.after.map(side))
            },
            blocks: profile.memberships.map {
                ProfileAnswer.Block(block: $0.block, isRanked: $0.isRanked, from: $0.from?.description, to: $0.to?.description)
            },
            codes: profile.codes.map {
                ProfileAnswer.Code(scheme: $0.scheme.rawValue, code: $0.code, from: $0.from?.description, to: $0.to?.description)
            })
    }

    // MARK: changes

    struct RenameBody: Decodable, Sendable {
        var version: Int
        var nameVI: String
        var nameEN: String?
        var from: String
        var source: String

        enum CodingKeys: String, CodingKey {
            case version, from, source
            case nameVI = "name_vi"
            case nameEN = "name_en"
        }
    }

    func rename(_ body: RenameBody, _ context: Context) async throws -> DoneAnswer {
        let code = try context.path("unit")
        let order = RenameUnit.Order(
            unit: code, version: body.version, nameVI: body.nameVI, nameEN: body.nameEN ?? "",
            ground: LegalGround(from: body.from, source: body.source))
        try await RenameUnit(services)(order, by: context.actor)
        return DoneAnswer(unit: code)
    }

    struct CloseBody: Decodable, Sendable {
        var version: Int
        var from: String
        var source: String
    }

    func close(_ body: CloseBody, _ context: Context) async throws -> DoneAnswer {
        let code = try context.path("unit")
        let order = CloseUnit.Order(unit: code, version: body.version, ground: LegalGround(from: body.from, source: body.source))
        try await CloseUnit(services)(order, by: context.actor)
        return DoneAnswer(unit: code)
    }

    struct DraftBody: Decodable, Sendable {
        var code: String
        var nameVI: String
        var nameEN: String?

        enum CodingKeys: String, CodingKey {
            case code
            case nameVI = "name_vi"
            case nameEN = "name_en"
        }

        var draft: UnitDraft { UnitDraft(code: code, nameVI: nameVI, nameEN: nameEN ?? "") }
    }

    struct MergeBody: Decodable, Sendable {
        var version: Int
        var others: [String]
        /// One of the two: the unit that goes on, or the new one.
        var into: String?
        var new: DraftBody?
        var from: String
        var source: String
    }

    func merge(_ body: MergeBody, _ context: Context) async throws -> DoneAnswer {
        let code = try context.path("unit")
        let result: MergeUnits.Result = body.new.map { .new($0.draft) } ?? .existing(body.into ?? code)
        let order = MergeUnits.Order(
            unit: code, version: body.version, others: body.others, result: result,
            ground: LegalGround(from: body.from, source: body.source))
        return DoneAnswer(unit: try await MergeUnits(services)(order, by: context.actor))
    }

    struct SplitBody: Decodable, Sendable {
        var version: Int
        var parts: [DraftBody]
        var goesOn: Bool
        var from: String
        var source: String

        enum CodingKeys: String, CodingKey {
            case version, parts, from, source
            case goesOn = "goes_on"
        }
    }

    func split(_ body: SplitBody, _ context: Context) async throws -> DoneAnswer {
        let code = try context.path("unit")
        let order = SplitUnit.Order(
            unit: code, version: body.version, parts: body.parts.map(\.draft), goesOn: body.goesOn,
            ground: LegalGround(from: body.from, source: body.source))
        try await SplitUnit(services)(order, by: context.actor)
        return DoneAnswer(unit: code)
    }
}
