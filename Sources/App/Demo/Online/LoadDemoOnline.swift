import Citizens
import Dossiers
import Forms
import Kernel
import Online
import Platform
import Procedures
import Storage
import Units

/// Sends a few dossiers from home for the citizens of the demonstration, one for each thing that can be seen of them: waiting, asked for
/// more, to be paid, returned, and a draft; and opens the trial bank.
///
/// Everything is done by the verbs that people use; who applies is invented.
struct LoadDemoOnline: Sendable {
    private static let unit = "M-X001"
    /// With a form and a fee, and one of papers alone.
    private static let copies = "2.000815"
    private static let guardianship = "1.004837"

    private let services: Services
    private let office: HomeOffice
    private let bureau: Bureau

    init(_ services: Services) {
        self.services = services
        office = HomeOffice(services)
        bureau = Bureau(services)
    }

    /// Leaves what is there, and a house without citizens of the demonstration.
    func callAsFunction() async throws {
        let citizens = try await services.database.read { db in
            try CitizenStore.demo(db).map { ($0, try SubmissionStore.submissions(of: $0.id, db).count) }
        }
        guard citizens.count > 1, citizens.allSatisfy({ $0.1 == 0 }),
            let unit = try await services.database.read({ db in try UnitStore.find(code: Self.unit, db) })
        else { return }
        try await TurnProvider(office)(TrialBank.code, isOn: true, by: Actor(.operating, name: "demo"))
        let clerk = Actor(demo: "mot.cua", .counterOfficer, in: unit.id)
        let officer = Actor(demo: "thu.ly", .caseOfficer, in: unit.id)
        let head = Actor(demo: "chu.tich.phuong", .unitHead, in: unit.id)
        let (mai, hoa) = (actor(citizens[0].0), actor(citizens[1].0))

        _ = try await send(Self.copies, by: mai)
        _ = try await draft(Self.guardianship, by: mai)
        let asked = try await send(Self.guardianship, by: mai)
        try await AskIncomplete(bureau)(DossierAct(asked, text: text("supplement")), by: clerk)
        let owing = try await send(Self.copies, by: hoa)
        let returned = try await send(Self.copies, by: mai)
        for code in [owing, returned] {
            try await DecideDossier(bureau)(DossierAct(code), .accept, by: clerk)
            try await AssignDossier(bureau)(DossierAct(code), to: "thu.ly", by: head)
        }
        try await AskPayment(bureau)(DossierAct(owing, text: text("payment")), dong: 16_000, by: officer)
        let result = DossierResult(.granted, number: "25/CTBS", text: "")
        try await FinishDossier(bureau)(DossierAct(returned), result: result, by: officer)
        try await ReturnResult(bureau)(DossierAct(returned), delivery: .counter, isPaid: true, by: clerk)
    }

    private func actor(_ citizen: Citizen) -> Actor {
        Actor(.citizen, name: "citizens/\(citizen.id)", title: citizen.title, citizen: citizen.id.rawValue)
    }

    private func text(_ key: String) -> String { services.texts.text("app.demo.online.\(key)", .vi) }

    private func draft(_ procedure: String, by actor: Actor) async throws -> Draft {
        let draft = try await BeginDraft(office)(procedure, by: actor)
        var change = KeepDraft.Change()
        change.unit = Self.unit
        change.delivery = .counter
        if draft.form != nil { change.form = form() }
        return try await KeepDraft(office)(draft.id, change, by: actor)
    }

    private func send(_ procedure: String, by actor: Actor) async throws -> String {
        let draft = try await draft(procedure, by: actor)
        return try await SubmitDraft(office)(draft.id, by: actor).dossier.text
    }

    /// What somebody fills in who needs three copies of a diploma.
    private func form() -> Form {
        let commune = FormCatalogues.national.choices(.communes, nil).first
        let values = [
            "requester_name": "Nguyễn Thị Mai", "requester_birth": "05/03/1990", "requester_id": "001190000001",
            "requester_phone": "0900000001", "requester_province": commune?.group ?? "", "requester_commune": commune?.code ?? "",
            "requester_address": "Số 12, tổ dân phố 3", "documents": "1", "documents.1.document_name": "Bằng tốt nghiệp",
            "documents.1.document_language": "vi", "documents.1.pages": "2", "documents.1.copies": "3", "receiving": "counter",
        ]
        return Form(values: Dictionary(uniqueKeysWithValues: values.map { ("q.\($0.key)", [$0.value]) }))
    }
}
