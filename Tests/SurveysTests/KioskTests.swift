import Foundation
import Kernel
import Platform
import Storage
import Surveys
import TestSupport
import Testing

@Suite struct `A kiosk` {
    @Test func `is registered by whoever plans, and paired once by a code within the hour`() async throws {
        try await withHouse { plain in
            try await SurveysHouse.fill(plain)
            var services = plain
            let clock = TestClock()
            services.now = { clock.now() }
            let house = SurveysHouse(services)
            try await house.running { SurveysHouse.group($0, frame: .none) }
            let auditor = Actor(.person, name: "a", person: "a", grants: [Grant(.auditor)])
            await #expect(throws: SurveysError.notYourWork(.plan)) { try await TestKiosk.register(house, by: auditor) }
            let made = try await TestKiosk.register(house)
            await #expect(throws: KioskError.pairingVoid) { try await PairDevice(house.bureau)("0000-0000") }
            await #expect(throws: KioskError.pairingVoid) { try await PairDevice(house.bureau)("x'; DROP TABLE surveys_devices; --") }
            let typed = made.code.text.lowercased().replacing("-", with: " ").replacing("0", with: "o")
            #expect(try await PairDevice(house.bureau)(typed).secret.count == 26)
            await #expect(throws: KioskError.pairingVoid) { try await PairDevice(house.bureau)(made.code.text) }
            let again = try await RenewPairing(house.bureau)(
                made.device.id, campaign: SurveysHouse.number, by: SurveysHouse.coordinator)
            clock.advance(milliseconds: PairingCode.minutes * 60_000)
            await #expect(throws: KioskError.pairingVoid) { try await PairDevice(house.bureau)(again.code.text) }
        }
    }

    @Test func `names what is wrong of its place, and refuses what a touch screen cannot ask`() async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, frame: .none) }
            func register(_ name: String, _ pin: String, unit: String = "A", _ seconds: Int?) async throws {
                try await RegisterDevice(house.bureau)(
                    .init(name, group: "citizens", unit: unit, pin: pin, episodeSeconds: seconds), campaign: SurveysHouse.number,
                    by: SurveysHouse.coordinator)
            }
            let faults = await #expect(throws: Faults.self) { try await register(" ", "12a", -1) }
            #expect(faults?.faults.compactMap(\.place.field).sorted() == ["episode", "name", "pin"])
            await #expect(throws: SurveysError.noSuchUnit("Z")) { try await register("Quầy", "1234", unit: "Z", 30) }
            #expect(try await house.count("surveys_devices") == 0)
        }
        try await SurveysHouse.open { house in
            let text = SurveysHouse.instrument.replacing(
                "kind: text, vi: Ý kiến, en: Remark, when: adult", with: "kind: text, vi: Ý kiến, en: Remark, when: adult, required: yes")
            let instrument = try await house.keep(text)
            _ = try await PlanCampaign(house.bureau)(SurveysHouse.plan(), unit: "A", by: SurveysHouse.coordinator)
            try await PlanGroup(house.bureau)(
                .init(SurveysHouse.group(instrument, frame: .none), units: ["A"], isOnce: false), campaign: SurveysHouse.number,
                by: SurveysHouse.coordinator)
            await #expect(throws: KioskError.cannotAsk("Ý kiến")) { try await TestKiosk.register(house) }
        }
    }

    @Test func `takes whoever comes, however few are wanted of those who were drawn (SV-16, SV-17, SV-25)`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            let made = try await TestKiosk.register(house)
            let kiosk = TestKiosk(house: house, id: made.device.id, paired: try await PairDevice(house.bureau)(made.code.text))
            #expect(try await kiosk.rows("SELECT quota AS n FROM surveys_matrix ORDER BY quota", "n") == ["3", "3"])
            let receipt = try await kiosk.report((1...8).map { kiosk.sent($0) })
            #expect(receipt.kept.count == 8 && receipt.refused == 0)
            #expect(try await kiosk.rows("SELECT DISTINCT stream AS n FROM surveys_answers", "n") == ["open"])
            for letter in try await house.links() { try await house.submit(letter) }
            #expect(try await kiosk.rows("SELECT DISTINCT outcome AS n FROM surveys_askings", "n") == ["answered"])
        }
    }

    @Test func `gets all that it needs to ask alone: both languages, faces, figures (SV-62)`() async throws {
        try await SurveysHouse.open { house in
            let kiosk = try await TestKiosk.open(house)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            let setup = try #require(try JSONSerialization.jsonObject(with: encoder.encode(kiosk.paired.setup)) as? [String: Any])
            #expect((setup["programs"] as? [String: String])?.keys.sorted() == ["en", "vi"])
            let questions = try #require(setup["questions"] as? [[String: Any]])
            #expect(questions.compactMap { $0["name"] as? String } == ["adult", "q1", "q2", "q3"], "what needs letters is left out")
            let choices = try #require(questions[1]["choices"] as? [[String: Any]])
            #expect(choices.map { $0["face"] as? Int } == [-100, -50, 0, 50, 100, nil], "who does not know has no face")
            #expect(choices.map { $0["number"] as? Int } == [1, 2, 3, 4, 5, 0])
            #expect(try await kiosk.report().setup == nil, "what it has is not sent again")
            try await ChangeDevice(house.bureau)(
                .init("Quầy 3", episodeSeconds: 60, pin: "9999"), kiosk.id, campaign: SurveysHouse.number, by: SurveysHouse.coordinator)
            #expect(try await kiosk.report().setup != nil)
        }
    }

    @Test func `keeps its PIN as a digest that browsers compute alike (RFC 8018)`() {
        // hashlib.pbkdf2_hmac("sha256", b"2468", bytes(range(16)), 20000)
        let stored = KioskPIN(
            stored: "20000 000102030405060708090a0b0c0d0e0f 874306222d2ae5883abfc71a9ee1618098b7a33f9504cea3e2213739c89d5275")
        #expect(stored.matches("2468"))
        #expect(!stored.matches("2469") && !stored.matches(""))
        #expect(KioskPIN("123") == nil && KioskPIN("123456789") == nil && KioskPIN("12٣4") == nil)
        #expect(KioskPIN("1234") != KioskPIN("1234"), "salted")
    }
}

@Suite struct `Answers of a kiosk` {
    @Test func `are taken once however often they come (SV-46)`() async throws {
        try await SurveysHouse.open { house in
            let kiosk = try await TestKiosk.open(house)
            let answers = [kiosk.sent(1), kiosk.sent(2, gap: 5)]
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { _ = try? await kiosk.report(answers) } }
            }
            let receipt = try await kiosk.report(answers + [kiosk.sent(3, gap: 31)], queued: 4)
            #expect(receipt.kept == [1, 2, 3].map(TestKiosk.word) && receipt.refused == 0)
            #expect(try await house.count("surveys_answers") == 3)
            // A press within the episode of the one before it is kept and not counted (SV-67).
            #expect(try await kiosk.rows("SELECT COUNT(*) AS n FROM surveys_answers WHERE is_repeat = 1", "n") == ["1"])
            #expect(try await kiosk.rows("SELECT DISTINCT stream FROM surveys_answers", "stream") == ["open"])
            let line = try await kiosk.line()
            #expect(line.accepted == 3 && line.current?.queued == 4 && line.device.pixelMicrometres == 170)
        }
    }

    @Test func `of a week without a connection come all, and each once`() async throws {
        try await SurveysHouse.open { house in
            let kiosk = try await TestKiosk.open(house)
            for first in stride(from: 0, to: 5000, by: 200) {
                let some = (first..<first + 200).map { kiosk.sent($0) }
                try await kiosk.report(some)
                // The connection breaks before the device hears that they came.
                if first.isMultiple(of: 1000) { try await kiosk.report(some) }
            }
            #expect(try await house.count("surveys_answers") == 5000)
            #expect(try await kiosk.line().accepted == 5000)
        }
    }

    @Test func `after closing lie apart with their reason and are not lost`() async throws {
        try await SurveysHouse.open { house in
            let kiosk = try await TestKiosk.open(house)
            try await kiosk.report([kiosk.sent(1)])
            try await CloseCampaign(house.bureau)(SurveysHouse.number, by: SurveysHouse.coordinator)
            let late = [kiosk.sent(2), kiosk.sent(3)]
            let receipt = try await kiosk.report(late)
            #expect(receipt.kept.count == 2 && receipt.refused == 2, "the device need not hold them any more")
            #expect(try await kiosk.report(late).refused == 0, "twice is once")
            #expect(try await house.count("surveys_answers") == 1)
            let rows = try await ShowDevices(house.bureau).refused(SurveysHouse.number, by: SurveysHouse.coordinator)
            #expect(rows.count == 2)
            #expect(rows[0] == ["Quầy 2", "closed", "vi", "2026-10-09", "2026-10-10", #"{"adult":"yes","q1":"4","q2":"5"}"#])
        }
    }

    @Test(arguments: [
        (#"{"adult":"yes","q1":"6","q2":"5"}"#, "incomplete"), (#"{"adult":"yes","q1":"4"}"#, "incomplete"), ("{", "malformed"),
        (#"{"adult":{"a":{"b":1}}}"#, "malformed"), (#"[1,2]"#, "malformed"),
    ])
    func `that are not whole or out of range lie apart`(answers: String, reason: String) async throws {
        try await SurveysHouse.open { house in
            let kiosk = try await TestKiosk.open(house)
            #expect(try await kiosk.report([kiosk.sent(1, answers), kiosk.sent(2)]).refused == 1)
            #expect(try await house.count("surveys_answers") == 1)
            #expect(try await kiosk.rows("SELECT cause FROM surveys_refusals", "cause") == [reason])
            #expect(try await kiosk.rows("SELECT sent FROM surveys_refusals", "sent") == [answers])
        }
    }

    @Test func `of another device or edition lie apart`() async throws {
        try await SurveysHouse.open { house in
            let kiosk = try await TestKiosk.open(house)
            var other = kiosk.sent(1)
            other.device = "D-OTHER"
            var older = kiosk.sent(2)
            older.instrument = "I-OTHER"
            #expect(try await kiosk.report([other, older]).refused == 2)
            #expect(try await kiosk.rows("SELECT DISTINCT cause FROM surveys_refusals", "cause") == ["other_edition"])
        }
    }

    @Test func `have our day, and beside it what a clock says that is a year off`() async throws {
        try await SurveysHouse.open { house in
            let kiosk = try await TestKiosk.open(house)
            let year: Int64 = 365 * 86_400_000
            try await kiosk.report([kiosk.sent(1, day: "2025-10-10"), kiosk.sent(2, day: "gestern")], ahead: -year)
            #expect(try await kiosk.rows("SELECT DISTINCT received_date FROM surveys_answers", "received_date") == ["2026-10-10"])
            let claimed = try await kiosk.rows("SELECT claimed_date FROM surveys_answers WHERE claimed_date IS NOT NULL", "claimed_date")
            #expect(claimed == ["2025-10-10"])
            let run = try #require(try await kiosk.line().current)
            #expect(run.clockSeconds == -365 * 86_400 && run.isClockWrong)
            // A clock that stands nowhere breaks nothing.
            try await kiosk.report(ahead: .max - house.services.now().milliseconds)
            try await kiosk.report(ahead: .min)
        }
    }
}

@Suite struct `Two machines with one identity` {
    @Test func `are told apart: a start names the one before it, a copy cannot`() async throws {
        try await SurveysHouse.open { house in
            let kiosk = try await TestKiosk.open(house)
            let (first, second, third, copy) = (
                "RUNAAAAAAAAAAAAAAAAAA1", "RUNAAAAAAAAAAAAAAAAAA2", "RUNAAAAAAAAAAAAAAAAAA3", "RUNAAAAAAAAAAAAAAAAAAC"
            )
            try await kiosk.report([kiosk.sent(1)], run: first)
            // The second start was never heard, the third names both.
            try await kiosk.report([kiosk.sent(2)], after: [first, second], run: third)
            // A copy of the disk was made while the first ran.
            await #expect(throws: KioskError.deviceTwice) { try await kiosk.report([kiosk.sent(3)], after: [first], run: copy) }
            await #expect(throws: KioskError.deviceTwice) { try await kiosk.report([kiosk.sent(3)], run: first) }
            #expect(try await house.count("surveys_answers") == 2, "what the copy holds it keeps")
            let line = try await kiosk.line()
            #expect(line.isDoubled && line.current?.run == third)
            #expect(line.runs.filter(\.isRefused).map(\.run).sorted() == [first, copy].sorted())
        }
    }

    @Test func `are parted by a new code, and nothing that either holds is lost`() async throws {
        try await SurveysHouse.open { house in
            let kiosk = try await TestKiosk.open(house)
            try await kiosk.report()
            var copy = kiosk
            copy.run = "RUNCCCCCCCCCCCCCCCCCC1"
            await #expect(throws: KioskError.deviceTwice) { try await copy.report([copy.sent(7)]) }
            let code = try await RenewPairing(house.bureau)(kiosk.id, campaign: SurveysHouse.number, by: SurveysHouse.coordinator).code
            try await kiosk.report([kiosk.sent(1)])
            copy.paired = try await PairDevice(house.bureau)(code.text)
            try await copy.report([copy.sent(7)])
            #expect(try await house.count("surveys_answers") == 2)
            await #expect(throws: KioskError.deviceUnknown) { try await kiosk.report([kiosk.sent(2)]) }
        }
    }

    @Test func `a retired device is let in no more`() async throws {
        try await SurveysHouse.open { house in
            let kiosk = try await TestKiosk.open(house)
            try await RetireDevice(house.bureau)(kiosk.id, campaign: SurveysHouse.number, by: SurveysHouse.coordinator)
            await #expect(throws: KioskError.deviceUnknown) { try await kiosk.report() }
            await #expect(throws: KioskError.retiredAlready) {
                try await RetireDevice(house.bureau)(kiosk.id, campaign: SurveysHouse.number, by: SurveysHouse.coordinator)
            }
        }
    }
}

@Suite struct `A hostile report` {
    @Test func `is refused whole and stores nothing`() async throws {
        try await SurveysHouse.open { house in
            let kiosk = try await TestKiosk.open(house)
            let many = (0..<201).map { kiosk.sent($0) }
            await #expect(throws: KioskError.reportMalformed) { try await kiosk.report(many) }
            var odd = kiosk.sent(1)
            odd.id = "short"
            let wrong = odd
            await #expect(throws: KioskError.reportMalformed) { try await kiosk.report([wrong]) }
            await #expect(throws: KioskError.reportMalformed) { try await kiosk.report(run: "x'; DROP TABLE surveys_runs; --") }
            let long = kiosk.sent(2, String(repeating: "x", count: 20_001))
            await #expect(throws: KioskError.reportMalformed) { try await kiosk.report([long]) }
            #expect(try await house.count("surveys_runs") == 0)
            #expect(try await house.count("surveys_tickets") == 0)
        }
    }
}
