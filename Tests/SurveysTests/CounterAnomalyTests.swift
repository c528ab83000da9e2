import Forms
import Kernel
import Platform
import Storage
import Surveys
import TestSupport
import Testing

/// The verbs of kiosks and paper, each in a house in the right state.
@Suite struct `Every verb of kiosks and paper is whole or not at all` {
    private static let number = SurveysHouse.number
    private static let coordinator = SurveysHouse.coordinator

    private func failsWhole<Verb>(
        _ verb: Verb.Type, isAudited: Bool = true, from prepare: @escaping @Sendable (SurveysHouse) async throws -> Void,
        _ run: @escaping @Sendable (SurveysHouse) async throws -> Void
    ) async throws {
        try await TestSupport.failsWhole(
            verb, isAudited: isAudited,
            given: { services in
                try await SurveysHouse.fill(services)
                try await prepare(SurveysHouse(services))
            }
        ) { services in try await run(SurveysHouse(services)) }
    }

    private static let open: @Sendable (SurveysHouse) async throws -> Void = { house in
        try await house.running { SurveysHouse.group($0, frame: .none) }
    }

    private static func device(_ house: SurveysHouse) async throws -> ID<KioskDevice> {
        try #require(try await ShowDevices(house.bureau)(number, by: coordinator).lines.first).device.id
    }

    @Test func `kiosks`() async throws {
        let registered: @Sendable (SurveysHouse) async throws -> Void = { house in
            try await Self.open(house)
            _ = try await TestKiosk.register(house)
        }
        try await failsWhole(RegisterDevice.self, from: Self.open) { _ = try await TestKiosk.register($0) }
        try await failsWhole(ChangeDevice.self, from: registered) { house in
            try await ChangeDevice(house.bureau)(
                .init("Quầy 3", episodeSeconds: 10, pin: "1234"), Self.device(house), campaign: Self.number, by: Self.coordinator)
        }
        try await failsWhole(RenewPairing.self, from: registered) { house in
            _ = try await RenewPairing(house.bureau)(Self.device(house), campaign: Self.number, by: Self.coordinator)
        }
        try await failsWhole(RetireDevice.self, from: registered) { house in
            try await RetireDevice(house.bureau)(Self.device(house), campaign: Self.number, by: Self.coordinator)
        }
        // A code is told once, so what is tried again is the one that was told first.
        let codes = Box<PairingCode>()
        let told: @Sendable (SurveysHouse) async throws -> Void = { house in
            try await Self.open(house)
            codes.put(try await TestKiosk.register(house).code)
        }
        try await failsWhole(PairDevice.self, from: told) { house in
            _ = try await PairDevice(house.bureau)(try #require(codes.value).text)
        }
    }

    @Test func `reports`() async throws {
        let kiosks = Box<TestKiosk>()
        let paired: @Sendable (SurveysHouse) async throws -> Void = { house in kiosks.put(try await TestKiosk.open(house)) }
        try await failsWhole(TakeKioskReport.self, isAudited: false, from: paired) { house in
            let kiosk = try #require(kiosks.value)
            _ = try await TakeKioskReport(house.bureau)(
                .init(
                    secret: kiosk.paired.secret, run: kiosk.run, clock: 0, answers: [kiosk.sent(1), kiosk.sent(2, "{")]))
        }
    }

    @Test func `paper`() async throws {
        let ready: @Sendable (SurveysHouse) async throws -> Void = { _ = try await TestPaper.open($0) }
        let printed: @Sendable (SurveysHouse) async throws -> Void = { house in
            _ = try await TestPaper.open(house).print(2)
        }
        let received: @Sendable (SurveysHouse) async throws -> Void = { house in
            _ = try await TestPaper.open(house).batch(1, limit: 1000)
        }
        // The second has read; with the first the batch goes to the third.
        let half: @Sendable (SurveysHouse) async throws -> Void = { house in
            try await received(house)
            try await Self.key(house, "4", by: TestPaper.second)
        }
        let whole: @Sendable (SurveysHouse) async throws -> Void = { house in
            try await half(house)
            try await Self.key(house, "2", by: TestPaper.first)
        }
        let settled: @Sendable (SurveysHouse) async throws -> Void = { house in
            try await whole(house)
            try await Self.settle(house)
        }
        try await failsWhole(PrintForms.self, from: ready) { _ = try await TestPaper(house: $0).print(2) }
        try await failsWhole(ReceiveBatch.self, from: printed) { house in
            let paper = TestPaper(house: house)
            try await paper.receive(paper.order(try Self.serial().description, count: 1))
        }
        try await failsWhole(KeyForm.self, isAudited: false, from: half) { try await Self.key($0, "2", by: TestPaper.first) }
        try await failsWhole(SettleForm.self, isAudited: false, from: whole) { try await Self.settle($0) }
        try await failsWhole(CloseBatch.self, from: settled) { try await CloseBatch($0.bureau)("PB-2026-0001", by: Self.coordinator) }
        try await failsWhole(RekeyBatch.self, from: settled) { house in
            try await RekeyBatch(house.bureau)("PB-2026-0001", TestPaper.clerks, reason: "Thử", by: Self.coordinator)
        }
        let drawn: @Sendable (SurveysHouse) async throws -> Void = { _ = try await TestPaper.open($0, frame: .list) }
        try await failsWhole(NoteReturns.self, from: drawn) { house in
            let number = try await house.services.database.read { db in
                try #require(
                    try db.row(
                        """
                        SELECT MIN(p.number) AS n FROM surveys_persons p JOIN surveys_askings a ON a.person_id = p.id
                        JOIN units_units u ON u.id = a.unit_id WHERE p.role = 'sample' AND u.code = 'A'
                        """)
                ).integer("n")
            }
            try await NoteReturns(house.bureau)("\(number)", group: "citizens", unit: "A", campaign: Self.number, by: Self.coordinator)
        }
    }

    private static func serial() throws -> FormSerial { try #require(FormSerial(year: 2026, number: 1)) }

    private static func key(_ house: SurveysHouse, _ answer: String, by actor: Actor) async throws {
        try await KeyForm(house.bureau)(serial(), SurveysHouse.answers(answer), batch: "PB-2026-0001", by: actor)
    }

    private static func settle(_ house: SurveysHouse) async throws {
        try await SettleForm(house.bureau)(
            serial(), TestPaper.only("q1", "2"), comment: "Nét mờ", batch: "PB-2026-0001", by: TestPaper.settler)
    }
}

/// Hands something from the house that was prepared to the verb that is tried in it.
private final class Box<Thing: Sendable>: @unchecked Sendable {
    private(set) var value: Thing?
    func put(_ thing: Thing) { value = thing }
}
