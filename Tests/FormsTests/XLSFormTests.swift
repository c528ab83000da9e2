import Forms
import Kernel
import Testing

@Suite struct `Forms: workbooks of XLSForm` {
    private static let survey = [
        "type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "required", "relevant", "constraint", "constraint_message",
        "calculation", "repeat_count", "choice_filter",
    ]
    private static let choices = ["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)", "province"]

    /// A form of rows with `|` between their cells, from row 2 on.
    private static func read(_ rows: [String], _ list: [String] = [], id: String = "mau_1") throws -> Questionnaire {
        func sheet(_ name: String, _ header: [String], _ rows: [String]) -> XLSFormSheet {
            let cells = rows.map { $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) }
            return XLSFormSheet(
                file: "f.xlsx", name: name, header: header, rows: cells.enumerated().map { .init($0.offset + 2, $0.element) })
        }
        return try Questionnaire.read(
            xlsForm: [
                sheet("survey", survey, rows), sheet("choices", choices, list),
                sheet("settings", ["form_title", "form_id", "version"], ["Mẫu|\(id)|7"]),
            ], file: "f.xlsx")
    }

    private static func faults(_ rows: [String], _ list: [String] = []) -> [String] {
        do {
            _ = try read(rows, list)
            return []
        } catch let error as Faults {
            return error.faults.map { "\($0.place.sheet ?? "") \($0.place.line) \($0.code)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `give the same form as YAML would`() throws {
        let form = try Self.read(
            [
                "text|name|Họ tên|Name|yes", "integer|age|Tuổi|Age|||. >= 18 and . < 120|Từ 18",
                "select_multiple kinds|k|Loại|Kinds||${age} >= 18",
                "text|other|Khác|Other|true()|selected(${k}, 'b') and count-selected(${k}) = 2",
                "begin_repeat|kids|Con|Child", "text|kid|Tên|Name", "decimal|kg|Nặng|Weight", "end_repeat",
                "calculate|total|||||||sum(${kg}) div count(${kids})",
                "begin group|g|Nhóm|Group||${name} != ''", "note|n|Đọc|Read", "end group",
            ], ["kinds|a|A|A", "kinds|b|B|B"])
        #expect(form.code == "mau-1" && form.version == "7" && form.title.en == "Mẫu" && form.questions.count == 8)
        let answers = typed(
            form, ["name": "An", "age": "20", "k": "a|b", "kids.1.kg": "10", "kids.2.kg": "5"], rows: ["kids": 2])
        let filled = form.fill(answers, on: today)
        #expect(told(filled) == ["other answer_missing"] && filled.answers["total"] == .one("7.5") && filled.isVisible(AnswerPath("n")))
        let young = form.fill(typed(form, ["age": "17"]), on: today)
        #expect(young.faults.map { $0.message?.vi ?? $0.code } == ["forms.answer_missing", "Từ 18"])
        #expect(!young.isVisible(AnswerPath("k")) && !young.isVisible(AnswerPath("n")))
    }

    @Test func `read patterns with and without the signs of both ends, for they are about the whole text`() throws {
        for pattern in ["^[a-z]+$", "[a-z]+"] {
            let form = try Self.read(["text|a|A|A|||regex(., '\(pattern)')|Chữ"])
            #expect(form.fill(typed(form, ["a": "abc"]), on: today).isComplete)
            #expect(form.fill(typed(form, ["a": "abc1"]), on: today).faults.map { $0.message?.vi } == ["Chữ"])
        }
        let price = try Self.read(["text|a|A|A|||regex(., '^[0-9]+\\$')|Giá"])
        #expect(price.fill(typed(price, ["a": "5$"]), on: today).isComplete)
    }

    @Test func `narrow choices, and let numbers be compared with days`() throws {
        let form = try Self.read(
            [
                "select_one p|home|Tỉnh|Province", "select_one d|ward|Xã|Ward|||||||province = ${home}",
                "date|d0|Ngày|Day|||. <= today()|Sau này",
                "text|code|Mã|Code|||regex(., '[A-Z]{2}[0-9]+') and string-length(.) < 6|Sai",
            ].map { $0 + "|||" }, ["p|01|HN|HN", "p|79|HCM|HCM", "d|x|X|X|01", "d|y|Y|Y|79"])
        #expect(form.fill(typed(form, ["home": "01", "ward": "x", "d0": "22/11/2026", "code": "AB12"]), on: today).isComplete)
        let wrong = form.fill(typed(form, ["home": "01", "ward": "y", "d0": "23/11/2026", "code": "AB1234"]), on: today)
        #expect(told(wrong) == ["ward choice_unknown", "d0 check_failed", "code check_failed"])
    }

    @Test(arguments: [
        (["geopoint|a|A|A"], ["survey 2 forms.xls_type"]), (["select_one nowhere|a|A|A"], ["survey 2 forms.list_unknown"]),
        (["integer|a|A|A||pulldata('x') > 1"], ["survey 2 forms.xls_formula"]),
        (["integer|a|A|A||${b} > 1"], ["survey 2 expressions.unknown_name"]),
        (["integer|a|A|A|||. > 1"], ["survey 2 forms.xls_message_missing"]),
        (["begin group|g|G|G", "text|a|A|A"], ["survey 2 forms.xls_not_ended"]),
        (["text|a|A|A", "end group"], ["survey 3 forms.xls_end"]), (["text|a|A|A", "text|a|A|A"], ["survey 3 forms.name_twice"]),
        (["calculate|a|||||||${b}", "calculate|b|||||||${a}"], ["survey 2 forms.circle"]),
        (["calculate|a"], ["survey 2 outline.key_missing"]),
        (["text|a|A|A|||||x"], ["survey 2 forms.value_of_asked"]), (["text|tên|A|A"], ["survey 2 forms.name_unfit"]),
        (["begin_repeat|r|R|R||||||5000", "text|a|A|A", "end_repeat"], ["survey 2 forms.repeat_huge"]),
        (["begin_repeat|r|R|R||||||-5", "text|a|A|A", "end_repeat"], ["survey 2 forms.repeat_bounds"]),
        (["begin_repeat|r|R|R||||||0", "text|a|A|A", "end_repeat"], ["survey 2 forms.repeat_bounds"]),
        (["text|a|A|A||once(${a}) or 1 mod 2"], ["survey 2 forms.xls_formula", "survey 2 forms.xls_formula"]),
    ])
    func `that are not understood are told by sheet and row`(rows: [String], expected: [String]) { #expect(Self.faults(rows) == expected) }

    @Test func `with groups in groups without end are refused, however deep they go`() {
        #expect(Self.faults((0..<200_000).map { "begin group|g\($0)|G|G" }) == ["survey 8 forms.too_deep"])
    }

    @Test func `without a survey, or with columns that nobody knows, are refused`() {
        let sheet = XLSFormSheet(
            file: "f.xlsx", name: "survey", header: ["type", "name", "label", "media::image"],
            rows: [.init(2, ["text", "a", "A", "x.png"])])
        let settings = XLSFormSheet(file: "f.xlsx", name: "settings", header: ["form_id"], rows: [.init(2, ["f"])])
        func codes(_ sheets: [XLSFormSheet]) -> [String] {
            do throws(Faults) {
                _ = try Questionnaire.read(xlsForm: sheets, file: "f.xlsx")
                return []
            } catch {
                return error.faults.map(\.code)
            }
        }
        #expect(codes([sheet, settings]) == ["forms.xls_column"])
        #expect(codes([settings]) == ["forms.xls_no_survey"])
    }
}
