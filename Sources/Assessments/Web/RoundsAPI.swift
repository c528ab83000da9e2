import HTTPTypes
import Kernel
import Office
import Platform
import Storage
import Units

/// Rounds for programs: prepared, opened, watched and decided.
struct RoundsAPI {
    let workplace: Workplace

    init(_ workplace: Workplace) { self.workplace = workplace }

    private static let base = "/api/v1/assessments/rounds"

    func add(to routes: inout Routes) {
        let administrator = Access.role(.administrator)
        let base = Self.base
        routes.api(base, .signedIn) { try await list($0) }
        routes.api(.post, base, administrator) { try await create($0, $1) }
        routes.api("\(base)/:round", .signedIn) { try await show($0) }
        routes.api(.post, "\(base)/:round/copies", administrator) { try await copy($0, $1) }
        routes.api(.put, "\(base)/:round/deadlines", administrator) { try await setDeadlines($0, $1) }
        routes.api(.put, "\(base)/:round/assignments", administrator) { try await assign($0, $1) }
        routes.api(.post, "\(base)/:round/reassignments", administrator) { try await reassign($0, $1) }
        routes.api(.post, "\(base)/:round/opening", administrator) { try await open($0, $1) }
        routes.api(.post, "\(base)/:round/reopenings", administrator) { try await reopen($0, $1) }
        routes.api(.post, "\(base)/:round/reopenings/:reopening/ending", administrator) { try await endReopening($0, $1) }
        routes.api(.post, "\(base)/:round/decision", .role(.chair)) { try await decide($0, $1) }
        routes.upload("\(base)/:round/blocks/:block/survey", administrator) { try await importSurvey($0, $1) }
        routes.file("\(base)/:round/blocks/:block/figures", .anyOf([.administrator, .auditor, .chair])) { try await figures($0) }
        routes.api("\(base)/:round/progress", .signedIn) { try await progress($0) }
        routes.api("\(base)/:round/recomputation", .anyOf([.administrator, .auditor, .chair])) { try await recompute($0) }
    }

    struct RoundAnswer: Encodable {
        let code, period, kind, status, stage: String
        let title: APIWord.Names
        let deadlines: [String: String]
        let decision: DecisionAnswer?

        init(_ round: Round, _ stage: Stage) {
            code = round.code
            period = round.period.description
            kind = round.kind.rawValue
            status = round.status.rawValue
            self.stage = stage.rawValue
            title = APIWord.Names(round.title)
            deadlines = Dictionary(uniqueKeysWithValues: zip(Deadlines.names, round.deadlines.days.map { $0?.description ?? "" }))
            decision = round.decision.map(DecisionAnswer.init)
        }
    }

    struct DecisionAnswer: Encodable {
        let number, date, signer, decided, digest: String

        init(_ decision: Round.Decision) {
            number = decision.number
            date = decision.date.description
            signer = decision.signer
            decided = decision.decided.description
            digest = decision.digest
        }
    }

    private func list(_ context: Context) async throws -> [RoundAnswer] {
        try await ShowRound(workplace).all(by: context.actor).map { RoundAnswer($0.round, $0.stage) }
    }

    struct Creation: Decodable {
        let code, period: String
        let kind: String?
        let title: APIWord.Names
        let frameworks: [String]
        let units: [Member]
        let deadlines: [String: String]

        struct Member: Decodable {
            let unit, block: String
            let ranked: Bool?
        }
    }

    private func create(_ body: Creation, _ context: Context) async throws -> RoundAnswer {
        let order = CreateRound.Order(
            code: body.code, title: body.title.bilingual, period: try Self.period(body.period), kind: try Self.kind(body.kind),
            frameworks: body.frameworks,
            units: body.units.map { CreateRound.Member(unit: $0.unit, block: $0.block, isRanked: $0.ranked ?? true) },
            deadlines: try Deadlines(days: body.deadlines))
        return RoundAnswer(try await CreateRound(workplace)(order, by: context.actor), .preparation)
    }

    struct Copying: Decodable {
        let code, period: String
        let kind: String?
        let title: APIWord.Names
        let frameworks: [String]?
    }

    private func copy(_ body: Copying, _ context: Context) async throws -> RoundAnswer {
        let order = CopyRound.Order(
            from: try context.path("round"), code: body.code, title: body.title.bilingual, period: try Self.period(body.period),
            kind: try Self.kind(body.kind), frameworks: body.frameworks ?? [])
        return RoundAnswer(try await CopyRound(workplace)(order, by: context.actor), .preparation)
    }

    private static func period(_ text: String) throws(AssessmentsError) -> Period {
        guard let period = Period(text) else { throw .unreadable(field: "period", text: text) }
        return period
    }

    private static func kind(_ text: String?) throws(AssessmentsError) -> Round.Kind {
        guard let kind = Round.Kind(rawValue: text ?? Round.Kind.real.rawValue) else { throw .unreadable(field: "kind", text: text ?? "") }
        return kind
    }

    struct Moving: Decodable {
        let deadlines: [String: String]
        let reason: String?
    }

    private func setDeadlines(_ body: Moving, _ context: Context) async throws -> APIWord.Done {
        try await SetDeadlines(workplace)(
            Deadlines(days: body.deadlines), round: context.path("round"), reason: body.reason ?? "", by: context.actor)
        return APIWord.Done()
    }

    struct Assigning: Decodable {
        let assignments: [Place]

        struct Place: Decodable {
            let block, field: String
            let unit: String?
            let appraisers: [Person]
        }
    }

    /// A person by id, with the code of the unit where they work.
    struct Person: Decodable {
        let person, name: String
        let home: String?
    }

    private func assign(_ body: Assigning, _ context: Context) async throws -> APIWord.Done {
        var places: [AssignAppraisers.Place] = []
        for place in body.assignments {
            var appraisers: [Appraiser] = []
            for person in place.appraisers { appraisers.append(try await appraiser(person)) }
            places.append(AssignAppraisers.Place(block: place.block, field: place.field, unit: place.unit, appraisers: appraisers))
        }
        try await AssignAppraisers(workplace)(places, round: context.path("round"), by: context.actor)
        return APIWord.Done()
    }

    struct Reassigning: Decodable {
        let from, reason: String
        let to: Person
    }

    struct Count: Encodable { let count: Int }

    private func reassign(_ body: Reassigning, _ context: Context) async throws -> Count {
        Count(
            count: try await ReassignAppraiser(workplace)(
                round: context.path("round"), from: body.from, to: appraiser(body.to), reason: body.reason, by: context.actor))
    }

    private func appraiser(_ person: Person) async throws -> Appraiser {
        guard let code = person.home else { return Appraiser(person: person.person, name: person.name, home: nil) }
        let home = try await workplace.services.database.read { db in try UnitStore.find(code: code, db)?.id }
        guard let home else { throw AssessmentsError.noSuchUnit(code) }
        return Appraiser(person: person.person, name: person.name, home: home)
    }

    private func open(_ body: APIWord.Nothing, _ context: Context) async throws -> APIWord.Done {
        try await OpenRound(workplace)(context.path("round"), by: context.actor)
        return APIWord.Done()
    }

    struct Reopening: Decodable {
        let unit, stage, until, reason: String
        let criterion: String?
    }

    private func reopen(_ body: Reopening, _ context: Context) async throws -> APIWord.Reopening {
        guard let stage = Stage(rawValue: body.stage) else { throw AssessmentsError.unreadable(field: "stage", text: body.stage) }
        let order = Reopen.Order(
            round: try context.path("round"), unit: body.unit, criterion: body.criterion, stage: stage,
            until: try CalendarDate(call: body.until, field: "until"), reason: body.reason)
        return APIWord.Reopening(try await Reopen(workplace)(order, by: context.actor))
    }

    struct EndingReopening: Decodable { let reason: String }

    private func endReopening(_ body: EndingReopening, _ context: Context) async throws -> APIWord.Done {
        try await EndReopening(workplace)(
            ID(rawValue: context.path("reopening")), round: context.path("round"), reason: body.reason, by: context.actor)
        return APIWord.Done()
    }

    private func importSurvey(_ file: Form.File, _ context: Context) async throws -> Count {
        let bytes = try await workplace.services.files.read(file.stored.digest)
        let count = try await ImportSurveyPoints(workplace)(
            InputFile(name: file.name, bytes: bytes), round: context.path("round"), block: context.path("block"), by: context.actor)
        return Count(count: count)
    }

    struct Deciding: Decodable { let number, date: String }

    private func decide(_ body: Deciding, _ context: Context) async throws -> DecisionAnswer {
        DecisionAnswer(
            try await DecideRound(workplace)(
                context.path("round"), number: body.number, date: CalendarDate(call: body.date, field: "date"), by: context.actor))
    }
}
