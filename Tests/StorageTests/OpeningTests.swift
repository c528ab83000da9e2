import Foundation
import Storage
import Testing

@Suite struct `Opening a database` {
    @Test(arguments: [("mysql://root:secret@host/db", "mysql"), ("", ""), ("cchc.db", ""), ("SQLITE:x", "SQLITE"), (":x", "")])
    func `of a kind that does not exist is refused without repeating the address`(url: String, scheme: String) throws {
        #expect(throws: StorageError.unknownScheme(scheme)) { try openDatabase(url) }
    }

    @Test(arguments: [
        "sqlite:", "sqlite::memory:", "sqlite:/nowhere/at/all/x.db", "postgres://127.0.0.1:1/none", "postgresql://127.0.0.1:1/none",
        "postgres:///x?schema=a;b", "postgres:///x?schema=", "postgres:///x?schema=Big", "postgres:///x?connections=0",
        "postgres:///x?nonsense=1",
    ])
    func `that cannot be reached says why`(url: String) throws {
        let error = #expect(throws: StorageError.self) { try openDatabase(url) }
        guard case .unreachable(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
        #expect(error?.isOutage == true)
    }

    @Test func `never repeats a password`() throws {
        let error = #expect(throws: StorageError.self) { try openDatabase("postgres://clerk:s3cret@127.0.0.1:1/none") }
        #expect(error.map(String.init(describing:))?.contains("s3cret") == false)
    }

    @Test func `refuses a file that is no database`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).db")
        defer { try? FileManager.default.removeItem(at: file) }
        try String(repeating: "not a database", count: 100).write(to: file, atomically: true, encoding: .utf8)
        let error = #expect(throws: StorageError.self) { try openDatabase("sqlite:\(file.path)") }
        #expect(error.map(String.init(describing:))?.contains("file is not a database") == true)
        #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("not a database"))
    }

    @Test func `keeps libpq's own parameters and adds what is missing`() throws {
        let plain = try PostgresAddress("postgres://u@h/d")
        #expect(plain.url == "postgres://u@h/d?application_name=cchc&client_encoding=UTF8&connect_timeout=10&tcp_user_timeout=30000")
        #expect(plain.schema == nil)
        #expect(plain.connections == 16)
        let full = try PostgresAddress("postgres:///d?host=/run&schema=cchc_2&connect_timeout=3&connections=4")
        #expect(full.url == "postgres:///d?host=/run&connect_timeout=3&application_name=cchc&client_encoding=UTF8&tcp_user_timeout=30000")
        #expect(full.schema == "cchc_2")
        #expect(full.connections == 4)
    }

    @Test(arguments: Engine.available) func `twice shows both the same`(engine: Engine) async throws {
        try await engine.withAddress { address in
            let one = try openDatabase(address), other = try openDatabase(address)
            try await one.migrate(things)
            _ = try await other.write { try $0.run("INSERT INTO things (id) VALUES ('a')") }
            try await one.expect(1, in: "things")
            await one.close()
            await other.close()
            await other.close()
        }
    }

    @Test func `that is held by another program for too long is contended, not broken`() throws {
        #expect(StorageError(sqlite: 5, "database is locked", statement: "", isReading: false) == .contention(reason: "database is locked"))
        #expect(StorageError(sqlite: 5, "database is locked", statement: "", isReading: false).isOutage == false)
    }

    @Test(
        arguments: [(13, .full), (8, .readOnly), (10, .failing), (10 | 4 << 8, .failing), (11, .failing), (8 | 4 << 8, .readOnly)]
            as [(Int32, StorageError.Refusal)])
    func `that then cannot be written is an outage of a known kind`(code: Int32, refusal: StorageError.Refusal) {
        let error = StorageError(sqlite: code, "why", statement: "", isReading: false)
        #expect(error == .unwritable(refusal, reason: "why"))
        #expect(error.isOutage)
    }
}
