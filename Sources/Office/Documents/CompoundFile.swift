import Kernel

/// Documents of Office 97–2003: a small file system in one file, whose directory names its streams in UTF-16.
///
/// Installers are the same kind of file, so the names decide.
enum CompoundFile {
    static let mark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    static func kind(of bytes: [UInt8], _ place: Place) throws(OfficeError) -> DocumentKind {
        // The header names sectors of 512 or 4096 bytes; half a file ends inside one.
        guard bytes.count >= 1536, bytes.count % 512 == 0 else { throw .refused(.documentBroken, at: place) }
        if holds("EncryptedPackage", bytes) { throw .refused(.documentEncrypted, at: place) }
        if holds("_VBA_PROJECT", bytes) { throw .refused(.documentMacros, at: place) }
        if holds("WordDocument", bytes) { return .doc }
        if holds("Workbook", bytes) || holds("Book", bytes) { return .xls }
        if holds("PowerPoint Document", bytes) { return .ppt }
        throw .refused(.documentUnknown, at: place)
    }

    /// Whether the directory names such a stream; its entries are 128 bytes long and begin with the name.
    private static func holds(_ stream: String, _ bytes: [UInt8]) -> Bool {
        let name = (stream + "\0").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return stride(from: 512, through: bytes.count - 128, by: 128).contains { bytes[$0..<$0 + name.count].elementsEqual(name) }
    }
}
