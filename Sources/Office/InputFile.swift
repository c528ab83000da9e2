import Foundation
import Kernel

/// A file somebody sent, whole in memory, with the name by which they know it.
///
/// All readers take one, so that every fault names the file as its sender does and never a path of the house.
package struct InputFile: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Reads a file of the disk, but not one byte more than `limit`: a file may grow while it is read.
    package init(path: String, limit: Int = 256 << 20) throws(OfficeError) {
        name = String(path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
        bytes = try Self.read(path, limit: limit, at: Place(file: name))
    }

    /// Small enough that the zeros which are read over are still in the processor's cache.
    private static let step = 1 << 18

    private static func read(_ path: String, limit: Int, at place: Place) throws(OfficeError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno, at: place) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(errno, at: place) }
        guard Int(status.st_size) <= limit else { throw tooLarge(limit, at: place) }
        // A pipe says 0 bytes; a file may still change its size, so the end is where read finds none.
        var bytes: [UInt8] = []
        // Room for the whole and one step more, or the array would grow to twice the file when the end is looked for.
        bytes.reserveCapacity(Int(status.st_size) + Self.step)
        while true {
            let room = bytes.count
            bytes.append(contentsOf: repeatElement(0, count: Self.step))
            let count = bytes.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress?.advanced(by: room), Self.step) }
            guard count >= 0 else { throw failure(errno, at: place) }
            bytes.removeLast(Self.step - count)
            if count == 0 { return bytes }
            guard bytes.count <= limit else { throw tooLarge(limit, at: place) }
        }
    }

    private static func failure(_ number: Int32, at place: Place) -> OfficeError {
        if number == ENOENT { return .refused(.fileMissing, at: place) }
        return .refused(.fileUnreadable, at: place, with: ["reason": String(cString: strerror(number))])
    }

    private static func tooLarge(_ limit: Int, at place: Place) -> OfficeError {
        .refused(.fileTooLarge, at: place, with: ["limit": ByteCount.text(limit)])
    }
}
