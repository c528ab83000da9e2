import Accounts
import App
import ArgumentParser
import Foundation
import Kernel
import Platform
import Storage
import Synchronization
import TestSupport
import Testing

/// `cchc accounts …`, on a desk of the test.
@Suite struct CommandTests {
    /// What the command printed.
    private static func run(_ house: AccountsHouse, _ arguments: String...) async throws -> [String] {
        // The command closes its database at the end; this one is still needed.
        var services = house.services
        services.database = OpenDatabase(house.services.database)
        let opened = services
        let printed = Printed()
        let desk = CommandDesk(words: services.words(.vi), services: { _ in opened }, output: { printed.add($0) })
        let command = try CCHC.parseAsRoot(["accounts"] + arguments)
        try await #require(command as? any RoomCommand).run(desk)
        return printed.lines
    }

    @Test func `the first administrator comes in by a printed link`() async throws {
        try await AccountsHouse.open { house in
            let lines = try await Self.run(house, "create-administrator", "--login", "Admin", "--name", "Nguyễn Quản Trị")
            let link = try #require(lines[0].split(separator: "/").last)
            #expect(lines[0].hasPrefix("http://127.0.0.1:8080/accounts/invitations/"))
            #expect(lines[1].contains("17/10/2026"))
            let choose = ChoosePassword(house.services, house.mill)
            _ = try await choose.accept(Secret(link), password: AccountsHouse.password, again: AccountsHouse.password, from: Origin())
            #expect(try await house.actor("admin").roles == [.administrator])
            #expect(try await Self.run(house, "list") == ["admin\tNguyễn Quản Trị\t\tadministrator"])
            await #expect(throws: Faults.self) { try await Self.run(house, "create-administrator", "--login", "admin", "--name", "x") }
        }
    }

    @Test func `a file of people prints the links of those who are new, and faults with their places`() async throws {
        try await AccountsHouse.open { house in
            let path = FileManager.default.temporaryDirectory.appending(path: "people-\(UUID().uuidString).csv").path
            defer { try? FileManager.default.removeItem(atPath: path) }
            try Data("login,name,email,role\nlan,Lan,lan@tinh.gov.vn,chair\nminh,\"Lê, Minh\",,\n".utf8).write(
                to: URL(fileURLWithPath: path))
            let lines = try await Self.run(house, "import", path)
            #expect(lines[0] == "login,name,email,link,expires")
            #expect(lines[1].hasPrefix("lan,Lan,lan@tinh.gov.vn,http://127.0.0.1:8080/accounts/invitations/"))
            #expect(lines[2].hasPrefix("minh,\"Lê, Minh\",,http://127.0.0.1:8080/accounts/invitations/"))
            #expect(lines[2].hasSuffix(",2026-10-17T02:40:00Z"))
            #expect(try await Self.run(house, "import", path).count == 1, "once more, nobody is new")
            try Data("login,name\nL,Lan\n".utf8).write(to: URL(fileURLWithPath: path))
            await #expect(throws: Faults.self) { try await Self.run(house, "import", path) }
        }
    }

    @Test func `a reset prints a new link`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            _ = try await house.secondFactor("lan")
            let lines = try await Self.run(house, "reset", "--login", "lan", "--second-factor")
            #expect(lines[1].contains("11/10/2026"))
            #expect(try await FindPeople(house.services).sheet("lan", by: .operating).person.hasSecondFactor == false)
            await #expect(throws: AccountsError.notFound("ai")) { try await Self.run(house, "reset", "--login", "ai") }
        }
    }

    @Test func `a token is printed alone`() async throws {
        try await AccountsHouse.open { house in
            try await house.person("lan")
            let lines = try await Self.run(house, "token", "--login", "lan", "--name", "kịch bản", "--scope", "write", "--days", "2")
            #expect(lines.count == 1)
            #expect(try await IdentifyActor(house.services).token(Secret(lines[0]), changes: true).name == "lan")
        }
    }

    @Test func `a list is searched and shows the closed`() async throws {
        try await AccountsHouse.open { house in
            for number in 0..<60 {
                try await CreatePerson(house.services)(PersonDraft(login: "p\(number)", name: "Người \(number)"), by: .operating)
            }
            try await ClosePerson(house.services)("p7", reason: "x", by: .operating)
            #expect(try await Self.run(house, "list").count == 59)
            #expect(try await Self.run(house, "list", "--search", "nguoi 33") == ["p33\tNgười 33\t\t"])
            #expect(try await Self.run(house, "list", "--closed") == ["p7\tNgười 7\t\t"])
        }
    }
}

/// Keeps what a command prints.
private final class Printed: Sendable {
    private let text = Mutex("")

    func add(_ bytes: [UInt8]) { text.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }
    var lines: [String] { text.withLock { $0.split(whereSeparator: \.isNewline).map(String.init) } }
}

/// A database that stays open when it is closed.
private struct OpenDatabase: Database {
    let database: any Database

    init(_ database: any Database) { self.database = database }

    var dialect: Dialect { database.dialect }
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { try await database.read(body) }
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { try await database.write(body) }
    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await database.writeAlone(body)
    }
    func close() async {}
}
