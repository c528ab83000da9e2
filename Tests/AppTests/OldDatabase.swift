import Criteria
import Facts
import Foundation
import Kernel
import Platform
import Rankings
import Scoring
import Storage
import TestSupport
import Testing
import Units

/// A small database as an earlier program left it: a text of INSERT statements, named after the last migration it knew.
struct OldDatabase: Sendable, CustomTestStringConvertible {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/upgrade")
    static let all: [OldDatabase] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted().map { name in
        OldDatabase(name: name, text: (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "")
    }

    /// The name of its file, `0005.sql`.
    let name: String
    let text: String

    var testDescription: String { name }

    /// How many migrations had been applied.
    var migrations: Int { Int(name.prefix(4)) ?? 0 }

    /// Makes it anew; the list of migrations with the digests of then, so that one whose text changed since is refused.
    func restore(_ database: any Database) async throws {
        let known = Migrator().migrations.prefix(migrations)
        try await Migrator(files: Dictionary(uniqueKeysWithValues: known.map { ($0.name, $0.text) })).migrate(
            database, at: .init(milliseconds: 0))
        let statements = try SQLScript(text, for: database.dialect).statements
        try await database.write { db in
            try db.run("DELETE FROM schema_migrations")
            for statement in statements { try db.run(SQL(file: statement)) }
        }
    }

    /// Its statements, and those that the same tables and columns of a database give now.
    func rows(in database: any Database) async throws -> (then: [String], now: [String]) {
        let statements = try SQLScript(text, for: database.dialect).statements.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        var tables: [String] = []
        for head in statements.map(Self.head) where !tables.contains(head) { tables.append(head) }
        let heads = tables
        let now = try await database.read { db in
            try heads.flatMap { head in
                let words = head.dropFirst("INSERT INTO ".count).split(separator: " ", maxSplits: 1)
                return try Self.rows("SELECT \(words[1].dropFirst().dropLast()) FROM \(words[0])", head, db)
            }
        }
        return (statements, now)
    }

    /// The text of a house as it is, tables in the order in which they were made.
    static func text(of database: any Database) async throws -> String {
        let pattern = /CREATE TABLE (\w+)/
        let tables = Migrator().migrations.flatMap { $0.text.matches(of: pattern).map { String($0.1) } } + ["schema_migrations"]
        return try await database.read { db in
            try tables.flatMap { table in
                let columns = try db.rows(SQL(file: "SELECT * FROM \(table) LIMIT 1")).first?.columns ?? []
                return try rows("SELECT * FROM \(table)", "INSERT INTO \(table) (\(columns.joined(separator: ", ")))", db)
            }
        }.map { $0 + ";\n" }.joined()
    }

    /// `INSERT INTO units_units (id, code)` of a statement.
    private static func head(_ statement: String) -> String {
        statement.range(of: " VALUES (").map { String(statement[..<$0.lowerBound]) } ?? statement
    }

    private static func rows(_ query: String, _ head: String, _ db: any Connection) throws -> [String] {
        try db.rows(SQL(file: query)).map { row in
            "\(head) VALUES (\(try row.columns.map { try literal(row.value($0)) }.joined(separator: ", ")))"
        }
    }

    private static func literal(_ value: SQLValue) throws -> String {
        switch value {
        case .null: "NULL"
        case .integer(let number): "\(number)"
        case .text(let text): "'\(text.replacing("'", with: "''"))'"
        case .bytes: throw Unwritable()
        }
    }

    /// No table of the house holds bytes; whose does must first say how both engines write them.
    private struct Unwritable: Error {}
}

extension OldDatabase {
    /// Fills a house with real rows in every table: what the next program must bring along.
    static func fill(_ services: Services) async throws {
        let list = try UnitList(FactTables.table("acceptance/binh-duong-2017/districts.units.csv"))
        try await services.database.write { db in
            for unit in list.units {
                let name = Bilingual(vi: unit.name, en: EnglishName.of(unit.name))
                try UnitStore.insert(
                    Unit(id: services.newID(), code: unit.code, name: name, kind: .district, source: "binhduong.gov.vn"), db)
            }
        }
        let file = try #require(FrameworkLibrary.shipped("binh-duong-districts"))
        let figures = try FigureFile.read(
            FactTables.file("acceptance/binh-duong-2017/districts.csv"), for: ScoreSheet(file.framework), units: list, numbers: .en)
        let title = Bilingual(vi: "Chỉ số cải cách hành chính cấp huyện", en: "Reform index of districts")
        try await PublishRanking(services)(
            .init(
                code: "binh-duong-2017", series: "districts", title: title, period: .year(2017), nature: .published, source: "06/08/2018"),
            file, figures, by: .operating)
        let storm = CalendarDraft(kind: "holiday", date: "2026-07-15", name: "Nghỉ phòng chống bão", source: "Công điện 1")
        try await EnterCalendarChange(services)(storm, by: .operating)
        // A few of the facts are enough.
        try await LoadFacts(services)(by: .operating)
        let paper = try await services.files.store(Array("Quyết định".utf8), limit: 1 << 10)
        try await services.database.write { db in
            try db.run("DELETE FROM facts_statements WHERE position >= 12")
            try db.run("DELETE FROM facts_figures WHERE position >= 12")
            let letter = Mail(to: "binh@example.vn", subject: "Nhắc hạn", body: "Còn 2 ngày.")
            try services.outbox.add(letter, reference: "test/1", in: db)
            try FileRecordStore.insert(paper, mediaType: "text/plain", at: services.now(), db)
        }
        try await services.audit.seal(services.database)
    }
}
