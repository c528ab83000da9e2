import Forms
import Foundation
import Kernel
import Office
import Platform
import Procedures
import Storage
import TestSupport
import Testing

@Suite struct `Publishing a form` {
    static func input(version: String = "1", procedure: String = "1.900001", question: String = "name") -> InputFile {
        let text = """
            form: sample
            version: "\(version)"
            procedure: "\(procedure)"
            title: {vi: Tờ khai mẫu, en: Sample form}
            sample: yes
            paper: {to: {vi: "Ủy ban nhân dân {\(question)}", en: "Committee of {\(question)}"}, signers: [{vi: Người khai, en: Signer}]}
            items:
              - {ask: \(question), kind: text, vi: Họ tên, en: Name, required: yes}
              - {ask: married, kind: yes_no, vi: Đã kết hôn, en: Married, required: yes}
              - {group: more, vi: Vợ hoặc chồng, en: Spouse, when: married, items: [{ask: spouse, kind: text, vi: Họ tên, en: Name, required: yes}]}
              - {repeat: children, vi: Con, en: Child, most: 3, items: [{ask: child, kind: text, vi: Tên con, en: Name, required: yes}]}
            """
        return InputFile(name: "sample.yaml", bytes: Array(text.utf8))
    }

    private static func day(_ text: String) -> CalendarDate { Catalogue.day(text) }

    @Test func `dates it, and keeps the edition before for what was begun with it`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            let first = try await PublishForm(services)(Self.input(), from: Self.day("2026-10-01"), by: .operating)
            let second = try await PublishForm(services)(Self.input(version: "2"), from: Self.day("2026-11-01"), by: .operating)
            let memory = FormMemory()
            try await services.database.read { db in
                func version(_ day: String) throws -> String? {
                    try db.ask(ProcedureForms.inForce("1.900001", on: Self.day(day), memory))?.questionnaire.version
                }
                #expect(try version("2026-09-30") == nil)
                #expect(try version("2026-10-01") == "1" && version("2026-10-31") == "1" && version("2026-11-01") == "2")
                let kept = try ProcedureForms.stored(first.id, memory, db)
                #expect(kept?.to == Self.day("2026-10-31") && kept?.questionnaire.code == "sample")
                #expect(try ProcedureForms.stored(second.id, memory, db)?.to == nil)
                #expect(try ProcedureForms.exists("1.900001", on: Self.day("2027-01-01"), db))
                #expect(try !ProcedureForms.exists("1.900002", on: Self.day("2027-01-01"), db))
            }
        }
    }

    @Test func `prints what is asked in groups of a repeat too`() async throws {
        let text = """
            form: sample
            version: "1"
            title: {vi: Tờ khai mẫu, en: Sample form}
            items:
              - {repeat: children, vi: Con, en: Child, items: [{ask: child, kind: text, vi: Tên con, en: Name}, {group: birth, vi: Khai sinh, en: Birth, items: [{ask: born, kind: text, vi: Nơi sinh, en: Place}]}]}
            """
        let form = try FormDefinition(InputFile(name: "sample.yaml", bytes: Array(text.utf8))).questionnaire
        var answers = Answers()
        answers.rows["children"] = 1
        answers[AnswerPath("born", in: "children", row: 1)] = .one("Huế")
        let filled = form.fill(answers, on: Self.day("2026-10-01"))
        try await withHouse { services in
            let paper = FormPaper(filled, services.words(.vi), .none).html.text
            #expect(paper.contains("<th>Nơi sinh</th>") && paper.contains("<td>Huế</td>"))
        }
    }

    @Test func `refuses unknown procedures, earlier days, and people who may not`() async throws {
        try await withHouse { services in
            try await Catalogue.load(services)
            let verb = PublishForm(services)
            let day = Self.day("2026-10-01")
            await #expect(throws: ProceduresError.notFound("1.777777")) {
                try await verb(Self.input(procedure: "1.777777"), from: day, by: .operating)
            }
            await #expect(throws: Faults.self) { try await verb(Self.input(), procedure: "1.900002", from: day, by: .operating) }
            await #expect(throws: (any Error).self) { try await verb(Self.input(), from: day, by: .anonymous) }
            try await verb(Self.input(), from: day, by: .operating)
            await #expect(throws: ProceduresError.formNotLater("1.900001")) {
                try await verb(Self.input(version: "2"), from: day, by: .operating)
            }
            let faulty = InputFile(name: "bad.yaml", bytes: Array("form: x\n".utf8))
            await #expect(throws: Faults.self) { try await verb(faulty, procedure: "1.900002", from: day, by: .operating) }
        }
    }

    @Test func `takes a workbook of XLSForm, and reads it again from what was stored`() async throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/xlsform-vi.xlsx")
        let input = InputFile(name: "xlsform-vi.xlsx", bytes: Array(try Data(contentsOf: file)))
        let definition = try FormDefinition(input)
        #expect(definition.notation == .xlsForm && definition.questionnaire.questions.count > 5)
        try await withHouse { services in
            try await Catalogue.load(services)
            let stored = try await PublishForm(services)(input, procedure: "1.900001", from: Self.day("2026-10-01"), by: .operating)
            let read = try await services.database.read { try ProcedureForms.stored(stored.id, FormMemory(), $0) }
            #expect(
                read?.questionnaire.compiled(.vi, on: Self.day("2026-10-01"))
                    == definition.questionnaire.compiled(.vi, on: Self.day("2026-10-01")))
        }
    }

    @Test func `is whole or not at all`() async throws {
        try await failsWhole(
            PublishForm.self,
            given: { services in
                try await Catalogue.load(services)
                try await PublishForm(services)(Self.input(), from: Self.day("2026-10-01"), by: .operating)
            },
            { services in try await PublishForm(services)(Self.input(version: "2"), from: Self.day("2026-11-01"), by: .operating) })
    }
}
