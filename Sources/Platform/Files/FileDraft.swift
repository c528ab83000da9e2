import Crypto
import Foundation
import Synchronization

/// A file that is being received: written beside the others under a name of chance until it is whole.
///
/// ``finish()`` gives it its place; a draft that is let go, or that was too large, leaves nothing. It is locked while it
/// lives, so that the sweeper can tell it from one whose program died.
package final class FileDraft: Sendable {
    private struct State {
        var descriptor: Int32?
        var hasher = SHA256()
        var size = 0
    }

    private let root: String
    private let limit: Int
    private let name: String
    private let state: Mutex<State>

    /// The folder for drafts, on the same file system as their places.
    static let folder = "incoming"

    init(root: String, limit: Int) throws(FileStoreError) {
        let (name, descriptor) = try Self.create(root)
        self.root = root
        self.limit = limit
        self.name = name
        state = Mutex(State(descriptor: descriptor))
    }

    deinit { discard() }

    /// Adds bytes; throws ``FileStoreError/tooLarge(limit:)`` as soon as they are more than the limit, and keeps none.
    package func write(_ bytes: some Sequence<UInt8>) throws(FileStoreError) {
        do {
            let written: Void? = try bytes.withContiguousStorageIfAvailable { try append(UnsafeRawBufferPointer($0)) }
            if written == nil { try Array(bytes).withUnsafeBytes { try append($0) } }
        } catch {
            discard()
            throw error as? FileStoreError ?? .unwritable(reason: "writing a file: \(error)")
        }
    }

    /// Puts the file into its place and returns when it would outlast a loss of power.
    ///
    /// A file that is there already is
    /// replaced by the same bytes, which mends a damaged one.
    package func finish() throws(FileStoreError) -> StoredFile {
        let stored: StoredFile
        do {
            stored = try settle()
        } catch {
            discard()
            throw error
        }
        closeDescriptor()
        return stored
    }

    private func settle() throws(FileStoreError) -> StoredFile {
        let (descriptor, digest, size) = state.withLock { ($0.descriptor, $0.hasher.finalize(), $0.size) }
        guard let descriptor else { throw .unwritable(reason: "the draft was finished or discarded before") }
        guard fchmod(descriptor, 0o440) == 0, retrying({ fsync(descriptor) }) == 0 else { throw .unwritable("syncing a file") }
        let file = StoredFile(digest: FileDigest(digest), size: size)
        let folders = file.digest.folders
        let top = try Folder(path: root)
        guard let incoming = try top.child(Self.folder, making: false), let outer = try top.child(folders[0], making: true),
            let inner = try outer.child(folders[1], making: true)
        else { throw .unwritable(reason: "the folder of drafts is gone") }
        guard renameat(incoming.descriptor, name, inner.descriptor, file.digest.rawValue) == 0 else { throw .unwritable("naming a file") }
        // Another program may have made a folder and not yet synced it, so all are synced each time.
        try inner.sync()
        try outer.sync()
        try top.sync()
        return file
    }

    /// Lets a scanner read what was written; throws, and keeps nothing, where it finds something.
    package func scan(by scanner: VirusScanner) throws {
        guard let descriptor = state.withLock({ $0.descriptor }) else { return }
        var place: off_t = 0
        do {
            try scanner.check { most in
                var block = [UInt8](repeating: 0, count: most)
                let count = block.withUnsafeMutableBytes { bytes in retrying { pread(descriptor, bytes.baseAddress, bytes.count, place) } }
                guard count >= 0 else { throw FileStoreError.unwritable("reading a draft") }
                place += off_t(count)
                return Array(block.prefix(count))
            }
        } catch {
            discard()
            throw error
        }
    }

    /// Forgets what was written and removes it.
    package func discard() {
        guard let descriptor = state.withLock({ $0.descriptor.take() }) else { return }
        // The name is removed before the lock is let go; a name that is gone already is no harm.
        if let top = try? Folder(path: root), let incoming = try? top.child(Self.folder, making: false) { incoming.remove(name) }
        close(descriptor)
    }

    private func closeDescriptor() {
        if let descriptor = state.withLock({ $0.descriptor.take() }) { close(descriptor) }
    }

    private func append(_ bytes: UnsafeRawBufferPointer) throws {
        try state.withLock { state in
            guard let descriptor = state.descriptor else {
                throw FileStoreError.unwritable(reason: "the draft was finished or discarded before")
            }
            guard bytes.count <= limit - state.size else { throw FileStoreError.tooLarge(limit: limit) }
            state.hasher.update(bufferPointer: bytes)
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = retrying { Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count) }
                guard count > 0 else { throw FileStoreError.unwritable("writing a file") }
                rest = rest.dropFirst(count)
            }
            state.size += bytes.count
        }
    }

    /// Makes an empty, locked draft.
    ///
    /// The sweeper may find it between its making and its locking; then another is made.
    private static func create(_ root: String) throws(FileStoreError) -> (name: String, descriptor: Int32) {
        guard let incoming = try Folder(path: root).child(folder, making: true) else { throw .unwritable("opening a folder") }
        while true {
            let name = String(UInt128.random(in: .min ... .max), radix: 36) + ".part"
            guard let descriptor = try incoming.file(name, O_RDWR | O_CREAT | O_EXCL) else { throw .unwritable("making a file") }
            var status = stat()
            if retrying({ flock(descriptor, LOCK_EX) }) == 0, fstat(descriptor, &status) == 0, status.st_nlink > 0 {
                return (name, descriptor)
            }
            incoming.remove(name)
            close(descriptor)
        }
    }

    /// Removes drafts that nobody holds and returns how many.
    static func sweep(_ root: String) throws(FileStoreError) -> Int {
        guard let incoming = try Folder(path: root).child(folder, making: false) else { return 0 }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)
        } catch {
            throw .unreadable(reason: "listing the folder of drafts: \(error)")
        }
        var count = 0
        for name in names where name.hasSuffix(".part") {
            guard let descriptor = try? incoming.file(name, O_RDWR) else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                incoming.remove(name)
                count += 1
            }
            close(descriptor)
        }
        return count
    }
}
