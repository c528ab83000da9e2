import Foundation
import Hummingbird
import Kernel
import Logging
import Platform
import Storage

/// Puts the services together; the only place that knows which ones are real.
///
/// Opens the database that the settings name and brings it to the schema of this binary.
package func makeServices(_ settings: Settings) async throws -> Services {
    if settings.database.hasPrefix("sqlite:") { try makeFolder(around: String(settings.database.dropFirst("sqlite:".count))) }
    return try await makeServices(settings, on: openDatabase(settings.database))
}

/// The same on a database that is open already.
package func makeServices(_ settings: Settings, on database: any Database) async throws -> Services {
    var log = Logger(label: "cchc", factory: { StreamLogHandler.standardError(label: $0) })
    log.logLevel = .notice
    try makeFolder(around: settings.files)
    try await Migrator().migrate(database, at: SystemClock.now())
    let ids = IDSource(now: SystemClock.now)
    let texts = try makeTexts()
    // Results come before the rooms they rest on.
    let navigation = rooms.reversed().flatMap(\.navigation)
    var services = Services(
        database: database, now: SystemClock.now, newIDText: ids.next, texts: texts, files: try FileStore(folder: settings.files),
        settings: settings,
        site: Site(
            assets: Assets(), navigation: navigation, version: version, publicURL: settings.publicURL,
            doors: rooms.reversed().compactMap(\.signIn), unitSections: rooms.compactMap(\.unitSection),
            citizenSections: rooms.compactMap(\.citizenSection),
            frontSections: rooms.compactMap(\.frontSection)),
        log: log)
    services.site.pageSections = rooms.flatMap(\.pageSections)
    services.site.listeners = rooms.flatMap(\.listeners)
    return services
}

/// The words of all rooms, read once; throws when the languages disagree.
package func makeTexts() throws -> Texts { try texts.get() }

private let texts = Result { try Texts(rooms.map { (room: $0.name, files: $0.files) }) }

/// The table of addresses of the whole house.
package func makeRoutes(_ services: Services) -> Routes {
    var routes = Routes(services)
    for room in rooms { routes.add(room) }
    return routes
}

/// The version of the program, as pages and the command line tell it.
package let version = "0.1.0"

/// A database or a store makes itself, but not the folder around it.
private func makeFolder(around path: String) throws(CommandError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
        throw .cannotWrite(folder.path)
    }
}
