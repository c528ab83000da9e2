import Forms
import Kernel
import Office
import Platform
import Storage
import Surveys
import TestSupport
import Testing

/// Answers out to other programs, and in from other tools.
@Suite struct `Answers of other tools` {
    private let number = SurveysHouse.number
    private let coordinator = SurveysHouse.coordinator

    /// As KoboToolbox writes them, with groups before the names and some columns of its own.
    private static func file(_ count: Int, bad: Set<Int> = [], name: String = "kobo.csv") -> InputFile {
        let rows = (1...count).map { row in
            let first = bad.contains(row) ? "77" : "\(row % 5 + 1)"
            return "2026-10-02T08:00,\(row.isMultiple(of: 2) ? "A" : "B"),yes,\(first),5,,Ý kiến \(row),uuid-\(row)"
        }
        return SurveysHouse.file((["start,unit,adult,part/q1,part/q2,part/q3,remark,_uuid"] + rows).joined(separator: "\n"), name)
    }

    private func take(_ house: SurveysHouse, _ file: InputFile, good: Bool = false, channel: AnswerChannel = .face) async throws
        -> ImportAnswers.Outcome
    {
        try await ImportAnswers(house.bureau)(
            .init(campaign: number, group: "citizens", file: file, channel: channel, takesGoodRows: good), by: coordinator)
    }

    @Test func `are taken whole or not at all, or the good rows alone, and never twice`() async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, frame: .none) }
            let file = Self.file(3000, bad: [17, 1500, 3000])
            let faults = await #expect(throws: Faults.self) { try await take(house, file) }
            #expect(faults?.faults.map(\.place.line) == [18, 1501, 3001])
            #expect(faults?.faults.allSatisfy { $0.code == "forms.choice_unknown" && $0.place.field == "part/q1" } == true)
            #expect(try await house.count("surveys_answers") == 0)
            #expect(try await house.count("surveys_tickets") == 0)
            let taken = try await take(house, file, good: true)
            #expect(taken.taken == 2997 && taken.bad == 3 && taken.known == 0 && taken.faults.count == 3)
            #expect(taken.ignored == ["start"])
            let again = try await take(house, file, good: true)
            #expect(again.taken == 0 && again.known == 2997)
            #expect(try await house.count("surveys_answers") == 2997)
            // The rows that were mended come in, the others are known.
            let mended = try await take(house, Self.file(3000))
            #expect(mended.taken == 3 && mended.known == 2997)
        }
    }

    @Test func `of drawn people count once each`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            let letters = try await house.links()
            var rows: [String] = []
            for (index, letter) in letters.enumerated() {
                rows.append("\(letter.person.number),\(try await house.unit(of: letter)),yes,4,5,,u\(index)")
            }
            let header = "number,unit,adult,q1,q2,q3,KEY"
            let file = SurveysHouse.file(([header] + rows).joined(separator: "\n"), "odk.csv")
            let taken = try await take(house, file)
            #expect(taken.taken == letters.count)
            #expect(try await take(house, file).known == letters.count)
            try await CloseCampaign(house.bureau)(number, by: coordinator)
            #expect(try await house.count("surveys_answers") == letters.count)
            let days = try await house.services.database.read { db in
                try db.rows("SELECT received_date, cell, stream FROM surveys_answers")
            }
            for row in days {
                #expect(try row.optionalString("received_date") == nil)
                #expect(try row.optionalInteger("cell") != nil)
            }
        }
    }

    @Test func `of drawn people are refused about whom nobody asked`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            let file = SurveysHouse.file(
                "number,unit,adult,q1,q2,q3,KEY\n9999,A,yes,4,5,,u1\nx,A,yes,4,5,,u2\n1,Z,yes,4,5,,u3\n1,,yes,4,5,,u3", "odk.csv")
            let faults = try #require(await #expect(throws: Faults.self) { try await take(house, file) })
            let codes = faults.faults.map { "\($0.place.line) \($0.code)" }
            #expect(
                codes == [
                    "2 surveys.exchange.not_asked", "3 surveys.exchange.number_wrong", "4 surveys.list_unit", "5 surveys.list_missing",
                    "5 surveys.exchange.twice",
                ])
        }
    }

    @Test(arguments: [
        ("unit,adult,q1,q2,q3\nA,yes,4,5,1", "surveys.exchange.no_ids"), ("_uuid,adult,q1,q2,q3\n1,yes,4,5,1", "surveys.exchange.no_unit"),
        ("_uuid,unit,x\n1,A,1", "surveys.exchange.no_questions"), ("_uuid,unit,adult,q1,q2,q3", "surveys.list_empty"),
    ])
    func `are refused without the columns that make them known`(text: String, code: String) async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, frame: .none) }
            let faults = await #expect(throws: Faults.self) { try await take(house, SurveysHouse.file(text, "x.csv")) }
            #expect(faults?.faults.map(\.code).contains(code) == true)
        }
    }

    @Test func `are refused after the campaign closed`() async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, frame: .none) }
            try await CloseCampaign(house.bureau)(number, by: coordinator)
            await #expect(throws: SurveysError.self) { try await take(house, Self.file(3)) }
        }
    }
}

@Suite struct `Answers for other programs` {
    private func export(_ house: SurveysHouse, _ kind: ExportAnswers.Kind) async throws -> [UInt8] {
        try await ExportAnswers(house.bureau)(
            kind, group: "citizens", campaign: SurveysHouse.number, language: .vi, by: SurveysHouse.coordinator
        ).bytes
    }

    @Test func `have weights and places of the draw, and nothing that people wrote`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered()
            let text = String(decoding: try await export(house, .csv), as: UTF8.self)
            #expect(
                text.hasPrefix(
                    "\u{FEFF}unit,stream,channel,language,stratum,cluster,cluster_there,second,second_there,people_there,weight,"
                        + "adult,q1,q2,q3\r\n"))
            #expect(!text.contains("0901") && !text.contains("Người"))
            let lines = text.split(separator: "\r\n").dropFirst()
            #expect(lines.count == 6)
            #expect(lines.allSatisfy { $0.contains(",10,,,,3.333333333333,1,") && $0.hasSuffix(",5,") })
            let codebook = String(decoding: try await export(house, .codebook), as: UTF8.self)
            #expect(codebook.contains("q1,,,,9,9,Không biết,Do not know,1"))
        }
    }

    /// What PSPP's description says of the first bytes; another program reads the whole in Tests/Binary.
    @Test func `are a system file of SPSS with a header of 176 bytes (SV-81)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered()
            let bytes = try await export(house, .sav)
            #expect(String(decoding: bytes.prefix(4), as: UTF8.self) == "$FL2")
            func word(_ offset: Int) -> Int32 { (0..<4).reduce(0) { $0 | Int32(bytes[offset + $1]) << (8 * Int32($1)) } }
            #expect(word(64) == 2 && word(72) == 0 && word(80) == 6, "layout, no compression, six cases")
            #expect(word(176) == 2, "the first variable")
            let cases = Int(word(68)) * 8 * 6
            #expect(bytes.count > cases)
            let end = bytes.count - cases
            #expect(word(end - 8) == 999, "the end of the dictionary")
        }
    }

    @Test func `come with programs once something was computed, and not before the campaign closed`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            await #expect(throws: SurveysError.self) { try await export(house, .csv) }
        }
        try await SurveysHouse.open { house in
            try await house.answered()
            await #expect(throws: SurveysError.noFigures) { try await export(house, .python) }
            try await house.estimate()
            #expect(String(decoding: try await export(house, .python), as: UTF8.self).contains("\"item/q1\""))
            #expect(String(decoding: try await export(house, .r), as: UTF8.self).contains("svydesign("))
        }
    }
}

@Suite struct `An instrument for other tools` {
    @Test func `is a workbook of XLSForm that is read as a form again (SV-80)`() async throws {
        try await SurveysHouse.open { house in
            let id = try await house.keep()
            let file = try await ExportInstrument(house.bureau)(.workbook, of: id, by: SurveysHouse.coordinator)
            let reader = try XLSXReader(InputFile(name: file.name, bytes: file.bytes))
            #expect(reader.sheetNames == ["survey", "choices", "settings"])
            let survey = try reader.sheet(named: "survey").table()
            let types = survey.rows.map { "\($0[0].text) \($0[1].text) \($0[7].text)" }
            #expect(
                types == [
                    "select_one list1 adult ", "select_one list2 q1 ${adult} = 'yes'", "select_one list2 q2 ${adult} = 'yes'",
                    "select_one list2 q3 ${adult} = 'yes'", "text remark ${adult} = 'yes'",
                ])
            let sheets = try reader.sheetNames.map { name in
                let table = try reader.sheet(named: name).table()
                return XLSFormSheet(
                    file: file.name, name: name, header: table.header,
                    rows: table.rows.map { row in .init(row.number, table.header.indices.map { row[$0].text }) })
            }
            let form = try Questionnaire.read(xlsForm: sheets, file: file.name)
            #expect(form.code == "small" && form.questions.map(\.name) == ["adult", "q1", "q2", "q3", "remark"])
            #expect(form.questions[1].label.vi == "Câu một")
        }
    }
}
