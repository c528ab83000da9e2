import Accounts
import Assessments
import Citizens
import Criteria
import Dossiers
import Exams
import Facts
import Feedback
import Kernel
import Office
import Online
import Platform
import Procedures
import Storage
import Surveys
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
        let list = InputFile(name: "list.csv", bytes: Array(Self.procedures.utf8))
        try await ImportProcedures(services)(list, ImportOrder(), seen: 0, by: .operating)
        let (evidence, citation) = try await play(units)
        let dossier = try await receive(units)
        let (petition, conference) = try await listen()
        let (exam, certificate) = try await examine()
        let survey = try await ask()
        let elsewhere = try await surveyElsewhere(survey.campaign)
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
            "petition": petition.number, "receipt": petition.receipt.text, "move": "withhold", "photo": "1", "conference": conference,
            "question": "1", "promise": "1", "exam": exam, "certificate": certificate, "item": "Q-3", "campaign": survey.campaign,
            "respondents": "citizens", "instrument": survey.instrument, "token": survey.token,
        ].merging(elsewhere) { $1 }
    }

    /// An open campaign of unit A with three people drawn, given to an enumerator; a link of the first.
    private func ask() async throws -> (campaign: String, instrument: String, token: String) {
        let bureau = SurveysBureau(services)
        let instruments = try await KeepSampleInstruments(bureau)(by: .operating)
        let instrument = try #require(instruments["sipas-one-stop"])
        let days = try #require(CalendarDate("2026-02-01").flatMap { opens in CalendarDate("2026-12-31").map { (opens, $0) } })
        let plan = CampaignPlan(title: "Khảo sát thử", period: .year(2026), opens: days.0, closes: days.1, note: "Ghi chú")
        let number = try await PlanCampaign(bureau)(plan, unit: "A", by: .operating).number
        let design = SampleDesign(draw: .census)
        let group = RespondentGroup(
            code: "citizens", name: Bilingual(vi: "Người dân", en: "Citizens"), instrument: instrument, frame: .list, design: design)
        try await PlanGroup(bureau)(.init(group, units: ["A"], isOnce: true), campaign: number, by: .operating)
        let list = "reference,unit,name,address\n1,A,Lan,Số 1\n2,A,Bình,Số 2\n3,A,Hoa,Số 3\n"
        try await TakeFrame(bureau)(
            "citizens", campaign: number, file: InputFile(name: "list.csv", bytes: Array(list.utf8)), by: .operating)
        try await WriteCosts(bureau)([CostLine(title: "Thư mời", quantity: 3, dong: 5000, minutes: 2)], campaign: number, by: .operating)
        try await DrawSample(bureau)(number, seed: 1, by: .operating)
        try await OpenCampaign(bureau)(number, by: .operating)
        try await AssignEnumerator(bureau)("enumerator", from: 1, to: 3, group: "citizens", campaign: number, by: .operating)
        let letters = try await GiveLinks(bureau).letters(for: 1...1, group: "citizens", campaign: number, by: .operating)
        return (number, instrument.rawValue, try #require(letters.first).token.text)
    }

    /// A new session of a person.
    func session(_ login: String) async throws -> Secret {
        try await OpenSession(services)(for: FindPeople(services).sheet(login, by: .operating).person)
    }

    /// A citizen with something on each of their pages.
    func citizen() async throws -> TestCitizen {
        let contact = try #require(ContactAddress("0901111111"))
        let profile = CitizenProfile(name: "Nguyễn Thị Lan", address: "Số 12")
        let made = try await RegisterCitizen(services)(contact, profile, welcome: "app.demo.citizen")
        let citizen = TestCitizen(id: made.id, session: try await OpenCitizenSession(services)(for: made))
        let business = BusinessDraft(taxCode: "0100109106", name: "Công ty Lan", role: "giám đốc", isStated: true)
        try await AddBusiness(services)(business, by: citizen.actor)
        return citizen
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

    /// What a citizen has sent to unit A, with an order to pay it, and a draft with a paper; and maintenance that is announced.
    func send(by citizen: TestCitizen) async throws -> [String: String] {
        let (office, administrator) = (HomeOffice(services), try await actor("administrator"))
        try await TurnProvider(office)(TrialBank.code, isOn: true, by: administrator)
        func draft() async throws -> Online.Draft {
            let begun = try await BeginDraft(office)("1.900001", by: citizen.actor)
            var change = KeepDraft.Change()
            (change.unit, change.delivery, change.address) = ("A", .post, "Số 12")
            let stored = try await services.files.store(AccessTable.paper, limit: 1 << 20)
            change.papers = [(1, try await DraftUpload(Form.File(name: "giay.pdf", stored: stored, head: []), services))]
            return try await KeepDraft(office)(begun.id, change, by: citizen.actor)
        }
        let sent = try await SubmitDraft(office)(try await draft().id, by: citizen.actor).dossier
        let order = try await StartPayment(office)(sent.text, by: citizen.actor).text
        let payment = try #require(order.split(separator: "order=").last?.split(separator: "&").first).description
        let from = services.now()
        let pause = try await SetPause(services)(
            .init(
                from: Timestamp(milliseconds: from.milliseconds + 86_400_000), to: Timestamp(milliseconds: from.milliseconds + 90_000_000),
                vi: "Bảo trì", en: "Maintenance"), by: administrator)
        let left = try await draft()
        let digest = try #require(try await services.database.read { try DraftStore.files(of: left.id, $0) }.first).digest
        return [
            "sent": sent.text, "payment": payment, "pause": pause.id.rawValue, "draft_id": left.id.rawValue, "step": "review",
            "digest": digest.rawValue, "provider": TrialBank.code,
        ]
    }

    /// A petition to unit A that was answered, rated and published, and a conference of A with a question and a promise.
    private func listen() async throws -> (Petition, conference: String) {
        let bureau = FeedbackBureau(services)
        let (officer, head) = (try await actor("case-officer"), try await actor("head"))
        try await ChooseReceiver(bureau)(
            "A", from: CalendarDate("2026-04-01"), source: "Quyết định 1", by: try await actor("administrator"))
        let draft = PetitionDraft(
            unit: "A", content: PetitionContent(title: "Phiếu hẹn", text: "Không ghi giờ", place: "Chợ"),
            petitioner: Petitioner(name: "Người gửi", address: "Tổ 5", phone: "0901234567", email: "a@example.vn"), consents: true,
            ticket: "TICKETTICKET0001")
        let petition = try await FilePetition(bureau)(draft, by: .anonymous)
        let act = PetitionAct(petition.number, text: "Đã sửa")
        try await ClassifyPetition(bureau)(act, as: .conduct, by: officer)
        try await AnswerPetition(bureau)(act, by: officer)
        try await PublishPetition(bureau)(act, PublishPetition.Order(masks: []), by: head)
        try await RatePetition(bureau)(.satisfied, comment: "Tốt", receipt: petition.receipt.text, by: .anonymous)
        let starts = services.now()
        let plan = ConferencePlan(
            title: "Đối thoại", place: "Hội trường", starts: starts, questionsUntil: starts.vietnamDate, chair: "Chủ tịch",
            secretary: "Thư ký",
            agenda: [Conference.Item(clock: "08:00", title: "Khai mạc", person: "Thư ký")],
            groups: [Conference.Group(name: "Người dân", invited: 10, attended: 9)], reports: "Báo cáo", conclusion: "Kết luận")
        let conference = try await PlanConference(bureau)(plan, unit: "A", by: head).number
        let question = AskQuestion.Draft(
            "Bao giờ?", origin: .floor, group: "Người dân", name: "Người hỏi", email: "b@example.vn", ticket: "TICKETTICKET0002")
        try await AskQuestion(bureau)(question, conference: conference, by: head)
        try await AnswerQuestion(bureau)("Sớm", by: "Chủ tịch", to: 1, conference: conference, by: head)
        try await MakePromise(bureau)("Sửa đường", person: "Thư ký", due: CalendarDate("2026-05-05"), conference: conference, by: head)
        try await KeepPromise(bureau)(1, conference: conference, .kept, evidence: "Biên bản", by: head)
        try await PublishConference(bureau)(conference, by: head)
        return (petition, conference)
    }

    /// A test that the officer passed, whose certificate was revoked, and one on which the officer works; officer-b was given time.
    private func examine() async throws -> (exam: String, certificate: String) {
        let bureau = ExamsBureau(services)
        let (administrator, officer) = try await (actor("administrator"), actor("officer"))
        try await ImportQuestions(bureau)(InputFile(name: "bank.csv", bytes: Array(Self.questions.utf8)), by: administrator)
        try await RetireQuestion(bureau)("Q-3", reason: "Đã hết hiệu lực", by: administrator)
        func begin(seconds: Int64) async throws -> (number: String, sheet: Exams.AnswerSheet) {
            let now = services.now()
            let plan = ExamPlan(
                title: "Kiểm tra", units: [], opens: now, closes: Timestamp(milliseconds: now.milliseconds + seconds * 1000), minutes: 60,
                passHundredths: 0, seed: 1,
                parts: [ExamPlan.Part(topic: "Một cửa", level: 1, count: 2, points: Points(micro: 1_000_000))])
            let exam = try await PlanExam(bureau)(plan, by: administrator)
            let number = exam.number
            try await AnnounceExam(bureau)(number, by: administrator)
            for login in ["officer", "officer-b"] { try await AddSitter(bureau)(login, to: number, by: administrator) }
            try await StartAttempt(bureau)(number, by: officer)
            return (number, AnswerSheet(number, shown: [1: 1], revision: 0, ticket: "TICKETTICKET0001"))
        }
        let passed = try await begin(seconds: 30)
        try await HandIn(bureau)(passed.sheet, by: officer)
        clock.advance(milliseconds: 60_000)
        try await ReleaseExam(bureau)(passed.number, by: administrator)
        try await RevokeCertificate(bureau)(of: "officer", exam: passed.number, reason: "Cấp nhầm", by: administrator)
        let certificate = try #require(try await ShowResults(bureau)(passed.number, by: administrator).certificates["officer"])
        let running = try await begin(seconds: 86_400)
        try await GiveTime(bureau)(5, to: "officer-b", exam: running.number, reason: "Mất điện", by: administrator)
        try await SaveAnswers(bureau)(running.sheet, by: officer)
        return (running.number, certificate.code.text)
    }

    private func go(to day: String) { clock.advance(milliseconds: AccessHouse.moment(day) - clock.now().milliseconds) }

    private static let questions = """
        code,topic,level,text,a,b,correct,source
        Q-1,Một cửa,1,Câu một,Đúng,Sai,A,Nghị định 61
        Q-2,Một cửa,1,Câu hai,Đúng,Sai,A,Nghị định 61
        Q-3,Một cửa,1,Câu ba,Đúng,Sai,A,Nghị định 61
        """

    private static let procedures = """
        code,name,online_fee,service_extent,service_extent_from,components
        1.900001,A,1000,full,2020-01-01,"--Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn1 bản chính"
        """
}
