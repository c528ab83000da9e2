import Kernel
import Office
import Platform
import Rankings
import TestSupport
import Testing

@Suite struct `When a statement of Rankings fails` {
    @Test func `a ranking is published whole or not at all`() async throws {
        let scores = [("1", "60", "30"), ("2", "50.5", "20"), ("3", "", "20")]
        try await failsWhole(
            PublishRanking.self,
            // The units exist, and the framework changes with the second year.
            given: { services in try await PublishedExamples(services: services).communes(2024, scores) },
            { services in try await PublishedExamples(services: services).communes(2025, version: "2", scores) })
    }

    private static let order = PreparePublication.Order(
        round: "r26", code: "cchc-2026", title: Bilingual(vi: "kết quả", en: "results"), paper: paper)
    private static let paper = DecisionPaper(
        agency: "UBND tỉnh", place: "Phú Thọ", grounds: "Luật", recipients: "Như Điều 2", signerTitle: "CHỦ TỊCH")
    private static let leaf = CorrectionOrder(
        block: "departments", unit: "B", criterion: "1.2", inputs: ["numerator": "9", "denominator": "10"], reason: "sai")

    private static func prepare(_ services: Services) async throws {
        try await DecidedRound.decide(services)
        try await PreparePublication(services)(order, by: .operating)
    }

    private static func issue(_ services: Services, _ code: String = "cchc-2026", release: String = "") async throws {
        try await IssuePublication(services)(
            IssuePublication.Order(
                publication: code, number: "1/QĐ", date: "2026-10-01", signer: "N", release: ReleaseMoment(date: release)), by: .operating)
    }

    @Test func `a publication is prepared whole or not at all`() async throws {
        try await failsWhole(
            PreparePublication.self, given: { try await DecidedRound.decide($0) },
            { services in try await PreparePublication(services)(Self.order, by: .operating) })
    }

    @Test func `a decision is edited whole or not at all`() async throws {
        var paper = Self.paper
        paper.place = "Việt Trì"
        let edited = paper
        try await failsWhole(
            EditDecision.self, given: { try await Self.prepare($0) },
            { services in try await EditDecision(services)("cchc-2026", edited, by: .operating) })
    }

    @Test func `a publication is issued whole or not at all`() async throws {
        try await failsWhole(IssuePublication.self, given: { try await Self.prepare($0) }, { services in try await Self.issue(services) })
    }

    @Test func `an embargo is moved whole or not at all`() async throws {
        try await failsWhole(
            MoveEmbargo.self,
            given: { services in
                try await Self.prepare(services)
                try await Self.issue(services, release: "2027-01-01")
            },
            { services in
                try await MoveEmbargo(services)("cchc-2026", to: ReleaseMoment(date: "2027-02-01"), reason: "chờ", by: .operating)
            })
    }

    @Test func `a draft is discarded whole or not at all`() async throws {
        try await failsWhole(
            DiscardPublication.self,
            given: { services in
                try await Self.prepare(services)
                try await Self.issue(services)
                try await CorrectPublication(services)("cchc-2026", [Self.leaf], reason: "khiếu nại", by: .operating)
            },
            { services in try await DiscardPublication(services)("cchc-2026-2", by: .operating) })
    }

    @Test func `a correction takes the place of the draft before it whole or not at all`() async throws {
        try await failsWhole(
            CorrectPublication.self,
            given: { services in
                try await Self.prepare(services)
                try await Self.issue(services)
                try await CorrectPublication(services)("cchc-2026", [Self.leaf], reason: "khiếu nại", by: .operating)
            },
            { services in
                let other = CorrectionOrder(
                    block: "communes", unit: "X2", criterion: "1.1", inputs: ["points": "8"], reason: "sai")
                try await CorrectPublication(services)("cchc-2026", [other], reason: "khiếu nại", by: .operating)
            })
    }

    @Test func `external indexes are imported whole or not at all`() async throws {
        let file = InputFile(name: "e.csv", bytes: Array(`Indexes that others publish (PI-85)`.file.utf8))
        try await failsWhole(
            ImportExternals.self, given: { try await DecidedRound.decide($0) },
            { services in
                let preview = try await ImportExternals(services).preview(file, by: .operating)
                try await ImportExternals(services)(file, seen: preview.seen, by: .operating)
            })
    }

    @Test func `a rule of commendation is saved whole or not at all`() async throws {
        try await failsWhole(SaveCommendationRule.self) { services in
            try await SaveCommendationRule(services)(
                SaveCommendationRule.Order(series: "departments", collectives: "3", source: "Quy chế"), by: .operating)
        }
    }
}
