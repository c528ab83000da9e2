import Foundation
import Kernel

extension FileStore {
    /// What the name of a file ends in that was set aside.
    private static let aside = ".old"

    /// Sets aside what no row has named since before a moment, and removes what an earlier run had set aside.
    ///
    /// `known` says which of some files have a row. A file that was sent again in the meantime has a new date, by which it is known.
    func forget(before: Timestamp, known: @Sendable ([FileDigest]) async throws -> Set<FileDigest>) async throws {
        let left = try await Self.blocking { try names(in: FileDraft.folder).compactMap(Self.asideDigest) }
        let back = try await known(left)
        try await Self.blocking { try left.forEach { back.contains($0) ? try putBack($0) : try remove($0) } }
        for outer in try await Self.blocking({ try names(in: "").filter { $0.utf8.count == 2 }.sorted() }) {
            let old = try await Self.blocking { try aged(in: outer, before: before) }
            let named = try await known(old)
            try await Self.blocking { for digest in old where !named.contains(digest) { try setAside(digest, before: before) } }
        }
    }

    private static func asideDigest(_ name: String) -> FileDigest? {
        name.hasSuffix(aside) ? FileDigest(rawValue: String(name.dropLast(aside.count))) : nil
    }

    /// What lies in a folder of ours; nothing where the folder is gone.
    private func names(in place: String) throws -> [String] {
        let path = place.isEmpty ? folder : "\(folder)/\(place)"
        return FileManager.default.fileExists(atPath: path) ? try FileManager.default.contentsOfDirectory(atPath: path) : []
    }

    /// Files below one of the outer folders that were written before a moment.
    private func aged(in outer: String, before: Timestamp) throws -> [FileDigest] {
        try names(in: outer).flatMap { inner in try names(in: "\(outer)/\(inner)") }.compactMap { FileDigest(rawValue: $0) }.filter {
            Self.written("\(folder)/\($0.path)").map { $0 < before } ?? false
        }
    }

    /// When a file was written.
    private static func written(_ path: String) -> Timestamp? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Timestamp(milliseconds: Int64(status.st_mtim.tv_sec) * 1000)
    }

    private func asidePath(_ digest: FileDigest) -> String { "\(folder)/\(FileDraft.folder)/\(digest.rawValue)\(Self.aside)" }

    private func setAside(_ digest: FileDigest, before: Timestamp) throws {
        guard rename("\(folder)/\(digest.path)", asidePath(digest)) == 0 else { return }
        // Sent again between the look and the move: a file is replaced by whoever sends it, and what was moved is the new one.
        if let written = Self.written(asidePath(digest)), written >= before { try putBack(digest) }
    }

    /// Gives a file its place again, unless somebody has sent it anew.
    private func putBack(_ digest: FileDigest) throws {
        guard link(asidePath(digest), "\(folder)/\(digest.path)") == 0 || errno == EEXIST else {
            throw FileStoreError.unwritable("putting a file back")
        }
        try remove(digest)
    }

    private func remove(_ digest: FileDigest) throws {
        guard unlink(asidePath(digest)) == 0 || errno == ENOENT else { throw FileStoreError.unwritable("removing a file") }
    }
}
