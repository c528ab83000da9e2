import Forms
import Kernel
import Platform
import Storage
import Surveys
import TestSupport
import Testing

/// Three people who key in, and forms that were printed for them.
struct TestPaper {
    let house: SurveysHouse

    static let clerks = PaperClerks("test-enumerator", "clerk-2", settler: "clerk-3")
    static let (first, second, settler) = (SurveysHouse.enumerator, person("clerk-2"), person("clerk-3"))

    static func person(_ login: String) -> Actor { Actor(.person, name: login, person: login, grants: [Grant(.enumerator)]) }

    /// An open campaign, and everybody who is needed.
    static func open(_ house: SurveysHouse, frame: RespondentGroup.FrameKind = .none) async throws -> TestPaper {
        try await house.running { SurveysHouse.group($0, frame: frame) }
        try await addClerks(house)
        return TestPaper(house: house)
    }

    static func addClerks(_ house: SurveysHouse) async throws {
        try await house.services.database.write { db in
            for login in ["clerk-2", "clerk-3"] {
                try db.run(
                    """
                    INSERT INTO accounts_people (id, login, name, sort_key, search_text, language, status, is_demo, created_ms)
                    VALUES (\(login), \(login), 'Người nhập', 'x', 'x', 'vi', 'active', 0, 0)
                    """)
                try db.run(
                    """
                    INSERT INTO accounts_grants (id, person_id, role, unit_id, from_ms, granted_by)
                    VALUES (\("G\(login)"), \(login), 'enumerator', NULL, 0, 'test')
                    """)
            }
        }
    }

    func print(_ count: Int, cell: Int? = nil, unit: String = "A") async throws -> [FormSerial] {
        try await PrintForms(house.bureau)(
            .init(count, group: "citizens", unit: unit, cell: cell), campaign: SurveysHouse.number, by: SurveysHouse.coordinator)
    }

    func order(_ serials: String, count: Int, clerks: PaperClerks = clerks, limit: Int? = 5) throws -> ReceiveBatch.Order {
        .init(
            group: "citizens", from: "Bưu điện", day: try SurveysHouse.day("2026-10-09"), count: count, serials: serials, clerks: clerks,
            errorLimit: limit)
    }

    @discardableResult
    func receive(_ order: ReceiveBatch.Order) async throws -> PaperBatch {
        try await ReceiveBatch(house.bureau)(order, campaign: SurveysHouse.number, by: SurveysHouse.coordinator)
    }

    /// So many forms printed and taken in.
    func batch(_ count: Int, cell: Int? = nil, limit: Int = 5) async throws -> (PaperBatch, [FormSerial]) {
        let serials = try await print(count, cell: cell)
        return (try await receive(order("\(serials[0])..\(serials[count - 1])", count: count, limit: limit)), serials)
    }

    func key(_ serial: FormSerial, _ answers: Answers, mark: InvalidReason? = nil, _ batch: PaperBatch, by actor: Actor) async throws {
        try await KeyForm(house.bureau)(serial, answers, mark: mark, batch: batch.number, by: actor)
    }

    func settle(_ serial: FormSerial, _ answers: Answers, mark: InvalidReason? = nil, _ batch: PaperBatch) async throws {
        try await SettleForm(house.bureau)(
            serial, answers, mark: mark, comment: "Nét mờ", batch: batch.number, by: Self.settler)
    }

    func show(_ batch: PaperBatch, by actor: Actor) async throws -> ShowPaper.BatchScreen {
        try await ShowPaper(house.bureau).batch(batch.number, by: actor)
    }

    func close(_ batch: PaperBatch) async throws { try await CloseBatch(house.bureau)(batch.number, by: SurveysHouse.coordinator) }

    func column(_ sql: SQL, _ name: String) async throws -> [String] {
        try await house.services.database.read { db in try db.rows(sql).map { try $0.value(name).plain } }
    }

    static func only(_ question: String, _ answer: String) -> Answers {
        var answers = Answers()
        answers[question] = .one(answer)
        return answers
    }
}
