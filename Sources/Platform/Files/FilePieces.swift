import Crypto
import Foundation
import Synchronization

/// The bytes of a kept file in order, in pieces of up to 256 kB, checked before the end.
package struct FilePieces: AsyncSequence, Sendable {
    package typealias Element = [UInt8]

    let store: FileStore
    let digest: FileDigest
    let size: Int?

    package func makeAsyncIterator() -> Iterator { Iterator(pieces: self) }

    package struct Iterator: AsyncIteratorProtocol {
        private let pieces: FilePieces
        private var reader: Reader?
        private var hasEnded = false

        init(pieces: FilePieces) { self.pieces = pieces }

        /// Throws ``FileStoreError``, ``FileStoreError/damaged(_:)`` at the latest in place of the last piece.
        package mutating func next() async throws -> [UInt8]? {
            if hasEnded { return nil }
            let reader: Reader
            if let open = self.reader {
                reader = open
            } else {
                let pieces = pieces
                reader = try await FileStore.blocking { try Reader(pieces) }
                self.reader = reader
            }
            let piece = try await FileStore.blocking { try reader.next() }
            if piece == nil { hasEnded = true }
            return piece
        }
    }

    /// Reads one piece ahead, so that it knows the last one before giving it.
    private final class Reader: Sendable {
        private struct State {
            var hasher = SHA256()
            var size = 0
            var ahead: [UInt8]?
        }

        private static let step = 256 << 10
        private let descriptor: Int32
        private let digest: FileDigest
        private let expected: Int?
        private let state = Mutex(State())

        init(_ pieces: FilePieces) throws(FileStoreError) {
            let folders = pieces.digest.folders
            guard let outer = try Folder(path: pieces.store.folder).child(folders[0], making: false),
                let inner = try outer.child(folders[1], making: false),
                let descriptor = try inner.file(pieces.digest.rawValue, O_RDONLY)
            else { throw .missing(pieces.digest) }
            self.descriptor = descriptor
            digest = pieces.digest
            expected = pieces.size
            let first = try read()
            state.withLock { $0.ahead = first }
            if first == nil { try check() }
        }

        deinit { close(descriptor) }

        func next() throws(FileStoreError) -> [UInt8]? {
            guard let piece = state.withLock({ $0.ahead.take() }) else { return nil }
            let following = try read()
            if following == nil { try check() }
            state.withLock { $0.ahead = following }
            return piece
        }

        private func check() throws(FileStoreError) {
            let (found, size) = state.withLock { (FileDigest($0.hasher.finalize()), $0.size) }
            guard found == digest, expected == nil || expected == size else { throw .damaged(digest) }
        }

        /// The next bytes, counted into the digest; nil at the end.
        private func read() throws(FileStoreError) -> [UInt8]? {
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: Self.step) { buffer, filled in
                count = retrying { Foundation.read(descriptor, buffer.baseAddress, Self.step) }
                filled = Swift.max(0, count)
            }
            guard count >= 0 else { throw .unreadable("reading a file") }
            if count == 0 { return nil }
            state.withLock { state in
                state.hasher.update(data: bytes)
                state.size += count
            }
            return bytes
        }
    }
}
