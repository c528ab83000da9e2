import Kernel
import Platform
import Storage

/// A file that came for a draft, no larger than one may be there, and not yet named by any row.
package struct DraftUpload: Sendable {
    private let upload: Upload

    /// Throws where the file is too large, or none of the papers that are taken (``DocumentKind``).
    package init(_ file: Form.File, _ services: Services) async throws {
        let most = DraftFile.sizeLimit
        guard file.stored.size <= most else {
            throw Faults([
                Fault("online.file_large", at: Place(file: file.name, field: "file"), ["name": file.name, "most": "\(most >> 20)"])
            ])
        }
        upload = try await Upload(file, services)
    }

    var digest: FileDigest { upload.file.digest }

    func insert(_ paper: Int, into draft: ID<Draft>, at now: Timestamp, _ db: any Connection) throws {
        let file = try upload.insert(at: now, db)
        try DraftStore.insert(DraftFile(paper: paper, digest: file.digest, name: file.name, bytes: upload.size), of: draft, db)
    }
}
