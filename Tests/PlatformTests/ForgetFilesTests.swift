import App
import Foundation
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `A file that nothing refers to` {
    private static let day: Int64 = 24 * 3_600_000

    /// Keeps a file that was written so many hours ago, with a row of that age where it is named.
    private func keep(_ text: String, hoursAgo: Int64, isNamed: Bool, _ services: Services) async throws -> StoredFile {
        let file = try await services.files.store(Array(text.utf8), limit: 100)
        let moment = Timestamp(milliseconds: services.now().milliseconds - hoursAgo * 3_600_000)
        let date = Date(timeIntervalSince1970: TimeInterval(moment.milliseconds / 1000))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path(file, services))
        if isNamed {
            try await services.database.write { try FileRecordStore.insert(file, mediaType: "text/plain", at: moment, $0) }
        }
        return file
    }

    private func path(_ file: StoredFile, _ services: Services) -> String {
        "\(services.files.folder)/\(file.digest.folders)/\(file.digest)"
    }

    private func isThere(_ file: StoredFile, _ services: Services) -> Bool { FileManager.default.fileExists(atPath: path(file, services)) }

    @Test func `goes a day after it was sent, in two runs; a younger one and one that is cited stay`() async throws {
        try await withHouse { services in
            let unnamed = try await keep("unnamed", hoursAgo: 25, isNamed: false, services)
            let dropped = try await keep("dropped", hoursAgo: 25, isNamed: true, services)
            let young = try await keep("young", hoursAgo: 23, isNamed: false, services)
            let cited = try await keep("cited", hoursAgo: 2500, isNamed: true, services)
            try await services.database.write { db in
                try db.run("CREATE TABLE tests_papers (paper TEXT REFERENCES platform_files (digest))")
                try db.run("INSERT INTO tests_papers (paper) VALUES (\(cited.digest)), (NULL)")
            }
            let forget = ForgetFiles(services)
            try await forget()
            #expect([unnamed, dropped, young, cited].map { isThere($0, services) } == [false, false, true, true])
            let aside = try FileManager.default.contentsOfDirectory(atPath: "\(services.files.folder)/incoming")
            #expect(Set(aside) == ["\(unnamed.digest).old", "\(dropped.digest).old"])
            try await forget()
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(services.files.folder)/incoming").isEmpty)
            let rows = try await services.database.read { try $0.rows("SELECT digest FROM platform_files").map { try $0.string("digest") } }
            #expect(rows == [cited.digest.rawValue])
            _ = try await services.database.write { try $0.run("DROP TABLE tests_papers") }
        }
    }

    @Test func `is put back when it was named after it was set aside`() async throws {
        try await withHouse { services in
            let file = try await keep("late", hoursAgo: 30, isNamed: false, services)
            try await ForgetFiles(services)()
            #expect(!isThere(file, services))
            try await services.database.write { db in
                try FileRecordStore.insert(file, mediaType: "text/plain", at: services.now(), db)
            }
            try await ForgetFiles(services)()
            #expect(isThere(file, services))
            #expect(try await services.files.read(file.digest) == Array("late".utf8))
        }
    }

    @Test func `is kept when it is sent again`() async throws {
        try await withHouse { services in
            let file = try await keep("again", hoursAgo: 30, isNamed: false, services)
            try await ForgetFiles(services)()
            _ = try await services.files.store(Array("again".utf8), limit: 100)
            try await ForgetFiles(services)()
            #expect(isThere(file, services))
        }
    }

    @Test func `loses its row whole or not at all`() async throws {
        try await failsWhole(
            ForgetFiles.self, isAudited: false,
            given: { services in
                for text in ["one", "two"] { _ = try await keep(text, hoursAgo: 25, isNamed: true, services) }
            },
            { services in try await ForgetFiles(services)() })
    }

    /// Whatever table names them.
    @Test func `is none of those that the demonstration names`() async throws {
        try await withHouse { services in
            _ = try await DemoLoader(services).load()
            var later = services
            later.now = { Timestamp(milliseconds: services.now().milliseconds + 100 * Self.day) }
            let before = try await FileVerifier.verify(services.files, services.database)
            try await ForgetFiles(later)()
            try await ForgetFiles(later)()
            let after = try await FileVerifier.verify(services.files, services.database)
            #expect(before.count > 20)
            #expect(after.count == before.count)
            #expect(after.findings.isEmpty)
        }
    }
}

extension FileDigest {
    fileprivate var folders: String { "\(rawValue.prefix(2))/\(rawValue.dropFirst(2).prefix(2))" }
}
