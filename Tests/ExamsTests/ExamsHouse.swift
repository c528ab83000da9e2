import App
import Exams
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Platform
import Storage
import TestSupport
import Testing
import Units

/// A department with two people and a room below it with one, a ward with two; who organises and who may read; a clock that tests set.
struct ExamsHouse {
    let services: Services
    let bureau: ExamsBureau
    let clock: TestClock
    /// Nil in a house that serves nobody.
    let client: (any TestClientProtocol)?
    let people: [String: Actor]

    /// Login, unit where the person works, role, unit of the role.
    private static let staff: [(login: String, unit: String?, role: Role?, scope: String?)] = [
        ("an", "A", nil, nil), ("binh", "A", nil, nil), ("chi", "A1", nil, nil), ("dung", "B", nil, nil), ("em", "B", nil, nil),
        ("stranger", nil, nil, nil), ("admin", nil, .administrator, nil), ("auditor", nil, .auditor, nil), ("leader", nil, .leader, nil),
        ("head", nil, .unitHead, "A"), ("head-b", nil, .unitHead, "B"),
    ]

    static func open(
        _ options: [SettingName: String] = [:], _ test: @escaping @Sendable (ExamsHouse) async throws -> Void
    ) async throws {
        try await withHouse(options) { services in
            try await fill(services)
            try await enter(services, test)
        }
    }

    /// Fills an empty house; nothing of it is served.
    static func fill(_ services: Services) async throws {
        try await services.database.write { db in
            var ids: [String: ID<Units.Unit>] = [:]
            let units: [(String, String, String?)] = [("A", "Sở Một", nil), ("A1", "Phòng Một", "A"), ("B", "Phường Hai", nil)]
            for (code, name, parent) in units {
                let unit = Units.Unit(
                    id: services.newID(), code: code, name: Bilingual(vi: name, en: "Unit \(code)"), kind: .department,
                    parent: parent.flatMap { ids[$0] }, source: "test")
                ids[code] = unit.id
                try UnitStore.insert(unit, db)
            }
            for (login, unit, _, _) in staff {
                try db.run(
                    """
                    INSERT INTO accounts_people (id, login, name, sort_key, search_text, unit_id, language, status, is_demo, created_ms)
                    VALUES (\("P-\(login)"), \(login), \("Người \(login)"), \(login), \(login), \(unit.flatMap { ids[$0] }), 'vi', 'active',
                        0, 0)
                    """)
            }
        }
    }

    /// A house that was filled before and serves nobody.
    static func closed(_ services: Services) async throws -> ExamsHouse {
        let (services, clock, people) = try await prepared(services)
        return ExamsHouse(services: services, bureau: ExamsBureau(services), clock: clock, client: nil, people: people)
    }

    private static func enter(_ house: Services, _ test: @escaping @Sendable (ExamsHouse) async throws -> Void) async throws {
        let (services, clock, people) = try await prepared(house)
        let door = SignIn(.person, page: "/sign-in", account: "/account", signOut: "/sign-out") { request, _ in
            people[request.headerFields[.authorization] ?? ""] ?? .anonymous
        }
        var routes = Routes(services)
        for room in rooms { routes.add(room) }
        routes.add(Module(name: "test", files: [:], signIn: door))
        let ready = services
        try await makeApplication(routes, services).test(.router) { client in
            try await test(ExamsHouse(services: ready, bureau: ExamsBureau(ready), clock: clock, client: client, people: people))
        }
    }

    private static func prepared(_ house: Services) async throws -> (Services, TestClock, [String: Actor]) {
        var services = house
        let clock = TestClock(moment("2026-04-21 08:00").milliseconds)
        services.now = { clock.now() }
        let units = try await services.database.read { db in try UnitStore.all(db) }
        let ids = Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.id.rawValue) })
        let people = staff.map { login, unit, role, scope in
            (
                login,
                Actor(
                    .person, name: login, title: login, person: "P-\(login)", unit: unit.flatMap { ids[$0] },
                    grants: role.map { [Grant($0, unit: scope.flatMap { ids[$0] })] } ?? [], formToken: TestSignIn.formToken)
            )
        }
        return (services, clock, Dictionary(uniqueKeysWithValues: people))
    }

    // MARK: time

    /// Sets the clock to a moment of Vietnam, `2026-04-21 09:00`.
    func stand(_ moment: String) { clock.advance(milliseconds: Self.moment(moment).milliseconds - clock.now().milliseconds) }
    func pass(seconds: Int64) { clock.advance(milliseconds: seconds * 1000) }

    static func moment(_ text: String) -> Timestamp {
        let parts = text.split(separator: " ")
        let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
        return Timestamp(milliseconds: (CalendarDate(parts[0])?.start.milliseconds ?? 0) + (clock[0] * 60 + clock[1]) * 60_000)
    }

    // MARK: verbs

    func person(_ name: String) throws -> Actor { try #require(people[name]) }

    /// Eight easy questions and four hard ones; the right choice is named so.
    static let bank: String = {
        let lines = (1...12).map { number in
            let level = number <= 8 ? 1 : 3
            return "Q-\(number),\(level == 1 ? "Một cửa" : "Văn thư"),\(level),Câu hỏi số \(number)?,Sai một,ĐÚNG,Sai hai,B,Luật \(number)"
        }
        return (["code,topic,level,text,a,b,c,correct,source"] + lines).joined(separator: "\n") + "\n"
    }()

    static func file(_ text: String, _ name: String = "bank.csv") -> InputFile { InputFile(name: name, bytes: Array(text.utf8)) }

    /// From 09:00 to 11:00 for 30 minutes; four easy questions at 0.5 and two hard ones at 1.25 points: 4.5 in all.
    func plan(_ change: (inout ExamPlan) -> Void = { _ in }) -> ExamPlan {
        var plan = ExamPlan(
            title: "Kiểm tra năm 2026", units: ["A", "B"], opens: Self.moment("2026-04-21 09:00"), closes: Self.moment("2026-04-21 11:00"),
            minutes: 30, seed: 42,
            parts: [
                ExamPlan.Part(topic: "Một cửa", level: 1, count: 4, points: Points(micro: 500_000)),
                ExamPlan.Part(topic: "Văn thư", level: 3, count: 2, points: Points(micro: 1_250_000)),
            ])
        change(&plan)
        return plan
    }

    /// A test that was announced at 08:00.
    @discardableResult
    func announced(_ change: (inout ExamPlan) -> Void = { _ in }) async throws -> String {
        let admin = try person("admin")
        try await ImportQuestions(bureau)(Self.file(Self.bank), by: admin)
        let number = try await PlanExam(bureau)(plan(change), by: admin).number
        try await AnnounceExam(bureau)(number, by: admin)
        return number
    }

    func paper(_ number: String, _ login: String) async throws -> (attempt: Attempt, questions: [Question.Key: Question]) {
        let screen = try await ShowSitting(bureau)(number, by: person(login))
        guard case .running(let attempt) = screen.phase else { throw ExamsError.notStarted }
        return (attempt, screen.questions)
    }

    /// The place at which the right choice of each question is shown, or a wrong one, by the number of the question.
    func shown(_ number: String, _ login: String, isRight: (Question) -> Bool) async throws -> [Int: Int] {
        let (attempt, questions) = try await paper(number, login)
        var shown: [Int: Int] = [:]
        for (index, item) in attempt.paper.items.enumerated() {
            let question = try #require(questions[item.question])
            let right = try #require(item.order.firstIndex { question.content.choices[$0 - 1] == "ĐÚNG" })
            shown[index + 1] = (isRight(question) ? right : (right + 1) % item.order.count) + 1
        }
        return shown
    }

    static let ticket = "TICKETTICKET0001"

    func sheet(_ number: String, _ shown: [Int: Int], revision: Int = 0, ticket: String = ticket) -> AnswerSheet {
        AnswerSheet(number, shown: shown, revision: revision, ticket: ticket)
    }

    /// Begins, answers and hands in.
    func sit(_ number: String, _ login: String, isRight: (Question) -> Bool) async throws {
        try await StartAttempt(bureau)(number, by: person(login))
        try await HandIn(bureau)(sheet(number, shown(number, login, isRight: isRight)), by: person(login))
    }

    /// A test that four of five sat and whose results are out: 4.5, 2.5, 2 and 0 points of 4.5, half of which passes.
    func released(_ change: (inout ExamPlan) -> Void = { _ in }) async throws -> String {
        let number = try await announced(change)
        stand("2026-04-21 09:00")
        try await sit(number, "an") { _ in true }
        try await sit(number, "binh") { $0.content.level == 3 }
        try await sit(number, "chi") { $0.content.level == 1 }
        try await sit(number, "dung") { _ in false }
        stand("2026-04-21 11:00")
        try await ReleaseExam(bureau)(number, by: person("admin"))
        return number
    }

    // MARK: pages

    func page(_ path: String, by person: String?, language: Language = .vi) async throws -> Shown {
        try await ask(.get, path, nil, person, language)
    }

    /// A form as a browser sends it.
    func send(_ path: String, _ values: [String: String], by person: String?, language: Language = .vi) async throws -> Shown {
        let body = values.merging(["form_token": TestSignIn.formToken]) { $1 }
            .map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }.joined(separator: "&")
        return try await ask(.post, path, (ByteBuffer(string: body), "application/x-www-form-urlencoded"), person, language)
    }

    /// A form with one file.
    func send(_ path: String, file: (name: String, bytes: [UInt8]), by person: String, language: Language = .vi) async throws -> Shown {
        let boundary = "----cchc-test-boundary"
        var body = ByteBuffer()
        body.writeString(
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n\(TestSignIn.formToken)\r\n"
                + "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n")
        body.writeBytes(file.bytes)
        body.writeString("\r\n--\(boundary)--\r\n")
        return try await ask(.post, path, (body, "multipart/form-data; boundary=\(boundary)"), person, language)
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: (ByteBuffer, String)?, _ person: String?, _ language: Language
    ) async throws -> Shown {
        var headers: HTTPFields = [.acceptLanguage: language.rawValue]
        if let person { headers[.authorization] = person }
        if let body { headers[.contentType] = body.1 }
        let response = try await #require(client).executeRequest(uri: path, method: method, headers: headers, body: body?.0)
        let revision = HTTPField.Name("Draft-Revision").flatMap { response.headers[$0] }
        return Shown(
            status: response.status.code, location: response.headers[.location], revision: revision, bytes: Array(buffer: response.body))
    }
}

/// A page or file as a browser gets it.
struct Shown: Sendable {
    let status: Int
    let location: String?
    /// What a page's script is told of what it saved.
    let revision: String?
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// What a reader sees: no markup, single spaces.
    var words: String {
        text.replacing(/<(style|head)[^>]*>.*?<\/(style|head)>/.dotMatchesNewlines(), with: " ").replacing(/<[^>]+>/, with: " ")
            .replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The value of a hidden field.
    func field(_ name: String) -> String? {
        text.firstRange(of: "name=\"\(name)\" value=\"").map { String(text[$0.upperBound...].prefix { $0 != "\"" }) }
    }
}
