import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Logging
import Platform
import Storage
import Synchronization

/// A house with one room for tests: real services over a database of its own, asked through the front door.
struct PlatformHouse {
    let services: Services
    /// What was logged, a line each.
    let log: TestLog

    static func texts() throws -> Texts {
        let room = [
            "Locales/vi.yaml":
                "test.title: Trang thử\ntest.gone: Không còn {thing}.\ntest.gone.hint: Xem {thing} khác.\ntest.locked: Đã khóa.\ntest.done.saved: Đã lưu.",
            "Locales/en.yaml":
                "test.title: Test page\ntest.gone: No {thing} any more.\ntest.gone.hint: See another {thing}.\ntest.locked: Locked.\ntest.done.saved: Saved.",
        ]
        return try Texts([("platform", platformModule.files), ("test", room)])
    }

    init(_ database: any Database = DownDatabase(), environment: [String: String] = [:], publicURL: String? = nil) throws {
        let log = TestLog()
        self.log = log
        let folder = FileManager.default.temporaryDirectory.appending(path: "cchc-" + UUID().uuidString).path
        let ids = IDSource(now: SystemClock.now)
        let navigation = [NavigationItem(room: "test", text: "test.title", link: "/test")]
        services = Services(
            database: database, now: { Timestamp(milliseconds: 1_790_000_000_000) }, newIDText: { ids.next() }, texts: try Self.texts(),
            files: try FileStore(folder: folder), settings: try Settings(environment: environment),
            site: Site(navigation: navigation, version: "1.2.3", publicURL: publicURL), log: Logger(label: "test") { _ in log })
        try FileManager.default.removeItem(atPath: folder)
    }

    /// Runs a room's routes and asks them with `body`.
    func ask(
        _ addRoutes: @escaping @Sendable (inout Routes, Services) -> Void,
        _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        var routes = Routes(services)
        routes.add(platformModule)
        routes.add(Module(name: "test", files: [:], addRoutes: addRoutes))
        try await makeApplication(routes, services).test(.router) { try await body($0) }
    }
}

extension TestClientProtocol {
    func get(_ uri: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await executeRequest(uri: uri, method: .get, headers: headers, body: nil)
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
}

/// A database that nobody reaches.
struct DownDatabase: Database {
    var error: StorageError = .unreachable(reason: "secret host db7 is down")
    var dialect: Dialect { .sqlite }
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { throw error }
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { throw error }
    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { throw error }
    func close() async {}
}

/// Keeps what is logged; copies of it keep it together.
struct TestLog: LogHandler {
    private final class Kept: Sendable {
        let lines = Mutex<[String]>([])
    }

    private let kept = Kept()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    var lines: [String] { kept.lines.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        kept.lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
    }
}
