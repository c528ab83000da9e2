import Kernel
import Platform

/// The public pages of the room: the catalogue, and one procedure whole.
struct ProceduresPages: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    func catalogue(_ context: Context) async throws -> Page {
        let choice = CatalogueChoice(context.query)
        return CataloguePage(try await FindProcedures(services)(choice.filter, page: choice.page), choice, context).page
    }

    func procedure(_ context: Context) async throws -> Page {
        ProcedurePage(try await ShowProcedure(services)(try context.path("procedure"), version: context.query["version"]), context).page
    }
}
