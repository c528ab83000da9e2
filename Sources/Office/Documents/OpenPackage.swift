import Kernel

/// Documents that are zip files: OOXML and OpenDocument.
///
/// Only the list of parts is looked at and what each says of its size, so that a bomb costs nothing; whoever opens the
/// document later inflates it on a machine of their own.
enum OpenPackage {
    static let limits = XLSXLimits()
    /// All parts together, inflated.
    static let totalBytes = 1 << 30

    static func kind(of file: InputFile) throws(OfficeError) -> DocumentKind {
        let place = Place(file: file.name)
        let found: DocumentKind?
        do {
            found = try ZipArchive.reading(file, limits) { (archive) throws(OfficeError) in try kind(of: archive, file, place) }
        } catch .refused(.xlsxDamaged, _, _) {
            throw .refused(.documentBroken, at: place)
        }
        guard let found else { throw .refused(.documentUnknown, at: place) }
        return found
    }

    private static func kind(of archive: borrowing ZipArchive, _ file: InputFile, _ place: Place) throws(OfficeError) -> DocumentKind? {
        let size = try archive.statedSize()
        // A little file may well be monotonous; a large one that grows so much is a bomb.
        guard size <= min(totalBytes, max(4 << 20, file.bytes.count * limits.ratio)) else {
            throw .refused(.documentExpandsTooMuch, at: place)
        }
        let parts = archive.names
        if parts.contains(where: { $0.hasSuffix("vbaproject.bin") || $0.hasPrefix("basic/") }) {
            throw .refused(.documentMacros, at: place)
        }
        if archive.contains("[Content_Types].xml") {
            for (folder, kind) in [("word/", DocumentKind.docx), ("xl/", .xlsx), ("ppt/", .pptx)]
            where parts.contains(where: { $0.hasPrefix(folder) }) {
                return kind
            }
            return nil
        }
        guard archive.contains("mimetype") else { return nil }
        var type: [UInt8] = []
        try archive.read("mimetype") { (piece) throws(OfficeError) in type += piece.prefix(100) }
        let name = String(decoding: type.prefix(100), as: UTF8.self)
        return [DocumentKind.odt, .ods, .odp].first { $0.mediaType == name }
    }
}
