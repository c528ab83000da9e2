import App
import Foundation
import Kernel
import Platform
import Storage
import TestSupport
import Testing

/// Rules every room obeys (HOUSE.md).
@Suite struct HouseRulesTests {
    /// Whom a target may import beside Foundation, the standard library and what it names in Package.swift.
    private static let guarded: [String: Set<String>] = [
        "GRDB": ["Storage"], "CPostgres": ["Storage"], "Yams": ["Platform"], "CXLSXWriter": ["Office"], "CZip": ["Office"],
        "CExpat": ["Office"], "CQRencode": ["Office"], "CCurl": ["Platform"], "CZlib": ["Platform"], "Subprocess": ["Office"],
    ]

    @Test func `libraries stay in the target that keeps them`() throws {
        for (path, text) in try House.files("Sources", "swift") {
            for (library, homes) in Self.guarded where text.contains("import \(library)\n") {
                #expect(homes.contains(House.target(of: path)), "\(path) imports \(library)")
            }
        }
    }

    @Test func `rooms know the web only in Web and the command line only in CLI`() throws {
        let rooms = Set([
            "Units", "Accounts", "Criteria", "Exams", "Facts", "Feedback", "Procedures", "Assessments", "Rankings", "Surveys",
        ])
        for (path, text) in try House.files("Sources", "swift") where rooms.contains(House.target(of: path)) {
            if text.contains("import Hummingbird") { #expect(path.contains("/Web/"), "\(path)") }
            if text.contains("import ArgumentParser") { #expect(path.contains("/CLI/"), "\(path)") }
        }
    }

    @Test func `SQL lives in Storage folders alone`() throws {
        let marks = ["SELECT ", "INSERT INTO", "DELETE FROM", "UPDATE "]
        let homes = [
            "/Storage/", "Sources/Platform/Audit/", "Sources/Platform/Calendars/", "Sources/Platform/Files/", "Sources/Platform/HTTP/",
            "Sources/Platform/Indicators/", "Sources/Platform/Mail/",
            "Sources/App/Commands/BenchCommand.swift",
        ]
        for (path, text) in try House.files("Sources", "swift")
        where marks.contains(where: { text.contains("\"\($0)") || text.contains("  \($0)") }) {
            #expect(homes.contains { path.contains($0) }, "\(path) holds SQL")
        }
    }

    @Test func `points and durations are never floating point`() throws {
        for (path, text) in try House.files("Sources", "swift")
        where [
            "Kernel", "Expressions", "Forms", "Scoring", "WorkingTime", "Criteria", "Assessments", "Rankings", "Facts",
            "Units", "Procedures", "Dossiers", "Exams", "Feedback", "Surveys",
        ]
        .contains(House.target(of: path)) {
            guard text.contains("Double") || text.contains("Float") else { continue }
            for line in text.split(separator: "\n") where !line.contains("//") {
                #expect(line.firstMatch(of: /\b(Double|Float|CGFloat)\b/) == nil, "\(path): \(line)")
            }
        }
    }

    @Test func `every route says who may use it and lies under its room's word`() async throws {
        try await withHouse { services in
            let lines = makeRoutes(services).lines
            #expect(lines.count > 20)
            for line in lines where !["platform", "app"].contains(line.room) {
                let first = line.path.split(separator: "/").first.map(String.init)
                let word = first == "api" ? line.path.split(separator: "/").dropFirst(2).first.map(String.init) : first
                #expect(word == line.room || line.path == "/", "\(line.path) of \(line.room)")
            }
            #expect(Set(lines.map { "\($0.method) \($0.path)" }).count == lines.count)
        }
    }

    @Test func `both languages have the same words with the same placeholders, and keys begin with their room`() throws {
        let texts = try makeTexts()
        #expect(texts.keys.count > 500)
        let owners = [
            "platform": ["forms", "platform", "outline", "input", "office", "storage", "statistics", "working_time"],
            "criteria": ["criteria", "scoring", "expressions"],
        ]
        for room in rooms {
            let own = try Texts([(room: room.name, files: room.files)])
            for key in own.keys {
                let prefix = String(key.prefix { $0 != "." })
                #expect((owners[room.name] ?? [room.name]).contains(prefix), "\(key) in \(room.name)")
            }
        }
    }

    @Test func `every migration says why and is named after its room`() throws {
        let names = rooms.map(\.name)
        var numbers: [String] = []
        for (path, text) in try House.files("Sources/Storage/Migrations", "sql") {
            let name = try #require(path.split(separator: "/").last)
            let parts = name.split(separator: "_")
            numbers.append(String(parts[0]))
            #expect(text.hasPrefix("-- "), "\(name) opens with why")
            #expect(names.contains(String(parts[1])), "\(name) names a room")
        }
        #expect(numbers == numbers.sorted())
        #expect(Set(numbers).count == numbers.count)
    }

    @Test func `no drawer is named after nothing and no file is a warehouse`() throws {
        for (path, text) in try House.files("Sources", "swift") {
            #expect(path.firstMatch(of: /\/(Core|Common|Utils?|Helpers?|Extensions|Misc|Base|Manager)(\/|\.swift)/) == nil, "\(path)")
            #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 301, "\(path) is longer than 300 lines")
        }
    }

    @Test func `sources neither force nor print`() throws {
        let forbidden = ["try!", "as!", "fatalError(", "@testable", "nonisolated(unsafe)"]
        for (path, text) in try House.files("Sources", "swift") {
            for word in forbidden { #expect(!text.contains(word), "\(path) holds \(word)") }
        }
    }
}
