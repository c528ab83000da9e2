import Forms
import Kernel
import Platform
import Storage
import Surveys
import TestSupport
import Testing

@Suite struct `A serial` {
    @Test func `tells every single wrong figure`() throws {
        let serial = try #require(FormSerial(year: 2026, number: 123))
        let figures = serial.description.filter(\.isNumber).map { $0 }
        #expect(serial.description.hasPrefix("26-0000123-"))
        for place in figures.indices {
            for other in "0123456789" where other != figures[place] {
                var wrong = figures
                wrong[place] = other
                #expect(FormSerial(String(wrong)) == nil, "\(String(wrong))")
            }
        }
    }

    @Test func `is read as people type it, and nothing else is`() throws {
        let serial = try #require(FormSerial(year: 2026, number: 9_999_999))
        for text in [serial.description, serial.description.filter(\.isNumber), serial.description.replacing("-", with: " ")] {
            #expect(FormSerial(text) == serial)
        }
        for text in ["", "26-0000123", "26-0000000-0", "२६-0000123-4", "26-0000123-45", "x'; DROP TABLE surveys_serials; --"] {
            #expect(FormSerial(text) == nil, "\(text)")
        }
    }
}

@Suite struct `Forms on paper` {
    @Test func `have serials that run, of a unit and a cell and of no person`() async throws {
        try await SurveysHouse.open { house in
            let paper = try await TestPaper.open(house, frame: .list)
            let (first, second) = (try await paper.print(3, cell: 1), try await paper.print(2))
            #expect((first + second).map(\.number) == [1, 2, 3, 4, 5])
            await #expect(throws: PaperError.noSuchCell(99)) { try await paper.print(1, cell: 99) }
            await #expect(throws: SurveysError.noSuchUnit("Z")) { try await paper.print(1, unit: "Z") }
            await #expect(throws: Faults.self) { try await paper.print(301) }
            #expect(try await house.count("surveys_serials") == 5)
            let screen = try await ShowPaper(house.bureau).campaign(SurveysHouse.number, by: SurveysHouse.coordinator)
            #expect(screen.missing.count == 5, "what is not back is told sheet by sheet")
        }
    }

    @Test func `that are unknown, here twice, taken in before or mistyped are told at once, and none is taken in`() async throws {
        try await SurveysHouse.open { house in
            let paper = try await TestPaper.open(house)
            let serials = try await paper.print(4)
            let taken = try await paper.receive(paper.order(serials[0].description, count: 1))
            let stranger = try #require(FormSerial(year: 2026, number: 77))
            var mistyped = Array(serials[3].description)
            mistyped[5] = "9"
            let list = [serials[0], serials[1], serials[1], stranger].map(\.description) + [String(mistyped)]
            let faults = await #expect(throws: Faults.self) {
                try await paper.receive(paper.order(list.joined(separator: "\n"), count: 3))
            }
            let told = faults?.faults.map { "\($0.code) \($0.details["serial"] ?? $0.details["listed"] ?? "")" } ?? []
            let expected: Set = [
                "surveys.paper.serial_wrong \(String(mistyped))", "surveys.paper.serial_twice \(serials[1])",
                "surveys.paper.count_differs 4", "surveys.paper.serial_unknown \(stranger)",
                "surveys.paper.serial_used \(serials[0]) (\(taken.number))",
            ]
            #expect(Set(told) == expected && told.count == 5)
            #expect(try await house.count("surveys_batches") == 1)
            let screen = try await ShowPaper(house.bureau).campaign(SurveysHouse.number, by: SurveysHouse.coordinator)
            #expect(screen.missing.map(\.serial) == Array(serials[1...]))
        }
    }

    @Test func `are keyed in by three different people who may`() async throws {
        try await SurveysHouse.open { house in
            let paper = try await TestPaper.open(house)
            let serial = try #require(try await paper.print(1).first)
            for (clerks, field) in [
                (PaperClerks("clerk-2", "clerk-2", settler: "clerk-3"), "second"),
                (PaperClerks("clerk-2", "clerk-3", settler: "clerk-2"), "settler"),
                (PaperClerks("nobody", "clerk-2", settler: "clerk-3"), "first"),
                (PaperClerks("clerk-2", "clerk-3", settler: ""), "settler"),
            ] {
                let faults = await #expect(throws: Faults.self) {
                    try await paper.receive(paper.order(serial.description, count: 1, clerks: clerks))
                }
                #expect(faults?.faults.compactMap(\.place.field) == [field])
            }
        }
    }
}

@Suite struct `Double entry` {
    @Test func `is blind: neither sees what the other read, and strangers see nothing (SV-41, SV-45)`() async throws {
        try await SurveysHouse.open { house in
            let paper = try await TestPaper.open(house)
            let (batch, serials) = try await paper.batch(2)
            try await paper.key(serials[0], SurveysHouse.answers("1", "2"), batch, by: TestPaper.first)
            let second = try await paper.show(batch, by: TestPaper.second)
            #expect(second.own.isEmpty && second.differing.isEmpty && second.agreement == nil)
            #expect(try await paper.show(batch, by: TestPaper.first).own[serials[0]]?.record.text == "yes\t1\t2\t\t")
            await #expect(throws: PaperError.noSuchBatch(batch.number)) { try await paper.show(batch, by: TestPaper.person("other")) }
            await #expect(throws: PaperError.noSuchBatch(batch.number)) {
                try await paper.key(serials[0], SurveysHouse.answers(), batch, by: TestPaper.person("other"))
            }
            await #expect(throws: PaperError.notYourPart) {
                try await paper.key(serials[0], SurveysHouse.answers(), batch, by: TestPaper.settler)
            }
            // Once all is keyed the two are asked no more, and still see nothing of each other.
            for serial in serials { try await paper.key(serial, SurveysHouse.answers(), batch, by: TestPaper.second) }
            try await paper.key(serials[1], SurveysHouse.answers(), batch, by: TestPaper.first)
            await #expect(throws: PaperError.notNow(.settling)) {
                try await paper.key(serials[0], SurveysHouse.answers(), batch, by: TestPaper.first)
            }
            let after = try await paper.show(batch, by: TestPaper.first)
            #expect(after.differing.isEmpty && after.agreement == nil)
            #expect(try await paper.show(batch, by: TestPaper.settler).differing.map(\.serial) == [serials[0]])
        }
    }

    @Test func `keeps gaps as gaps and refuses what no answer can be`() async throws {
        try await SurveysHouse.open { house in
            let paper = try await TestPaper.open(house)
            let (batch, serials) = try await paper.batch(1)
            await #expect(throws: PaperError.unsound("Câu một")) {
                try await paper.key(serials[0], SurveysHouse.answers("7"), batch, by: TestPaper.first)
            }
            let stranger = try #require(try await paper.print(1).first)
            await #expect(throws: PaperError.noSuchForm(stranger.description)) {
                try await paper.key(stranger, SurveysHouse.answers(), batch, by: TestPaper.first)
            }
            for actor in [TestPaper.first, TestPaper.second] {
                try await paper.key(serials[0], TestPaper.only("adult", "yes"), batch, by: actor)
            }
            try await paper.close(batch)
            // Of three questions on scales none was answered, where sixty of a hundred are wanted (SV-18).
            #expect(try await paper.column("SELECT invalid_reason AS n FROM surveys_answers", "n") == ["too_few_answers"])
        }
    }

    @Test func `is settled against the paper by the third person, and only then put away`() async throws {
        try await SurveysHouse.open { house in
            let paper = try await TestPaper.open(house, frame: .list)
            let (batch, serials) = try await paper.batch(4, cell: 1, limit: 100)
            for serial in serials { try await paper.key(serial, SurveysHouse.answers("4", "5"), batch, by: TestPaper.first) }
            await #expect(throws: PaperError.notNow(.keying)) { try await paper.close(batch) }
            for serial in serials.dropLast() { try await paper.key(serial, SurveysHouse.answers("4", "5"), batch, by: TestPaper.second) }
            try await paper.key(serials[3], SurveysHouse.answers("2", "5"), batch, by: TestPaper.second)
            await #expect(throws: PaperError.differencesLeft(1)) { try await paper.close(batch) }
            await #expect(throws: PaperError.notYourPart) {
                try await SettleForm(house.bureau)(
                    serials[3], TestPaper.only("q1", "2"), comment: "x", batch: batch.number, by: TestPaper.first)
            }
            await #expect(throws: Faults.self) {
                try await SettleForm(house.bureau)(
                    serials[3], TestPaper.only("q1", "2"), comment: " ", batch: batch.number, by: TestPaper.settler)
            }
            await #expect(throws: PaperError.unsound("Câu một")) { try await paper.settle(serials[3], TestPaper.only("q1", "8"), batch) }
            // The paper says what neither read.
            try await paper.settle(serials[3], TestPaper.only("q1", "3"), batch)
            let screen = try await paper.show(batch, by: SurveysHouse.coordinator)
            let agreement = try #require(screen.agreement)
            #expect(agreement.compared == 20 && agreement.agreed == 19 && agreement.errors == [1, 1])
            let q1 = try #require(agreement.items.first { $0.question == "q1" })
            #expect(q1.compared == 4 && q1.agreed == 3 && q1.kappa == 0, "three of four by chance alone")
            #expect(agreement.items.first { $0.question == "q2" }?.kappa == nil, "all the same: nothing can be said")
            try await paper.close(batch)
            #expect(
                try await paper.column("SELECT record AS n FROM surveys_answers ORDER BY record", "n") == ["yes\t3\t5\t\t"]
                    + Array(repeating: "yes\t4\t5\t\t", count: 3))
            #expect(
                try await paper.column("SELECT DISTINCT stream AS n FROM surveys_answers WHERE cell = 1 AND received_date IS NULL", "n")
                    == ["verified"])
            await #expect(throws: PaperError.notNow(.closed)) { try await paper.close(batch) }
            #expect(try await house.count("surveys_answers") == 4)
        }
    }

    @Test func `asks first whether a form counts where the two differ in that`() async throws {
        try await SurveysHouse.open { house in
            let paper = try await TestPaper.open(house)
            let (batch, serials) = try await paper.batch(2, limit: 1000)
            for serial in serials {
                try await paper.key(serial, Answers(), mark: .unreadable, batch, by: TestPaper.first)
                try await paper.key(serial, SurveysHouse.answers("4", "5"), batch, by: TestPaper.second)
            }
            // The first counts, so its answers are settled next; the second does not.
            try await paper.settle(serials[0], Answers(), mark: nil, batch)
            await #expect(throws: PaperError.differencesLeft(4)) { try await paper.close(batch) }
            try await paper.settle(serials[0], SurveysHouse.answers("4", "5"), batch)
            try await paper.settle(serials[1], Answers(), mark: .severalOptions, batch)
            try await paper.close(batch)
            let reasons = try await paper.column("SELECT invalid_reason AS n FROM surveys_answers ORDER BY invalid_reason", "n")
            #expect(reasons == ["", "several_options"])
        }
    }

    @Test func `with more errors than the batch bears is done anew, and what was read before stays (SV-42)`() async throws {
        try await SurveysHouse.open { house in
            let paper = try await TestPaper.open(house)
            let (batch, serials) = try await paper.batch(2, limit: 5)
            for serial in serials {
                try await paper.key(serial, SurveysHouse.answers("4", "5"), batch, by: TestPaper.first)
                try await paper.key(serial, SurveysHouse.answers("3", "5"), batch, by: TestPaper.second)
                try? await paper.settle(serial, SurveysHouse.answers("4", "5"), batch)
            }
            for serial in serials { try? await paper.settle(serial, SurveysHouse.answers("4", "5"), batch) }
            await #expect(throws: PaperError.tooManyErrors("clerk-2", errors: 2, allowed: 1)) { try await paper.close(batch) }
            let swapped = PaperClerks("test-enumerator", "clerk-3", settler: "clerk-2")
            await #expect(throws: Faults.self) {
                try await RekeyBatch(house.bureau)(batch.number, swapped, reason: "", by: SurveysHouse.coordinator)
            }
            try await RekeyBatch(house.bureau)(batch.number, swapped, reason: "Quá nhiều lỗi", by: SurveysHouse.coordinator)
            #expect(try await paper.show(batch, by: TestPaper.first).own.isEmpty)
            for serial in serials {
                for actor in [TestPaper.first, TestPaper.settler] {
                    try await paper.key(serial, SurveysHouse.answers("4", "5"), batch, by: actor)
                }
            }
            try await paper.close(batch)
            #expect(try await house.count("surveys_keyings") == 8)
            #expect(try await house.count("surveys_answers") == 2)
        }
    }

    @Test func `is over before the campaign is`() async throws {
        try await SurveysHouse.open { house in
            let paper = try await TestPaper.open(house)
            let (batch, serials) = try await paper.batch(1)
            await #expect(throws: PaperError.batchesOpen(1)) {
                try await CloseCampaign(house.bureau)(SurveysHouse.number, by: SurveysHouse.coordinator)
            }
            for actor in [TestPaper.first, TestPaper.second] { try await paper.key(serials[0], SurveysHouse.answers(), batch, by: actor) }
            try await paper.close(batch)
            try await CloseCampaign(house.bureau)(SurveysHouse.number, by: SurveysHouse.coordinator)
            await #expect(throws: SurveysError.closed(try SurveysHouse.day("2026-12-31"))) {
                try await paper.receive(paper.order(serials[0].description, count: 1))
            }
        }
    }
}

@Suite struct `Envelopes` {
    @Test func `mark who has answered by numbers, all or none, and lead to no form (SV-50)`() async throws {
        try await SurveysHouse.open { house in
            let paper = try await TestPaper.open(house, frame: .list)
            let numbers = try await house.services.database.read { db in
                try db.rows(
                    """
                    SELECT p.number FROM surveys_persons p JOIN surveys_askings a ON a.person_id = p.id
                    JOIN units_units u ON u.id = a.unit_id WHERE p.role = 'sample' AND u.code = 'A' ORDER BY p.number
                    """
                ).map { try $0.integer("number") }
            }
            #expect(numbers.count > 1)
            func note(_ text: String) async throws -> Int {
                try await NoteReturns(house.bureau)(
                    text, group: "citizens", unit: "A", campaign: SurveysHouse.number, by: SurveysHouse.coordinator)
            }
            await #expect(throws: Faults.self) { try await note("\(numbers[0]), 9999") }
            await #expect(throws: Faults.self) { try await note("9-1") }
            await #expect(throws: Faults.self) { try await note("") }
            #expect(try await paper.column("SELECT outcome AS n FROM surveys_askings WHERE outcome <> 'open'", "n").isEmpty)
            #expect(try await note("\(numbers[0]); \(numbers[1])") == 2)
            #expect(
                try await paper.column("SELECT DISTINCT channel AS n FROM surveys_askings WHERE outcome = 'answered'", "n") == ["paper"])
            await #expect(throws: Faults.self) { try await note("\(numbers[0])") }
        }
    }
}
