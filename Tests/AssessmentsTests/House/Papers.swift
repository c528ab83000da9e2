/// Files that people send as evidence, and some that they should not.
enum Papers {
    static let pdf = bytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n")
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [0, 0, 0, 0] + bytes("IEND") + [0xAE, 0x42, 0x60, 0x82]
    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + Array(repeating: 7, count: 100) + [0xFF, 0xD9]
    static let program: [UInt8] = [0x4D, 0x5A, 0x90, 0x00] + Array(repeating: 0, count: 200)

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// A document whose parts are stored as they are; `claiming` says a size that is not the true one.
    static func zip(_ parts: [(name: String, content: [UInt8])], claiming size: Int? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let name = Array(part.name.utf8)
            var common = short(20) + short(0x0800) + short(0) + short(0) + short(0x21)
            common += long(Int(checksum(part.content))) + long(part.content.count) + long(size ?? part.content.count)
            common += short(name.count) + short(0)
            directory += [0x50, 0x4B, 1, 2] + short(20) + common + short(0) + short(0) + short(0) + long(0) + long(bytes.count) + name
            bytes += [0x50, 0x4B, 3, 4] + common + name + part.content
        }
        let count = short(parts.count)
        return bytes + directory + [0x50, 0x4B, 5, 6] + short(0) + short(0) + count + count + long(directory.count) + long(bytes.count)
            + short(0)
    }

    static let docx = zip([("[Content_Types].xml", bytes("<Types/>")), ("word/document.xml", bytes("<w/>"))])
    static let docm = zip([
        ("[Content_Types].xml", bytes("<Types/>")), ("word/document.xml", bytes("<w/>")), ("word/vbaProject.bin", [1]),
    ])
    static let bomb = zip([("[Content_Types].xml", bytes("<Types/>")), ("word/document.xml", bytes("<w/>"))], claiming: 0x7FFF_FFFF)
    static let odt = zip([("mimetype", bytes("application/vnd.oasis.opendocument.text")), ("content.xml", bytes("<o/>"))])

    /// A file of Office 97–2003 whose directory names one stream.
    static func compound(_ stream: String) -> [UInt8] {
        let name = Array(stream.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 2040)
        bytes.replaceSubrange(640..<640 + name.count, with: name)
        return bytes
    }

    private static func short(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    private static func long(_ value: Int) -> [UInt8] { short(value) + short(value >> 16) }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
        }
    }
}
