import Feedback
import Foundation
import Kernel
import Platform
import Storage
import TestSupport
import Testing
import Units

/// Received on Tuesday 21 April 2026 at 09:00.
///
/// Off are 25, 26 and 27 April (Hùng Kings, in lieu), 30 April, 1 May, weekends.
@Suite struct `Deadlines of a petition` {
    @Test(arguments: [
        (Petition.Urgency.ordinary, Petition.Class.conduct, "2026-05-15"), (.ordinary, .ownRules, "2026-05-15"),
        (.ordinary, .otherRules, "2026-04-29"), (.simple, .conduct, "2026-04-24"), (.urgent, .conduct, "2026-04-22"),
    ])
    func `count working days`(urgency: Petition.Urgency, class: Petition.Class, due: String) async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.file()
            #expect(petition.due?.vietnamDate.description == "2026-05-15")
            let handled = try await ClassifyPetition(house.bureau)(
                PetitionAct(petition.number), as: `class`, urgency: urgency, by: house.person("officer"))
            #expect(handled.due?.vietnamDate.description == due)
            #expect(handled.due == CalendarDate(due).map { Timestamp(milliseconds: $0.end.milliseconds - 1) })
        }
    }

    /// Whether a petition counts as on time after something was done at a moment (RT-60).
    private func isOnTime(_ moment: String, _ done: @escaping @Sendable (FeedbackHouse, Petition) async throws -> Void) async throws -> Bool
    {
        let found = Found()
        try await FeedbackHouse.open { house in
            let petition = try await house.inHand { $0.consents = false }
            house.stand(moment)
            try await done(house, petition)
            house.stand("2026-06-15 09:00")
            let tally = try #require(try await CountPetitions(house.bureau)(year: 2026).lines.first).tally
            #expect(tally.judged == 1)
            found.value = tally.onTime == 1
        }
        return found.value
    }

    private final class Found: @unchecked Sendable { var value = false }

    @Test func `of turning down are 2 working days`() async throws {
        for (moment, isOnTime) in [("2026-04-23 23:59", true), ("2026-04-24 00:00", false)] {
            let found = try await self.isOnTime(moment) { house, petition in
                try await RefusePetition(house.bureau)(house.act(petition), by: house.person("officer"))
            }
            #expect(found == isOnTime, "\(moment)")
        }
    }

    @Test func `of sending on are 5 working days`() async throws {
        for (moment, isOnTime) in [("2026-04-29 23:59", true), ("2026-05-02 00:00", false)] {
            let found = try await self.isOnTime(moment) { house, petition in
                try await ForwardPetition(house.bureau)(house.act(petition), by: house.person("officer"))
            }
            #expect(found == isOnTime, "\(moment)")
        }
    }

    @Test func `of asking are 5 working days, and a late question stays late`() async throws {
        for (moment, isOnTime) in [("2026-04-29 23:59", true), ("2026-05-02 00:00", false)] {
            let found = try await self.isOnTime(moment) { house, petition in
                try await AskPetitioner(house.bureau)(house.act(petition), by: house.person("officer"))
                try await SupplyPetition(house.bureau)("Thêm", receipt: petition.receipt.text, by: .anonymous)
                try await AnswerPetition(house.bureau)(house.act(petition), by: house.person("officer"))
            }
            #expect(found == isOnTime, "\(moment)")
        }
    }

    @Test func `of answering are 15 working days`() async throws {
        for (moment, isOnTime) in [("2026-05-15 23:59", true), ("2026-05-16 00:00", false)] {
            let found = try await self.isOnTime(moment) { house, petition in
                try await AnswerPetition(house.bureau)(house.act(petition), by: house.person("officer"))
            }
            #expect(found == isOnTime, "\(moment)")
        }
    }

    @Test func `of publishing are 2 working days after the answer`() async throws {
        for (moment, expected) in [("2026-04-29 20:00", true), ("2026-05-04 08:00", false)] {
            try await FeedbackHouse.open { house in
                house.stand("2026-04-24 10:00")
                let petition = try await house.answered()
                #expect(petition.publication == .waiting)
                #expect(petition.publishDue?.vietnamDate.description == "2026-04-29")
                house.stand(moment)
                try await PublishPetition(house.bureau)(
                    PetitionAct(petition.number), .init(masks: [true, true, true]), by: house.person("head"))
                house.stand("2026-06-15 09:00")
                let tally = try #require(try await CountPetitions(house.bureau)(year: 2026).lines.first).tally
                #expect(tally.onTime == (expected ? 1 : 0))
                #expect(tally.published == 1)
            }
        }
    }

    @Test func `stand still while its sender is asked`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.inHand()
            // Two of fifteen days are used.
            house.stand("2026-04-23 10:00")
            let asked = try await AskPetitioner(house.bureau)(house.act(petition), by: house.person("officer"))
            #expect(asked.due == nil)
            house.stand("2026-05-20 10:00")
            let supplied = try await SupplyPetition(house.bureau)("Thêm", receipt: petition.receipt.text, by: .anonymous)
            // Thirteen are left: 21 and 22 May, 25 to 29 May, 1 to 5 June, 8 June.
            #expect(supplied.due?.vietnamDate.description == "2026-06-08")
        }
    }

    @Test func `begin anew at the unit to which it is handed, and each is measured by its own`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.inHand { $0.consents = false }
            house.stand("2026-05-11 10:00")
            let passed = try await PassPetition(house.bureau)(house.act(petition), to: "B", by: house.person("officer"))
            #expect(passed.due?.vietnamDate.description == "2026-06-01")
            #expect(passed.class == nil && passed.officer == nil && passed.state == .received)
            try await ClassifyPetition(house.bureau)(PetitionAct(petition.number), as: .ownRules, by: house.person("officer-b"))
            try await AnswerPetition(house.bureau)(house.act(petition), by: house.person("officer-b"))
            let lines = try await CountPetitions(house.bureau)(year: 2026).lines
            let byUnit = Dictionary(uniqueKeysWithValues: lines.compactMap { line in line.unit.map { ($0.code, line.tally) } })
            #expect(byUnit["A"]?.late == 1 && byUnit["A"]?.handedOn == 1)
            #expect(byUnit["B"]?.onTime == 1 && byUnit["B"]?.answered == 1)
        }
    }
}

@Suite struct `Working on a petition` {
    @Test func `is for its unit alone; others are told that there is none`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.inHand()
            for person in ["officer", "officer-2", "head", "clerk", "controller", "auditor"] {
                #expect(try await house.page("/feedback/petitions/\(petition.number)", by: person).status == 200, "\(person)")
            }
            for person in ["officer-b", "head-b"] {
                #expect(try await house.page("/feedback/petitions/\(petition.number)", by: person).status == 404, "\(person)")
                await #expect(throws: FeedbackError.noSuchPetition(petition.number)) {
                    try await AnswerPetition(house.bureau)(house.act(petition), by: house.person(person))
                }
            }
            #expect(try await house.page("/feedback/petitions/\(petition.number)", by: "stranger").status == 403)
            #expect(try await house.page("/feedback/petitions/\(petition.number)", by: "citizen").status != 200)
            #expect(try await house.page("/feedback/units/A", by: "officer-b").status == 403)
            // Another officer of the unit reads, and does not answer for the one who has it.
            await #expect(throws: FeedbackError.notYourWork(.handle)) {
                try await AnswerPetition(house.bureau)(house.act(petition), by: house.person("officer-2"))
            }
            await #expect(throws: FeedbackError.notYourWork(.handle)) {
                try await AnswerPetition(house.bureau)(house.act(petition), by: house.person("auditor"))
            }
            // Once it is handed over, the old unit may still read it, and do nothing.
            try await PassPetition(house.bureau)(house.act(petition), to: "B", by: house.person("officer"))
            #expect(try await house.page("/feedback/petitions/\(petition.number)", by: "officer").status == 200)
            await #expect(throws: FeedbackError.notYourWork(.handle)) {
                try await AnswerPetition(house.bureau)(house.act(petition), by: house.person("officer"))
            }
        }
    }

    @Test func `giving it to somebody is for whoever leads, and to people of the unit`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.file()
            let act = PetitionAct(petition.number)
            await #expect(throws: FeedbackError.notYourWork(.lead)) {
                try await ClassifyPetition(house.bureau)(act, as: .conduct, officer: "officer-2", by: house.person("officer"))
            }
            await #expect(throws: FeedbackError.noSuchPerson("officer-b")) {
                try await ClassifyPetition(house.bureau)(act, as: .conduct, officer: "officer-b", by: house.person("head"))
            }
            await #expect(throws: Faults.self) { try await ClassifyPetition(house.bureau)(act, as: .notAccepted, by: house.person("head")) }
            let given = try await ClassifyPetition(house.bureau)(act, as: .conduct, officer: "officer-2", by: house.person("head"))
            #expect(given.officer == "officer-2" && given.state == .handling)
        }
    }

    @Test func `somebody who was faster is told`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.inHand()
            try await AskPetitioner(house.bureau)(
                PetitionAct(petition.number, version: petition.version, text: "?"), by: house.person("officer"))
            await #expect(throws: FeedbackError.changedMeanwhile(petition.number)) {
                try await RefusePetition(house.bureau)(
                    PetitionAct(petition.number, version: petition.version, text: "x"), by: house.person("officer"))
            }
        }
    }

    @Test func `an answer reaches all who said the same, once each`() async throws {
        try await FeedbackHouse.open([.smtp: "smtp://127.0.0.1:1", .mailFrom: "cong@example.vn"]) { house in
            let main = try await house.inHand { $0.petitioner.email = "one@example.vn" }
            let copy = try await house.file { $0.petitioner.email = "two@example.vn" }
            let other = try await house.file { $0.unit = "B" }
            try await LinkPetition(house.bureau)(PetitionAct(copy.number), to: main.number, by: house.person("officer"))
            for wrong in [copy.number, other.number] {
                await #expect(throws: (any Error).self) {
                    try await LinkPetition(house.bureau)(PetitionAct(main.number), to: wrong, by: house.person("officer"))
                }
            }
            try await AnswerPetition(house.bureau)(house.act(main, "Đã sửa."), by: house.person("officer"))
            #expect(try await house.state(main) == "answered")
            #expect(try await house.state(copy) == "answered")
            #expect(try await house.page("/feedback/track/\(copy.receipt)", by: nil).words.contains("Đã sửa."))
            let mails = try await house.services.database.read { db in
                try db.rows(
                    "SELECT recipient, body FROM platform_outbox WHERE reference LIKE 'citizens/feedback.answered/%' ORDER BY recipient"
                ).map {
                    (try $0.string("recipient"), try $0.string("body"))
                }
            }
            #expect(mails.map(\.0) == ["one@example.vn", "two@example.vn"])
            #expect(mails.allSatisfy { $0.1.contains("Đã sửa.") })
            // One of them is published for all.
            #expect(try await house.page("/feedback/units/A?part=publish", by: "head").text.contains(main.number))
            #expect(try await !house.page("/feedback/units/A?part=publish", by: "head").text.contains("/petitions/\(copy.number)"))
        }
    }

    @Test func `a citizen with an account is told there, and takes a name off what is over when the account closes`() async throws {
        try await FeedbackHouse.open { house in
            let citizen = try await TestCitizen.open(house.services, "0901234567", name: "Lê Thị Bình")
            let petition = try await house.answered { $0.petitioner.citizen = citizen.id.rawValue }
            let open = try await house.inHand {
                $0.petitioner.citizen = citizen.id.rawValue
                $0.content.text = "Việc khác"
            }
            let titles = try await house.services.database.read { db in
                try db.rows("SELECT title FROM citizens_messages WHERE citizen_id = \(citizen.id.rawValue) ORDER BY id").map {
                    try $0.string("title")
                }
            }
            #expect(titles.contains("Trả lời phản ánh \(petition.number)"))
            #expect(titles.count == 3)
            let section = try #require(feedbackModule.citizenSection)
            let exported = try await house.services.database.read { db in try section.export(citizen.id.rawValue, db) }
            #expect("\(exported)".contains("Đã sửa phiếu hẹn."))
            try await house.services.database.write { db in try section.erase(citizen.id.rawValue, db) }
            #expect(try await !house.page("/feedback/petitions/\(petition.number)", by: "officer").words.contains("12 Lê Lợi"))
            // Who waits is answered first, and forgotten then.
            let address = "/feedback/petitions/\(open.number)"
            try await ForgetPetitioners(house.services)()
            #expect(try await house.page(address, by: "officer").words.contains("12 Lê Lợi"))
            try await AnswerPetition(house.bureau)(house.act(open, "Đã sửa."), by: house.person("officer"))
            try await ForgetPetitioners(house.services)()
            #expect(try await !house.page(address, by: "officer").words.contains("12 Lê Lợi"))
            let left = try await house.services.database.read { db in
                try db.rows("SELECT name, address, phone, email FROM feedback_petitioners").flatMap { row in
                    try ["name", "address", "phone", "email"].map { try row.string($0) }
                }
            }
            #expect(Set(left) == [""])
        }
    }

    @Test func `an answer is rated once; one that does not satisfy is looked at again, and stays counted`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.answered { $0.consents = false }
            await #expect(throws: FeedbackError.notUnsatisfied) {
                try await ReopenPetition(house.bureau)(house.act(petition), by: house.person("head"))
            }
            let rate = "/feedback/track/\(petition.receipt)/rate"
            #expect(try await house.send(rate, ["rating": ""], by: nil).status == 422)
            #expect(try await house.send(rate, ["rating": "unsatisfied", "comment": "Chưa rõ"], by: nil).status == 303)
            #expect(try await house.send(rate, ["rating": "satisfied"], by: nil).status == 409)
            #expect(try await house.page("/feedback/units/A?part=unsatisfied", by: "head").text.contains(petition.number))
            await #expect(throws: FeedbackError.notYourWork(.lead)) {
                try await ReopenPetition(house.bureau)(house.act(petition), by: house.person("officer"))
            }
            try await ReopenPetition(house.bureau)(house.act(petition), by: house.person("head"))
            try await AnswerPetition(house.bureau)(house.act(petition, "Lần hai"), by: house.person("officer"))
            #expect(try await house.send(rate, ["rating": "satisfied"], by: nil).status == 303)
            let tally = try #require(try await CountPetitions(house.bureau)(year: 2026).lines.first).tally
            #expect(tally.unsatisfied == 1 && tally.satisfied == 1 && tally.answered == 2)
            let page = try await house.page("/feedback/petitions/\(petition.number)", by: "head")
            #expect(page.words.contains("Chưa rõ") && page.words.contains("Lần hai"))
        }
    }

    @Test func `only what the sender was asked for is taken by the receipt`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.inHand()
            let supply = "/feedback/track/\(petition.receipt)/supply"
            #expect(try await house.send(supply, ["text": "Thêm"], by: nil).status == 409)
            try await AskPetitioner(house.bureau)(house.act(petition, "Ngày nào?"), by: house.person("officer"))
            let page = try await house.page("/feedback/track/\(petition.receipt)", by: nil)
            #expect(page.words.contains("Ngày nào?"))
            #expect(try await house.send(supply, ["text": " "], by: nil).status == 422)
            #expect(try await house.send(supply, ["text": "Ngày 12"], files: [("photos", "b.png", TestPhoto.png)], by: nil).status == 303)
            #expect(try await house.page("/feedback/petitions/\(petition.number)", by: "officer").words.contains("Ngày 12"))
            #expect(try await house.page("/feedback/petitions/\(petition.number)/photos/1", by: "officer").type == "image/png")
        }
    }
}
