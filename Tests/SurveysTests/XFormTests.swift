import Forms
import Foundation
import Kernel
import Office
import Platform
import Surveys
import TestSupport
import Testing

/// What other programs make of it is shown in Tests/Binary/test_xform.py.
@Suite struct `An instrument as an XForm (SV-80)` {
    private static let coordinator = SurveysHouse.coordinator

    private static func text(_ house: SurveysHouse, _ instrument: String = SurveysHouse.instrument) async throws -> String {
        let id = try await house.keep(instrument)
        let file = try await ExportInstrument(house.bureau)(.xform, of: id, by: coordinator)
        #expect(file.name == "small-1.xml" && file.mediaType == "application/xml")
        return String(decoding: file.bytes, as: UTF8.self)
    }

    @Test func `has a node, a bind, texts in two languages and a control for each question`() async throws {
        try await SurveysHouse.open { house in
            let text = try await Self.text(house)
            for part in [
                "<h:title>Phiếu nhỏ</h:title>", "<translation lang=\"Tiếng Việt (vi)\" default=\"true()\">",
                "<translation lang=\"English (en)\">", "<data id=\"small\" version=\"1\">",
                "<bind nodeset=\"/data/adult\" type=\"string\" required=\"true()\"/>",
                "<bind nodeset=\"/data/q3\" type=\"string\" relevant=\"/data/adult = 'yes'\"/>",
                "<itemset nodeset=\"instance('list2')/root/item\">", "<input ref=\"/data/remark\">",
                "<bind nodeset=\"/data/meta/instanceID\" type=\"string\" readonly=\"true()\" jr:preload=\"uid\"/>",
            ] {
                #expect(text.contains(part), "\(part)")
            }
            #expect(!text.contains("timestamp") && !text.contains("deviceid") && !text.contains("username"), "nothing tells who")
        }
    }

    @Test func `has the languages that it may be asked in, and no other`() async throws {
        try await SurveysHouse.open { house in
            let text = try await Self.text(
                house, SurveysHouse.instrument.replacingOccurrences(of: "languages: [vi, en]", with: "languages: [en]"))
            #expect(text.contains("<translation lang=\"English (en)\" default=\"true()\">") && !text.contains("(vi)"))
        }
    }

    @Test func `holds hostile words as words`() async throws {
        try await SurveysHouse.open { house in
            let text = try await Self.text(
                house,
                SurveysHouse.instrument.replacingOccurrences(
                    of: "vi: Câu một, en: One", with: "vi: \"</value><bind/>]]>&amp;\\\"\", en: \"<!-- ' -->\"")
            )
            #expect(text.contains("<value>&lt;/value&gt;&lt;bind/&gt;]]&gt;&amp;amp;&quot;</value>"))
            #expect(text.contains("<value>&lt;!-- ' --&gt;</value>") && !text.contains("<bind/>"))
        }
    }

    @Test func `is refused by question and function, in both notations`() async throws {
        try await SurveysHouse.open { house in
            let id = try await house.keep(
                SurveysHouse.instrument.replacingOccurrences(
                    of: "vi: Câu ba, en: Three, when: adult", with: "vi: Câu ba, en: Three, when: \"year(today) > 2020\""))
            for kind in ExportInstrument.Kind.allCases {
                let faults = await #expect(throws: Faults.self) {
                    try await ExportInstrument(house.bureau)(kind, of: id, by: Self.coordinator)
                }
                #expect(faults?.faults.map(\.code) == ["surveys.exchange.no_xpath"])
                #expect(faults?.faults.first?.details == ["question": "q3", "function": "year"])
            }
        }
    }

    @Test func `of a group asks first whom and about which unit, so that answers are joined to the draw (SV-14)`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            let file = try await ExportInstrument(house.bureau)(
                .xform, for: "citizens", campaign: SurveysHouse.number, by: Self.coordinator)
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(file.name == "KS-2026-0001-citizens.xml")
            for part in [
                "<data id=\"small-KS-2026-0001-citizens\" version=\"1\">",
                "<bind nodeset=\"/data/number\" type=\"int\" required=\"true()\"/>",
                "<bind nodeset=\"/data/unit\" type=\"string\" required=\"true()\"/>", "<input ref=\"/data/number\">",
                "<select1 ref=\"/data/unit\">", "<itemset nodeset=\"instance('units')/root/item\">", "<name>A</name>", "<name>B</name>",
                "<value>Phường Một</value>",
            ] {
                #expect(text.contains(part), "\(part)")
            }
            #expect(!text.contains("Người A"), "no list of people leaves the house")
            let workbook = try await ExportInstrument(house.bureau)(
                .workbook, for: "citizens", campaign: SurveysHouse.number, by: Self.coordinator)
            let reader = try XLSXReader(InputFile(name: workbook.name, bytes: workbook.bytes))
            let survey = try reader.sheet(named: "survey").table()
            #expect(
                survey.rows.map { "\($0[0].text) \($0[1].text) \($0[6].text)" }.prefix(3) == [
                    "integer number yes", "select_one units unit yes", "select_one list1 adult yes",
                ])
            let choices = try reader.sheet(named: "choices").table()
            #expect(choices.rows.prefix(2).map { "\($0[0].text) \($0[1].text)" } == ["units B", "units A"], "Hai before Một")
            // What is filled in with it is taken in.
            let letter = try #require(try await house.links(1...1000).first)
            let row = "\(letter.person.number),\(try await house.unit(of: letter)),yes,4,5,,uuid-1"
            let answers = SurveysHouse.file("number,unit,adult,q1,q2,q3,_uuid\n\(row)", "kobo.csv")
            let taken = try await ImportAnswers(house.bureau)(
                .init(campaign: SurveysHouse.number, group: "citizens", file: answers), by: Self.coordinator)
            #expect(taken.taken == 1 && taken.bad == 0)
        }
    }

    @Test func `of whoever comes asks for the unit alone, and is refused where a question has its name`() async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, frame: .none) }
            let file = try await ExportInstrument(house.bureau)(
                .xform, for: "citizens", campaign: SurveysHouse.number, by: Self.coordinator)
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(text.contains("/data/unit") && !text.contains("/data/number"))
            try await withSignIns(house.services) { client in
                for language in [Language.vi, .en] {
                    let page = try await client.get(
                        "/surveys/campaigns/KS-2026-0001/groups/citizens/exchange", as: .auditor, language: language)
                    #expect(page.text.contains("/exchange/xform") && !page.text.contains("surveys."), "\(language)")
                }
            }
        }
        try await SurveysHouse.open { house in
            let clash = try await house.keep(
                SurveysHouse.instrument.replacingOccurrences(of: "ask: remark", with: "ask: unit").replacingOccurrences(
                    of: "form: small", with: "form: clash"))
            try await house.running { _ in SurveysHouse.group(clash) }
            for kind in ExportInstrument.Kind.allCases {
                let faults = await #expect(throws: Faults.self) {
                    try await ExportInstrument(house.bureau)(kind, for: "citizens", campaign: SurveysHouse.number, by: Self.coordinator)
                }
                #expect(faults?.faults.map(\.code) == ["surveys.exchange.name_taken"])
            }
        }
    }

    @Test func `is given to those who may read surveys`() async throws {
        try await SurveysHouse.open { house in
            let id = try await house.keep()
            await #expect(throws: SurveysError.self) { try await ExportInstrument(house.bureau)(.xform, of: id, by: .anonymous) }
            await #expect(throws: SurveysError.self) {
                try await ExportInstrument(house.bureau)(.xform, of: ID(rawValue: "none"), by: Self.coordinator)
            }
        }
    }
}
