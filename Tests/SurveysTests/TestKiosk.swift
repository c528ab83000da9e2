import Foundation
import Kernel
import Platform
import Storage
import Surveys
import TestSupport
import Testing

/// A kiosk in a test: what the machine at the counter holds.
struct TestKiosk {
    let house: SurveysHouse
    let id: ID<KioskDevice>
    var paired: PairDevice.Paired
    var run = "RUN0000000000000000001"

    /// A device of unit A in an open stream, paired.
    static func open(_ house: SurveysHouse) async throws -> TestKiosk {
        try await house.running { SurveysHouse.group($0, frame: .none) }
        let made = try await register(house)
        return TestKiosk(house: house, id: made.device.id, paired: try await PairDevice(house.bureau)(made.code.text))
    }

    static func register(_ house: SurveysHouse, by actor: Actor = SurveysHouse.coordinator) async throws -> (
        device: KioskDevice, code: PairingCode
    ) {
        try await RegisterDevice(house.bureau)(
            .init("Quầy 2", group: "citizens", unit: "A", pin: "2468"), campaign: SurveysHouse.number, by: actor)
    }

    static func word(_ number: Int) -> String { "ANSWER\(1_000_000_000_000 + number)" }

    func sent(_ number: Int, _ answers: String = #"{"adult":"yes","q1":"4","q2":"5"}"#, day: String = "2026-10-09", gap: Int? = nil)
        -> TakeKioskReport.Sent
    {
        TakeKioskReport.Sent(
            id: Self.word(number), device: paired.setup.id, instrument: paired.setup.instrument, day: day, seconds: 20, gap: gap,
            answers: answers)
    }

    @discardableResult
    func report(
        _ answers: [TakeKioskReport.Sent] = [], after: [String] = [], ahead: Int64 = 0, queued: Int = 0, run: String? = nil
    ) async throws -> TakeKioskReport.Receipt {
        try await TakeKioskReport(house.bureau)(
            .init(
                secret: paired.secret, run: run ?? self.run, after: after, clock: house.services.now().milliseconds + ahead, queued: queued,
                pixel: 170, setup: paired.digest, answers: answers))
    }

    func line() async throws -> ShowDevices.Line {
        try #require(try await ShowDevices(house.bureau)(SurveysHouse.number, by: SurveysHouse.coordinator).lines.first)
    }

    func rows(_ sql: SQL, _ column: String) async throws -> [String] {
        try await house.services.database.read { db in try db.rows(sql).map { try $0.value(column).plain } }
    }
}

extension SQLValue {
    /// Text and whole numbers as one reads them.
    var plain: String {
        switch self {
        case .text(let text): text
        case .integer(let number): "\(number)"
        default: "\(self)"
        }
    }
}
