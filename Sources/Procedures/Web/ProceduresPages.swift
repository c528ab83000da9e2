import Kernel
import Platform

/// The public pages of the room: the catalogue, and one procedure whole.
struct ProceduresPages: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    func catalogue(_ context: Context) async throws -> Page {
        let choice = CatalogueChoice(context.query)
        let found = try await FindProcedures(services)(choice.filter, page: choice.page)
        guard context.actor.has(.administrator) else { return CataloguePage(found, choice, context).page }
        let overdue = try await ProcedureAlerts(services)(by: context.actor).count(where: \.isOverdue)
        return CataloguePage(found, choice, context, overdue: overdue).page
    }

    func procedure(_ context: Context) async throws -> Page {
        let profile = try await ShowProcedure(services)(try context.path("procedure"), version: context.query["version"])
        let more = try await services.sections(.procedure, profile.shown.procedure.code, context)
        return ProcedurePage(profile, context, more: more).page
    }
}
