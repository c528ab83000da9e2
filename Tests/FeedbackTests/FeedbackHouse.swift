import App
import Feedback
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import Storage
import TestSupport
import Testing
import Units

/// Two units with people who work on petitions, one without, and a clock that tests set.
struct FeedbackHouse {
    let services: Services
    let bureau: FeedbackBureau
    let clock: TestClock
    /// Nil in a house that serves nobody.
    let client: (any TestClientProtocol)?
    let people: [String: Actor]

    private static func people(_ units: [String: ID<Units.Unit>]) -> [String: Actor] {
        func person(_ name: String, _ unit: String?, _ role: Role?) -> (String, Actor) {
            let id = unit.flatMap { units[$0]?.rawValue }
            let grants: Set<Grant> = role.map { [Grant($0, unit: id)] } ?? []
            return (
                name,
                Actor(
                    .person, name: name, title: name, person: "P-\(name)", unit: id, grants: grants, formToken: TestSignIn.formToken)
            )
        }
        let citizen = Actor(.citizen, name: "citizen/C-1", title: "Lê Thị Bình", citizen: "C-1", formToken: TestSignIn.formToken)
        return Dictionary(uniqueKeysWithValues: [
            person("clerk", "A", .counterOfficer), person("officer", "A", .caseOfficer), person("officer-2", "A", .caseOfficer),
            person("head", "A", .unitHead), person("officer-b", "B", .caseOfficer), person("head-b", "B", .unitHead),
            person("controller", nil, .procedureController), person("auditor", nil, .auditor), person("admin", nil, .administrator),
            person("stranger", nil, nil), ("citizen", citizen),
        ])
    }

    static func open(
        _ options: [SettingName: String] = [:], _ test: @escaping @Sendable (FeedbackHouse) async throws -> Void
    ) async throws {
        try await withHouse(options) { services in
            try await fill(services)
            try await enter(services, test)
        }
    }

    /// Fills an empty house; nothing of it is served.
    static func fill(_ services: Services) async throws {
        try await services.database.write { db in
            for (code, name) in [("A", "Phường Một"), ("B", "Phường Hai"), ("C", "Phường Ba")] {
                let unit = Units.Unit(
                    id: services.newID(), code: code, name: Bilingual(vi: name, en: "Ward \(code)"), kind: .commune, source: "test")
                try UnitStore.insert(unit, db)
            }
            let staff = [
                ("officer", "case_officer", "A"), ("officer-2", "case_officer", "A"), ("head", "unit_head", "A"),
                ("officer-b", "case_officer", "B"), ("head-b", "unit_head", "B"),
            ]
            for (login, role, unit) in staff {
                try db.run(
                    """
                    INSERT INTO accounts_people (id, login, name, sort_key, search_text, language, status, is_demo, created_ms)
                    VALUES (\("P-\(login)"), \(login), \("Người \(login)"), \(login), \(login), 'vi', 'active', 0, 0)
                    """)
                try db.run(
                    """
                    INSERT INTO accounts_grants (id, person_id, role, unit_id, from_ms, granted_by)
                    SELECT \("G-\(login)"), \("P-\(login)"), \(role), id, 0, 'test' FROM units_units WHERE code = \(unit)
                    """)
            }
        }
    }

    /// A house that was filled before and serves nobody.
    static func closed(_ services: Services) async throws -> FeedbackHouse {
        let (services, clock, people) = try await prepared(services)
        return FeedbackHouse(services: services, bureau: FeedbackBureau(services), clock: clock, client: nil, people: people)
    }

    private static func enter(_ house: Services, _ test: @escaping @Sendable (FeedbackHouse) async throws -> Void) async throws {
        let (services, clock, people) = try await prepared(house)
        func door(_ kind: Actor.Kind) -> SignIn {
            SignIn(kind, page: "/sign-in", account: "/account", signOut: "/sign-out") { request, _ in
                let actor = people[request.headerFields[.authorization] ?? ""] ?? .anonymous
                return actor.kind == kind ? actor : .anonymous
            }
        }
        var routes = Routes(services)
        for room in rooms { routes.add(room) }
        routes.add(Module(name: "test", files: [:], signIn: door(.person)))
        routes.add(Module(name: "test", files: [:], signIn: door(.citizen)))
        let ready = services
        try await makeApplication(routes, services).test(.router) { client in
            try await test(
                FeedbackHouse(services: ready, bureau: FeedbackBureau(ready), clock: clock, client: client, people: people))
        }
    }

    /// The services with a clock that stands on a Tuesday before holidays, and everybody by name.
    private static func prepared(_ house: Services) async throws -> (Services, TestClock, [String: Actor]) {
        var services = house
        let clock = TestClock(moment("2026-04-21 09:00").milliseconds)
        services.now = { clock.now() }
        let units = try await services.database.read { db in try UnitStore.all(db) }
        return (services, clock, people(Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.id) })))
    }

    // MARK: time

    /// Sets the clock to a moment of Vietnam, `2026-04-21 09:00`.
    func stand(_ moment: String) { clock.advance(milliseconds: Self.moment(moment).milliseconds - clock.now().milliseconds) }

    static func moment(_ text: String) -> Timestamp {
        let parts = text.split(separator: " ")
        let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
        return Timestamp(milliseconds: (CalendarDate(parts[0])?.start.milliseconds ?? 0) + (clock[0] * 60 + clock[1]) * 60_000)
    }

    // MARK: verbs

    func person(_ name: String) throws -> Actor { try #require(people[name]) }

    static let text = "Tôi là Nguyễn Văn Ánh, số 0901234567; phiếu hẹn không ghi giờ. Nhờ ông Trần Văn B xem lại."

    func draft(_ change: (inout PetitionDraft) -> Void = { _ in }) -> PetitionDraft {
        var draft = PetitionDraft(
            unit: "A", content: PetitionContent(title: "Phiếu hẹn không ghi giờ", text: Self.text, place: "Tổ 5"),
            petitioner: Petitioner(name: "Nguyễn Văn Ánh", address: "12 Lê Lợi", phone: "0901 234 567"), consents: true,
            ticket: "TICKET\(UUID().uuidString.filter { $0 != "-" })".prefix(32).description)
        change(&draft)
        return draft
    }

    /// Sends a petition to A as anybody does.
    @discardableResult
    func file(from client: String? = nil, _ change: (inout PetitionDraft) -> Void = { _ in }) async throws -> Petition {
        try await FilePetition(bureau)(draft(change), from: client, by: .anonymous)
    }

    /// One that the officer works on.
    func inHand(_ change: (inout PetitionDraft) -> Void = { _ in }) async throws -> Petition {
        let petition = try await file(change)
        return try await ClassifyPetition(bureau)(PetitionAct(petition.number), as: .conduct, officer: "officer", by: person("head"))
    }

    func act(_ petition: Petition, _ text: String = "Lý do") -> PetitionAct { PetitionAct(petition.number, text: text) }

    func answered(_ change: (inout PetitionDraft) -> Void = { _ in }) async throws -> Petition {
        let petition = try await inHand(change)
        return try await AnswerPetition(bureau)(act(petition, "Đã sửa phiếu hẹn."), by: person("officer"))
    }

    /// What the API tells whoever holds the receipt.
    func state(_ petition: Petition) async throws -> String {
        let answer = try await page("/api/v1/feedback/track/\(petition.receipt.text)", by: nil).text
        return try #require(answer.firstMatch(of: /"state":"(\w+)"/)?.1).description
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

    /// A form with files.
    func send(_ path: String, _ values: [String: String], files: [(field: String, name: String, bytes: [UInt8])], by person: String?)
        async throws -> Shown
    {
        let boundary = "----cchc-test-boundary"
        var body = ByteBuffer()
        for (name, value) in values.merging(["form_token": TestSignIn.formToken], uniquingKeysWith: { first, _ in first }) {
            body.writeString("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        for file in files {
            body.writeString(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
                    + "Content-Type: application/octet-stream\r\n\r\n")
            body.writeBytes(file.bytes)
            body.writeString("\r\n")
        }
        body.writeString("--\(boundary)--\r\n")
        return try await ask(.post, path, (body, "multipart/form-data; boundary=\(boundary)"), person, .vi)
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: (ByteBuffer, String)?, _ person: String?, _ language: Language
    ) async throws -> Shown {
        var headers: HTTPFields = [.acceptLanguage: language.rawValue]
        if let person { headers[.authorization] = person }
        if let body { headers[.contentType] = body.1 }
        let response = try await #require(client).executeRequest(uri: path, method: method, headers: headers, body: body?.0)
        return Shown(
            status: response.status.code, location: response.headers[.location], type: response.headers[.contentType] ?? "",
            bytes: Array(buffer: response.body))
    }
}

/// A page or file as a browser gets it.
struct Shown: Sendable {
    let status: Int
    let location: String?
    let type: String
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// What a reader sees: no markup, single spaces.
    var words: String {
        text.replacing(/<(style|head)[^>]*>.*?<\/(style|head)>/.dotMatchesNewlines(), with: " ").replacing(/<[^>]+>/, with: " ")
            .replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Photos as cameras make them.
enum TestPhoto {
    /// A JPEG of one grey dot with what a camera writes: which way up, a place, a remark.
    static let jpeg: [UInt8] = {
        let exif: [UInt8] =
            Array("Exif\0\0".utf8) + [0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0]
            + [0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0] + [0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0] + [0, 0, 0, 0]
            + Array("GPS-SECRET".utf8)
        func segment(_ mark: UInt8, _ body: [UInt8]) -> [UInt8] {
            [0xFF, mark, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)] + body
        }
        let start: [UInt8] = [0xFF, 0xD8]
        let frame = segment(0xDB, Array(repeating: 1, count: 65)) + segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0])
        let picture: [UInt8] = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x3F, 0x50, 0xFF, 0xD9]
        return start + segment(0xE0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]) + segment(0xE1, exif)
            + segment(0xFE, Array("COMMENT-SECRET".utf8)) + frame + picture + Array("TRAILER-SECRET".utf8)
    }()

    /// A PNG with a remark.
    static let png: [UInt8] = {
        func chunk(_ kind: String, _ body: [UInt8]) -> [UInt8] {
            let count = body.count
            return [UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)] + Array(kind.utf8) + body
                + [0, 0, 0, 0]
        }
        let mark: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        return mark + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]) + chunk("tEXt", Array("TEXT-SECRET".utf8))
            + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])
    }()
}
