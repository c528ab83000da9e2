import Kernel
import Procedures
import Testing

/// PR-14: what a decision changes is shown before it is applied.
@Suite struct `A difference of procedures` {
    private static func procedure(_ code: String, name: String = "Thử") -> Procedure {
        var procedure = Procedure(code: code, name: name)
        procedure.levels = [.province, .commune]
        procedure.ways = [
            SubmissionWay(.counter, time: StatedTime(printed: "5 Ngày làm việc"), fee: Fee(printed: "8,000 VNĐ", .dong(8000))),
            SubmissionWay(.online, time: StatedTime(printed: "5 Ngày làm việc"), fee: Fee(printed: "Miễn phí", .free)),
        ]
        procedure.components = [ComponentCase(papers: [.init(name: "Đơn", originals: 1, copies: 0, forms: ["1.docx"])])]
        procedure.process = [
            .init(name: "Tiếp nhận", performer: "Một cửa", time: nil), .init(name: "Thẩm định", performer: "Phòng", time: nil),
        ]
        return procedure
    }

    @Test func `is empty where only spelling and order of rows differ`() {
        let old = Self.procedure("1.999001")
        var new = old
        new.ways.reverse()
        new.levels.reverse()
        new.ways[0].time = StatedTime(printed: "05 ngày làm việc")
        #expect(ProcedureDifference(old, new).isEmpty)
        new.process.reverse()
        #expect(ProcedureDifference(old, new).changes.map(\.field) == [.process])
    }

    @Test func `names the rows that go and come`() {
        let old = Self.procedure("1.999001")
        var new = old
        new.name = "Thử nữa"
        new.ways[0].fee = Fee(printed: "10,000 VNĐ", .dong(10_000))
        new.components[0].papers.append(.init(name: "Ảnh", originals: 2, copies: 0))
        new.localLimit = StatedTime(printed: "3 ngày")
        new.version.decision = "2/QĐ-UBND"
        #expect(
            ProcedureDifference(old, new).changes.map { "\($0.field.rawValue): \($0.removed) \($0.added)" } == [
                #"name: ["Thử"] ["Thử nữa"]"#,
                #"ways: ["counter | 5 working_days | 8000 VND |  | "] ["counter | 5 working_days | 10000 VND |  | "]"#,
                #"components: [] [" | Ảnh | 2 | 0"]"#, #"local_limit: [] ["3 calendar_days"]"#, #"decision: [] ["2/QĐ-UBND"]"#,
            ])
        #expect(ProcedureDifference(old, new, in: [.name]).changes.map(\.field) == [.name])
    }

    @Test func `counts rows that come twice`() {
        let old = Self.procedure("1.999001")
        var new = old
        new.ways.append(new.ways[1])
        #expect(ProcedureDifference(old, new).changes.map(\.added.count) == [1])
        #expect(ProcedureDifference(new, old).changes.map(\.removed.count) == [1])
    }

    @Test(arguments: ProcedureField.allCases) func `sees every part`(field: ProcedureField) throws {
        let old = Procedure(code: "1.999001", name: "")
        var new = old
        let day = try #require(CalendarDate(year: 2020, month: 1, day: 1))
        switch field {
        case .code: return
        case .name: new.name = "x"
        case .field: new.field = "x"
        case .kind: new.kind = "x"
        case .issuer: new.issuer = "x"
        case .levels: new.levels = [.district]
        case .subjects: new.subjects = ["x"]
        case .deciding: new.agencies.deciding = "x"
        case .authorised: new.agencies.authorised = "x"
        case .coordinating: new.agencies.coordinating = "x"
        case .implementing: new.agencies.implementing = "x"
        case .address: new.agencies.address = "x"
        case .steps: new.steps = "x"
        case .ways: new.ways = [SubmissionWay(.post, fee: Fee(printed: "", .unstated))]
        case .components: new.components = [ComponentCase(name: "x", papers: [])]
        case .legalLimit: new.legalLimit = StatedTime(printed: "x")
        case .localLimit: new.localLimit = StatedTime(printed: "x")
        case .conditions: new.conditions = "x"
        case .legalBases: new.legalBases = [LegalBasis(name: "x", number: "")]
        case .results: new.results = [ProcedureResult(name: "x", code: "")]
        case .related: new.related = ["x"]
        case .services: new.services = [DatedService(.full, from: day)]
        case .process: new.process = [ProcessStep(name: "x", performer: "", time: nil)]
        case .decision: new.version.decision = "x"
        case .decided: new.version.decided = day
        case .change: new.version.change = .new
        case .from: new.version.from = day
        case .to: new.version.to = day
        case .link: new.link = "x"
        }
        #expect(ProcedureDifference(old, new).changes.map(\.field) == [field])
    }

    @Test func `of a catalogue names what is added, changed, abolished and left`() {
        let present = ["1.999001", "1.999002", "1.999003", "1.999004"].map { Self.procedure($0) }
        var ends = present[2]
        ends.version.change = .abolished
        let list = [present[0], Self.procedure("1.999002", name: "Khác"), ends, Self.procedure("1.999005")]
        let named = CatalogueDifference(present, list, scope: .named)
        #expect(named.added.map(\.code) == ["1.999005"] && named.changed.map(\.code) == ["1.999002"] && named.abolished == ["1.999003"])
        #expect(named.unchanged == 1 && named.unnamed == 1 && !named.isEmpty)
        let whole = CatalogueDifference(present, list, scope: .whole)
        #expect(whole.abolished == ["1.999003", "1.999004"] && whole.unnamed == 0)
        #expect(CatalogueDifference([present[0], ends], [present[0]], scope: .whole).isEmpty)
        #expect(CatalogueDifference(present, present, scope: .whole).unchanged == 4)
    }
}
