import Forms
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Office
import Platform
import Storage
import Surveys
import TestSupport
import Testing
import Units

/// Two units, a coordinator, an enumerator, a small instrument, and a campaign as far as a test wants it.
struct SurveysHouse {
    let services: Services
    let bureau: SurveysBureau

    /// The first campaign of a house.
    static let number = "KS-2026-0001"
    static let coordinator = Actor(.person, name: "test-survey_coordinator", person: "P", grants: [Grant(.surveyCoordinator)])
    static let enumerator = Actor(.person, name: "test-enumerator", person: "E", grants: [Grant(.enumerator)])

    init(_ services: Services) {
        self.services = services
        bureau = SurveysBureau(services)
    }

    static func open(_ options: [SettingName: String] = [:], _ test: @escaping @Sendable (SurveysHouse) async throws -> Void) async throws {
        try await withHouse(options) { services in
            try await fill(services)
            try await test(SurveysHouse(services))
        }
    }

    static func fill(_ services: Services) async throws {
        try await services.database.write { db in
            for (code, name) in [("A", "Phường Một"), ("B", "Phường Hai")] {
                let unit = Units.Unit(
                    id: services.newID(), code: code, name: Bilingual(vi: name, en: "Ward \(code)"), kind: .commune, source: "test")
                try UnitStore.insert(unit, db)
            }
            try db.run(
                """
                INSERT INTO accounts_people (id, login, name, sort_key, search_text, language, status, is_demo, created_ms)
                VALUES ('E', 'test-enumerator', 'Trần Thị Hỏi', 'x', 'x', 'vi', 'active', 0, 0)
                """)
            try db.run(
                """
                INSERT INTO accounts_grants (id, person_id, role, unit_id, from_ms, granted_by)
                VALUES ('G', 'E', 'enumerator', NULL, 0, 'test')
                """)
        }
    }

    // MARK: instruments

    /// Three questions on a scale of five, one open text, and who is under age is not asked.
    static let instrument = """
        form: small
        version: "1"
        title: {vi: Phiếu nhỏ, en: Small form}
        group: citizens
        object: one-stop
        languages: [vi, en]
        consent: {vi: Không ghi tên., en: No names.}
        valid: {least: 60 %, eligible: adult}
        lists:
          five:
            - {code: "1", vi: Rất kém, en: Very bad}
            - {code: "2", vi: Kém, en: Bad}
            - {code: "3", vi: Thường, en: Fair}
            - {code: "4", vi: Tốt, en: Good}
            - {code: "5", vi: Rất tốt, en: Very good}
            - {code: "9", vi: Không biết, en: Do not know}
        items:
          - {ask: adult, kind: yes_no, vi: Đủ 18 tuổi, en: Adult, required: yes}
          - {ask: q1, kind: choice, from: five, vi: Câu một, en: One, required: yes, when: adult}
          - {ask: q2, kind: choice, from: five, vi: Câu hai, en: Two, required: yes, when: adult}
          - {ask: q3, kind: choice, from: five, vi: Câu ba, en: Three, when: adult}
          - {ask: remark, kind: text, vi: Ý kiến, en: Remark, when: adult}
        scales:
          - {scale: five, degrees: ["1", "2", "3", "4", "5"], satisfied: ["4", "5"], silent: ["9"], questions: [q1, q2, q3]}
        index:
          code: index
          vi: Chỉ số
          en: Index
          parts:
            - {code: access, vi: Tiếp cận, en: Access, weight: 2, questions: [q1, q2]}
            - {code: result, vi: Kết quả, en: Result, weight: 1, questions: [q3]}
        """

    static func file(_ text: String, _ name: String = "small.yaml") -> InputFile { InputFile(name: name, bytes: Array(text.utf8)) }

    static func answers(_ q1: String = "4", _ q2: String = "5", adult: String = "yes", remark: String = "") -> Answers {
        var answers = Answers()
        answers["adult"] = .one(adult)
        if adult == "yes" {
            answers["q1"] = .one(q1)
            answers["q2"] = .one(q2)
        }
        if !remark.isEmpty { answers["remark"] = .one(remark) }
        return answers
    }

    @discardableResult
    func keep(_ text: String = instrument) async throws -> ID<Instrument> {
        try await KeepInstrument(bureau)(Self.file(text), by: Self.coordinator)
    }

    // MARK: campaigns

    static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    static func plan(closes: String = "2026-12-31") throws -> CampaignPlan {
        CampaignPlan(title: "Khảo sát thử", period: .year(2026), opens: try day("2026-10-01"), closes: try day(closes))
    }

    static func group(
        _ instrument: ID<Instrument>, frame: RespondentGroup.FrameKind = .list, judges: RespondentGroup.Judging = .own,
        design: SampleDesign = SampleDesign(formula: .given, givenSize: 6, reservePercent: 50)
    ) -> RespondentGroup {
        RespondentGroup(
            code: "citizens", name: Bilingual(vi: "Người dân", en: "Citizens"), instrument: instrument, frame: frame, judges: judges,
            design: design)
    }

    /// So many people of unit A and as many of B, each unit a stratum.
    static func list(_ each: Int = 10) -> InputFile {
        let rows = ["A", "B"].flatMap { unit in
            (1...each).map { "\(unit)\($0),\(unit),\(unit),Người \(unit)\($0),Số \($0),0901\(100_000 + $0),n\($0)@vidu.vn" }
        }
        return file((["reference,unit,stratum,name,address,phone,email"] + rows).joined(separator: "\n"), "list.csv")
    }

    /// A campaign with a list, before the draw.
    func planned(_ group: (ID<Instrument>) -> RespondentGroup = { SurveysHouse.group($0) }) async throws {
        let instrument = try await keep()
        _ = try await PlanCampaign(bureau)(Self.plan(), unit: "A", by: Self.coordinator)
        let group = group(instrument)
        try await PlanGroup(bureau)(
            .init(group, units: ["A", "B"], isOnce: group.frame != .none), campaign: Self.number, by: Self.coordinator)
        if group.frame == .list {
            try await TakeFrame(bureau)("citizens", campaign: Self.number, file: Self.list(), by: Self.coordinator)
        }
    }

    /// Drawn with a seed and open.
    func running(_ group: (ID<Instrument>) -> RespondentGroup = { SurveysHouse.group($0) }) async throws {
        try await planned(group)
        if try await count("surveys_frames") > 0 { try await DrawSample(bureau)(Self.number, seed: 42, by: Self.coordinator) }
        try await OpenCampaign(bureau)(Self.number, by: Self.coordinator)
    }

    /// New links of the first so many people, in the order of their numbers.
    func links(_ numbers: ClosedRange<Int> = 1...1000) async throws -> [GiveLinks.Letter] {
        try await GiveLinks(bureau).letters(for: numbers, group: "citizens", campaign: Self.number, by: Self.coordinator)
    }

    /// The unit that somebody is asked about.
    func unit(of letter: GiveLinks.Letter) async throws -> String {
        let id = letter.person.id
        return try await services.database.read { db in
            try #require(
                try db.row(
                    "SELECT u.code FROM surveys_askings a JOIN units_units u ON u.id = a.unit_id WHERE a.person_id = \(id) ORDER BY u.code")
            ).string("code")
        }
    }

    func submit(_ letter: GiveLinks.Letter, _ answers: Answers = SurveysHouse.answers(), consents: Bool = true) async throws {
        try await SubmitAnswer(bureau)(
            .init(token: letter.token.text, unit: unit(of: letter), answers: answers, language: .vi, consents: consents))
    }

    func count(_ table: StaticString) async throws -> Int {
        try await services.database.read { db in
            try #require(try db.row("SELECT COUNT(*) AS n FROM \(identifier: table)")).integer("n")
        }
    }
}

extension TestClientProtocol {
    /// A form sent by nobody in particular.
    func post(_ address: String, _ values: [(String, String)]) async throws -> (status: Int, text: String) {
        let body = values.map { "\($0.0)=\($0.1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }.joined(
            separator: "&")
        let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .acceptLanguage: "vi"]
        let response = try await executeRequest(uri: address, method: .post, headers: headers, body: ByteBuffer(string: body))
        return (response.status.code, String(buffer: response.body))
    }
}
