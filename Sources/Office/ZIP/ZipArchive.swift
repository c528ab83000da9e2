import CZip
import Kernel

/// How much of a workbook the house takes; what is beyond is refused, never cut.
///
/// Checked while it inflates, since a file says of itself what it likes.
package struct XLSXLimits: Sendable, Hashable {
    package var fileBytes = 64 << 20
    /// One part of the archive, inflated.
    package var partBytes = 256 << 20
    /// Inflated to compressed size; counted beyond the first four megabytes, since little files may well be monotonous.
    package var ratio = 300
    package var parts = 10_000
    package var sheets = 512
    /// Of one sheet, and of the list of texts that the sheets share.
    package var cells = 5_000_000
    /// Excel's 32,767 characters, in UTF-8.
    package var textBytes = 131_068

    package init() {}
}

/// The parts of a workbook, which is a zip file, read from memory.
///
/// Names of parts are keys and nothing else: none ever becomes a path of the disk.
struct ZipArchive: ~Copyable {
    private let handle: OpaquePointer
    private let limits: XLSXLimits
    private let file: InputFile
    private let indexes: [String: UInt64]

    /// Opens the archive for the length of `body`, while libzip borrows the bytes.
    static func reading<Result>(
        _ file: InputFile, _ limits: XLSXLimits, _ body: (borrowing ZipArchive) throws(OfficeError) -> Result
    ) throws(OfficeError) -> Result {
        guard file.bytes.count <= limits.fileBytes else {
            throw .refused(.fileTooLarge, at: Place(file: file.name), with: ["limit": ByteCount.text(limits.fileBytes)])
        }
        return try file.bytes.withUnsafeBufferPointer { (bytes) throws(OfficeError) -> Result in
            try body(try ZipArchive(bytes, file, limits))
        }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ file: InputFile, _ limits: XLSXLimits) throws(OfficeError) {
        (handle, indexes) = try Self.open(bytes, file, limits)
        self.limits = limits
        self.file = file
    }

    private static func open(
        _ bytes: UnsafeBufferPointer<UInt8>, _ file: InputFile, _ limits: XLSXLimits
    ) throws(OfficeError) -> (OpaquePointer, [String: UInt64]) {
        let whole = Place(file: file.name)
        if let foreign = foreignFormat(file.bytes) { throw .refused(foreign, at: whole) }
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(bytes.count), 0, &error) else {
            throw damaged("", text(&error), whole)
        }
        guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            throw damaged("", text(&error), whole)
        }
        do throws(OfficeError) {
            return (handle, try parts(of: handle, whole, limits))
        } catch {
            zip_discard(handle)
            throw error
        }
    }

    private static func parts(of handle: OpaquePointer, _ whole: Place, _ limits: XLSXLimits) throws(OfficeError) -> [String: UInt64] {
        let count = zip_get_num_entries(handle, 0)
        guard count <= limits.parts else {
            throw .refused(.xlsxTooManyParts, at: whole, with: ["limit": String(limits.parts)])
        }
        var indexes: [String: UInt64] = [:]
        for index in 0..<UInt64(max(count, 0)) {
            guard let name = zip_get_name(handle, index, 0) else { throw damaged("", "a part has no name", whole) }
            // Two parts of one name are two workbooks in one: a program may show this one, another that one.
            if let taken = indexes.updateValue(index, forKey: key(String(cString: name))) {
                throw damaged(String(cString: name), "parts \(taken) and \(index) bear one name", whole)
            }
        }
        return indexes
    }

    deinit { zip_discard(handle) }

    /// The names of the parts as they are compared, in no order.
    var names: [String] { Array(indexes.keys) }

    func contains(_ part: String) -> Bool { indexes[Self.key(part)] != nil }

    /// How large all parts together say they are, inflated.
    func statedSize() throws(OfficeError) -> Int {
        var total = 0
        for (name, index) in indexes {
            var status = zip_stat_t()
            zip_stat_init(&status)
            guard zip_stat_index(handle, index, 0, &status) == 0 else {
                throw Self.damaged(name, "the part has no entry", Place(file: file.name))
            }
            total = total.addingReportingOverflow(Int(clamping: status.size)).partialValue
            if total < 0 { return .max }
        }
        return total
    }

    /// Hands out the content of a part, piece by piece, as it inflates.
    ///
    /// Throws when there is no such part.
    func read(_ part: String, _ piece: (UnsafeBufferPointer<UInt8>) throws(OfficeError) -> Void) throws(OfficeError) {
        let whole = Place(file: file.name)
        guard let index = indexes[Self.key(part)] else { throw Self.damaged(part, "the part is missing", whole) }
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(handle, index, 0, &status) == 0 else { throw Self.damaged(part, "the part has no entry", whole) }
        guard status.encryption_method == ZIP_EM_NONE else { throw .refused(.xlsxEncrypted, at: whole) }
        guard [ZIP_CM_STORE, ZIP_CM_DEFLATE].contains(Int32(status.comp_method)) else {
            throw Self.damaged(part, "compression \(status.comp_method) is not one of the format", whole)
        }
        guard let open = zip_fopen_index(handle, index, 0) else {
            throw Self.damaged(part, String(cString: zip_strerror(handle)), whole)
        }
        defer { zip_fclose(open) }
        let compressed = min(Int(clamping: status.comp_size), file.bytes.count)
        let most = min(limits.partBytes, max(4 << 20, compressed * limits.ratio))
        var total = 0
        let room = 1 << 16
        var buffer = [UInt8](repeating: 0, count: room)
        while true {
            let count = Int(buffer.withUnsafeMutableBytes { zip_fread(open, $0.baseAddress, zip_uint64_t(room)) })
            guard count >= 0 else { throw Self.damaged(part, String(cString: zip_file_strerror(open)), whole) }
            if count == 0 { return }
            total += count
            guard total <= most else { throw .refused(.xlsxExpandsTooMuch, at: whole, with: ["part": part]) }
            try buffer.withUnsafeBufferPointer { (bytes) throws(OfficeError) in try piece(UnsafeBufferPointer(rebasing: bytes[..<count])) }
        }
    }

    /// Parts are named alike whatever their capitals, and with or without a slash in front.
    private static func key(_ part: String) -> String { (part.hasPrefix("/") ? String(part.dropFirst()) : part).lowercased() }

    private static func damaged(_ part: String, _ reason: String, _ place: Place) -> OfficeError {
        .refused(.xlsxDamaged, at: place, with: ["part": part.isEmpty ? place.file : part, "reason": reason])
    }

    private static func text(_ error: inout zip_error_t) -> String { String(cString: zip_error_strerror(&error)) }

    /// What a file is that bears the name of a workbook and is none.
    static func foreignFormat(_ bytes: [UInt8]) -> ReadingFault? {
        if bytes.starts(with: [0x50, 0x4B]) { return nil }
        guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else { return .xlsxNotAWorkbook }
        // A workbook with a password hides in a compound file, in a stream of this name, written in UTF-16.
        var stream: [UInt8] = []
        for byte in "EncryptedPackage".utf8 { stream += [byte, 0] }
        let last = bytes.count - stream.count
        let isEncrypted = last > 0 && (0...last).contains { bytes[$0] == stream[0] && bytes[$0..<$0 + stream.count].elementsEqual(stream) }
        return isEncrypted ? .xlsxEncrypted : .xlsxOldFormat
    }
}
