import Forms
import Foundation
import Kernel
import Office
import Platform
import Surveys
import TestSupport
import Testing

@Suite struct `The text of an instrument` {
    private func read(_ text: String) throws -> InstrumentContent { try InstrumentDefinition(SurveysHouse.file(text)).content }

    private func faults(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch let error as Faults {
            return error.faults.map(\.code)
        } catch {
            return ["\(error)"]
        }
    }

    private let text = SurveysHouse.instrument

    @Test func `says who is asked, on which scales, and how items become an index (SV-5, SV-11)`() throws {
        let content = try read(text)
        #expect(content.group == "citizens" && content.object == "one-stop")
        #expect(content.columns == ["adult", "q1", "q2", "q3", "remark"])
        let scale = try #require(content.scale(of: "q2"))
        #expect(scale.degree("1") == 1 && scale.degree("5") == 5)
        #expect(scale.degree("9") == nil, "do not know is no degree (SV-23)")
        #expect(scale.satisfied == ["4", "5"])
        #expect(content.index.allQuestions == ["q1", "q2", "q3"])
        #expect(content.index.joining == .weighted([2, 1]))
        #expect(content.rule.least == Ratio(3, 5))
    }

    @Test func `that is wrong is told by its words`() {
        #expect(faults(text.replacing("satisfied: [\"4\", \"5\"]", with: "satisfied: [\"7\"]")) == ["surveys.instrument.satisfied"])
        #expect(faults(text.replacing("weight: 2, ", with: "")) == ["surveys.instrument.weight_missing"])
        #expect(faults(text.replacing("questions: [q3]}", with: "questions: [q1]}")) == ["surveys.instrument.twice"])
        #expect(faults(text.replacing("questions: [q3]}", with: "questions: [remark]}")) == ["surveys.instrument.no_scale"])
        #expect(faults(text.replacing("least: 60 %", with: "least: 160 %")) == ["surveys.instrument.least"])
        #expect(faults(text.replacing("eligible: adult", with: "eligible: q1")) == ["surveys.instrument.eligible"])
        #expect(faults(text.replacing("group: citizens", with: "grup: citizens")) == ["outline.key_unknown"])
        #expect(faults(text.replacing("kind: text, vi: Ý kiến", with: "kind: phone, vi: Ý kiến")) == ["surveys.instrument.names_people"])
        #expect(
            faults(text.replacing("\"1\", \"2\", \"3\", \"4\", \"5\"]", with: "\"1\", \"2\", \"3\", \"4\"]")).contains(
                "surveys.instrument.scale_choices"))
    }

    @Test func `keeps scales of three and of five apart (SV-4)`() {
        let three = text.replacing(
            "questions: [q1, q2, q3]}",
            with: """
                questions: [q1, q2]}
                  - {scale: three, degrees: ["1", "2", "3"], satisfied: ["3"], silent: ["4", "5", "9"], questions: [q3]}
                """)
        #expect(faults(three) == ["surveys.instrument.scales_mixed"])
    }

    @Test func `pools questions only where it says so (SV-5)`() throws {
        let pooled = text.replacing("  en: Index\n", with: "  en: Index\n  pooled: yes\n")
        #expect(faults(pooled) == ["surveys.instrument.weight_pooled", "surveys.instrument.weight_pooled"])
        let content = try read(pooled.replacing("weight: 2, ", with: "").replacing("weight: 1, ", with: ""))
        #expect(content.index.joining == .pooled)
    }

    @Test func `every sample can be read and says that it is one`() throws {
        let shipped = KeepSampleInstruments.shipped
        #expect(shipped.count == 6)
        for input in shipped {
            let content = try InstrumentDefinition(input).content
            #expect(content.questionnaire.isSample, "\(input.name)")
            #expect(input.name == "\(content.questionnaire.code).yaml")
        }
    }

    @Test func `a record holds each answer in its column and gives it back`() throws {
        let content = try read(text)
        let filled = content.questionnaire.fill(SurveysHouse.answers("4", "9", remark: "một\thai"), on: try SurveysHouse.day("2026-10-10"))
        let record = content.record(of: filled.answers)
        #expect(record.values == ["yes", "4", "9", "", "một hai"])
        let back = content.answers(in: record)
        #expect(back["q1"] == .one("4") && back["q3"] == nil && back["remark"] == .one("một hai"))
    }

    @Test func `decides which forms count (SV-18)`() throws {
        let content = try read(text)
        let day = try SurveysHouse.day("2026-10-10")
        func verdict(_ answers: Answers) -> InvalidReason? { content.verdict(content.questionnaire.fill(answers, on: day)) }
        #expect(verdict(SurveysHouse.answers()) == nil, "two of three is above 60 %")
        var one = SurveysHouse.answers()
        one["q2"] = nil
        #expect(verdict(one) == .tooFewAnswers)
        #expect(verdict(SurveysHouse.answers(adult: "no")) == .notEligible)
    }

    @Test func `an edition never changes (SV-11)`() async throws {
        try await SurveysHouse.open { house in
            let id = try await house.keep()
            #expect(try await house.keep() == id, "the same text is the same edition")
            await #expect(throws: SurveysError.editionTaken("small", edition: "1")) {
                try await house.keep(SurveysHouse.instrument.replacing("Câu ba", with: "Câu bốn"))
            }
            let second = try await house.keep(SurveysHouse.instrument.replacing("version: \"1\"", with: "version: \"2\""))
            #expect(second != id)
        }
    }
}

@Suite struct `An instrument in a workbook` {
    private static let sheets: KeyValuePairs = [
        "survey": [
            ["type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "required", "relevant"],
            ["select_one yn", "adult", "Đủ 18 tuổi", "Adult", "yes", ""],
            ["select_one five", "q1", "Câu một", "One", "yes", "${adult} = 'y'"],
            ["select_one five", "q2", "Câu hai", "Two", "yes", "${adult} = 'y'"],
        ],
        "choices": [
            ["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)"], ["yn", "y", "Có", "Yes"], ["yn", "n", "Không", "No"],
            ["five", "a", "Kém", "Bad"], ["five", "b", "Thường", "Fair"], ["five", "c", "Tốt", "Good"],
        ],
        "settings": [["form_title", "form_id", "version"], ["Phiếu", "book", "7"]],
        "instrument": [
            ["key", "vi", "en"], ["group", "citizens", ""], ["object", "one-stop", ""], ["languages", "vi en", ""],
            ["consent", "Không ghi tên.", "No names."], ["least", "50 %", ""],
        ],
        "scales": [["scale", "degrees", "satisfied", "silent", "questions"], ["three", "a b c", "c", "", "q1 q2"]],
        "index": [
            ["code", "within", "vi", "en", "weight", "pooled", "questions"], ["index", "", "Chỉ số", "Index", "", "", ""],
            ["one", "index", "Một", "One", "3", "", "q1"], ["two", "index", "Hai", "Two", "1", "", "q2"],
        ],
    ]

    private func workbook(_ change: (String, [[String]]) -> [[String]] = { $1 }) throws -> InputFile {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cchc-book-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var writer = try XLSXWriter(folder: folder.path, .init(title: "x", created: Timestamp(milliseconds: 0)))
        for (name, rows) in Self.sheets {
            let rows = change(name, rows)
            try writer.addSheet(name, rows[0].map { .init($0) })
            for row in rows.dropFirst() { try writer.add(row.map { .text($0) }) }
        }
        return InputFile(name: "book.xlsx", bytes: try writer.bytes())
    }

    @Test func `says the same as one in YAML, and is kept so that it can be read again (SV-80)`() async throws {
        let content = try InstrumentDefinition(workbook()).content
        #expect(content.columns == ["adult", "q1", "q2"])
        #expect(content.scale(of: "q1")?.degrees == ["a", "b", "c"])
        #expect(content.index.joining == .weighted([3, 1]))
        #expect(content.languages == [.vi, .en])
        let book = try workbook()
        try await SurveysHouse.open { house in
            let id = try await KeepInstrument(house.bureau)(book, by: SurveysHouse.coordinator)
            // Another bureau has read nothing yet.
            let again = try #require(try await ShowInstrument(SurveysBureau(house.services))(id))
            #expect(again.columns == ["adult", "q1", "q2"] && again.edition == "7")
        }
    }

    @Test func `names the sheet and row of what is wrong`() throws {
        let book = try workbook { name, rows in name == "scales" ? [rows[0], ["three", "a b c", "x", "", "q1 q2"]] : rows }
        do {
            _ = try InstrumentDefinition(book)
            Issue.record("it was taken")
        } catch let error as Faults {
            #expect(error.faults.map(\.code) == ["surveys.instrument.satisfied"])
            #expect(error.faults.map(\.place.sheet) == ["scales"] && error.faults.map(\.place.line) == [2])
        }
    }
}
