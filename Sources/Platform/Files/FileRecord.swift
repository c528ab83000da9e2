import Kernel
import Storage

/// The row that names a kept file: what other tables refer to.
package struct FileRecord: Sendable, Hashable {
    package let file: StoredFile
    /// As whoever stored it first gave it: a claim, not a fact.
    package let mediaType: String
    package let created: Timestamp
}

/// All SQL about `platform_files`.
package enum FileRecordStore {
    /// Names a file that ``FileStore`` has kept already; a file that has its row is left as it is.
    package static func insert(_ file: StoredFile, mediaType: String, at moment: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO platform_files (digest, size, media_type, created_ms)
            VALUES (\(file.digest), \(file.size), \(mediaType), \(moment))
            ON CONFLICT (digest) DO NOTHING
            """)
    }

    package static func find(_ digest: FileDigest, _ db: any Connection) throws -> FileRecord? {
        try db.row("SELECT digest, size, media_type, created_ms FROM platform_files WHERE digest = \(digest)").map(FileRecord.init(row:))
    }

    /// Which of some files have a row.
    static func known(_ digests: [FileDigest], _ db: any Connection) throws -> Set<FileDigest> {
        Set(try db.rows("SELECT digest FROM platform_files WHERE digest IN \(list: digests)").map { try $0.word("digest") })
    }

    /// Only for rows that nothing refers to.
    static func delete(_ digests: [FileDigest], _ db: any Connection) throws {
        try db.run("DELETE FROM platform_files WHERE digest IN \(list: digests)")
    }

    /// The rows after a digest, by their digests.
    static func page(after digest: FileDigest?, limit: Int, _ db: any Connection) throws -> [FileRecord] {
        try db.rows(
            """
            SELECT digest, size, media_type, created_ms FROM platform_files
            WHERE digest > \(digest?.rawValue ?? "") ORDER BY digest LIMIT \(limit)
            """
        ).map(FileRecord.init(row:))
    }
}

extension FileRecord {
    fileprivate init(row: Row) throws {
        try self.init(
            file: StoredFile(digest: row.word("digest"), size: row.integer("size")), mediaType: row.string("media_type"),
            created: row.timestamp("created_ms"))
    }
}
