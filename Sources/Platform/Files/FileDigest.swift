import Crypto
import Storage

/// Names a file by what it holds: SHA-256 as 64 small hexadecimal digits.
///
/// The only thing a ``FileStore`` makes a path of, so that no name from outside ever becomes one.
package struct FileDigest: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    package let rawValue: String

    /// Nil for anything but 64 small hexadecimal digits.
    package init?(rawValue: String) {
        let isDigest =
            rawValue.utf8.count == 64
            && rawValue.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
        guard isDigest else { return nil }
        self.rawValue = rawValue
    }

    init(_ digest: SHA256.Digest) { rawValue = digest.hexadecimal }

    /// The digest of bytes at hand.
    package init(of bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }

    package var description: String { rawValue }

    package static func < (one: FileDigest, other: FileDigest) -> Bool { one.rawValue < other.rawValue }

    /// The two folders, one inside the other, in which the file lies: 65,536 of them.
    var folders: [String] { [String(rawValue.prefix(2)), String(rawValue.dropFirst(2).prefix(2))] }

    /// Where it lies, below the store's folder.
    var path: String { (folders + [rawValue]).joined(separator: "/") }
}

extension FileDigest: SQLConvertible {}

/// A kept file as the row of a room names it.
package struct NamedFile: Sendable, Hashable {
    package let digest: FileDigest
    /// As its sender called it.
    package let name: String

    package init(digest: FileDigest, name: String) {
        self.digest = digest
        self.name = name
    }
}

/// A file that is on disk to stay: what a row may name.
package struct StoredFile: Sendable, Hashable {
    package let digest: FileDigest
    /// Bytes.
    package let size: Int

    /// For rows that name a file again; only ``FileStore`` makes one that is new.
    package init(digest: FileDigest, size: Int) {
        self.digest = digest
        self.size = size
    }
}
