import CZip
import Foundation
import Kernel

/// Several files as one: what a person downloads, opens by a double click and keeps.
package enum ZipFile {
    /// One file in it; names are plain paths in small letters, `communes/results.csv`.
    package struct Member: Sendable, Hashable {
        package var name: String
        package var bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// The members, sorted by name; bounded like a workbook, since both come from outside.
    package static func read(_ file: InputFile) throws(OfficeError) -> [Member] {
        try ZipArchive.reading(file, XLSXLimits()) { (archive) throws(OfficeError) -> [Member] in
            var members: [Member] = []
            for name in archive.names.sorted() where !name.hasSuffix("/") {
                var bytes: [UInt8] = []
                try archive.read(name) { piece throws(OfficeError) in bytes += piece }
                members.append(Member(name: name, bytes: bytes))
            }
            return members
        }
    }

    /// The archive; equal members give equal bytes, whenever it is made.
    package static func write(_ members: [Member]) throws(OfficeError) -> [UInt8] {
        do {
            return try Writer().bytes(members)
        } catch {
            throw .refused(.fileUnreadable, at: Place(file: "zip"), with: ["reason": error.reason])
        }
    }

    private struct Failure: Error { var reason: String }

    /// Lends libzip the members' bytes for as long as it works on them.
    private struct Writer {
        func bytes(_ members: [Member]) throws(Failure) -> [UInt8] {
            var error = zip_error_t()
            zip_error_init(&error)
            defer { zip_error_fini(&error) }
            guard let target = zip_source_buffer_create(nil, 0, 0, &error) else { throw Failure(reason: "out of memory") }
            zip_source_keep(target)
            defer { zip_source_free(target) }
            guard let archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error) else {
                zip_source_free(target)
                throw Failure(reason: String(cString: zip_error_strerror(&error)))
            }
            let lent = members.map { member in
                let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, member.bytes.count), alignment: 1)
                copy.copyBytes(from: member.bytes)
                return copy
            }
            defer { for copy in lent { copy.deallocate() } }
            for (member, copy) in zip(members, lent) {
                guard let source = zip_source_buffer(archive, copy.baseAddress, zip_uint64_t(member.bytes.count), 0) else {
                    try fail(archive)
                }
                let index = zip_file_add(archive, member.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
                guard index >= 0 else {
                    zip_source_free(source)
                    try fail(archive)
                }
                // 1 January 1980, the first day that the format knows.
                guard zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0) == 0 else { try fail(archive) }
            }
            guard zip_close(archive) == 0 else { try fail(archive) }
            return try content(of: target)
        }

        private func fail(_ archive: OpaquePointer) throws(Failure) -> Never {
            let reason = String(cString: zip_strerror(archive))
            zip_discard(archive)
            throw Failure(reason: reason)
        }

        private func content(of source: OpaquePointer) throws(Failure) -> [UInt8] {
            var status = zip_stat_t()
            guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else { throw Failure(reason: "the archive is gone") }
            defer { zip_source_close(source) }
            var bytes = [UInt8](repeating: 0, count: Int(status.size))
            let count = bytes.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, status.size) }
            guard count == Int64(bytes.count) else { throw Failure(reason: "the archive is cut short") }
            return bytes
        }
    }
}
