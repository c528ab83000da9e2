import HTTPTypes
import Platform

/// The catalogue of administrative procedures (PR-1…14, OL-1…4): what each asks for, takes and costs, in dated versions.
///
/// Knows no dossiers and no points.
package let proceduresModule = Module(
    name: "procedures", files: Embedded.files, commands: [ProceduresCommand.self],
    navigation: [NavigationItem(room: "procedures", text: "procedures.navigation", link: "/procedures")],
    upkeep: [Upkeep(every: .seconds(3600)) { services in try await SendAlerts(services)() }],
    addRoutes: { routes, services in
        let pages = ProceduresPages(services)
        let api = ProceduresAPI(services)
        let imports = ImportForms(services)
        let receivers = ReceiverForms(services)
        let decisions = DecisionForms(services)
        let abolish = AbolishForm(services)
        let export = ExportProcedures(services)
        let forms = FormPages(services, FormMemory())
        let authors = PublishForms(services)

        routes.page("/procedures", .everyone, cache: .publicData(query: CatalogueChoice.names + ["done"])) { try await pages.catalogue($0) }
        routes.page("/procedures/:procedure", .everyone, cache: .publicData(query: "version")) { try await pages.procedure($0) }
        routes.file("/procedures/list.csv", .everyone, cache: .publicData) { _ in try await export(.csv) }
        routes.file("/procedures/list.xlsx", .everyone, cache: .publicData) { _ in try await export(.xlsx) }
        routes.file("/procedures/list.jsonl", .everyone, cache: .publicData) { _ in try await export(.jsonl) }
        routes.file("/procedures/receivers.csv", .everyone, cache: .publicData) { _ in try await export.receivers(.csv) }
        routes.file("/procedures/receivers.xlsx", .everyone, cache: .publicData) { _ in try await export.receivers(.xlsx) }
        routes.file("/procedures/processes.csv", .everyone, cache: .publicData) { _ in try await export.processes(.csv) }
        routes.api("/api/v1/procedures", .everyone) { try await api.list($0) }
        routes.api("/api/v1/procedures/:procedure", .everyone) { try await api.procedure($0) }

        routes.page("/procedures/forms", .everyone, cache: .publicData) { try await forms.list($0) }
        routes.page("/procedures/:procedure/form", .everyone) { try await forms.fill($0) }
        routes.form("/procedures/:procedure/form", .everyone, limit: FormPages.limit) { try await forms.step($0, $1) }
        routes.file("/procedures/:procedure/form.pdf", .everyone) { try await forms.paper($0) }
        routes.api("/api/v1/procedures/catalogues/:catalogue", .everyone) { try await forms.catalogue($0) }
        routes.page("/procedures/forms/publish", .role(.administrator)) { try await authors.page($0) }
        routes.form("/procedures/forms/check", .role(.administrator), limit: FormDefinition.limit) { try await authors.check($0, $1) }
        routes.form("/procedures/forms/publish", .role(.administrator)) { try await authors.publish($0, $1) }

        routes.page("/procedures/import", .role(.administrator)) { try await imports.page($0) }
        routes.form("/procedures/import", .role(.administrator), limit: ProcedureList.limit) { try await imports.preview($0, $1) }
        routes.form("/procedures/import/apply", .role(.administrator)) { try await imports.apply($0, $1) }
        routes.file("/procedures/import/unread.csv", .role(.administrator)) { try await imports.unread($0) }
        routes.upload("/api/v1/procedures/import", .role(.administrator), limit: ProcedureList.limit) {
            try await ImportAPI(services)($0, $1)
        }
        routes.page("/procedures/receivers", .role(.administrator)) { try await receivers.page($0) }
        routes.form("/procedures/receivers", .role(.administrator), limit: ReceiverForms.limit) { try await receivers.preview($0, $1) }
        routes.form("/procedures/receivers/apply", .role(.administrator)) { try await receivers.apply($0, $1) }
        routes.page("/procedures/decisions", .role(.administrator)) { try await decisions.page($0) }
        routes.form("/procedures/decisions", .role(.administrator)) { try await decisions.register($0, $1) }
        routes.form("/procedures/decisions/listed", .role(.administrator)) { try await decisions.list($0, $1) }
        routes.page("/procedures/:procedure/abolish", .role(.administrator)) { try await abolish.page($0) }
        routes.form("/procedures/:procedure/abolish", .role(.administrator)) { try await abolish.abolish($0, $1) }
    })
