import Foundation
import Kernel
import Platform
import Storage
import Synchronization
import Testing

/// The engines on which the audit and the rows of files are tested: SQLite always, PostgreSQL where CCHC_TEST_POSTGRES names one.
enum AuditEngine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite, postgres

    var testDescription: String { rawValue }

    static let postgresURL = ProcessInfo.processInfo.environment["CCHC_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
    static let available: [AuditEngine] = postgresURL == nil ? [.sqlite] : [.sqlite, .postgres]

    /// Lends a migrated database of its own and removes it afterwards.
    func withDatabase(_ body: (any Database) async throws -> Void) async throws {
        let name = "t_" + UUID().uuidString.lowercased().replacing("-", with: "")
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        let address: String
        switch self {
        case .sqlite:
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            address = "sqlite:\(folder.path)/test.db"
        case .postgres:
            let url = try #require(Self.postgresURL)
            address = "\(url)\(url.contains("?") ? "&" : "?")schema=\(name)&connections=4"
        }
        let database = try openDatabase(address)
        let result: Result<Void, any Error>
        do {
            try await Migrator().migrate(database, at: Timestamp(milliseconds: 0))
            result = .success(try await body(database))
        } catch {
            result = .failure(error)
        }
        if self == .postgres { _ = try await database.write { try $0.run(SQL(file: "DROP SCHEMA \(name) CASCADE")) } }
        await database.close()
        if self == .sqlite { try FileManager.default.removeItem(at: folder) }
        try result.get()
    }
}

/// A clock and ids that count up, so that entries are the same in every run.
final class AuditTestClock: Sendable {
    private let count = Mutex(0)

    var audit: Audit {
        Audit(now: { Timestamp(milliseconds: 1_790_000_000_000 + Int64(self.next())) }, newID: { Self.id(self.next()) })
    }

    private func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    static func id(_ number: Int) -> String {
        let digits = String(number)
        return "E" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}

extension Audit {
    /// Records one entry in a transaction of its own.
    @discardableResult
    func recordAlone(_ number: Int, unit: String? = "u1", in database: any Database) async throws -> AuditEntry {
        try await database.write { try record(number, unit: unit, in: $0) }
    }

    /// Records an entry for each number, all in one transaction.
    func recordTogether(_ numbers: ClosedRange<Int>, in database: any Database) async throws {
        try await database.write { db in for number in numbers { try record(number, unit: "u1", in: db) } }
    }

    @discardableResult
    private func record(_ number: Int, unit: String?, in db: any Connection) throws -> AuditEntry {
        try record(
            "platform.tested", by: Actor(.operating, name: "Nguyễn Thị Bình"), subject: "thing/\(number)", unit: unit,
            before: ["points": "60"], after: ["points": "61.904"], reason: "lần \(number)", in: db)
    }
}

extension Database {
    /// Runs SQL behind the audit's back.
    func tamper(_ sql: SQL) async throws { _ = try await write { try $0.run(sql) } }

    func report(known: AuditHead? = nil) async throws -> AuditReport { try await read { try AuditVerifier.verify($0, known: known) } }
}
