import Kernel
import Office
import Platform
import Storage

/// A file that came for a draft: kept already, looked into, and not yet named by any row.
package struct DraftUpload: Sendable {
    private let stored: StoredFile
    private let name: String
    private let type: String

    /// Throws where the file is too large, or none of the papers that are taken (``DocumentKind``).
    package init(_ file: Form.File, _ services: Services, most: Int = DraftFile.sizeLimit) async throws {
        guard file.stored.size <= most else {
            throw Faults([
                Fault("online.file_large", at: Place(file: file.name, field: "file"), ["name": file.name, "most": "\(most >> 20)"])
            ])
        }
        let bytes = try await services.files.read(file.stored.digest)
        type = try DocumentKind(of: InputFile(name: file.name, bytes: bytes)).mediaType
        stored = file.stored
        name = file.name
    }

    var digest: FileDigest { stored.digest }

    func insert(_ paper: Int, into draft: ID<Draft>, at now: Timestamp, _ db: any Connection) throws {
        try FileRecordStore.insert(stored, mediaType: type, at: now, db)
        try DraftStore.insert(DraftFile(paper: paper, digest: stored.digest, name: name, bytes: stored.size), of: draft, db)
    }
}
