import Dossiers
import Facts
import Kernel
import Office
import Platform
import Storage
import WorkingTime

/// Takes over a list of some months of other counters of the generated province, so that there is something to compare with the
/// ward at work.
///
/// The list is simulated, and imported like that of any other system; its units are labelled as generated.
struct LoadDemoProvince: Sendable {
    private static let dossiers = 4000
    private static let days = 120
    /// Departments that receive dossiers, and as many communes as a page shows at once; the ward at work is none of them.
    private static let units = Set(
        ["M-SNV", "M-STP", "M-STC", "M-SXD", "M-SKHDT", "M-STNMT", "M-SGTVT", "M-SNN"]
            + (2...25).map { "M-X0\($0 < 10 ? "0" : "")\($0)" })

    private let services: Services

    init(_ services: Services) { self.services = services }

    /// Leaves a house with real people, and one in which other counters than the ward's have dossiers.
    func callAsFunction(by actor: Actor) async throws {
        let known = try await services.database.read { db in
            try Set(CountStore.unitMonths(from: "0000-00", through: "9999-99", db).keys.map(\.unit))
        }
        guard try await DemoCast(services) != nil, known.count <= 1 else { return }
        let today = services.now().vietnamDate.daysSince1970
        guard let first = CalendarDate(daysSince1970: today - Self.days), let last = CalendarDate(daysSince1970: today - 1) else { return }
        let calendar = try await WorkCalendars(services).current()
        let desks = try Desks(
            SampleProvince.plan(Self.dossiers, from: first, through: last, calendar: calendar, of: Self.units))
        let list = InputFile(name: "\(services.texts.text("app.demo.dossier.list", .vi)).csv", bytes: ForeignList(desks).bytes)
        _ = try await ImportDossiers(Bureau(services))(
            list, ImportDossiers.Order(scheme: "agency"), by: actor, words: services.words(services.settings.language))
    }
}
