import Kernel
import Office
import Storage

/// A file that came with a form: kept and scanned already (``FormBody``), looked into, and not yet named by any row.
///
/// ```swift
/// let upload = try await Upload(file, services)
/// try await services.database.write { db in let file = try upload.insert(at: now, db) … }
/// ```
package struct Upload: Sendable {
    /// As rows name it.
    package let file: NamedFile
    /// Bytes.
    package let size: Int
    private let kind: DocumentKind

    /// Throws where the file is none of the papers that are taken (``DocumentKind``).
    package init(_ file: Form.File, _ services: Services) async throws {
        let kind = try DocumentKind(of: InputFile(name: file.name, bytes: try await services.files.read(file.stored.digest)))
        self.init(file.stored, kind, name: file.name)
    }

    /// What was looked into elsewhere.
    package init(_ stored: StoredFile, _ kind: DocumentKind, name: String) {
        file = NamedFile(digest: stored.digest, name: name)
        size = stored.size
        self.kind = kind
    }

    /// Gives the file its row, which those of rooms refer to.
    @discardableResult
    package func insert(at now: Timestamp, _ db: any Connection) throws -> NamedFile {
        try FileRecordStore.insert(StoredFile(digest: file.digest, size: size), mediaType: kind.mediaType, at: now, db)
        return file
    }
}
