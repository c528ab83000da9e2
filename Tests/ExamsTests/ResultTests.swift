import Exams
import Kernel
import Office
import Platform
import Storage
import TestSupport
import Testing
import Units

/// What comes out of a test, and who sees it (SV-71…SV-73).
@Suite struct `Results` {
    @Test func `are exact, ranked, and out when the test is over`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.announced()
            let admin = try house.person("admin")
            await #expect(throws: ExamsError.stillOpen(ExamsHouse.moment("2026-04-21 11:00"))) {
                try await ReleaseExam(house.bureau)(number, by: admin)
            }
            await #expect(throws: ExamsError.notReleased(number)) {
                _ = try await ShowResults(house.bureau)(number, by: house.person("leader"))
            }
        }
        try await ExamsHouse.open { house in
            let number = try await house.released()
            let results = try await ShowResults(house.bureau)(number, by: house.person("admin")).results
            #expect(
                results.people.map { "\($0.rank ?? 0) \($0.sitter.login) \($0.attempt?.outcome?.score.description ?? "-")" }
                    == ["1 an 4.5", "2 binh 2.5", "3 chi 2", "4 dung 0", "0 em -"])
            // 7 points of A's two people, 2 of A1's one, none of B's one.
            #expect(
                results.units.map { "\($0.rank ?? 0) \($0.unit.code) \($0.tally.passed)/\($0.tally.sat)/\($0.tally.invited)" }
                    == ["1 A 2/2/2", "2 A1 0/1/1", "3 B 0/1/2"])
            #expect(results.units.map(\.tally.mean) == [Ratio(7, 2), Ratio(2, 1), Ratio(0, 1)])
            #expect(results.all.passRate == Ratio(1, 2))
            // All of A were tested: that is their rate; of all, four of five sat.
            #expect(try results.units[0].tally.interval() == nil)
            let interval = try #require(try results.all.interval())
            // Wilson of 2 of 4, by another program.
            #expect(interval.lower.rounded(scale: 6) == Number("0.150039") && interval.upper.rounded(scale: 6) == Number("0.849961"))
        }
    }

    @Test func `share a rank when they are equal`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.announced()
            house.stand("2026-04-21 09:00")
            for login in ["an", "dung", "em"] { try await house.sit(number, login) { $0.content.level == 1 } }
            try await house.sit(number, "binh") { _ in false }
            house.stand("2026-04-21 11:00")
            try await ReleaseExam(house.bureau)(number, by: house.person("admin"))
            let results = try await ShowResults(house.bureau)(number, by: house.person("admin")).results
            #expect(results.people.compactMap(\.rank) == [1, 1, 1, 4])
        }
    }

    @Test func `are private, by unit, and named only to those entitled`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.released()
            let address = "/exams/\(number)"
            // Fewer than five sat in each unit: nobody's figures are told to whoever may not know them by name.
            let leader = try await house.page(address, by: "leader")
            #expect(leader.status == 200 && !leader.words.contains("Người an") && leader.words.contains("quá ít người dự thi"))
            let units = try await house.page("\(address)/units.csv", by: "leader").text.split(separator: "\r\n")
            #expect(units[1].hasSuffix(",A,Sở Một,2,,,,,4.5"))
            let head = try await house.page(address, by: "head")
            #expect(head.words.contains("Sở Một") && !head.words.contains("Phường Hai") && !head.words.contains("Người an"))
            for person in ["leader", "head", "an"] {
                #expect(try await house.page("\(address)/people.csv", by: person).status == 403)
                #expect(try await house.page("\(address)/items", by: person).status == 403)
            }
            #expect(try await house.page(address, by: "an").status == 403)
            #expect(try await house.page(address, by: "auditor").words.contains("Người an"))
            // One's own, and no rank where names stay private.
            let own = try await house.page("\(address)/sit", by: "binh", language: .en)
            #expect(own.words.contains("2.5 / 4.5") && own.words.contains("Passed") && !own.words.contains("of 4"))
            #expect(try await house.page("\(address)/sit", by: "em", language: .en).words.contains("you did not sit it"))
        }
        try await ExamsHouse.open { house in
            let number = try await house.released { $0.showsPeople = true }
            let head = try await house.page("/exams/\(number)", by: "head")
            #expect(head.words.contains("Người an") && !head.words.contains("Người dung"))
            #expect(try await house.page("/exams/\(number)", by: "head-b").words.contains("Người dung"))
            #expect(try await house.page("/exams/\(number)/sit", by: "binh", language: .en).words.contains("of 4"))
        }
    }

    @Test func `go out as CSV and as a workbook`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.released()
            let units = try await house.page("/exams/\(number)/units.csv", by: "admin").text
            #expect(
                units
                    == "rank,unit,name,invited,sat,passed,pass_rate,mean_points,maximum\r\n1,A,Sở Một,2,2,2,1,3.5,4.5\r\n"
                    + "2,A1,Phòng Một,1,1,0,0,2,4.5\r\n3,B,Phường Hai,2,1,0,0,0,4.5\r\n")
            let people = try await house.page("/exams/\(number)/people.csv", by: "auditor").text.split(separator: "\r\n")
            let nine = "2026-04-21T02:00:00Z"
            #expect(people.count == 6 && people[1].hasPrefix("1,1,an,Người an,A,\(nine),\(nine),handed_in,6,4.5,4.5,1,CN-2026-"))
            #expect(people[5] == ",5,em,Người em,B,,,,,,4.5,,")
            let book = try await house.page("/exams/\(number)/results.xlsx", by: "admin")
            let table = try InputFile(name: "r.xlsx", bytes: book.bytes).table()
            #expect(table.rows.count == 3 && table.header.first == "rank" && table.rows[0][7].text == "3.5")
            let items = try await house.page("/exams/\(number)/items.csv", by: "admin").text.split(separator: "\r\n")
            #expect(items[0] == "code,version,topic,level,text,papers,difficulty,discrimination" && items.count > 6)
        }
    }

    @Test func `tell how hard each question was`() async throws {
        try await ExamsHouse.open { house in
            // All four hard questions, so that all papers hold the same.
            let number = try await house.announced { plan in
                plan.parts = [ExamPlan.Part(topic: "Văn thư", level: 3, count: 4, points: Points(micro: 1_000_000))]
            }
            house.stand("2026-04-21 09:00")
            // Right answers: an Q-9…Q-12, binh Q-9…Q-11, chi Q-9 and Q-10, dung Q-12 alone.
            let right = ["an": 9...12, "binh": 9...11, "chi": 9...10, "dung": 12...12]
            for (login, range) in right.sorted(by: { $0.key < $1.key }) {
                try await house.sit(number, login) { question in range.contains(Int(question.code.dropFirst(2)) ?? 0) }
            }
            await #expect(throws: ExamsError.notReleased(number)) {
                _ = try await AnalyseItems(house.bureau)(number, by: house.person("admin"))
            }
            house.stand("2026-04-21 11:00")
            try await ReleaseExam(house.bureau)(number, by: house.person("admin"))
            let screen = try await AnalyseItems(house.bureau)(number, by: house.person("admin"))
            let lines = Dictionary(uniqueKeysWithValues: screen.lines.map { ($0.question.code, $0) })
            let (easy, half) = (Number(digits: 75, scale: 2), Number(digits: 5, scale: 1))
            #expect(lines.mapValues(\.difficulty) == ["Q-9": easy, "Q-10": easy, "Q-11": half, "Q-12": half])
            // k = 4, s² = 1.25, Σp(1 − p) = 0.875: 4/3 · (1 − 0.7) = 0.4.
            #expect(screen.kr20 == Number("0.4") && screen.respondents == 4)
            // Q-12: x = 1, 0, 0, 1; the others 3, 3, 2, 0: covariance −1/4, r = −1/4 ÷ (½ · √1.5).
            #expect(lines["Q-12"]?.discrimination?.rounded(scale: 6) == Number("-0.408248"))
            #expect(lines["Q-12"]?.doubt == "exams.item.doubt.reversed" && lines["Q-11"]?.doubt == nil)
            let page = try await house.page("/exams/\(number)/items", by: "auditor")
            #expect(page.words.contains("0,400") && page.words.contains("xem lại đáp án"))
        }
    }

    @Test func `become indicators of the period in which the test ended`() async throws {
        try await ExamsHouse.open { house in
            _ = try await house.released()
            #expect(try await house.send("/exams/measure", ["period": Period.quarter(2, of: 2026).description], by: "admin").status == 422)
            house.stand("2026-07-01 08:00")
            for period in [Period.quarter(2, of: 2026), .quarter(1, of: 2026)] {
                let sent = try await house.send("/exams/measure", ["period": period.description], by: "admin")
                #expect(sent.location == "/exams?done=measured")
            }
            #expect(try await house.send("/exams/measure", ["period": "never"], by: "admin").status == 422)
            let values = try await house.services.database.read { db in
                try db.rows(
                    """
                    SELECT u.code, i.indicator, i.period, i.numerator, i.denominator FROM platform_indicators i
                    JOIN units_units u ON u.id = i.unit_id ORDER BY u.code, i.indicator
                    """
                ).map { row in
                    try ["code", "indicator", "period", "numerator", "denominator"].map { try row.string($0) }.joined(separator: " ")
                }
            }
            let period = Period.quarter(2, of: 2026).description
            #expect(
                values == [
                    "A exams.attended \(period) 2 2", "A exams.passed \(period) 2 2", "A1 exams.attended \(period) 1 1",
                    "A1 exams.passed \(period) 0 1", "B exams.attended \(period) 1 2", "B exams.passed \(period) 0 1",
                ])
        }
    }
}

/// Papers for those who passed, which anybody can check.
@Suite struct `A certificate` {
    @Test func `goes to those who passed, and its code tells everybody what it says`() async throws {
        try await ExamsHouse.open(printer) { house in
            let number = try await house.released()
            let certificates = try await ShowResults(house.bureau)(number, by: house.person("admin")).certificates
            #expect(certificates.keys.sorted() == ["an", "binh"])
            #expect(certificates["an"]?.number == "CN-2026-000001" && certificates["binh"]?.number == "CN-2026-000002")
            let code = try #require(certificates["an"]?.code.text)
            let page = try await house.page("/exams/certificates/\(code)", by: nil, language: .en)
            #expect(page.status == 200 && page.words.contains("This certificate is valid."))
            for words in ["CN-2026-000001", "Người an", "Sở Một", "Kiểm tra năm 2026"] { #expect(page.words.contains(words)) }
            #expect(!page.words.contains("4.5"))
            // As people type it.
            let typed = code.lowercased().replacing("0", with: "o").replacing("-", with: "%20")
            #expect(try await house.page("/exams/certificates?code=\(typed)", by: nil).words.contains("CN-2026-000001"))
            #expect(try await house.page("/exams/certificates/0000-0000-0000", by: nil).status == 404)
            #expect(try await house.page("/exams/certificates/CN-2026-000001", by: nil).status == 404)
            #expect(try await house.page("/exams/certificates?code=x", by: nil).status == 404)
            // The paper is its owner's.
            if !printer.isEmpty {
                let paper = try await house.page("/exams/\(number)/certificate.pdf", by: "an")
                #expect(paper.bytes.starts(with: Array("%PDF-".utf8)))
            }
            for person in ["chi", "em", "admin"] {
                #expect(try await house.page("/exams/\(number)/certificate.pdf", by: person).status == 404)
            }
        }
    }

    @Test func `that was revoked says so, and why`() async throws {
        try await ExamsHouse.open { house in
            let number = try await house.released()
            let address = "/exams/\(number)/people/an/revoke"
            #expect(try await house.send(address, ["reason": ""], by: "admin").status == 422)
            #expect(try await house.send(address, ["reason": "Thi hộ"], by: "admin").status == 303)
            #expect(try await house.send(address, ["reason": "Thi hộ"], by: "admin").status == 409)
            #expect(try await house.send("/exams/\(number)/people/chi/revoke", ["reason": "x"], by: "admin").status == 404)
            let certificate = try #require(try await ShowResults(house.bureau)(number, by: house.person("admin")).certificates["an"])
            let page = try await house.page("/exams/certificates/\(certificate.code.text)", by: nil)
            #expect(page.words.contains("đã bị thu hồi") && page.words.contains("Thi hộ") && !page.words.contains("có hiệu lực"))
        }
    }

    @Test func `cannot be found by asking often`() async throws {
        try await ExamsHouse.open { house in
            var statuses: [Int] = []
            for _ in 0..<31 { statuses.append(try await house.page("/exams/certificates/0000-0000-0000", by: nil).status) }
            #expect(statuses.prefix(30).allSatisfy { $0 == 404 } && statuses.last == 429)
        }
    }
}
