import App
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import Rankings
import Storage
import TestSupport
import Testing
import Units

/// A province whose round of 2026 is decided: three departments, of which two tie, and two communes.
///
/// Played by calls, as a province plays it; the clock of ``services`` then stands wherever the test puts it.
struct DecidedRound: Sendable {
    let services: Services
    let clock: TestClock
    let client: any TestClientProtocol

    static let names = [
        "A": "Sở Tài chính", "B": "Sở Tư pháp", "C": "Sở Y tế", "X1": "Xã Tam Phước", "X2": "Phường Ắt Đậu",
    ]

    /// Runs a test in a house with the round, at noon of 1 September 2026.
    static func open(_ test: @escaping @Sendable (DecidedRound) async throws -> Void) async throws {
        try await withHouse(printer) { house in
            let (services, clock) = try await decide(house)
            try await withSignIns(services) { client in
                try await test(DecidedRound(services: services, clock: clock, client: client))
            }
        }
    }

    /// Plays the round, and gives back services whose clock can be moved.
    @discardableResult
    static func decide(_ house: Services) async throws -> (services: Services, clock: TestClock) {
        var services = house
        let clock = TestClock(moment("2026-02-27"))
        services.now = { clock.now() }
        for (code, name) in names.sorted(by: { $0.key < $1.key }) {
            let kind: Units.Unit.Kind = code.hasPrefix("X") ? .commune : .department
            let unit = Units.Unit(
                id: services.newID(), code: code, name: Bilingual(vi: name, en: "\(name) (en)"), kind: kind, source: "test")
            try await services.database.write { db in try UnitStore.insert(unit, db) }
        }
        let ready = services
        try await publishFrameworks(services)
        try await withSignIns(ready) { client in
            let round = DecidedRound(services: ready, clock: clock, client: client)
            try await round.play()
        }
        clock.advance(milliseconds: moment("2026-09-01") - clock.now().milliseconds)
        return (services, clock)
    }

    private static func moment(_ day: String) -> Int64 { (CalendarDate(day)?.start.milliseconds ?? 0) + 12 * 3_600_000 }

    func goTo(_ day: String, hour: Int64 = 12) {
        clock.advance(milliseconds: Self.moment(day) + (hour - 12) * 3_600_000 - clock.now().milliseconds)
    }

    private func play() async throws {
        let rounds = "/api/v1/assessments/rounds"
        try await call(
            .post, rounds,
            [
                "code": "r26", "period": "2026", "title": ["vi": "kết quả Chỉ số cải cách hành chính năm 2026", "en": "PAR results 2026"],
                "frameworks": ["so-nganh@1", "cap-xa@1"],
                "units": ["A", "B", "C"].map { ["unit": $0, "block": "departments"] }
                    + ["X1", "X2"].map { ["unit": $0, "block": "communes"] },
                "deadlines": [
                    "starts": "2026-03-01", "self_assessment": "2026-03-31", "survey": "2026-07-31", "appraisal": "2026-04-30",
                    "explanation": "2026-05-31", "second_appraisal": "2026-06-30", "council": "2026-07-31",
                ],
            ], by: .administrator)
        let appraisers = [["person": "test-appraiser", "name": "Người thẩm định"]]
        try await call(
            .put, "\(rounds)/r26/assignments",
            [
                "assignments": [("departments", "1"), ("communes", "1")].map { block, field in
                    ["block": block, "field": field, "appraisers": appraisers] as [String: any Sendable]
                }
            ], by: .administrator)
        try await call(.post, "\(rounds)/r26/opening", [:], by: .administrator)
        goTo("2026-04-02")
        let verdicts: [(unit: String, criterion: String, inputs: [String: String])] = [
            ("A", "1.1", ["yes": "yes"]), ("A", "1.2", ["numerator": "10", "denominator": "10"]),
            ("B", "1.1", ["yes": "no"]), ("B", "1.2", ["numerator": "8", "denominator": "10"]),
            ("C", "1.1", ["yes": "no"]), ("C", "1.2", ["numerator": "16", "denominator": "20"]),
            ("X1", "1.1", ["points": "9"]), ("X2", "1.1", ["points": "7.5"]),
        ]
        for verdict in verdicts {
            try await call(
                .put, "\(rounds)/r26/units/\(verdict.unit)/leaves/\(verdict.criterion)/appraisal",
                ["inputs": verdict.inputs, "comment": "Theo hồ sơ lưu"], by: .appraiser)
        }
        goTo("2026-08-03")
        try await call(.post, "\(rounds)/r26/decision", ["number": "12/QĐ-HĐ", "date": "2026-08-03"], by: .chair)
    }
}

extension DecidedRound {
    /// A call that must succeed unless `expecting` another status.
    @discardableResult
    func call(
        _ method: HTTPRequest.Method, _ address: String, _ body: [String: any Sendable]? = nil, by role: Role, expecting status: Int = 200,
        _ location: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        let bytes = try body.map { ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: $0)) }
        let response = try await client.executeRequest(uri: address, method: method, headers: TestSignIn.headers(role), body: bytes)
        let answer = Answer(
            status: response.status.code, bytes: Array(buffer: response.body), location: response.headers[.location],
            disposition: response.headers[.contentDisposition])
        #expect(answer.status == status, "\(address): \(answer.text)", sourceLocation: location)
        return answer
    }

    /// What somebody gets who did not sign in.
    func open(_ address: String, _ language: Language = .vi) async throws -> Answer {
        let response = try await client.executeRequest(
            uri: address, method: .get, headers: [.cookie: "lang=\(language.rawValue)"], body: nil)
        return Answer(
            status: response.status.code, bytes: Array(buffer: response.body), location: response.headers[.location],
            disposition: response.headers[.contentDisposition])
    }

    static let paper: [String: any Sendable] = [
        "superior": "", "agency": "Ủy ban nhân dân tỉnh Phú Thọ", "place": "Phú Thọ",
        "grounds": "Luật Tổ chức chính quyền địa phương;\nNghị quyết số 76/NQ-CP", "proposer": "Giám đốc Sở Nội vụ",
        "recipients": "Như Điều 2\nLưu: VT", "signer_title": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    ]

    /// The draft of the round's publication; its root.
    @discardableResult
    func prepare(by role: Role = .councilSecretary) async throws -> String {
        let answer = try await call(
            .post, "/api/v1/rankings/desk",
            [
                "round": "r26", "code": "cchc-2026",
                "title": ["vi": "kết quả Chỉ số cải cách hành chính năm 2026", "en": "Results of 2026"], "paper": Self.paper,
            ], by: role)
        return try #require(try answer.json["root"] as? String)
    }

    func issue(_ code: String = "cchc-2026", number: String = "123/QĐ-UBND", release: (String, String)? = nil) async throws {
        try await call(
            .post, "/api/v1/rankings/desk/\(code)/issue",
            [
                "number": number, "date": "2026-09-01", "signer": "Nguyễn Thị Ánh", "release_date": release?.0 ?? "",
                "release_time": release?.1 ?? "",
            ], by: .chair)
    }

    /// Department B had done nine of ten: what a correction after publication says.
    static let correction: [String: any Sendable] = [
        "reason": "Khiếu nại được chấp nhận",
        "leaves": [
            [
                "block": "departments", "unit": "B", "criterion": "1.2", "inputs": ["numerator": "9", "denominator": "10"],
                "reason": "Nhiệm vụ thứ chín hoàn thành đúng hạn",
            ] as [String: any Sendable]
        ],
    ]

    /// What the caretaker does each second.
    func look() async throws { try await services.publicData.look(at: services.database, now: services.now()) }
}
