import Feedback
import Foundation
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `Publishing a petition` {
    @Test func `asks about each place that may name a person, and shows what was decided`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.answered()
            let act = "/feedback/petitions/\(petition.number)/acts/publish"
            let form = try await house.page(act, by: "head")
            #expect(form.words.contains("0901234567") && form.words.contains("Trần Văn B"))
            let masks = try #require(form.text.firstMatch(of: /name="masks" value="(\d+)"/)?.1)
            #expect(masks == "3")
            // Nothing is decided beforehand, and what is not decided is asked again.
            #expect(!form.text.contains("checked"))
            let half = try await house.send(act, ["masks": "3", "mask_1": "mask"], by: "head")
            #expect(half.status == 422)
            #expect(half.text.contains("id=\"mask_2-error\"") && half.text.contains("id=\"mask_3-error\""))
            let sent = try await house.send(
                act, ["masks": "3", "mask_1": "mask", "mask_2": "mask", "mask_3": "keep", "words": "phiếu hẹn"], by: "head")
            #expect(sent.status == 303)
            let page = try await house.page("/feedback/published/\(petition.number)", by: nil)
            #expect(page.status == 200)
            #expect(page.words.contains("Tôi là […], số […]; […] không ghi giờ. Nhờ ông Trần Văn B xem lại."))
            #expect(page.words.contains("Đã sửa […]."))
            #expect(!page.words.contains("Nguyễn Văn Ánh") && !page.words.contains("0901234567"))
            #expect(try await house.page("/feedback/published?q=khong+ghi+gio", by: nil).text.contains(petition.number))
            #expect(try await !house.page("/feedback/published?q=anh+0901234567", by: nil).text.contains(petition.number))
            #expect(try await house.page("/feedback/published?unit=B", by: nil).words.contains("Chưa có phản ánh nào."))
        }
    }

    @Test func `is for whoever leads, with the sender's consent, and can be taken back`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.answered()
            let order = PublishPetition.Order(masks: [true, true, true])
            await #expect(throws: FeedbackError.notYourWork(.lead)) {
                try await PublishPetition(house.bureau)(PetitionAct(petition.number), order, by: house.person("officer"))
            }
            let shy = try await house.answered { $0.consents = false }
            await #expect(throws: FeedbackError.noConsent) {
                try await PublishPetition(house.bureau)(PetitionAct(shy.number), order, by: house.person("head"))
            }
            let open = try await house.inHand()
            await #expect(throws: FeedbackError.notPossible(.published, from: .handling)) {
                try await PublishPetition(house.bureau)(PetitionAct(open.number), order, by: house.person("head"))
            }
            try await PublishPetition(house.bureau)(PetitionAct(petition.number), order, by: house.person("head"))
            #expect(try await house.page("/feedback/published/\(petition.number)", by: nil).status == 200)
            try await WithholdPetition(house.bureau)(house.act(petition), by: house.person("head"))
            #expect(try await house.page("/feedback/published/\(petition.number)", by: nil).status == 404)
            // A text that changed under the decisions is asked about anew.
            await #expect(throws: Faults.self) {
                try await PublishPetition(house.bureau)(
                    PetitionAct(petition.number), .init(masks: [true, true, true, true]), by: house.person("head"))
            }
        }
    }

    @Test func `is not done once its sender closed the account, nor with a hundred words to mask`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.answered { $0.petitioner.citizen = "C-1" }
            let words = (0...100).map { "từ \($0)" }.joined(separator: "\n")
            await #expect(throws: Faults.self) {
                try await PublishPetition(house.bureau)(
                    PetitionAct(petition.number), .init(masks: [true, true, true], words: words), by: house.person("head"))
            }
            try await house.services.database.write { db in try feedbackModule.citizenSection?.erase("C-1", db) }
            await #expect(throws: FeedbackError.noConsent) {
                try await PublishPetition(house.bureau)(
                    PetitionAct(petition.number), .init(masks: [true, true, true]), by: house.person("head"))
            }
        }
    }

    @Test func `ends at once when the petition is looked at again`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.answered()
            try await PublishPetition(house.bureau)(
                PetitionAct(petition.number), .init(masks: [true, true, true]), by: house.person("head"))
            let address = "/feedback/published/\(petition.number)"
            #expect(try await house.page(address, by: nil).status == 200)
            try await RatePetition(house.bureau)(.unsatisfied, comment: "", receipt: petition.receipt.text, by: .anonymous)
            try await ReopenPetition(house.bureau)(house.act(petition), by: house.person("head"))
            #expect(try await house.page(address, by: nil).status == 404)
        }
    }

    @Test func `shows photos where that was decided`() async throws {
        try await FeedbackHouse.open { house in
            let photo = "/feedback/published/PA-2026-000001/photos/1"
            let stored = try await house.services.files.store(TestPhoto.jpeg, limit: 1 << 20)
            let upload = try await PhotoUpload(Form.File(name: "a.jpg", stored: stored, head: []), house.services)
            let petition = try await FilePetition(house.bureau)(house.draft(), photos: [upload], by: .anonymous)
            try await ClassifyPetition(house.bureau)(PetitionAct(petition.number), as: .conduct, by: house.person("officer"))
            try await AnswerPetition(house.bureau)(house.act(petition, "Xong"), by: house.person("officer"))
            for shows in [false, true] {
                try await PublishPetition(house.bureau)(
                    PetitionAct(petition.number), .init(masks: [true, true, true], showsPhotos: shows), by: house.person("head"))
                #expect(try await house.page(photo, by: nil).status == (shows ? 200 : 404))
            }
        }
    }
}

@Suite struct `Figures of feedback` {
    @Test func `stand on a page and in a file, by unit and month, those without a name apart`() async throws {
        try await FeedbackHouse.open { house in
            _ = try await house.answered { $0.consents = false }
            try await house.file { $0.isAnonymous = true }
            house.stand("2026-05-05 09:00")
            try await house.file { $0.unit = "B" }
            house.stand("2026-06-15 09:00")
            let file = try await house.page("/feedback/figures.csv?year=2026", by: nil).text
            let lines = file.split(whereSeparator: \.isNewline).map(String.init)
            #expect(lines[0].hasPrefix("unit,name,month,received,anonymous,conduct"))
            // A in April: two came, one without a name; the named one was answered in time.
            #expect(lines.contains("A,Phường Một,2026-04,2,1,1,0,0,0,0,1,0,0,1,0,0,0,0,0"))
            // B's of May is open past its day, so it is late in that month and in the year.
            #expect(lines.contains("B,Phường Hai,2026-05,1,0,0,0,0,0,1,0,0,0,0,1,0,0,0,0"))
            let page = try await house.page("/feedback/figures?year=2026", by: nil, language: .en)
            #expect(page.status == 200)
            #expect(page.words.contains("1 of 2"))
            #expect(try await house.page("/units/A", by: nil).words.contains("Phản ánh, kiến nghị trong 12 tháng"))
        }
    }

    @Test func `count an answer as late that was never published, by month as by year`() async throws {
        try await FeedbackHouse.open { house in
            house.stand("2026-04-28 09:00")
            _ = try await house.answered()
            house.stand("2026-06-15 09:00")
            let file = try await house.page("/feedback/figures.csv?year=2026", by: nil).text
            #expect(file.contains("A,Phường Một,2026-04,1,0,1,0,0,0,0,1,0,0,0,1,0,0,0,0"))
        }
    }

    @Test func `are handed over as indicators with their parts`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.answered()
            try await PublishPetition(house.bureau)(
                PetitionAct(petition.number), .init(masks: [true, true, true]), by: house.person("head"))
            try await RatePetition(house.bureau)(.unsatisfied, comment: "", receipt: petition.receipt.text, by: .anonymous)
            let late = try await house.inHand { $0.content.text = "Khác" }
            #expect(late.due?.vietnamDate.description == "2026-05-15")
            house.stand("2026-07-02 09:00")
            await #expect(throws: FeedbackError.self) {
                try await MeasureFeedback(house.bureau)(.quarter(3, of: 2026), by: house.person("controller"))
            }
            await #expect(throws: AccessError.self) {
                try await MeasureFeedback(house.bureau)(.quarter(2, of: 2026), by: house.person("head"))
            }
            try await MeasureFeedback(house.bureau)(.quarter(2, of: 2026), by: house.person("controller"))
            let values = try await house.services.database.read { db in
                try IndicatorStore.values(
                    of: try #require(try db.row("SELECT id FROM units_units WHERE code = 'A'")).string("id"), in: .quarter(2, of: 2026), db)
            }
            #expect(values["feedback.on_time"]?.measure == .ratio(numerator: 1, denominator: 2))
            // Of two, one is late and one did not satisfy: none is left (RT-61).
            #expect(values["feedback.satisfied"]?.measure == .ratio(numerator: 0, denominator: 2))
            #expect(values["feedback.results_published"]?.measure == .ratio(numerator: 1, denominator: 1))
            #expect(values["feedback.promises_kept"] == nil)
        }
    }

    @Test func `reach the measures of Decision 766`() async throws {
        try await FeedbackHouse.open { house in
            _ = try await house.answered { $0.consents = false }
            let page = try await house.page("/dossiers/figures/index.csv?period=2026-04", by: "controller").text
            #expect(page.contains("all,MDHL.1,numerator,1,"))
            #expect(page.contains("all,MDHL.1,denominator,1,"))
            #expect(page.contains("all,MDHL.2,numerator,1,"))
            #expect(!page.contains("MDHL.3,missing"))
        }
    }
}
