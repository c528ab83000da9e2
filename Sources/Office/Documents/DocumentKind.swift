import Kernel

/// What a file of evidence may be, told by its content and never by its name.
///
/// What people can look at and what can do nothing by itself: papers, pictures, tables. A program that is called `.pdf` is
/// refused as a program, a document with macros as one with macros, and half a document as half.
package enum DocumentKind: String, Sendable, Hashable, CaseIterable {
    case pdf, png, jpeg, tiff, webp
    case docx, xlsx, pptx
    case odt, ods, odp
    case doc, xls, ppt

    /// What browsers are told.
    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .tiff: "image/tiff"
        case .webp: "image/webp"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .odp: "application/vnd.oasis.opendocument.presentation"
        case .doc: "application/msword"
        case .xls: "application/vnd.ms-excel"
        case .ppt: "application/vnd.ms-powerpoint"
        }
    }

    /// Whether every browser shows it by itself.
    package var isViewable: Bool { [.pdf, .png, .jpeg, .webp].contains(self) }

    /// Reads what a file is; throws when it is none of the kinds, broken off, locked, or able to act.
    package init(of file: InputFile) throws(OfficeError) {
        let place = Place(file: file.name)
        let bytes = file.bytes
        switch true {
        case bytes.isEmpty: throw .refused(.documentEmpty, at: place)
        case bytes.starts(with: [0x4D, 0x5A]), bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]), bytes.starts(with: [0x23, 0x21]):
            throw .refused(.documentProgram, at: place)
        case bytes.starts(with: [0x50, 0x4B]): self = try OpenPackage.kind(of: file)
        case bytes.starts(with: CompoundFile.mark): self = try CompoundFile.kind(of: bytes, place)
        default:
            guard let kind = Self.plain(bytes) else { throw .refused(.documentUnknown, at: place) }
            guard kind.isWhole(bytes) else { throw .refused(.documentBroken, at: place) }
            self = kind
        }
    }

    /// Kinds that are one stream of bytes with a mark in front.
    private static func plain(_ bytes: [UInt8]) -> DocumentKind? {
        if bytes.prefix(1024).holds("%PDF-") { return .pdf }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x49, 0x49, 0x2A, 0x00]) || bytes.starts(with: [0x4D, 0x4D, 0x00, 0x2A]) { return .tiff }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) { return .webp }
        return nil
    }

    /// Whether the end is there: what breaks off in sending lacks it.
    private func isWhole(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .pdf: bytes.suffix(2048).holds("startxref") && bytes.suffix(1024).holds("%%EOF")
        case .png: bytes.suffix(64).holds("IEND")
        case .jpeg: bytes.suffix(1 << 16).holds([0xFF, 0xD9])
        case .tiff: Self.firstPage(of: bytes).map { $0 >= 8 && $0 < bytes.count } ?? false
        case .webp: bytes.count >= 12 && Self.number(bytes[4..<8]) + 8 <= bytes.count
        default: true
        }
    }

    /// Where the first page of a TIFF is described; its marks tell which end of a number comes first.
    private static func firstPage(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 8 else { return nil }
        return bytes[0] == 0x49 ? number(bytes[4..<8]) : number(bytes[4..<8].reversed())
    }

    private static func number(_ bytes: some Collection<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }
}

extension Collection<UInt8> {
    func holds(_ text: StaticString) -> Bool { text.withUTF8Buffer { holds(Array($0)) } }

    func holds(_ bytes: [UInt8]) -> Bool {
        var rest = self[...]
        while rest.count >= bytes.count, let start = rest.firstIndex(of: bytes[0]) {
            rest = rest[start...]
            if rest.starts(with: bytes) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
