import Exams
import Facts
import Kernel
import Office
import Platform
import Storage
import TestSupport
import Testing

/// Questions from a file to the bank and back, in versions that never change (SV-70).
@Suite struct `The bank of questions` {
    private func faults(_ text: String, _ house: ExamsHouse) async throws -> [String] {
        do {
            try await ImportQuestions(house.bureau)(ExamsHouse.file(text), by: house.person("admin"))
            return []
        } catch let faults as Faults {
            return faults.faults.map { "\($0.code) \($0.place.line) \($0.place.field ?? "-")" }
        }
    }

    @Test func `takes a file once, and a changed question as a new version`() async throws {
        try await ExamsHouse.open { house in
            let admin = try house.person("admin")
            let first = try await ImportQuestions(house.bureau)(ExamsHouse.file(ExamsHouse.bank), by: admin)
            #expect(first == .init(added: 12))
            #expect(try await ImportQuestions(house.bureau)(ExamsHouse.file(ExamsHouse.bank), by: admin) == .init(unchanged: 12))
            let changed = ExamsHouse.bank.replacing("Câu hỏi số 1?", with: "Câu hỏi mới số 1?")
            house.pass(seconds: 60)
            #expect(try await ImportQuestions(house.bureau)(ExamsHouse.file(changed), by: admin) == .init(changed: 1, unchanged: 11))
            let (entry, versions) = try await ListQuestions(house.bureau).one("Q-1", by: admin)
            #expect(entry.question.version == 2 && versions.map(\.content.text) == ["Câu hỏi mới số 1?", "Câu hỏi số 1?"])
            #expect(versions[1].created < versions[0].created)
        }
    }

    @Test func `names each fault by its row and column, and takes nothing of such a file`() async throws {
        try await ExamsHouse.open { house in
            let header = "code,topic,level,text,a,b,c,correct,source\n"
            #expect(try await faults(header, house) == ["exams.list_empty 1 -"])
            #expect(try await faults("code,topic\nQ,T\n", house).allSatisfy { $0.hasPrefix("office.table.missing_column") })
            let wrong =
                header + "Q-1,T,1,Câu?,x,y,,A,Luật\n" + "có dấu,T,1,Câu?,x,y,,A,Luật\n" + "Q-1,T,4,,x,x,,C,\n"
                + "Q-2,T;U,1,Câu?,x,,z,D,Luật\n"
            #expect(
                try await faults(wrong, house) == [
                    "exams.code_wrong 3 code", "exams.code_twice 4 code", "exams.level_wrong 4 level", "exams.text_missing 4 text",
                    "exams.choice_twice 4 b", "exams.correct_wrong 4 correct", "exams.text_missing 4 source", "exams.topic_wrong 5 topic",
                    "exams.text_missing 5 b", "exams.correct_wrong 5 correct",
                ])
            let long = header + "Q-9,T,1,\(String(repeating: "x", count: 2001)),x,y,,A,Luật\n"
            #expect(try await faults(long, house) == ["exams.text_too_long 2 text"])
            let screen = try await ListQuestions(house.bureau)(QuestionFilter(), by: house.person("admin"))
            #expect(screen.count == 0)
        }
    }

    @Test func `is read, searched and narrowed`() async throws {
        try await ExamsHouse.open { house in
            let admin = try house.person("admin")
            try await ImportQuestions(house.bureau)(ExamsHouse.file(ExamsHouse.bank), isSample: true, by: admin)
            func codes(_ change: (inout QuestionFilter) -> Void) async throws -> [String] {
                var filter = QuestionFilter()
                change(&filter)
                return try await ListQuestions(house.bureau)(filter, by: admin).entries.map(\.question.code)
            }
            #expect(try await codes { $0.text = "cau HOI so 12" } == ["Q-12"])
            #expect(try await codes { $0.level = 3 } == ["Q-10", "Q-11", "Q-12", "Q-9"])
            #expect(try await codes { $0.topic = "Một cửa" }.count == 8)
            #expect(try await codes { $0.text = "100%" } == [])
            let page = try await house.page("/exams/bank?level=3", by: "admin")
            #expect(page.status == 200 && page.words.contains("Câu hỏi số 9?") && !page.words.contains("Câu hỏi số 8?"))
            #expect(page.words.contains("Mẫu"))
            let counts = try await ListQuestions(house.bureau)(QuestionFilter(), by: admin).counts
            #expect(counts.map { "\($0.topic) \($0.level) \($0.count)" } == ["Một cửa 1 8", "Văn thư 3 4"])
            for person in ["an", "auditor", "leader", "head"] {
                #expect(try await house.page("/exams/bank", by: person).status == 403)
                #expect(try await house.page("/exams/bank/Q-1", by: person).status == 403)
                #expect(try await house.page("/exams/bank.csv", by: person).status == 403)
            }
        }
    }

    @Test func `loses no question that is retired, and asks none`() async throws {
        try await ExamsHouse.open { house in
            let admin = try house.person("admin")
            try await ImportQuestions(house.bureau)(ExamsHouse.file(ExamsHouse.bank), by: admin)
            #expect(try await house.send("/exams/bank/Q-9/retire", ["reason": ""], by: "admin").status == 422)
            let done = try await house.send("/exams/bank/Q-9/retire", ["reason": "Nghị định đã thay"], by: "admin")
            #expect(done.status == 303)
            #expect(try await house.page("/exams/bank/Q-9", by: "admin").words.contains("Nghị định đã thay"))
            #expect(try await house.send("/exams/bank/Q-9/retire", ["reason": "x"], by: "admin").status == 409)
            #expect(try await house.send("/exams/bank/Q-99/retire", ["reason": "x"], by: "admin").status == 404)
            // Three of four are left where four are needed.
            let number = try await PlanExam(house.bureau)(house.plan { $0.parts[1].count = 4 }, by: admin).number
            let refused = try await house.send("/exams/\(number)/announce", [:], by: "admin", language: .en)
            #expect(refused.status == 422 && refused.words.contains("Line 2 needs 4 questions, the bank has 3."))
            // The same file asks it again, as a version of its own.
            let again = try await ImportQuestions(house.bureau)(ExamsHouse.file(ExamsHouse.bank), by: admin)
            #expect(again == .init(revived: 1, unchanged: 11))
            #expect(try await house.send("/exams/\(number)/announce", [:], by: "admin").status == 303)
        }
    }

    @Test func `goes out as CSV and XLSX and comes back unchanged`() async throws {
        try await ExamsHouse.open { house in
            let admin = try house.person("admin")
            try await ImportQuestions(house.bureau)(ExamsHouse.file(ExamsHouse.bank), by: admin)
            for name in ["bank.csv", "bank.xlsx"] {
                let file = try await house.page("/exams/\(name)", by: "admin")
                let again = try await ImportQuestions(house.bureau)(InputFile(name: name, bytes: file.bytes), by: admin)
                #expect(again == .init(unchanged: 12), "\(name)")
            }
            let sent = try await house.send("/exams/bank/import", file: ("cau-hoi.csv", Array(ExamsHouse.bank.utf8)), by: "admin")
            #expect(sent.status == 200 && sent.words.contains("Không đổi 12"))
            let broken = try await house.send("/exams/bank/import", file: ("a.csv", Array("code\nx\n".utf8)), by: "admin")
            #expect(broken.status == 422)
            #expect(try await house.send("/exams/bank/import", [:], by: "admin").status == 422)
        }
    }

    @Test func `of the demonstration can be read, and each question names its law`() async throws {
        try await ExamsHouse.open { house in
            let admin = try house.person("admin")
            let outcome = try await ImportQuestions(house.bureau)(FactTables.file("exam-questions.csv"), isSample: true, by: admin)
            #expect(outcome.added == 40)
            let page = try await house.page("/exams/bank/MC-01", by: "admin", language: .en)
            #expect(page.words.contains("Sample question, for demonstration") && page.words.contains("NĐ 61/2018/NĐ-CP"))
        }
    }
}
