import App
import Assessments
import Criteria
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Platform
import Scoring
import Storage
import TestSupport
import Testing
import Units

/// A province for tests: two blocks, four units, everybody who works in a round, and a clock that tests move by days.
struct RoundHouse {
    let services: Services
    let workplace: Workplace
    let clock: TestClock
    let client: any TestClientProtocol

    /// The round of the tests runs from 1 March to 31 August 2026; it begins on the day before.
    static let days = [
        "starts": "2026-03-01", "self_assessment": "2026-03-31", "survey": "2026-07-31", "appraisal": "2026-04-30",
        "explanation": "2026-05-31", "second_appraisal": "2026-06-30", "council": "2026-07-31",
    ]

    static let framework = "thu-nghiem@1"

    /// Whoever signs in, by the word that requests bring along.
    static func people(_ units: [String: ID<Units.Unit>]) -> [String: Actor] {
        func person(_ name: String, _ home: String?, _ grants: Set<Grant>) -> (String, Actor) {
            (name, Actor(.person, name: name, title: name, person: "P-\(name)", unit: home.flatMap { units[$0]?.rawValue }, grants: grants))
        }
        func id(_ code: String) -> String? { units[code]?.rawValue }
        return Dictionary(uniqueKeysWithValues: [
            person("admin", "NV", [Grant(.administrator)]), person("chair", nil, [Grant(.chair)]),
            person("auditor", nil, [Grant(.auditor)]), person("leader", nil, [Grant(.leader)]),
            person("officer-a", "A", [Grant(.unitOfficer, unit: id("A"))]), person("head-a", "A", [Grant(.unitHead, unit: id("A"))]),
            person("officer-b", "B", [Grant(.unitOfficer, unit: id("B"))]), person("head-b", "B", [Grant(.unitHead, unit: id("B"))]),
            person("officer-nv", "NV", [Grant(.unitOfficer, unit: id("NV"))]), person("head-nv", "NV", [Grant(.unitHead, unit: id("NV"))]),
            person("appraiser-1", "NV", [Grant(.appraiser)]), person("appraiser-2", "A", [Grant(.appraiser)]),
            person("appraiser-3", "B", [Grant(.appraiser)]), person("member-1", nil, [Grant(.councilMember)]),
            person("member-2", "A", [Grant(.councilMember)]), person("secretary", nil, [Grant(.councilSecretary)]),
            person("operator", nil, [Grant(.operator)]), person("stranger", nil, []),
        ])
    }

    /// Runs a test in a province whose round is prepared and assigned, on its first day of self-assessment unless said.
    ///
    /// A `printing` one makes PDF, where the tests are told of the program.
    static func open(
        _ isOpen: Bool = true, printing: Bool = false, _ test: @escaping @Sendable (RoundHouse) async throws -> Void
    ) async throws {
        try await withHouse(printing ? printer : [:]) { services in try await open(isOpen, in: services, test) }
    }

    /// The same in a house that is there already and empty.
    static func open(
        _ isOpen: Bool = true, in house: Services, _ test: @escaping @Sendable (RoundHouse) async throws -> Void
    ) async throws {
        var services = house
        let clock = TestClock(CalendarDate("2026-02-27")?.start.milliseconds ?? 0)
        services.now = { clock.now() }
        let units = try await Self.addUnits(services)
        let people = Self.people(units)
        let signIn = SignIn(page: "/sign-in", account: "/account", signOut: "/sign-out") { request, _ in
            people[request.headerFields[.authorization] ?? ""] ?? .anonymous
        }
        var routes = Routes(services)
        for room in rooms { routes.add(room) }
        routes.add(Module(name: "test", files: [:], signIn: signIn))
        let workplace = Workplace(services)
        let ready = services
        try await makeApplication(routes, services).test(.router) { client in
            let house = RoundHouse(services: ready, workplace: workplace, clock: clock, client: client)
            try await house.prepare()
            if isOpen {
                try await house.post("rounds/r26/opening", by: "admin")
                house.goTo("2026-03-02")
            }
            try await test(house)
        }
    }

    private static func addUnits(_ services: Services) async throws -> [String: ID<Units.Unit>] {
        let named = [("A", "Sở Tài chính"), ("B", "Sở Tư pháp"), ("C", "Sở Y tế"), ("NV", "Sở Nội vụ")]
        let units = named.map { code, name in
            Units.Unit(id: services.newID(), code: code, name: Bilingual(vi: name, en: name), kind: .department, source: "test")
        }
        let text = Self.frameworkText
        try await services.database.write { db in
            for unit in units { try UnitStore.insert(unit, db) }
            try PublishFramework(services)(FrameworkFile(text, name: "thu-nghiem"), by: .operating, db)
        }
        return Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.id) })
    }

    private func prepare() async throws {
        try await post("rounds", Self.creation("r26"), by: "admin")
        try await put("rounds/r26/assignments", Self.assignments, by: "admin")
    }

    static func creation(_ code: String, period: String = "2026") -> [String: any Sendable] {
        [
            "code": code, "period": period, "title": ["vi": "Đợt thử", "en": "Trial round"], "frameworks": [framework],
            "units": ["A", "B", "NV"].map { ["unit": $0, "block": "departments"] }, "deadlines": days,
        ]
    }

    /// Everything is appraised by appraiser 1 of NV and appraiser 2 of A, and NV's leaves by both and appraiser 3.
    static let assignments: [String: any Sendable] = [
        "assignments": ["1", "2", "bonus", "penalty"].map { field -> [String: any Sendable] in
            [
                "block": "departments", "field": field,
                "appraisers": [
                    ["person": "P-appraiser-1", "name": "appraiser-1", "home": "NV"],
                    ["person": "P-appraiser-2", "name": "appraiser-2", "home": "A"],
                ],
            ]
        }
    ]

    /// Moves the clock to noon of a day.
    func goTo(_ day: String) {
        let noon = (CalendarDate(day)?.start.milliseconds ?? 0) + 12 * 3_600_000
        clock.advance(milliseconds: noon - clock.now().milliseconds)
    }
}
