import App
import Dossiers
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Platform
import Procedures
import Storage
import TestSupport
import Testing
import Units

/// A commune and its neighbour with a counter each, people who work there, a few procedures, and a clock that tests set.
struct DossierHouse {
    let services: Services
    let bureau: Bureau
    let clock: TestClock
    /// Nil in a house that serves nobody.
    let client: (any TestClientProtocol)?
    let people: [String: Actor]

    /// Columns as a list of procedures has them; the limits are those of the worked examples (OS-56).
    static let procedures = """
        code,name,field,levels,counter_time,online_time,post_time,counter_fee,components,decision,from
        1.000001,Cấp bản sao trích lục,Hộ tịch,commune,10 ngày làm việc,10 ngày làm việc,10 ngày làm việc,8000,,1/QĐ-UBND,2020-01-01
        1.000002,Đăng ký khai sinh,Hộ tịch,commune,3 ngày làm việc,3 ngày làm việc,3 ngày làm việc,,,1/QĐ-UBND,2020-01-01
        1.000003,Xác nhận trong ngày,Chứng thực,commune,8 giờ làm việc,,,,,1/QĐ-UBND,2020-01-01
        1.000004,Không nêu thời hạn,Chứng thực,commune,,,,,,1/QĐ-UBND,2020-01-01
        """

    /// Whoever signs in, by the word that requests bring along.
    private static func people(_ units: [String: ID<Units.Unit>]) -> [String: Actor] {
        func person(_ name: String, _ home: String?, _ grants: Set<Grant>) -> (String, Actor) {
            (
                name,
                Actor(
                    .person, name: name, title: name, person: "P-\(name)", unit: home.flatMap { units[$0]?.rawValue }, grants: grants,
                    formToken: TestSignIn.formToken)
            )
        }
        func id(_ code: String) -> String? { units[code]?.rawValue }
        return Dictionary(uniqueKeysWithValues: [
            person("clerk", "A", [Grant(.counterOfficer, unit: id("A"))]), person("officer", "A", [Grant(.caseOfficer, unit: id("A"))]),
            person("officer-2", "A", [Grant(.caseOfficer, unit: id("A"))]), person("head", "A", [Grant(.unitHead, unit: id("A"))]),
            person("clerk-b", "B", [Grant(.counterOfficer, unit: id("B"))]), person("officer-b", "B", [Grant(.caseOfficer, unit: id("B"))]),
            person("clerk-c", "C", [Grant(.counterOfficer, unit: id("C"))]),
            person("controller", nil, [Grant(.procedureController)]), person("auditor", nil, [Grant(.auditor)]),
            person("stranger", nil, []),
        ])
    }

    static func open(_ test: @escaping @Sendable (DossierHouse) async throws -> Void) async throws {
        try await withHouse { services in try await open(in: services, test) }
    }

    /// The same in a house that is there already and empty.
    static func open(in house: Services, _ test: @escaping @Sendable (DossierHouse) async throws -> Void) async throws {
        try await fill(house)
        try await enter(house, test)
    }

    /// Fills an empty house; nothing of it is served.
    static func fill(_ house: Services) async throws {
        _ = try await Self.addUnits(house)
        try await closed(house).fill()
    }

    /// A house that was filled before and serves nobody, so that nothing happens in it but what a test does.
    static func closed(_ house: Services) async throws -> DossierHouse {
        let (services, clock, people) = try await prepared(house)
        return DossierHouse(services: services, bureau: Bureau(services), clock: clock, client: nil, people: people)
    }

    /// A test in a house that was filled before.
    static func enter(_ house: Services, _ test: @escaping @Sendable (DossierHouse) async throws -> Void) async throws {
        let (services, clock, people) = try await prepared(house)
        let signIn = SignIn(page: "/sign-in", account: "/account", signOut: "/sign-out") { request, _ in
            people[request.headerFields[.authorization] ?? ""] ?? .anonymous
        }
        var routes = Routes(services)
        for room in rooms { routes.add(room) }
        routes.add(Module(name: "test", files: [:], signIn: signIn))
        let bureau = Bureau(services)
        let ready = services
        try await makeApplication(routes, services).test(.router) { client in
            let house = DossierHouse(services: ready, bureau: bureau, clock: clock, client: client, people: people)
            try await test(house)
        }
    }

    /// The services with a clock that stands at the first morning, and everybody by name.
    private static func prepared(_ house: Services) async throws -> (Services, TestClock, [String: Actor]) {
        var services = house
        let clock = TestClock(moment("2024-03-04 08:00").milliseconds)
        services.now = { clock.now() }
        let units = try await services.database.read { db in try UnitStore.all(db) }
        return (services, clock, people(Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.id) })))
    }

    private static func addUnits(_ services: Services) async throws -> [String: ID<Units.Unit>] {
        let named = [("A", "Phường Một", "H41.2.1"), ("B", "Phường Hai", "H41.2.2"), ("C", "Phường Ba", "")]
        let units = named.map { code, name, _ in
            Units.Unit(id: services.newID(), code: code, name: Bilingual(vi: name, en: name), kind: .commune, source: "test")
        }
        try await services.database.write { db in
            for (unit, agency) in zip(units, named.map(\.2)) {
                try UnitStore.insert(unit, db)
                if !agency.isEmpty { try CodeStore.insert(UnitCode(.agency, agency, source: "test"), of: unit.id, id: unit.code, db) }
            }
        }
        return Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.id) })
    }

    private func fill() async throws {
        let file = InputFile(name: "procedures.csv", bytes: Array(Self.procedures.utf8))
        try await applyProcedures(file)
        try await services.database.write { db in
            for (login, role) in [("officer", "case_officer"), ("officer-2", "case_officer"), ("head", "unit_head")] {
                try db.run(
                    """
                    INSERT INTO accounts_people (id, login, name, sort_key, search_text, language, status, is_demo, created_ms)
                    VALUES (\("P-\(login)"), \(login), \("Người \(login)"), \(login), \(login), 'vi', 'active', 0, 0)
                    """)
                try db.run(
                    """
                    INSERT INTO accounts_grants (id, person_id, role, unit_id, from_ms, granted_by)
                    SELECT \("G-\(login)"), \("P-\(login)"), \(role), id, 0, 'test' FROM units_units WHERE code = 'A'
                    """)
            }
        }
    }

    /// Enters a list of procedures as its administrator would.
    func applyProcedures(_ file: InputFile, decision: String = "", from: CalendarDate? = nil) async throws {
        let administrator = Actor(.person, name: "admin", grants: [Grant(.administrator)])
        let order = ImportOrder(decision: decision, from: from)
        let verb = ImportProcedures(services)
        let seen = try await verb.preview(file, order, by: administrator).revision
        try await verb(file, order, seen: seen, by: administrator)
    }

    // MARK: time

    /// Sets the clock to a moment of Vietnam, `2024-03-04 08:00`.
    func stand(_ moment: String) { clock.advance(milliseconds: Self.moment(moment).milliseconds - clock.now().milliseconds) }

    static func moment(_ text: String) -> Timestamp {
        let parts = text.split(separator: " ")
        let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
        return Timestamp(milliseconds: (CalendarDate(parts[0])?.start.milliseconds ?? 0) + (clock[0] * 60 + clock[1]) * 60_000)
    }

    // MARK: verbs

    func person(_ name: String) throws -> Actor { try #require(people[name]) }

    /// Takes a complete dossier at the counter of A.
    @discardableResult
    func receive(
        _ procedure: String = "1.000001", unit: String = "A", by clerk: String = "clerk", _ change: (inout Reception) -> Void = { _ in }
    ) async throws -> Dossier {
        var reception = Reception(unit: unit, procedure: procedure, applicant: Applicant(name: "Nguyễn Văn Ánh", document: "012345678901"))
        change(&reception)
        return try await ReceiveDossier(bureau)(reception, by: person(clerk))
    }

    /// A dossier that the officer works on.
    func inProcess(_ procedure: String = "1.000001") async throws -> Dossier {
        let dossier = try await receive(procedure)
        return try await AssignDossier(bureau)(DossierAct(dossier.code.text), to: "officer", by: person("head"))
    }

    func act(_ dossier: Dossier, _ text: String = "Lý do", document: String = "") -> DossierAct {
        DossierAct(dossier.code.text, text: text, document: document)
    }

    func find(_ dossier: Dossier) async throws -> Dossier {
        try #require(try await services.database.read { try DossierStore.find(dossier.code, $0) })
    }

    // MARK: pages

    func page(_ path: String, by person: String?, language: Language = .vi) async throws -> Shown {
        try await ask(.get, path, nil, person, language)
    }

    /// A form as a browser sends it.
    func send(_ path: String, _ values: [String: String], by person: String?) async throws -> Shown {
        let body = values.merging(["form_token": TestSignIn.formToken]) { $1 }
            .map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }.joined(separator: "&")
        return try await ask(.post, path, ByteBuffer(string: body), person, .vi)
    }

    private func ask(_ method: HTTPRequest.Method, _ path: String, _ body: ByteBuffer?, _ person: String?, _ language: Language)
        async throws -> Shown
    {
        var headers: HTTPFields = [.acceptLanguage: language.rawValue]
        if let person { headers[.authorization] = person }
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let response = try await #require(client).executeRequest(uri: path, method: method, headers: headers, body: body)
        return Shown(status: response.status.code, location: response.headers[.location], text: String(buffer: response.body))
    }
}

/// A page as a browser gets it.
struct Shown: Sendable {
    let status: Int
    let location: String?
    let text: String

    /// What a reader sees: no markup, single spaces.
    var words: String {
        text.replacing(/<(style|head)[^>]*>.*?<\/(style|head)>/.dotMatchesNewlines(), with: " ").replacing(/<[^>]+>/, with: " ")
            .replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
