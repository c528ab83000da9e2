import Accounts
import Assessments
import Criteria
import Dossiers
import Facts
import Kernel
import Office
import Platform
import Procedures
import Storage
import TestSupport
import Testing
import Units

/// What stands in an ``AccessHouse``, made by the verbs of the rooms.
struct AccessWorld {
    let services: Services
    let clock: TestClock

    private static let days = [
        "starts": "2026-03-01", "self_assessment": "2026-03-31", "survey": "2026-07-31", "appraisal": "2026-04-30",
        "explanation": "2026-05-31", "second_appraisal": "2026-06-30", "council": "2026-07-31",
    ]

    /// What stands in addresses in the place of parameters.
    func build() async throws -> [String: String] {
        let units = try await addUnits()
        for person in AccessHouse.living + AccessHouse.expired {
            try await CreatePerson(services)(PersonDraft(login: person.login, name: person.login, unit: person.home), by: .operating)
            guard let role = person.role else { continue }
            let until = person.login.hasPrefix("late.") ? "28/02/2026" : ""
            let grant = GrantDraft(role: role.rawValue, unit: person.unit, field: person.field, until: until)
            try await GrantRole(services)(grant, to: person.login, by: .operating)
        }
        try await services.database.write { db in
            try PublishFramework(services)(FrameworkFile(Self.framework("1"), name: "two-fields"), by: .operating, db)
        }
        let draft = try await SaveDraft(services)(Self.framework("2"), by: .operating)
        let list = InputFile(name: "list.csv", bytes: Array("code,name\n1.900001,A\n".utf8))
        try await ImportProcedures(services)(list, ImportOrder(), seen: 0, by: .operating)
        let (evidence, citation) = try await play(units)
        let dossier = try await receive(units)
        let storm = CalendarDraft(kind: "holiday", date: "2026-07-15", name: "x", source: "y")
        let change = try await EnterCalendarChange(services)(storm, by: .operating)
        let token = try await MakeToken(services)(.init(name: "t", scope: "read", days: "30"), for: "officer", by: .operating)
        let sheet = try await FindPeople(services).sheet("officer-b", by: .operating)
        return [
            "round": "r26", "unit": "A", "criterion": "1.1", "field": "1", "block": "departments", "evidence": evidence.rawValue,
            "citation": citation.rawValue, "framework": "two-fields@1", "draft": draft, "law": "law-1", "login": "officer-b",
            "procedure": "1.900001", "dossier": dossier, "code": dossier, "act": "finish", "form": "receipt", "number": "1",
            "grant": try #require(sheet.grants.first).grant.id.rawValue, "id": token.token.id.rawValue,
            "year": "2026", "kind": "holiday", "change": change.rawValue,
        ]
    }

    /// A new session of a person.
    func session(_ login: String) async throws -> Secret {
        try await OpenSession(services)(for: FindPeople(services).sheet(login, by: .operating).person)
    }

    private func actor(_ login: String) async throws -> Actor { try await IdentifyActor(services).session(try await session(login)) }

    private func appraiser(_ login: String, home: ID<Unit>? = nil) async throws -> Appraiser {
        let sheet = try await FindPeople(services).sheet(login, by: .operating)
        return Appraiser(person: sheet.person.id.rawValue, name: login, home: home)
    }

    private func addUnits() async throws -> [String: ID<Unit>] {
        let units = ["A", "B", "C"].map { code in
            Unit(
                id: services.newID(), code: code, name: Bilingual(vi: "Sở \(code)", en: "Department \(code)"), kind: .department,
                source: "x")
        }
        try await services.database.write { db in for unit in units { try UnitStore.insert(unit, db) } }
        return Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.id) })
    }

    /// A dossier of unit A that its case officer works on.
    private func receive(_ units: [String: ID<Unit>]) async throws -> String {
        let id = try #require(units["A"])
        try await services.database.write { db in
            try CodeStore.insert(UnitCode(.agency, "H41.1", source: "test"), of: id, id: "agency-a", db)
        }
        let bureau = Bureau(services)
        let reception = Reception(unit: "A", procedure: "1.900001", applicant: Applicant(name: "Người nộp"))
        let dossier = try await ReceiveDossier(bureau)(reception, by: try await actor("clerk"))
        try await AssignDossier(bureau)(DossierAct(dossier.code.text), to: "case-officer", by: try await actor("head"))
        return dossier.code.text
    }

    /// A round up to the first days of appraisal: A and B have claimed everything and handed it in.
    private func play(_ units: [String: ID<Unit>]) async throws -> (ID<Evidence>, ID<Citation>) {
        let place = Workplace(services)
        let administrator = try await actor("administrator")
        let order = CreateRound.Order(
            code: "r26", title: Bilingual(vi: "Đợt 2026", en: "Round 2026"), period: .year(2026), kind: .real,
            frameworks: ["two-fields@1"], units: ["A", "B"].map { CreateRound.Member(unit: $0, block: "departments") },
            deadlines: try Deadlines(days: Self.days))
        try await CreateRound(place)(order, by: administrator)
        // Everybody for everything: what each may is then what is left by the role's own limits.
        var appraisers = [try await appraiser("appraiser-of-a", home: units["A"])]
        for login in ["appraiser", "appraiser-2", "appraiser-b", "late.appraiser"] { appraisers.append(try await appraiser(login)) }
        let places = ["1", "2"].map { AssignAppraisers.Place(block: "departments", field: $0, appraisers: appraisers) }
        try await AssignAppraisers(place)(places, round: "r26", by: administrator)
        try await OpenRound(place)("r26", by: administrator)
        go(to: "2026-03-02")
        let officer = try await actor("officer")
        let stored = try await services.files.store(AccessTable.paper, limit: 1 << 20)
        let file = Form.File(name: "ke-hoach.pdf", stored: stored, head: [])
        let paper = try await AddEvidence(place)(AddEvidence.Order(title: "Kế hoạch", content: .file(file)), unit: "A", by: officer)
        let citation = try await CiteEvidence(place)(
            CiteEvidence.Order(LeafName(round: "r26", unit: "A", criterion: "1.1"), .claim, evidence: paper.id, section: "I", page: "2"),
            by: officer)
        for (unit, login, head) in [("A", "officer", "head"), ("B", "officer-b", "head-b")] {
            let person = try await actor(login)
            for criterion in ["1.1", "2.1"] {
                let leaf = LeafName(round: "r26", unit: unit, criterion: criterion)
                try await SaveEntry(place)(SaveEntry.Order(leaf, inputs: ["yes": "yes"], comment: "xong"), by: person)
            }
            try await SubmitSelfAssessment(place)(
                round: "r26", unit: unit, difficulties: "thiếu người", proposals: "thêm máy", by: try await actor(head))
        }
        go(to: "2026-04-02")
        return (paper.id, citation.id)
    }

    private func go(to day: String) { clock.advance(milliseconds: AccessHouse.moment(day) - clock.now().milliseconds) }

    static func framework(_ version: String) -> String {
        """
        framework: two-fields
        version: \(version)
        vi: Hai lĩnh vực
        en: Two fields
        status: sample
        issued: {source: test}
        valid: {from: 2020-01-01}
        block: {code: departments, vi: Sở, en: Departments}
        total: 2
        missing: none
        bands:
          - {code: good, vi: Tốt, en: Good, from: 80%}
          - {code: weak, vi: Yếu, en: Weak}
        laws:
          - {key: law-1, vi: Nghị định 61, en: Decree 61, from: 2018-06-21, source: test}
        criteria:
          - code: 1
            vi: Chỉ đạo
            en: Steering
            points: 1
            children:
              - {code: 1.1, vi: Có kế hoạch, en: Has a plan, points: 1, law: [law-1], rule: binary, examples: [{given: {yes: yes}, points: 1}]}
          - code: 2
            vi: Thể chế
            en: Institutions
            points: 1
            children:
              - {code: 2.1, vi: Ban hành, en: Issued, points: 1, rule: binary, examples: [{given: {yes: yes}, points: 1}]}
        """
    }
}
