import Forms
import Foundation
import Kernel
import Platform
import Storage
import Surveys
import TestSupport
import Testing

@Suite struct `An answer by a link` {
    private func stored(_ house: SurveysHouse) async throws -> [String] {
        try await house.services.database.read { db in
            try db.rows("SELECT record FROM surveys_waiting UNION ALL SELECT record FROM surveys_answers").map { try $0.string("record") }
        }
    }

    @Test func `is taken once, and a replay is told that it is there (SV-51)`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            let letter = try #require(try await house.links(1...100).first)
            try await house.submit(letter)
            await #expect(throws: SurveysError.answeredAlready) { try await house.submit(letter, SurveysHouse.answers("1", "1")) }
            #expect(try await stored(house) == ["yes\t4\t5\t\t"])
        }
    }

    @Test func `counts once when it is sent twice at the same moment`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            let letter = try #require(try await house.links(1...100).first)
            let taken = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { (try? await house.submit(letter)) != nil } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(taken == 1)
            #expect(try await stored(house).count == 1)
        }
    }

    @Test func `with a forged link is refused before anything is looked up, with a void one as void`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            let letter = try #require(try await house.links(1...100).first)
            func submit(_ token: String) async throws {
                try await SubmitAnswer(house.bureau)(
                    .init(token: token, unit: "A", answers: SurveysHouse.answers(), language: .vi, consents: true))
            }
            var forged = Array(letter.token.text)
            forged[0] = forged[0] == "0" ? "1" : "0"
            await #expect(throws: SurveysError.linkForged) { try await submit(String(forged)) }
            await #expect(throws: SurveysError.linkForged) { try await submit("") }
            await #expect(throws: SurveysError.linkForged) { try await submit("x'; DROP TABLE surveys_links; --") }
            // Printed anew, the older letter opens nothing.
            _ = try await house.links(letter.person.number...letter.person.number)
            await #expect(throws: SurveysError.linkVoid) { try await house.submit(letter) }
            #expect(try await stored(house).isEmpty)
        }
    }

    @Test func `is read as people type it`() throws {
        let key = LinkKey.new()
        let token = LinkToken.new(key)
        #expect(LinkToken(token.text.lowercased().replacing("-", with: " ").replacing("0", with: "o")) == token && token.isSigned(by: key))
        #expect(!token.isSigned(by: LinkKey.new()))
        #expect(token.text.count == 24)
    }

    @Test func `before the first day, after the last and after closing is refused with the day`() async throws {
        try await withHouse { plain in
            try await SurveysHouse.fill(plain)
            var services = plain
            let clock = TestClock(try SurveysHouse.day("2026-09-20").start.milliseconds)
            services.now = { clock.now() }
            let house = SurveysHouse(services)
            try await house.running()
            let letters = try await house.links(1...100)
            let (first, last) = (try SurveysHouse.day("2026-10-01"), try SurveysHouse.day("2026-12-31"))
            await #expect(throws: SurveysError.notOpen(first)) { try await house.submit(letters[0]) }
            clock.advance(milliseconds: last.start.milliseconds - clock.now().milliseconds)
            try await house.submit(letters[0])
            clock.advance(milliseconds: 86_400_000)
            await #expect(throws: SurveysError.closed(last)) { try await house.submit(letters[1]) }
            // A clock that is a year behind is before the first day.
            clock.advance(milliseconds: -365 * 86_400_000)
            await #expect(throws: SurveysError.notOpen(first)) { try await house.submit(letters[1]) }
            #expect(try await stored(house).count == 1)
        }
    }

    @Test func `out of range, not whole or without consent is refused and may be mended`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            let letter = try #require(try await house.links(1...100).first)
            await #expect(throws: SurveysError.answersIncomplete) { try await house.submit(letter, SurveysHouse.answers("6")) }
            await #expect(throws: SurveysError.answersIncomplete) { try await house.submit(letter, Answers()) }
            await #expect(throws: SurveysError.noConsent) { try await house.submit(letter, consents: false) }
            #expect(try await stored(house).isEmpty)
            try await house.submit(letter)
            #expect(try await stored(house).count == 1)
        }
    }

    @Test func `of somebody who is not eligible stays with its reason (SV-18)`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            let letter = try #require(try await house.links(1...100).first)
            try await house.submit(letter, SurveysHouse.answers(adult: "no"))
            let reason = try await house.services.database.read { db in
                try #require(try db.row("SELECT invalid_reason FROM surveys_waiting")).string("invalid_reason")
            }
            #expect(reason == "not_eligible")
        }
    }
}

@Suite struct `An answer to an open address` {
    private func order(_ ticket: String, unit: String = "A") -> SubmitOpenAnswer.Order {
        .init(
            campaign: SurveysHouse.number, group: "citizens", unit: unit, answers: SurveysHouse.answers(), language: .vi, consents: true,
            ticket: ticket)
    }

    @Test func `is a series of its own, and the same form twice is one (SV-25)`() async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, frame: .none) }
            try await SubmitOpenAnswer(house.bureau)(order("TICKETTICKET0001"))
            try await SubmitOpenAnswer(house.bureau)(order("TICKETTICKET0001"))
            try await SubmitOpenAnswer(house.bureau)(order("TICKETTICKET0002"))
            let rows = try await house.services.database.read { db in
                try db.rows("SELECT stream, cell, received_date FROM surveys_answers").map {
                    "\(try $0.string("stream")) \(try $0.optionalInteger("cell") ?? 0) \(try $0.optionalString("received_date") ?? "")"
                }
            }
            #expect(rows == ["open 0 2026-10-10", "open 0 2026-10-10"])
            await #expect(throws: SurveysError.noSuchCampaign(SurveysHouse.number)) {
                try await SubmitOpenAnswer(house.bureau)(order("TICKETTICKET0003", unit: "Z"))
            }
        }
    }

    @Test func `does not exist where people are drawn`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            await #expect(throws: SurveysError.noSuchCampaign(SurveysHouse.number)) {
                try await SubmitOpenAnswer(house.bureau)(order("TICKETTICKET0001"))
            }
        }
    }
}

@Suite struct `An enumerator` {
    private let number = SurveysHouse.number

    private func assigned(_ house: SurveysHouse) async throws -> (number: Int, unit: String) {
        try await house.running()
        let letter = try #require(try await house.links(1...100).first)
        let count = try await AssignEnumerator(house.bureau)(
            "test-enumerator", from: letter.person.number, to: letter.person.number, group: "citizens", campaign: number,
            by: SurveysHouse.coordinator)
        #expect(count == 1)
        return (letter.person.number, try await house.unit(of: letter))
    }

    private func order(_ number: Int, _ unit: String, _ answers: Answers = SurveysHouse.answers()) -> EnterAnswer.Order {
        .init(number, campaign: self.number, group: "citizens", unit: unit, way: .phone, answers: answers, consents: true, seconds: 95)
    }

    @Test func `enters what was answered, once, with a trail of attempts`() async throws {
        try await SurveysHouse.open { house in
            let (person, unit) = try await assigned(house)
            try await NoteContact(house.bureau)(
                .init(person, campaign: number, group: "citizens", way: .phone, outcome: .later, note: "Hẹn tối"),
                by: SurveysHouse.enumerator)
            try await EnterAnswer(house.bureau)(order(person, unit), by: SurveysHouse.enumerator)
            await #expect(throws: SurveysError.settledAlready(person)) {
                try await EnterAnswer(house.bureau)(order(person, unit), by: SurveysHouse.enumerator)
            }
            let trail = try await house.services.database.read { db in
                try db.rows("SELECT login, outcome FROM surveys_contacts ORDER BY id").map {
                    "\(try $0.string("login")) \(try $0.string("outcome"))"
                }
            }
            #expect(trail == ["test-enumerator later", "test-enumerator answered"])
            let kept = try await house.services.database.read { db in
                try db.rows("SELECT channel, enumerator, seconds FROM surveys_waiting").map {
                    "\(try $0.string("channel")) \(try $0.string("enumerator")) \(try $0.integer("seconds"))"
                }
            }
            #expect(kept == ["phone test-enumerator 95"])
        }
    }

    @Test func `sees only whom one was given`() async throws {
        try await SurveysHouse.open { house in
            let (person, unit) = try await assigned(house)
            let other = Actor(.person, name: "other", person: "O", grants: [Grant(.enumerator)])
            await #expect(throws: SurveysError.noSuchPerson(person)) { try await EnterAnswer(house.bureau)(order(person, unit), by: other) }
            await #expect(throws: SurveysError.noSuchEnumerator("nobody")) {
                try await AssignEnumerator(house.bureau)(
                    "nobody", from: 1, to: 2, group: "citizens", campaign: number, by: SurveysHouse.coordinator)
            }
        }
    }

    @Test func `ends an asking without an answer, after which nothing is entered`() async throws {
        try await SurveysHouse.open { house in
            let (person, unit) = try await assigned(house)
            try await NoteContact(house.bureau)(
                .init(person, campaign: number, group: "citizens", way: .face, outcome: .refused, note: ""), by: SurveysHouse.enumerator)
            await #expect(throws: SurveysError.settledAlready(person)) {
                try await EnterAnswer(house.bureau)(order(person, unit), by: SurveysHouse.enumerator)
            }
        }
    }
}
