import HTTPTypes
import Platform

/// The bodies that are scored (GL-13): where they stand, what they were and became, their blocks and codes (PI-5, PI-17, OS-31).
///
/// Knows no people and no points.
package let unitsModule = Module(
    name: "units", files: Embedded.files, commands: [UnitsCommand.self],
    navigation: [NavigationItem(room: "units", text: "units.navigation", link: "/units")],
    addRoutes: { routes, services in
        let pages = UnitsPages(services)
        let forms = UnitForms(services)
        let imports = ImportForms(services)
        let blocks = BlockForms(services)
        let api = UnitsAPI(services)
        let export = ExportUnits(services)

        routes.page("/units", .everyone) { try await pages.list($0) }
        routes.page("/units/:unit", .everyone) { try await pages.unit($0) }
        routes.file("/units/list.csv", .everyone, cache: .publicData) { _ in try await export(.csv) }
        routes.file("/units/list.xlsx", .everyone, cache: .publicData) { _ in try await export(.xlsx) }

        routes.page("/units/:unit/rename", .role(.administrator)) { try await forms.page(.rename, $0) }
        routes.form("/units/:unit/rename", .role(.administrator)) { try await forms.rename($0, $1) }
        routes.page("/units/:unit/close", .role(.administrator)) { try await forms.page(.close, $0) }
        routes.form("/units/:unit/close", .role(.administrator)) { try await forms.close($0, $1) }
        routes.page("/units/:unit/merge", .role(.administrator)) { try await forms.page(.merge, $0) }
        routes.form("/units/:unit/merge", .role(.administrator)) { try await forms.merge($0, $1) }
        routes.page("/units/:unit/split", .role(.administrator)) { try await forms.page(.split, $0) }
        routes.form("/units/:unit/split", .role(.administrator)) { try await forms.split($0, $1) }
        routes.page("/units/import", .role(.administrator)) { try await imports.page($0) }
        routes.form("/units/import", .role(.administrator), limit: ImportForms.limit) { try await imports.preview($0, $1) }
        routes.form("/units/import/apply", .role(.administrator)) { try await imports.apply($0, $1) }
        routes.page("/units/blocks", .role(.administrator)) { try await blocks.page($0) }
        routes.form("/units/blocks", .role(.administrator)) { try await blocks.add($0, $1) }

        routes.api("/api/v1/units", .everyone) { try await api.list($0) }
        routes.api("/api/v1/units/:unit", .everyone) { try await api.unit($0) }
        routes.api(.post, "/api/v1/units/:unit/rename", .role(.administrator)) { try await api.rename($0, $1) }
        routes.api(.post, "/api/v1/units/:unit/close", .role(.administrator)) { try await api.close($0, $1) }
        routes.api(.post, "/api/v1/units/:unit/merge", .role(.administrator)) { try await api.merge($0, $1) }
        routes.api(.post, "/api/v1/units/:unit/split", .role(.administrator)) { try await api.split($0, $1) }
        routes.upload("/api/v1/units/import", .role(.administrator), limit: ImportForms.limit) { try await ImportAPI(services)($0, $1) }
    })
