import Office

/// A workbook written by hand, part by part, so that any part can be wrong.
struct TestWorkbook {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

    var parts: [(name: String, content: String)]

    /// One sheet, `Điểm`, with these rows; `styles` are number formats, by the number of the style.
    init(rows: String = "", after: String = "", shared: [String] = [], styles: [String] = [], workbookProperties: String = "") {
        let sheet = #"<worksheet xmlns="\#(Self.main)"><sheetData>\#(rows)</sheetData>\#(after)</worksheet>"#
        let formats = styles.enumerated().map { #"<numFmt numFmtId="\#(200 + $0)" formatCode="\#($1)"/>"# }.joined()
        let looks = styles.indices.map { #"<xf numFmtId="\#(200 + $0)"/>"# }.joined()
        let texts = shared.map { "<si>\($0)</si>" }.joined()
        parts = [
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", Self.relationships([("r1", "officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.office)">\#(workbookProperties)<sheets><sheet name="Điểm" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
            (
                "xl/_rels/workbook.xml.rels",
                Self.relationships([
                    ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "styles", "styles.xml"),
                    ("r3", "sharedStrings", "/xl/sharedStrings.xml"),
                ])
            ),
            ("xl/worksheets/sheet1.xml", sheet),
            (
                "xl/styles.xml",
                #"<styleSheet xmlns="\#(Self.main)"><numFmts>\#(formats)</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>\#(looks)</cellXfs></styleSheet>"#
            ),
            ("xl/sharedStrings.xml", #"<sst xmlns="\#(Self.main)">\#(texts)</sst>"#),
        ]
    }

    static func relationships(_ targets: [(id: String, type: String, target: String)]) -> String {
        let lines = targets.map { #"<Relationship Id="\#($0.id)" Type="\#(office)/\#($0.type)" Target="\#($0.target)"/>"# }
        return #"<Relationships xmlns="\#(package)">\#(lines.joined())</Relationships>"#
    }

    subscript(part: String) -> String {
        get { parts.first { $0.name == part }?.content ?? "" }
        set {
            if let index = parts.firstIndex(where: { $0.name == part }) {
                parts[index].content = newValue
            } else {
                parts.append((part, newValue))
            }
        }
    }

    var file: InputFile { InputFile(name: "so-lieu.xlsx", bytes: StoredZip.bytes(parts.map { ($0.name, Array($0.content.utf8)) })) }

    func sheet(limits: XLSXLimits = XLSXLimits()) throws -> Sheet { try XLSXReader(file, limits: limits).sheet(named: "Điểm") }
}

/// A zip archive without compression, as simple as the format allows.
enum StoredZip {
    static func bytes(_ entries: [(name: String, content: [UInt8])], flags: Int = 0x0800, method: Int = 0) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let name = Array(entry.name.utf8)
            // Version, flags, method, time, date (1980-01-01), checksum, both sizes, length of the name, of the extras.
            var common = short(20) + short(flags) + short(method) + short(0) + short(0x21)
            common += long(Int(checksum(entry.content))) + long(entry.content.count) + long(entry.content.count)
            common += short(name.count) + short(0)
            directory += [0x50, 0x4B, 1, 2] + short(20) + common + short(0) + short(0) + short(0) + long(0) + long(bytes.count) + name
            bytes += [0x50, 0x4B, 3, 4] + common + name + entry.content
        }
        let count = short(entries.count)
        let end = short(0) + short(0) + count + count + long(directory.count) + long(bytes.count) + short(0)
        return bytes + directory + [0x50, 0x4B, 5, 6] + end
    }

    private static func short(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }

    private static func long(_ value: Int) -> [UInt8] { short(value) + short(value >> 16) }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
    }
}
