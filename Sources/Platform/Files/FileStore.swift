import Dispatch
import Foundation

/// Keeps files by what they hold: the same bytes are kept once, and a file can be checked against its own name (HOUSE 4.11).
///
/// A file lies in `ab/cd/` under its whole digest `abcd…`. It is written and synced before anything names it, so a row never
/// names a file that a loss of power took; a file without a row does no harm. Several programs may share a folder.
///
/// ```swift
/// let file = try await services.files.store(request.body.map(\.readableBytesView), limit: 25 << 20)
/// try await services.database.write { db in try FileRecordStore.insert(file, mediaType: "application/pdf", at: now, db) … }
/// ```
package struct FileStore: Sendable {
    /// The folder's path, as set by the operator.
    package let folder: String

    /// Where disk work happens, so that no thread that others wait for stands still.
    private static let disk = DispatchQueue(label: "cchc.files", attributes: .concurrent)

    /// Makes the folder where it is not there, and the one above it not: a wrong path is told, not filled.
    package init(folder: String) throws(FileStoreError) {
        if mkdir(folder, 0o750) != 0, errno != EEXIST { throw .unwritable("making the folder of files") }
        self.folder = folder
        guard try Folder(path: folder).child(FileDraft.folder, making: true) != nil else {
            throw .unwritable("making the folder of drafts")
        }
    }

    /// A file to be written piece by piece; blocks for the disk's time.
    ///
    /// `limit` in bytes.
    package func draft(limit: Int) throws(FileStoreError) -> FileDraft { try FileDraft(root: folder, limit: limit) }

    /// Keeps what arrives in pieces; when this throws, for whatever reason, nothing is left.
    package func store<Pieces: AsyncSequence>(_ pieces: Pieces, limit: Int) async throws -> StoredFile
    where Pieces.Element: Sequence<UInt8> {
        let draft = try draft(limit: limit)
        for try await piece in pieces { try draft.write(piece) }
        // A task that was cancelled may have ended the pieces early.
        try Task.checkCancellation()
        return try await Self.blocking { try draft.finish() }
    }

    /// Keeps bytes at hand.
    package func store(_ bytes: [UInt8], limit: Int) async throws -> StoredFile {
        try await Self.blocking {
            let draft = try draft(limit: limit)
            try draft.write(bytes)
            return try draft.finish()
        }
    }

    /// The whole file, after its bytes were checked against its name.
    package func read(_ digest: FileDigest) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in pieces(of: digest) { bytes += piece }
        return bytes
    }

    /// The file in pieces, for sending without holding it whole.
    ///
    /// The last piece is given only after all bytes were checked; before that the sequence throws, so that whoever receives
    /// a damaged file sees it break off. `expecting` is the size that the file's row states.
    package func pieces(of digest: FileDigest, expecting size: Int? = nil) -> FilePieces {
        FilePieces(store: self, digest: digest, size: size)
    }

    /// How a kept file is, by reading all of it.
    package func condition(of file: StoredFile) async throws -> Condition {
        do {
            for try await _ in pieces(of: file.digest, expecting: file.size) {}
            return .whole
        } catch FileStoreError.missing {
            return .missing
        } catch FileStoreError.damaged {
            return .damaged
        }
    }

    package enum Condition: Sendable, Hashable {
        case whole, missing, damaged
    }

    /// Removes what programs that died left half-written, and returns how many files that were; to be called at the start.
    @discardableResult
    package func sweep() throws(FileStoreError) -> Int { try FileDraft.sweep(folder) }

    static func blocking<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            disk.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
