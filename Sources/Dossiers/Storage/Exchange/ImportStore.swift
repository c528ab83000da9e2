import Foundation
import Kernel
import Platform
import Storage

/// All SQL of `dossiers_imports`.
enum ImportStore {
    static func insert(_ job: ImportJob, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO dossiers_imports (id, file_name, file_digest, scheme, mapping, keeps_good, status, ordered_ms, ordered_by, ended_ms,
                added, changed, unchanged, faulty, reason, faults_digest)
            VALUES (\(job.id), \(job.file), \(job.digest), \(job.order.scheme), \(job.order.mapping), \(job.order.keepsGood),
                \(job.status.rawValue), \(job.at), \(job.by), \(job.ended), \(job.added), \(job.changed), \(job.unchanged), \(job.faulty),
                \(try text(job.reason)), \(job.faults))
            """)
    }

    /// Keeps other programs from a list that waits until this transaction ends; refuses one that they have taken.
    static func hold(_ id: String, _ db: any Connection) throws {
        if try db.run("UPDATE dossiers_imports SET status = status WHERE id = \(id) AND status = 'waiting'") == 1 { return }
        if try find(id, db) != nil { throw DossiersError.changedMeanwhile(id) }
    }

    /// Says what became of a list, once; one that was not ordered before gets its row.
    static func end(_ job: ImportJob, _ db: any Connection) throws {
        guard let known = try find(job.id, db) else { return try insert(job, db) }
        guard known.status == .waiting else { throw DossiersError.changedMeanwhile(job.id) }
        try db.run(
            """
            UPDATE dossiers_imports SET status = \(job.status.rawValue), ended_ms = \(job.ended), added = \(job.added),
                changed = \(job.changed), unchanged = \(job.unchanged), faulty = \(job.faulty), reason = \(try text(job.reason)),
                faults_digest = \(job.faults)
            WHERE id = \(job.id)
            """)
    }

    static func find(_ id: String, _ db: any Connection) throws -> ImportJob? {
        try db.row("\(columns) WHERE id = \(id)").map(job)
    }

    /// The list that has waited longest.
    static func nextWaiting(_ db: any Connection) throws -> ImportJob? {
        try db.row("\(columns) WHERE status = 'waiting' ORDER BY id LIMIT 1").map(job)
    }

    static func latest(_ db: any Connection) throws -> [ImportJob] {
        try db.rows("\(columns) ORDER BY id DESC LIMIT 50").map(job)
    }

    private static let columns: SQL = """
        SELECT id, file_name, file_digest, scheme, mapping, keeps_good, status, ordered_ms, ordered_by, ended_ms, added, changed, unchanged,
            faulty, reason, faults_digest
        FROM dossiers_imports
        """

    private static func job(_ row: Row) throws -> ImportJob {
        var job = try ImportJob(
            id: row.string("id"), file: row.string("file_name"), digest: row.word("file_digest"),
            order: ImportDossiers.Order(
                scheme: row.string("scheme"), mapping: row.string("mapping"), keepsGood: row.bool("keeps_good")),
            by: row.string("ordered_by"), at: row.timestamp("ordered_ms"))
        job.status = try row.word("status")
        job.ended = try row.optionalTimestamp("ended_ms")
        (job.added, job.changed) = (try row.integer("added"), try row.integer("changed"))
        (job.unchanged, job.faulty) = (try row.integer("unchanged"), try row.integer("faulty"))
        job.reason = try? JSONDecoder().decode(ImportJob.Reason.self, from: Data(row.string("reason").utf8))
        job.faults = try row.optionalWord("faults_digest")
        return job
    }

    private static func text(_ reason: ImportJob.Reason?) throws -> String {
        try reason.map { String(decoding: try JSONEncoder.stable.encode($0), as: UTF8.self) } ?? ""
    }
}

/// All SQL of `dossiers_mappings`.
enum MappingStore {
    /// The mapping of a name; of no name our own columns.
    static func mapping(_ name: String, _ db: any Connection) throws -> ImportMapping {
        if name.isEmpty { return .own }
        guard let row = try db.row("SELECT content FROM dossiers_mappings WHERE name = \(name)") else {
            throw ExchangeError.noSuchMapping(name)
        }
        return try mapping(row)
    }

    static func all(_ db: any Connection) throws -> [ImportMapping] {
        try db.rows("SELECT content FROM dossiers_mappings ORDER BY name").map(mapping)
    }

    static func put(_ mapping: ImportMapping, by login: String, at now: Timestamp, _ db: any Connection) throws {
        let content = String(decoding: try JSONEncoder.stable.encode(mapping), as: UTF8.self)
        try db.run(
            """
            INSERT INTO dossiers_mappings (name, content, changed_ms, changed_by) VALUES (\(mapping.name), \(content), \(now), \(login))
            ON CONFLICT (name) DO UPDATE SET content = excluded.content, changed_ms = excluded.changed_ms, changed_by = excluded.changed_by
            """)
    }

    private static func mapping(_ row: Row) throws -> ImportMapping {
        try JSONDecoder().decode(ImportMapping.self, from: Data(row.string("content").utf8))
    }
}

extension JSONEncoder {
    /// Writes the same value always the same.
    fileprivate static var stable: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
