import App
import Citizens
import Dossiers
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Online
import Platform
import Procedures
import Storage
import TestSupport
import Testing
import Units

/// Two wards with counters, four procedures, Lan and Minh who sit at home, and the people of the first ward.
///
/// One procedure is full process with a form, papers and a fee, one is partial, one only informs, and one asks for two papers of which
/// the name of one begins with the other's. The clock stands on Monday, 4 March 2024, 8 o'clock.
struct OnlineHouse: Sendable {
    let services: Services
    let bureau: Bureau
    let office: HomeOffice
    let clock: TestClock
    let people: [String: Actor]
    let client: (any TestClientProtocol)?

    static let whole = "1.000001"
    static let partial = "1.000002"
    static let informing = "1.000003"
    static let alike = "1.000004"

    private static let procedures = """
        code,name,field,levels,counter_time,online_time,post_time,online_fee,components,decision,from,service_level,service_level_from,service_extent,service_extent_from,partial_reason
        1.000001,Cấp bản sao trích lục,Hộ tịch,commune,3 ngày làm việc,3 ngày làm việc,3 ngày làm việc,50000,"--Tên giấy tờMẫu đơn, tờ khaiSố lượngGiấy khai sinh1 bản chínhẢnh1 bản chính",1/QĐ-UBND,2020-01-01,,,full,2020-01-01,
        1.000002,Đăng ký khai sinh,Hộ tịch,commune,3 ngày làm việc,3 ngày làm việc,3 ngày làm việc,,,1/QĐ-UBND,2020-01-01,3,2020-01-01,partial,2022-08-15,Phải có mặt
        1.000003,Xác nhận trong ngày,Chứng thực,commune,8 giờ làm việc,,,,,1/QĐ-UBND,2020-01-01,2,2020-01-01,,,
        1.000004,Cải chính hộ tịch,Hộ tịch,commune,3 ngày làm việc,3 ngày làm việc,3 ngày làm việc,,"--Tên giấy tờMẫu đơn, tờ khaiSố lượngGiấy khai sinh1 bản chínhGiấy khai sinh (bản sao)1 bản chính",1/QĐ-UBND,2020-01-01,,,full,2020-01-01,
        """

    static func form(_ version: String, extra: String = "") -> String {
        """
        form: copies
        version: "\(version)"
        procedure: "1.000001"
        title: {vi: Tờ khai, en: Form}
        paper: {}
        items:
          - group: person
            vi: Người yêu cầu
            en: Person
            items:
              - {ask: full_name, kind: text, vi: Họ tên, en: Name, prefill: person.name, required: yes}
              - {ask: copies, kind: integer, vi: Số bản, en: Copies, required: yes}
          - group: proofs
            vi: Chứng minh
            en: Proof
            items:
              - {ask: proof, kind: file, vi: Giấy ủy quyền, en: Power of attorney, most: 2}
        \(extra)
        """
    }

    static func open(_ test: @escaping @Sendable (OnlineHouse) async throws -> Void) async throws {
        try await withHouse { services in
            try await fill(services)
            let house = try await closed(services)
            let people = house.people
            var routes = makeRoutes(house.services)
            routes.add(
                Module(
                    name: "test", files: [:],
                    signIn: SignIn(page: "/sign-in", account: "/account", signOut: "/sign-out") { request, _ in
                        people[request.headerFields[.authorization] ?? ""] ?? .anonymous
                    }))
            try await makeApplication(routes, house.services).test(.router) { client in
                try await test(
                    OnlineHouse(
                        services: house.services, bureau: house.bureau, office: house.office, clock: house.clock, people: people,
                        client: client))
            }
        }
    }

    /// Fills an empty house; nothing of it is served.
    static func fill(_ services: Services) async throws {
        var services = services
        services.now = { moment("2024-03-04 08:00") }
        for (code, name, agency) in [("A", "Phường Một", "H41.2.1"), ("B", "Phường Hai", "H41.2.2")] {
            let unit = Units.Unit(id: services.newID(), code: code, name: Bilingual(vi: name, en: name), kind: .commune, source: "test")
            try await services.database.write { db in
                try UnitStore.insert(unit, db)
                try CodeStore.insert(UnitCode(.agency, agency, source: "test"), of: unit.id, id: unit.code, db)
            }
        }
        let administrator = Actor(.person, name: "admin", grants: [Grant(.administrator)])
        let list = InputFile(name: "procedures.csv", bytes: Array(procedures.utf8))
        let seen = try await ImportProcedures(services).preview(list, ImportOrder(), by: administrator).revision
        try await ImportProcedures(services)(list, ImportOrder(), seen: seen, by: administrator)
        let receivers = InputFile(
            name: "receivers.csv", bytes: Array("code,unit\n1.000001,A\n1.000001,B\n1.000002,A\n1.000003,A\n1.000004,A".utf8))
        let mark = try await ImportReceivers(services).preview(receivers, by: administrator).mark
        try await ImportReceivers(services)(receivers, from: #require(CalendarDate("2024-01-01")), seen: mark, by: administrator)
        try await PublishForm(services)(
            InputFile(name: "copies.yaml", bytes: Array(form("1").utf8)), from: #require(CalendarDate("2024-01-01")), by: administrator)
        for (contact, name) in [("0901234567", "Nguyễn Thị Lan"), ("0907654321", "Trần Văn Minh")] {
            let address = try #require(ContactAddress(contact))
            let profile = CitizenProfile(name: name, identityNumber: "012345678901", address: "Số 1")
            _ = try await RegisterCitizen(services)(address, profile)
        }
    }

    /// A house that was filled before and serves nobody.
    static func closed(_ services: Services) async throws -> OnlineHouse {
        var services = services
        let clock = TestClock(moment("2024-03-04 08:00").milliseconds)
        services.now = { clock.now() }
        let (units, citizens) = try await services.database.read { db in
            (try UnitStore.all(db), try db.rows("SELECT id FROM citizens_people ORDER BY phone").map { try $0.string("id") })
        }
        let ids = Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.id.rawValue) })
        func person(_ name: String, _ unit: String, _ role: Role) -> Actor {
            Actor(
                .person, name: name, person: "P-\(name)", unit: ids[unit], grants: [Grant(role, unit: ids[unit])],
                formToken: TestSignIn.formToken)
        }
        func citizen(_ id: String) -> Actor {
            Actor(.citizen, name: "citizens/\(id)", title: "", citizen: id, formToken: TestSignIn.formToken)
        }
        let people = [
            "lan": citizen(citizens[0]), "minh": citizen(citizens[1]), "clerk": person("clerk", "A", .counterOfficer),
            "officer": person("officer", "A", .caseOfficer), "head": person("head", "A", .unitHead),
            "clerk-b": person("clerk-b", "B", .counterOfficer),
            "admin": Actor(.person, name: "admin", person: "P-admin", grants: [Grant(.administrator)], formToken: TestSignIn.formToken),
        ]
        return OnlineHouse(
            services: services, bureau: Bureau(services), office: HomeOffice(services), clock: clock, people: people, client: nil)
    }

    // MARK: time and people

    func stand(_ moment: String) { clock.advance(milliseconds: Self.moment(moment).milliseconds - clock.now().milliseconds) }

    static func moment(_ text: String) -> Timestamp {
        let parts = text.split(separator: " ")
        let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
        return Timestamp(milliseconds: (CalendarDate(parts[0])?.start.milliseconds ?? 0) + (clock[0] * 60 + clock[1]) * 60_000)
    }

    func person(_ name: String) throws -> Actor { try #require(people[name]) }

    // MARK: what people do

    static let paper = Array("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n".utf8)

    func upload(_ bytes: [UInt8] = paper, name: String = "khai-sinh.pdf") async throws -> DraftUpload {
        let stored = try await services.files.store(bytes, limit: 32 << 20)
        return try await DraftUpload(Form.File(name: name, stored: stored, head: Array(bytes.prefix(4096))), services)
    }

    /// A draft of the whole procedure in which nothing is missing.
    func draft(of name: String = "lan", _ procedure: String = whole, delivery: Dossier.Delivery = .online) async throws -> Draft {
        let draft = try await BeginDraft(office)(procedure, by: person(name))
        var change = KeepDraft.Change()
        (change.unit, change.delivery, change.address) = ("A", delivery, "Số 1, Phường Một")
        change.form = Form(values: ["q.full_name": ["Nguyễn Thị Lan"], "q.copies": ["2"]])
        if procedure == Self.whole { change.papers = [(1, try await upload())] }
        return try await KeepDraft(office)(draft.id, change, by: person(name))
    }

    func submitted(by name: String = "lan", _ procedure: String = whole, delivery: Dossier.Delivery = .online) async throws -> Submission {
        try await SubmitDraft(office)(draft(of: name, procedure, delivery: delivery).id, by: person(name))
    }

    /// On the officer's desk.
    func inProcess() async throws -> Submission {
        let sent = try await submitted()
        try await addStaff()
        try await DecideDossier(bureau)(DossierAct(sent.dossier.text), .accept, by: person("clerk"))
        try await AssignDossier(bureau)(DossierAct(sent.dossier.text), to: "officer", by: person("head"))
        return sent
    }

    /// The officer as a person of the house, to whom dossiers can be given.
    func addStaff() async throws {
        try await services.database.write { db in
            try db.run(
                """
                INSERT INTO accounts_people (id, login, name, sort_key, search_text, language, status, is_demo, created_ms)
                VALUES ('P-officer', 'officer', 'Cán bộ', 'officer', 'officer', 'vi', 'active', 0, 0) ON CONFLICT (id) DO NOTHING
                """)
            try db.run(
                """
                INSERT INTO accounts_grants (id, person_id, role, unit_id, from_ms, granted_by)
                SELECT 'G-officer', 'P-officer', 'case_officer', id, 0, 'test' FROM units_units WHERE code = 'A' ON CONFLICT (id) DO NOTHING
                """)
        }
    }

    func dossier(_ sent: Submission) async throws -> Dossier {
        try #require(try await services.database.read { try DossierStore.find(sent.dossier, $0) })
    }

    func submission(_ sent: Submission) async throws -> Submission {
        try #require(try await services.database.read { try SubmissionStore.find(sent.dossier, $0) })
    }

    /// The titles of what Lan was told, the last first.
    func messages() async throws -> [String] {
        try await services.database.read { db in
            try db.rows("SELECT title FROM citizens_messages ORDER BY created_ms DESC, id DESC").map { try $0.string("title") }
        }
    }

    // MARK: pages

    func page(_ path: String, by person: String? = "lan", _ language: Language = .vi) async throws -> Shown {
        try await ask(.get, path, nil, person, language)
    }

    func send(_ path: String, _ values: [String: String] = [:], by person: String? = "lan") async throws -> Shown {
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
        let revision = HTTPField.Name("Draft-Revision").flatMap { response.headers[$0] }
        return Shown(
            status: response.status.code, location: response.headers[.location], revision: revision, text: String(buffer: response.body))
    }
}

/// An answer as a browser gets it.
struct Shown: Sendable {
    let status: Int
    let location: String?
    let revision: String?
    let text: String
}
