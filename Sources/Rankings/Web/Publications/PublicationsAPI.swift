import Assessments
import HTTPTypes
import Kernel
import Platform
import Scoring

/// Publications for programs: read by everybody, prepared and issued by those who may.
struct PublicationsAPI: Sendable {
    private let services: Services
    private let find: FindPublications

    init(_ services: Services, _ find: FindPublications) {
        self.services = services
        self.find = find
    }

    func add(to routes: inout Routes) {
        let (base, desk) = ("/api/v1/rankings/publications", "/api/v1/rankings/desk")
        let (preparing, issuing) = (Access.anyOf(Publishers.preparing), Access.anyOf(Publishers.issuing))
        routes.api(base, .everyone) { _ in try await find.all().map { PublicationAnswer($0.publication, $0.stage) } }
        routes.api("\(base)/:publication", .everyone) { ReadingAnswer(try await find(try $0.path("publication"))) }
        routes.api("\(base)/:publication/receipts/:unit", .everyone) {
            try UnitReceipt(try await find(try $0.path("publication")), unit: try $0.path("unit")).file
        }
        routes.api(desk, preparing) { try await list($0) }
        routes.api(.post, desk, preparing) { try await prepare($0, $1) }
        routes.api("\(desk)/:publication", preparing) { ReadingAnswer(try await find(try $0.path("publication"), by: $0.actor)) }
        routes.api(.put, "\(desk)/:publication/paper", preparing) { try await edit($0, $1) }
        routes.api(.post, "\(desk)/:publication/issue", issuing) { try await issue($0, $1) }
        routes.api(.post, "\(desk)/:publication/embargo", issuing) { try await moveEmbargo($0, $1) }
        routes.api(.post, "\(desk)/:publication/discard", preparing) { try await discard($0, $1) }
        routes.api(.post, "\(desk)/:publication/corrections", preparing) { try await correct($0, $1) }
    }

    struct DeskAnswer: Encodable {
        let publications: [PublicationAnswer]
        /// Decided rounds of which nothing is prepared yet.
        let rounds: [String]
    }

    private func list(_ context: Context) async throws -> DeskAnswer {
        let desk = try await find.desk(by: context.actor)
        return DeskAnswer(
            publications: desk.publications.map { PublicationAnswer($0.publication, $0.stage) }, rounds: desk.rounds.map(\.code))
    }

    struct Preparing: Decodable {
        let round, code: String
        let title: Title
        let paper: PaperBody

        struct Title: Decodable { let vi, en: String }
    }

    /// The words of the decision; what is left out is empty.
    struct PaperBody: Codable {
        let superior, agency, place, grounds, proposer, recipients, signer_title: String?

        init(_ paper: DecisionPaper) {
            (superior, agency, place, grounds) = (paper.superior, paper.agency, paper.place, paper.grounds)
            (proposer, recipients, signer_title) = (paper.proposer, paper.recipients, paper.signerTitle)
        }

        var paper: DecisionPaper {
            DecisionPaper(
                superior: superior ?? "", agency: agency ?? "", place: place ?? "", grounds: grounds ?? "", proposer: proposer ?? "",
                recipients: recipients ?? "", signerTitle: signer_title ?? "")
        }
    }

    private func prepare(_ body: Preparing, _ context: Context) async throws -> PublicationAnswer {
        let order = PreparePublication.Order(
            round: body.round, code: body.code, title: Bilingual(vi: body.title.vi, en: body.title.en), paper: body.paper.paper)
        return PublicationAnswer(try await PreparePublication(services)(order, by: context.actor), .draft)
    }

    struct Done: Encodable { let done = true }

    private func edit(_ body: PaperBody, _ context: Context) async throws -> Done {
        try await EditDecision(services)(context.path("publication"), body.paper, by: context.actor)
        return Done()
    }

    struct Issuing: Decodable {
        let number, date, signer: String
        let release_date, release_time: String?
    }

    private func issue(_ body: Issuing, _ context: Context) async throws -> PublicationAnswer {
        let code = try context.path("publication")
        try await IssuePublication(services)(
            IssuePublication.Order(
                publication: code, number: body.number, date: body.date, signer: body.signer,
                release: ReleaseMoment(date: body.release_date ?? "", time: body.release_time ?? "")), by: context.actor)
        let reading = try await find(code, by: context.actor)
        return PublicationAnswer(reading.publication, reading.stage)
    }

    struct Moving: Decodable {
        let release_date, release_time: String?
        let reason: String
    }

    private func moveEmbargo(_ body: Moving, _ context: Context) async throws -> Done {
        try await MoveEmbargo(services)(
            context.path("publication"), to: ReleaseMoment(date: body.release_date ?? "", time: body.release_time ?? ""),
            reason: body.reason, by: context.actor)
        return Done()
    }

    struct Nothing: Decodable {}

    private func discard(_: Nothing, _ context: Context) async throws -> Done {
        try await DiscardPublication(services)(context.path("publication"), by: context.actor)
        return Done()
    }

    struct Correcting: Decodable {
        let reason: String
        let leaves: [Leaf]

        struct Leaf: Decodable {
            let block, unit, criterion, reason: String
            let inputs: [String: String]
        }
    }

    private func correct(_ body: Correcting, _ context: Context) async throws -> PublicationAnswer {
        let orders = body.leaves.map {
            CorrectionOrder(block: $0.block, unit: $0.unit, criterion: $0.criterion, inputs: $0.inputs, reason: $0.reason)
        }
        return PublicationAnswer(
            try await CorrectPublication(services)(context.path("publication"), orders, reason: body.reason, by: context.actor), .draft)
    }
}
