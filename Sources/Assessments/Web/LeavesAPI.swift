import HTTPTypes
import Kernel
import Platform
import Scoring

/// Leaves for programs: claimed, handed in, appraised, explained, settled.
struct LeavesAPI {
    let workplace: Workplace

    init(_ workplace: Workplace) { self.workplace = workplace }

    private static let unit = "/api/v1/assessments/rounds/:round/units/:unit"
    private static let leaf = "\(unit)/leaves/:criterion"

    func add(to routes: inout Routes) {
        let own = Access.anyOf([.unitOfficer, .unitHead])
        let (unit, leaf) = (Self.unit, Self.leaf)
        routes.api("/api/v1/assessments/desk", .signedIn) { try await desk($0) }
        routes.api(unit, .signedIn) { try await sheet($0) }
        routes.api("\(unit)/fields/:field", .signedIn) { try await field($0) }
        routes.api(leaf, .signedIn) { try await story($0) }
        routes.api(.post, "\(leaf)/preview", .signedIn) { try await preview($0, $1) }
        routes.api(.put, "\(leaf)/claim", own) { try await claim($0, $1) }
        routes.api(.post, "\(unit)/proposals", own) { try await propose($0, $1) }
        routes.api(.post, "\(unit)/submission", .role(.unitHead)) { try await submit($0, $1) }
        routes.api(.post, "\(unit)/withdrawal", .role(.unitHead)) { try await withdraw($0, $1) }
        routes.api(.put, "\(leaf)/explanation", own) { try await explain($0, $1) }
        routes.api(.post, "\(unit)/explanation", .role(.unitHead)) { try await submitExplanation($0, $1) }
        routes.api(.put, "\(leaf)/appraisal", .role(.appraiser)) { try await appraise($0, $1) }
        routes.api(.put, "\(leaf)/second-appraisal", .role(.appraiser)) { try await appraiseAgain($0, $1) }
        routes.api("/api/v1/assessments/rounds/:round/appraisals", .role(.appraiser)) { try await queue($0) }
        routes.api(.post, "/api/v1/assessments/rounds/:round/appraisals", .role(.appraiser)) { try await appraiseMany($0, $1) }
        routes.api("/api/v1/assessments/rounds/:round/disputes", .signedIn) { try await disputes($0) }
        routes.api("/api/v1/assessments/rounds/:round/not-applicable", .signedIn) { try await notApplicable($0) }
        routes.api(.put, "\(leaf)/vote", .role(.councilMember)) { try await vote($0, $1) }
        routes.api(.put, "\(leaf)/council", .role(.councilSecretary)) { try await conclude($0, $1) }
    }

    /// What is stated of a leaf; an appraiser who accepts says `as_claimed` and no inputs.
    struct Stating: Decodable {
        let inputs: [String: String]?
        let as_claimed: Bool?
        let comment: String?
        let version: Int?
        /// As whom the numbers are written: `vi` or `en` for people, canonical without.
        let language: String?

        var numbers: NumberStyle { language.flatMap(Language.init(rawValue:)).map(NumberStyle.guessed) ?? .canonical }
    }

    private func preview(_ body: Stating, _ context: Context) async throws -> ScoreAnswer {
        ScoreAnswer(
            try await PreviewPoints(workplace)(context.leafName, inputs: body.inputs ?? [:], numbers: body.numbers, by: context.actor),
            context.words)
    }

    private func claim(_ body: Stating, _ context: Context) async throws -> APIWord.Entry {
        let order = SaveEntry.Order(
            try context.leafName, inputs: body.inputs ?? [:], comment: body.comment ?? "", version: body.version ?? 0, numbers: body.numbers
        )
        return APIWord.Entry(try await SaveEntry(workplace)(order, by: context.actor))
    }

    struct Filled: Encodable { let filled: [String] }

    private func propose(_ body: APIWord.Nothing, _ context: Context) async throws -> Filled {
        Filled(filled: try await ProposeFigures(workplace)(round: context.path("round"), unit: context.path("unit"), by: context.actor))
    }

    struct Submitting: Decodable { let difficulties, proposals: String? }

    private func submit(_ body: Submitting, _ context: Context) async throws -> APIWord.Submission {
        APIWord.Submission(
            try await SubmitSelfAssessment(workplace)(
                round: context.path("round"), unit: context.path("unit"), difficulties: body.difficulties ?? "",
                proposals: body.proposals ?? "", by: context.actor))
    }

    struct Withdrawing: Decodable { let reason: String }

    private func withdraw(_ body: Withdrawing, _ context: Context) async throws -> APIWord.Done {
        try await WithdrawSelfAssessment(workplace)(
            round: context.path("round"), unit: context.path("unit"), reason: body.reason, by: context.actor)
        return APIWord.Done()
    }

    struct Explaining: Decodable {
        let text: String
        let version: Int?
    }

    private func explain(_ body: Explaining, _ context: Context) async throws -> APIWord.Entry {
        APIWord.Entry(try await Explain(workplace)(context.leafName, text: body.text, version: body.version ?? 0, by: context.actor))
    }

    private func submitExplanation(_ body: APIWord.Nothing, _ context: Context) async throws -> APIWord.Submission {
        APIWord.Submission(
            try await SubmitExplanation(workplace)(round: context.path("round"), unit: context.path("unit"), by: context.actor))
    }

    private func judgement(_ body: Stating, _ context: Context) throws -> Judgement {
        Judgement(
            try context.leafName, body.as_claimed == true ? .asClaimed : .inputs(body.inputs ?? [:]), comment: body.comment ?? "",
            version: body.version ?? 0)
    }

    private func appraise(_ body: Stating, _ context: Context) async throws -> APIWord.Entry {
        APIWord.Entry(try await Appraise(workplace)(judgement(body, context), by: context.actor))
    }

    private func appraiseAgain(_ body: Stating, _ context: Context) async throws -> APIWord.Entry {
        APIWord.Entry(try await AppraiseAgain(workplace)(judgement(body, context), by: context.actor))
    }

    struct Accepting: Decodable {
        let leaves: [Item]
        let comment: String?

        struct Item: Decodable {
            let unit, criterion: String
            let claim_version: Int
        }
    }

    private func appraiseMany(_ body: Accepting, _ context: Context) async throws -> [APIWord.Entry] {
        let items = body.leaves.map { AppraiseMany.Item(unit: $0.unit, criterion: $0.criterion, claimVersion: $0.claim_version) }
        return try await AppraiseMany(workplace)(
            round: context.path("round"), items, comment: body.comment ?? "", by: context.actor
        ).map(APIWord.Entry.init)
    }

    struct Voting: Decodable {
        let points: String
        let comment: String?
    }

    private func vote(_ body: Voting, _ context: Context) async throws -> VoteAnswer {
        VoteAnswer(
            try await VoteInCouncil(workplace)(context.leafName, points: body.points, comment: body.comment ?? "", by: context.actor))
    }

    private func conclude(_ body: Stating, _ context: Context) async throws -> APIWord.Entry {
        APIWord.Entry(try await DecideInCouncil(workplace)(judgement(body, context), by: context.actor))
    }
}
