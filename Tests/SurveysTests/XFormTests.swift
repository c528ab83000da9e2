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
