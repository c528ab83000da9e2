import HTTPTypes
import Kernel
import Platform

/// The counter and the desks for programs: the fields are those of the forms, the verbs are the same.
struct DossiersAPI: Sendable {
    let bureau: Bureau

    /// What is told of a dossier; times are moments in UTC.
    struct Answer: Encodable, Sendable {
        let code: String
        let state: String
        let version: Int
        let received: String
        let due: String?
        let finished: String?
        let returned: String?
        let officer: String?

        init(_ dossier: Dossier) {
            code = dossier.code.text
            state = dossier.state.rawValue
            version = dossier.version
            received = dossier.received.description
            due = dossier.due?.description
            finished = dossier.finished?.description
            returned = dossier.returned?.description
            officer = dossier.officer
        }
    }

    func add(to routes: inout Routes) {
        routes.api("/api/v1/dossiers/:dossier", .anyOf(DossierDuty.roles)) { context in
            Answer(try await ShowDossier(bureau)(context.path("dossier"), by: context.actor).dossier)
        }
        routes.api("/api/v1/dossiers/units/:unit", .anyOf(DossierDuty.roles)) { try await list($0) }
        routes.api(.post, "/api/v1/dossiers/units/:unit/reception/:procedure", .role(.counterOfficer)) { try await receive($0, $1) }
        routes.api(.post, "/api/v1/dossiers/:dossier/acts/:act", .anyOf(DossierDuty.roles)) { try await act($0, $1) }
    }

    /// A page of a unit's dossiers, as the desk shows them.
    struct Listed: Encodable, Sendable {
        struct Line: Encodable, Sendable {
            let dossier: Answer
            let procedure: String
            let applicant: String
        }

        let count: Int
        let page: Int
        let pages: Int
        let dossiers: [Line]
    }

    private func list(_ context: Context) async throws -> Listed {
        let screen = try await ListDossiers(bureau)(
            unit: context.path("unit"), part: context.query["part"] ?? "all", isOwn: context.query["own"] == "1",
            text: context.query["q"] ?? "", page: context.pageNumber, by: context.actor)
        return Listed(
            count: screen.counts[screen.part] ?? 0, page: screen.page, pages: screen.pages,
            dossiers: screen.lines.map { Listed.Line(dossier: Answer($0.dossier), procedure: $0.procedure, applicant: $0.applicant) })
    }

    private func receive(_ body: [String: String], _ context: Context) async throws -> Answer {
        let screen = try await OpenReception(bureau)(unit: context.path("unit"), procedure: context.path("procedure"), by: context.actor)
        let (reception, uploads) = try await ReceptionForm(Form(body), screen).reception(bureau.services)
        return Answer(try await ReceiveDossier(bureau)(reception, uploads: uploads, by: context.actor))
    }

    private func act(_ body: [String: String], _ context: Context) async throws -> Answer {
        guard let act = DeskAct(rawValue: try context.path("act")) else { throw RouteError.noSuchPage }
        let code = try await ActForm(Form(body), act, dossier: context.path("dossier")).perform(bureau, by: context.actor)
        return Answer(try await ShowDossier(bureau)(code.text, by: context.actor).dossier)
    }
}

extension Form {
    fileprivate init(_ body: [String: String]) { self.init(values: body.mapValues { [$0] }) }
}
